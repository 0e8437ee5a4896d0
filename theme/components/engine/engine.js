/**
 * The page's side of the scoring engine: starts the worker, hands it one request at a time, watches for silence.
 *
 * A start that fails is tried once more, past the cache. A worker that is lost over a request is replaced and the
 * request tried once more; then it alone is refused, and those behind it go on.
 *
 * Events: `stage` while it starts (`detail` is a `Stage`), `restart` when a worker was given up (`detail.reason`),
 * `ready`, `failed` (`detail.reason`). Nothing here knows the questions: one JSON text goes in, one comes out, by the
 * door of the package that the page names.
 */

import { count } from "../element/element.js";

/** The package whose door is asked. @typedef {"assessment" | "ledger"} Door */
/** @typedef {{ id: number, json: string, lost: number, resolve: (answer: string) => void, reject: (error: Error) => void }} Request */
/** What a start is at; while files come in, also how many bytes are here, and of how many. @typedef {{ text: string, loaded?: number, total?: number }} Stage */
/** @typedef {{ type: "stage" | "ready" | "answer" | "failed", text?: string, loaded?: number, total?: number, id?: number, json?: string }} News */

/**
 * Patience in milliseconds: `start` with a start that tells nothing; `again` with the second start once its files are
 * here, as a slow device may be silent for long while Python unpacks itself; `answer` from the moment that Python
 * begins with a request. However they add up, a visitor waits at most 20 seconds in silence. Where bytes are awaited,
 * 8 seconds are enough for three tries of TCP to send a lost packet again (after 1, 2 and 4 seconds).
 */
export const PATIENCE = { start: 8_000, again: 11_500, answer: 4_000 };

/** What browsers say when an engine cannot be, and what it means. @type {[RegExp, string][]} */
const MEANINGS = [
  [/security policy|unsafe-eval|disallowed by embedder|blocked by csp/i, "The policy of this site or of this browser does not allow WebAssembly, which the scoring engine needs."],
  [/WebAssembly\b.*\b(not defined|undefined)|variable: WebAssembly/, "This browser has no WebAssembly, which the scoring engine needs, or it is switched off."],
  [/\bWorker\b.*\b(not defined|undefined|not a constructor)|variable: Worker/, "This browser runs no scripts in the background (web workers), which the scoring engine needs."],
  [/out of memory|allocat|MemoryError/i, "There is not enough free memory for the scoring engine on this device."],
];

export class Engine extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** What is to be answered, in order. While the engine is ready, Python works on the first. @type {Request[]} */
  #queue = [];
  /** @type {"idle" | "starting" | "ready" | "failed"} */
  #state = "idle";
  /** Whether this start follows upon a lost worker: there is no third. */
  #second = false;
  /** Whether a start has failed, so that the next one goes past the cache. */
  #anew = false;
  /** Whether the files are here, so that a silence is Python's. */
  #unpacking = false;
  /** What the start is at, once it has said so. @type {Stage | null} */
  #stage = null;
  #begun = 0;
  #nextId = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;
  /** @type {string} */
  #script;
  /** @type {Door} */
  #door;

  /**
   * @param {string} script address of the worker's module
   * @param {Door} door
   */
  constructor(script, door = "assessment") {
    super();
    this.#script = script;
    this.#door = door;
  }

  get state() {
    return this.#state;
  }

  /** What the start is at, or was at last; null while the worker has said nothing. */
  get stage() {
    return this.#stage;
  }

  /** Milliseconds since the worker was started. */
  get age() {
    return performance.now() - this.#begun;
  }

  /** Starts the worker in the background; a second call does nothing. */
  start() {
    if (this.#state === "idle") this.#spawn();
  }

  /**
   * Asks Python one thing; starts the engine when it does not run, and waits for it. What can be asked stands in
   * `assessment/browser.py` and `ledger/browser.py`.
   * @param {{ do: string } & Record<string, unknown>} question
   * @returns {Promise<any>} `{ ok: true, … }`, or `{ ok: false, error: { code, place, message, hint } }`
   */
  async ask(question) {
    return JSON.parse(await this.#send(JSON.stringify(question)));
  }

  /**
   * @param {string} json
   * @returns {Promise<string>}
   */
  #send(json) {
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: this.#nextId++, json, lost: 0, resolve, reject });
      if (this.#state === "idle" || this.#state === "failed") this.#spawn();
      else if (this.#queue.length === 1) this.#post();
    });
  }

  #spawn() {
    this.#worker?.terminate();
    this.#state = "starting";
    this.#stage = null;
    this.#unpacking = false;
    this.#begun = performance.now();
    const address = new URL(this.#script, document.baseURI);
    // A script that failed or hangs may stay so under its address, so another try has another one.
    if (this.#anew) address.searchParams.set("again", String(Date.now()));
    try {
      const worker = new Worker(ours(address), { type: "module" });
      this.#worker = worker;
      worker.addEventListener("message", (event) => worker === this.#worker && this.#hear(event.data));
      worker.addEventListener("error", async (event) => {
        event.preventDefault();
        const reason = event.message || (await whyNot(address));
        if (worker === this.#worker) this.#giveUp(reason);
      });
      worker.postMessage({ reload: this.#anew, door: this.#door });
      this.#awaitStart();
    } catch (error) {
      this.#giveUp(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {News} news */
  #hear({ type, text = "", loaded, total = 0, id, json = "" }) {
    switch (type) {
      case "stage":
        this.#unpacking = loaded === undefined || loaded >= total;
        this.#stage = { text, loaded, total };
        this.#tell("stage", this.#stage);
        this.#awaitStart();
        break;
      case "ready":
        clearTimeout(this.#watch);
        this.#state = "ready";
        this.#second = this.#anew = false;
        this.#tell("ready", {});
        this.#post();
        keepForOffline();
        break;
      case "answer":
        if (id !== this.#queue[0]?.id) break;
        clearTimeout(this.#watch);
        this.#queue.shift()?.resolve(json);
        this.#post();
        break;
      case "failed":
        this.#giveUp(text || "The scoring engine failed.");
    }
  }

  /** Hands the first of the queue to Python, if it is ready; the others wait here, where no crash reaches them. */
  #post() {
    const [request] = this.#queue;
    if (!request || this.#state !== "ready") return;
    this.#worker?.postMessage({ id: request.id, json: request.json });
    this.#await(PATIENCE.answer, "The scoring engine stopped answering.");
  }

  #awaitStart() {
    const milliseconds = this.#second && this.#unpacking ? PATIENCE.again : PATIENCE.start;
    this.#await(milliseconds, `The scoring engine has not said anything for ${milliseconds / 1000} seconds.`);
  }

  /**
   * A worker that is killed or loops for ever raises no event, so silence is what has to be watched.
   * @param {number} milliseconds
   * @param {string} reason
   */
  #await(milliseconds, reason) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#giveUp(reason), milliseconds);
  }

  /** The worker is lost. @param {string} text what the browser, the worker or we ourselves say of it */
  #giveUp(text) {
    const reason = MEANINGS.find(([said]) => said.test(text))?.[1] ?? text.replace(/^Uncaught (\w+: )?/, "");
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = null;
    if (this.#state === "ready") this.#blame(reason);
    else this.#failStart(reason);
  }

  /** Lost over the first of the queue, or between two; its files were sound. @param {string} reason */
  #blame(reason) {
    this.#state = "idle";
    const [request] = this.#queue;
    if (request && (request.lost += 1) === 2) {
      this.#queue.shift();
      count("engine_failed", { stage: "answer", text: reason });
      request.reject(new Error(reason));
    }
    // With nothing to answer there is no hurry: the next request starts another worker.
    if (this.#queue.length) this.#again(reason);
  }

  /** @param {string} reason */
  #failStart(reason) {
    this.#anew = true;
    if (!this.#second) return this.#again(reason);
    this.#state = "failed";
    this.#second = false;
    this.#tell("failed", { reason });
    count("engine_failed", { stage: "start", text: reason });
    for (const request of this.#queue.splice(0)) request.reject(new Error(reason));
  }

  /** @param {string} reason */
  #again(reason) {
    this.#second = true;
    this.#tell("restart", { reason });
    this.#spawn();
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** What the page's policy has forbidden so far. @type {Set<string>} */
const forbidden = new Set();
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => forbidden.add(blockedURI));

/**
 * Why a worker's script did not come, which the browser's event does not say.
 * @param {URL} address
 */
async function whyNot(address) {
  const what = "The script of the scoring engine could not be loaded";
  try {
    const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(800) });
    if (forbidden.has(address.href)) return "The policy of this site or of this browser does not allow the script of the scoring engine.";
    if (!response.ok) return `${what} (HTTP ${response.status}).`;
    const type = response.headers.get("content-type") ?? "nothing";
    if (!/^(text|application)\/(x-)?(java|ecma)script/i.test(type)) return `${what} (the server calls it ${type}).`;
    await response.text();
    return `${what}.`;
  } catch {
    return `${what} (it did not come, or broke off on the way).`;
  }
}

/** Where a page takes trusted types alone, scripts of this site are trusted, and no others. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("edge", {
  /** @param {string} address */
  createScriptURL: (address) => {
    if (new URL(address).origin !== location.origin) throw new TypeError(`${address} is not of this site.`);
    return address;
  },
});

/** The address of a worker's script, as a browser wants to have it. @param {URL} address @returns {URL} */
export const ours = (address) => policy?.createScriptURL(address.href) ?? address;

/** On pages that name a service worker: those below `assessment/`. A worker that runs is worth keeping. */
async function keepForOffline() {
  const { offline, mark } = document.body.dataset;
  if (!offline || !mark || !("serviceWorker" in navigator)) return;
  const loaded = await import("../offline/offline.js").catch(() => null);
  loaded?.keep(offline, mark);
}
