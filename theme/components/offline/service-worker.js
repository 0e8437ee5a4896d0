/**
 * Keeps the assessment for the time without a connection. Registered by offline.js for the folder in which it lies.
 *
 * A file whose address holds a hash never changes, so what is kept of it is as good as new: it goes first. A page
 * names the files it was made for by such addresses; it comes from the network while there is one, and otherwise from
 * the newest release that is wholly here. So no page ever meets the questions or the engine of another.
 * Nothing takes over while an older page is open, and what that page may need stays until it is closed.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/**
 * This release; site_build/offline.py writes it. Addresses are relative to this folder.
 * @type {{ id: string, mark: string, engineId: string, pages: string[], files: string[], engine: string[] }}
 */
const RELEASE = { id: "", mark: "", engineId: "", pages: [], files: [], engine: [] };

/** Other sites may share the origin, each below a folder of its own. */
const OURS = `edge ${worker.registration.scope} `;
const PAGES = `${OURS}pages ${RELEASE.id}`;
const ENGINE = `${OURS}engine ${RELEASE.engineId}`;
const SITE = new URL("..", worker.registration.scope);
const HASHED = /[./][0-9a-f]{10}[./]/;
const LISTED = new Set([...RELEASE.pages, ...RELEASE.files].map(absolute));
/** Milliseconds that a page may take to come from the network when there is a kept one. */
const PATIENCE = 4_000;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(tidy()));

worker.addEventListener("message", (event) => {
  if (event.data?.keep !== RELEASE.mark) return event.ports[0]?.postMessage(false);
  const kept = keepEngine().then(
    () => true,
    () => false, // no room, or no connection: then it works with one, as before
  );
  event.waitUntil(kept.then((complete) => event.ports[0]?.postMessage(complete)));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SITE.href) || request.headers.has("range")) return;
  const path = new URL(request.url).pathname.slice(SITE.pathname.length - 1);
  if (request.mode !== "navigate" && HASHED.test(path)) event.respondWith(unchanging(request));
  else if (request.mode === "navigate" || LISTED.has(request.url)) event.respondWith(newest(request));
});

/** The pages come last: where a page is kept, all that it needs is kept. */
async function install() {
  const cache = await caches.open(PAGES);
  await cache.addAll(RELEASE.files.map(absolute));
  // Who has used the engine of an older release is not left without one by a new release.
  if ((await names("engine")).length) await keepEngine();
  const pages = await Promise.all(RELEASE.pages.map(page));
  for (const [address, response] of pages) await cache.put(address, response);
}

/**
 * A page of this very release: while a release is being uploaded the host may still answer with the one before.
 * @param {string} name
 * @returns {Promise<[string, Response]>}
 */
async function page(name) {
  const response = await fetch(absolute(name), { cache: "no-cache" });
  const html = await response.text();
  if (!response.ok || !html.includes(RELEASE.mark)) throw new Error(`${name} is not of this release.`);
  // A copy, because a browser refuses a page that came by a redirection from a cache.
  return [absolute(name), new Response(html, { headers: response.headers })];
}

async function keepEngine() {
  const cache = await caches.open(ENGINE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  await cache.addAll(RELEASE.engine.map(absolute).filter((address) => !kept.has(address)));
}

/** Deletes what older releases have left, unless a newer one is on its way: it will tidy up in its turn. */
async function tidy() {
  if (worker.registration.installing || worker.registration.waiting) return;
  const old = (await names("")).filter((name) => name !== PAGES && name !== ENGINE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * The kept file; from the network when none is kept, or when the page insists after a failure.
 * @param {Request} request
 */
async function unchanging(request) {
  const { search } = new URL(request.url);
  const insists = search !== "" || request.cache === "reload" || request.cache === "no-store";
  const kept = await caches.match(request.url, { ignoreSearch: true, ignoreVary: true });
  if (kept && !insists) return kept;
  const response = await fetch(request).catch((error) => {
    if (kept) return kept;
    throw error;
  });
  return response.ok ? response : kept ?? response;
}

/**
 * From the network, as the host has it at this moment; the kept one when there is no connection, or hardly one.
 * @param {Request} request
 */
async function newest(request) {
  const answer = fetch(new Request(request, { cache: "no-cache" }));
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    return await /** @type {Promise<Response>} */ (Promise.race([answer, late]));
  } catch {
    return (await keptPage(request.url)) ?? answer;
  }
}

/**
 * As the newest release has it that is here, which may be one that waits for older pages to be closed.
 * @param {string} address
 */
async function keptPage(address) {
  const file = address.replace(/[?#].*$/, "").replace(/\/index\.html$/, "/");
  for (const name of (await names("pages")).reverse()) {
    const kept = await (await caches.open(name)).match(file, { ignoreVary: true });
    if (kept) return kept;
  }
  return null;
}

/** Our caches of a kind, in the order in which they were made. @param {string} kind */
async function names(kind) {
  return (await caches.keys()).filter((name) => name.startsWith(OURS + kind));
}

/** @param {string} address */
function absolute(address) {
  return new URL(address, worker.registration.scope).href;
}
