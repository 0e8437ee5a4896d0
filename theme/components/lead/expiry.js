/**
 * Erases requests that were kept for 72 hours, on whatever page of the site the visitor comes back to. Part of every
 * page of a site that sends requests to a service.
 */

import { all, DATABASE } from "./store.js";

/** Nothing is opened where there is nothing: opening a storage would make it. */
async function expire() {
  const found = await indexedDB.databases();
  if (found.some(({ name }) => name === DATABASE)) await all();
}

expire().catch(() => {});
