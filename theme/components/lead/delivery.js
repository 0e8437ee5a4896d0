/**
 * Sends leads: each once, whatever is clicked, whichever tab is closed, as far as the service lets us know.
 *
 * Events: `change` with the record in `detail`, in every tab. What is not sent stays in IndexedDB and is tried again on load, when a
 * connection comes back and when the page is looked at. "Sent" follows upon an answer that could be read, and nothing
 * else.
 */

import { count } from "../element/element.js";
import { ADAPTERS } from "./adapters.js";
import { all, change, claim, erase, queue } from "./store.js";

/** @typedef {import("./store.js").Kept} Kept */
/** @typedef {import("./adapters.js").Outcome} Outcome */

const TIMEOUT = 15_000;
/** Milliseconds before each further try, with up to 30 % more by chance. */
export const PAUSES = [1_000, 4_000, 16_000, 60_000, 300_000];
/** Bytes of an answer that are read; the rest is left. */
const MOST = 65_536;

export class Delivery extends EventTarget {
  /** @type {import("./adapters.js").Config} */
  #config;
  #adapter;
  /** Tries of this page, by lead. @type {Map<string, number>} */
  #tries = new Map();
  /** When this page looks at a lead again. @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();
  /** What other tabs do with leads. */
  #tabs = new BroadcastChannel("edge-leads");

  /** @param {import("./adapters.js").Config} config */
  constructor(config) {
    super();
    this.#config = config;
    const adapter = ADAPTERS[config.adapter];
    if (!adapter) throw new Error(`there is no adapter ${config.adapter}`);
    this.#adapter = adapter;
    this.#tabs.addEventListener("message", ({ data }) => this.dispatchEvent(new CustomEvent("change", { detail: data })));
    const resume = () => this.resume().catch(() => {});
    addEventListener("online", resume);
    document.addEventListener("visibilitychange", () => document.hidden || resume());
  }

  /** Keeps a lead and sends it; a second call for the same lead does nothing. @param {import("./envelope.js").Lead} lead */
  async send(lead) {
    if (!(await queue(lead))) return;
    count("demo_submitted", { adapter: this.#config.adapter, code: 0 });
    await this.#try(lead.id);
  }

  /** Goes on with what an earlier page or another tab has left. */
  async resume() {
    for (const { id, state, next, lease } of await all()) {
      if (!["queued", "waiting", "sending"].includes(state) || (this.#tries.get(id) ?? 0) > PAUSES.length) continue;
      // A tab that sends may be gone by the end of its time.
      const wait = (state === "sending" ? lease : next) - Date.now();
      if (wait > 0) this.#later(id, wait);
      else this.#try(id);
    }
  }

  /** What is kept on this device. @returns {Promise<Kept[]>} */
  kept() {
    return all();
  }

  /**
   * Sends once more what the visitor wants to be sent again, unless some tab is at it.
   * @param {string} id
   * @param {import("./envelope.js").Lead} [lead] as it stands in the form by now
   */
  async again(id, lead) {
    if (!(await change(id, { state: "queued", why: "", next: 0, ...(lead && { lead }) }, ["queued", "waiting", "unsure", "refused"]))) return;
    this.#tries.delete(id);
    await this.#try(id);
  }

  /** @param {string} id */
  async forget(id) {
    await erase(id);
  }

  /** @param {string} id */
  async #try(id) {
    // Asking the connection first: what never left this device is certain not to have arrived.
    if (!navigator.onLine) {
      return this.#set(id, { state: "waiting", why: "there is no connection" }, ["queued", "waiting"]);
    }
    const taken = await claim(id);
    if (!taken) return;
    const { kept, left } = taken;
    if (left && !this.#adapter.idempotent) {
      await this.#set(id, { state: "unsure", why: "the page was closed while it was sent" });
      return;
    }
    this.#tell(kept);
    this.#tries.set(id, (this.#tries.get(id) ?? 0) + 1);
    await this.#heed(id, await this.#ask(kept));
  }

  /** @param {Kept} kept @returns {Promise<Outcome>} */
  async #ask({ lead }) {
    const { url, init } = this.#adapter.ask(lead, this.#config, location.origin + location.pathname);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new DOMException("too slow", "TimeoutError")), TIMEOUT);
    try {
      const response = await fetch(url, { ...init, redirect: "manual", credentials: "omit", referrerPolicy: "no-referrer", signal: stop.signal });
      if (response.type === "opaqueredirect") return { kind: "unsure", why: "the service answered with another address" };
      const page = /^text\/html/i.test(response.headers.get("content-type") ?? "");
      const outcome = this.#adapter.read(response.status, await bodyOf(response), this.#config, page);
      if (outcome.kind === "later") return { kind: "later", after: pauseOf(response.headers.get("retry-after")) };
      return outcome;
    } catch (error) {
      const slow = error instanceof DOMException && error.name === "TimeoutError";
      return { kind: "unsure", why: slow ? "the service did not answer within 15 seconds" : "the connection broke off, or the service could not be reached" };
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {string} id @param {Outcome} outcome */
  async #heed(id, outcome) {
    switch (outcome.kind) {
      case "accepted":
        count("demo_accepted", { adapter: this.#config.adapter, code: 200 });
        await this.#set(id, { state: "accepted", why: "" });
        return erase(id);
      case "refused":
        count("demo_failed", { adapter: this.#config.adapter, code: 400 });
        return this.#set(id, { state: "refused", faults: outcome.faults });
      case "unsure":
        if (!this.#adapter.idempotent) {
          count("demo_failed", { adapter: this.#config.adapter, code: 0 });
          return this.#set(id, { state: "unsure", why: outcome.why });
        }
        return this.#wait(id, outcome.why);
      case "later":
        return this.#wait(id, "the service is busy", outcome.after);
    }
  }

  /** @param {string} id @param {string} why @param {number} [after] what the service asks for, in milliseconds */
  async #wait(id, why, after) {
    const tries = this.#tries.get(id) ?? 0;
    const pause = PAUSES[tries - 1];
    const wait = after ?? (pause === undefined ? Infinity : pause * (1 + Math.random() * 0.3));
    // After six tries this page gives up; the next one, or the visitor, goes on.
    const given = tries > PAUSES.length;
    await this.#set(id, { state: "waiting", why, next: given ? 0 : Date.now() + Math.min(wait, 3_600_000) });
    if (!given) this.#later(id, Math.min(wait, 3_600_000));
  }

  /** Looks at a lead again when it is due. @param {string} id @param {number} wait */
  #later(id, wait) {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(() => this.#try(id).catch(() => {}), wait + 20));
  }

  /** @param {string} id @param {Partial<Kept>} what @param {import("./store.js").State[]} [from] */
  async #set(id, what, from) {
    const kept = await change(id, what, from);
    if (kept) this.#tell(kept);
  }

  /** @param {Kept} kept */
  #tell(kept) {
    this.#tabs.postMessage(kept);
    this.dispatchEvent(new CustomEvent("change", { detail: kept }));
  }
}

/** An answer's JSON as far as it is read; null where it is none. @param {Response} response */
async function bodyOf(response) {
  const reader = response.body?.getReader();
  if (!reader) return null;
  const decoder = new TextDecoder();
  let text = "";
  for (let read = 0; read < MOST; ) {
    const { done, value } = await reader.read();
    if (done) break;
    read += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `Retry-After` in milliseconds: seconds, or a date. @param {string | null} text */
function pauseOf(text) {
  if (!text) return undefined;
  const wait = /^\d{1,6}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
