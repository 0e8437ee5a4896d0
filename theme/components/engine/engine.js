/**
 * The page's side of the scoring engine: starts the worker, keeps the queue, watches for silence, restarts once.
 *
 * Events: `stage` while it starts (`detail.text`), `restart` when a worker was given up (`detail.reason`), `ready`,
 * `failed` (`detail.reason`). Nothing here knows the questions: one JSON text goes in, one comes out.
 */

/** @typedef {{ id: number, json: string, resolve: (answer: string) => void, reject: (error: Error) => void }} Request */
/** @typedef {{ type: "stage" | "ready" | "answer" | "failed", text?: string, id?: number, json?: string }} News */

/** Patience in milliseconds: with a start that tells nothing (the second try has twice that), and with an answer. */
export const PATIENCE = { start: 15_000, answer: 4_000 };

export class Engine extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Request[]} */
  #queue = [];
  /** @type {"idle" | "starting" | "ready" | "failed"} */
  #state = "idle";
  #retried = false;
  /** Whether a start has failed, so that the next one goes past the cache. */
  #anew = false;
  #nextId = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;
  /** @type {string} */
  #script;

  /**
   * @param {string} script address of the worker's module
   */
  constructor(script) {
    super();
    this.#script = script;
  }

  get state() {
    return this.#state;
  }

  /** Starts the worker in the background; a second call does nothing. */
  start() {
    if (this.#state === "idle") this.#spawn();
  }

  /**
   * Asks Python one thing; starts the engine when it does not run, and waits for it. What can be asked stands in
   * `assessment/browser.py`.
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
      const request = { id: this.#nextId++, json, resolve, reject };
      this.#queue.push(request);
      if (this.#state === "ready") this.#post(request);
      else if (this.#state !== "starting") this.retry();
    });
  }

  /** A fresh start after a failure; what is in the queue is posted again. */
  retry() {
    this.#retried = false;
    this.#spawn();
  }

  #spawn() {
    this.#worker?.terminate();
    this.#state = "starting";
    const address = new URL(this.#script, document.baseURI);
    // A script that failed or hangs may stay so under its address, so another try has another one.
    if (this.#anew) address.searchParams.set("again", String(Date.now()));
    try {
      const worker = new Worker(address, { type: "module" });
      this.#worker = worker;
      worker.addEventListener("message", (event) => this.#hear(worker, event.data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        if (worker === this.#worker) this.#giveUp(event.message || "The script of the scoring engine could not be loaded.");
      });
      worker.postMessage({ reload: this.#anew });
      this.#awaitStart();
    } catch (error) {
      this.#giveUp(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * @param {Worker} worker
   * @param {News} news
   */
  #hear(worker, news) {
    if (worker !== this.#worker) return;
    clearTimeout(this.#watch);
    switch (news.type) {
      case "stage":
        this.#tell("stage", { text: news.text });
        this.#awaitStart();
        break;
      case "ready":
        this.#state = "ready";
        this.#tell("ready", {});
        for (const request of this.#queue) this.#post(request);
        keepForOffline();
        break;
      case "answer": {
        this.#retried = false;
        const request = this.#queue.find((waiting) => waiting.id === news.id);
        this.#queue = this.#queue.filter((waiting) => waiting !== request);
        if (this.#queue.length) this.#await(PATIENCE.answer, "The scoring engine stopped answering.");
        request?.resolve(news.json ?? "");
        break;
      }
      case "failed":
        this.#giveUp(news.text ?? "The scoring engine failed.");
    }
  }

  /** @param {Request} request */
  #post(request) {
    this.#worker?.postMessage({ id: request.id, json: request.json });
    this.#await(PATIENCE.answer, "The scoring engine stopped answering.");
  }

  /** On a slow device a start may be silent for long while Python unpacks itself, so the second try waits longer. */
  #awaitStart() {
    const milliseconds = PATIENCE.start * (this.#retried ? 2 : 1);
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

  /** @param {string} reason */
  #giveUp(reason) {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = null;
    // A worker that was ready had sound files, and they need not travel twice.
    this.#anew = this.#state === "starting";
    if (!this.#retried) {
      this.#retried = true;
      this.#tell("restart", { reason });
      this.#spawn();
      return;
    }
    this.#state = "failed";
    const waiting = this.#queue;
    this.#queue = [];
    this.#tell("failed", { reason });
    for (const request of waiting) request.reject(new Error(reason));
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** On pages that name a service worker: those below `assessment/`. A worker that runs is worth keeping. */
async function keepForOffline() {
  const { offline, mark } = document.body.dataset;
  if (!offline || !mark || !("serviceWorker" in navigator)) return;
  const loaded = await import("../offline/offline.js").catch(() => null);
  loaded?.keep(offline, mark);
}
