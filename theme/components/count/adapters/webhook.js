import { start } from "../count.js";

/** A receiver of one's own: `event/1` as it is, as plain text, so that no preflight is needed. */
start((event) => ({ body: JSON.stringify(event) }));
