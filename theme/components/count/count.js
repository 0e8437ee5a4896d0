/**
 * Counting, on pages of a site whose settings name a service for it; no other page loads this.
 *
 * Hears `edge:count` on the document (`detail` has the name of an event and its properties), and a click on what has a
 * `data-channel`, by which a result is passed on. Makes an `event/1` of what is on the closed list below, and hands it
 * to the one adapter. What is not on the list, or is no short word, number or yes and no, is dropped. Nothing is kept on
 * the device; each thing counts once in a page's life. The list is also in site_build/counting.py, which says what each
 * value can be; `/schema/event-1.json` is made of that.
 */

/** @typedef {{ schema: "event/1", name: string, path: string, referrer?: string, campaign?: string, props: Record<string, string | number | boolean> }} Event1 */
/** What the settings say of the service. @typedef {Record<string, string>} Settings */
/** What is sent: a text or a form in a POST, else a GET of `url`. @typedef {{ url?: string, body?: string | URLSearchParams, headers?: Record<string, string> }} Hit */

/** The properties of each event. @type {Record<string, string>} */
const EVENTS = {
  page_viewed: "kind",
  article_read: "slug depth",
  style_page_viewed: "style via",
  assessment_started: "instrument version",
  question_answered: "n of",
  assessment_left: "n of ms_bucket",
  assessment_finished: "ms_bucket engine engine_ms_bucket",
  result_viewed: "own",
  result_shared: "channel",
  demo_opened: "adapter code",
  demo_submitted: "adapter code",
  demo_accepted: "adapter code",
  demo_failed: "adapter code",
  booking_opened: "provider",
  engine_failed: "stage reason",
};
const WORD = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** The milliseconds that something stayed below; 0 where nothing is known, 3,600,000 for all that is longer. @param {number} ms */
const below = (ms) => [0, 1e3, 3e3, 1e4, 3e4, 12e4, 3e5, 6e5, 18e5].find((limit) => !(ms >= limit)) ?? 36e5;

/** Whether a value is a short word, a whole number, or yes and no. @param {any} value */
const fits = (value) => /^[bns]/.test(typeof value) && WORD.test(value);

/** Begins to count on this page. @param {(event: Event1, settings: Settings) => Hit} pack */
export function start(pack) {
  const { count, deliver } = JSON.parse(document.querySelector("[name='edge:count']")?.getAttribute("content") ?? "");
  const kind = document.body.className.slice(6);
  // An address that is not there may hold anything.
  const path = kind === "not-found" ? "/404.html" : location.pathname;
  const slug = path.split("/").at(-2);
  const query = new URLSearchParams(location.search);
  const campaign = query.get("utm_campaign") ?? "";
  const { host } = new URL(document.referrer || location.href);
  /** What has been counted. */
  const said = new Set();
  /** What was said of the last answer of an unfinished take, and when. @type {Record<string, any> | null} */
  let at = null;
  /** When the take began, if on this page. */
  let begun = NaN;

  /** @param {string} name @param {Record<string, any>} given */
  const hear = (name, given) => {
    const now = performance.now();
    if (name === "assessment_started") {
      said.clear();
      begun = now;
    }
    const ended = name === "assessment_finished";
    if (name === "question_answered" && !said.has("assessment_finished")) at = { ...given, now };
    /** @type {Record<string, any>} */
    const all = {
      ...at,
      ...given,
      ms_bucket: below(now - begun),
      engine_ms_bucket: below(now - at?.now),
      reason: /policy|WebAssembly|workers|memory|said|answering|loaded/.exec(given.text)?.[0].toLowerCase() ?? "other",
    };
    // Without an answer on this page a result is no end of a take: nothing says then how the engine was.
    if (ended) at = null;
    const props = Object.fromEntries((EVENTS[name] ?? "-").split(" ").map((key) => [key, all[key]]));
    const once = name + (ended ? "" : (given.n ?? JSON.stringify(props)));
    if (!Object.values(props).every(fits) || said.has(once) || refused()) return;
    said.add(once);
    /** @type {Event1} */
    const event = { schema: "event/1", name, path, props };
    if (host !== location.host) event.referrer = host;
    if (WORD.test(campaign)) event.campaign = campaign;
    const { url = count.endpoint, body, headers } = pack(event, count);
    // As text there is no preflight. Without cookies, and without the page's address in the head of the request.
    fetch(url, {
      method: body ? "POST" : "GET",
      body,
      headers,
      keepalive: true,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    }).catch(() => {});
  };

  document.addEventListener("edge:count", (event) => event instanceof CustomEvent && hear(event.detail.name, event.detail));
  document.addEventListener("click", ({ target }) => hear("result_shared", { channel: /** @type {any} */ (target).dataset?.channel }));
  document.addEventListener("visibilitychange", () => document.hidden && at && hear("assessment_left", at));
  const begin = () => {
    hear("page_viewed", { kind });
    // The kit's links name their channel, and all come from sales; a code on paper is told apart.
    const [via = query.get("utm_source") === "kit" ? "sales" : "none"] = /^(share|sales|qr)$/.exec(query.get("utm_medium") ?? "") ?? [];
    if (kind === "style") hear("style_page_viewed", { style: slug, via: location.hash.startsWith("#s=") ? "share" : via });
    if (kind === "demo") hear("demo_opened", { adapter: deliver, code: 0 });
    if (kind === "article") read((depth) => hear("article_read", { slug, depth }));
  };
  // A browser may make a page ready before anybody asks for it.
  if ("prerendering" in document && document.prerendering) document.addEventListener("prerenderingchange", begin);
  else begin();
}

/**
 * Calls back with each quarter of the text that came into sight, once it was before its reader for 15 seconds: the tab
 * seen, and the text on half of the window. Looks once a second.
 * @param {(depth: number) => void} tell
 */
function read(tell) {
  let seconds = 0;
  let deepest = 0;
  const timer = setInterval(() => {
    const { top, bottom, height } = /** @type {Element} */ (document.querySelector(".prose")).getBoundingClientRect();
    if (document.hidden) return;
    deepest = Math.max(deepest, (innerHeight - top) / height);
    if (Math.min(bottom, innerHeight) - Math.max(top, 0) >= innerHeight / 2) seconds += 1;
    if (seconds < 15) return;
    for (const depth of [25, 50, 75, 100]) if (deepest * 100 >= depth) tell(depth);
    if (deepest >= 1) clearInterval(timer);
  }, 1000);
}

/** Whether the visitor wants not to be counted: the browser says so, or the tab's name, which refuse.js gives it. */
function refused() {
  const { globalPrivacyControl, doNotTrack } = /** @type {any} */ (navigator);
  return globalPrivacyControl || doNotTrack === "1" || window.name === "no-count";
}
