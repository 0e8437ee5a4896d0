/**
 * Sends leads: each once, whatever is clicked, whichever tab is closed, as far as the service lets us know.
 *
 * Events: `change` with the record in `detail`, in every tab. What is not sent stays in IndexedDB and is tried again on load, when a
 * connection comes back and when the page is looked at. "Sent" follows upon an answer that could be read, and nothing
 * else.
 */

import { count } from "../element/element.js";
import { ADAPTERS } from "./adapters.js";
import { all, change, claim, dueIn, erase, LONGEST_WAIT, queue } from "./store.js";

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

  /**
   * Keeps a lead and sends it; a second call for the same lead does nothing. An error means that it could not be kept,
   * and that nothing of it was sent.
   * @param {import("./envelope.js").Lead} lead
   */
  async send(lead) {
    if (!(await queue(lead))) return;
    count("demo_submitted", { adapter: this.#config.adapter, code: 0 });
    try {
      await this.#try(lead.id);
    } catch (error) {
      // The visitor is told that it was not sent, and may send it otherwise: nothing may go out later.
      await erase(lead.id).catch(() => {});
      throw error;
    }
  }

  /** Goes on with what an earlier page or another tab has left. */
  async resume() {
    for (const kept of await all()) {
      const { id, state } = kept;
      if (!["queued", "waiting", "sending"].includes(state) || (this.#tries.get(id) ?? 0) > PAUSES.length) continue;
      // A tab that sends may be gone by the end of its time.
      const wait = dueIn(kept);
      if (wait > 0) this.#later(id, wait);
      else this.#try(id).catch(() => {});
    }
  }

  /** What is kept on this device. @returns {Promise<Kept[]>} */
  kept() {
    return all();
  }

  /**
   * Sends once more what the visitor wants to be sent again, unless some tab is at it.
   * @param {string} id
   * @param {import("./envelope.js").Lead} [lead] as it stands in the form by now; not taken where an earlier try may
   *   have arrived, as the service would drop another text under the same number
   */
  async again(id, lead) {
    /** @param {Kept} kept @returns {Partial<Kept>} */
    const queued = ({ doubt }) => ({ state: "queued", why: "", next: 0, ...(lead && !doubt && { lead }) });
    if (!(await change(id, queued, ["queued", "waiting", "unsure", "refused"]))) return;
    this.#tries.delete(id);
    await this.#try(id);
  }

  /** Deletes what is kept of a lead, unless some tab sends it just now. @param {Kept} kept @returns {Promise<boolean>} whether it is gone */
  async forget(kept) {
    const gone = await erase(kept.id);
    if (gone) this.#tell({ ...kept, state: "gone" });
    return gone;
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
    if (left && !this.#adapter.idempotent(this.#config)) {
      await this.#set(id, { state: "unsure", why: "the page was closed while it was sent" });
      return;
    }
    if (left) kept.doubt = true;
    this.#tell(kept);
    this.#tries.set(id, (this.#tries.get(id) ?? 0) + 1);
    await this.#heed(kept, await this.#ask(kept));
  }

  /** @param {Kept} kept @returns {Promise<Outcome & { status?: number }>} `status` of the answer, if there was one */
  async #ask({ lead }) {
    const { url, init } = this.#adapter.ask(lead, this.#config, location.origin + location.pathname);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new DOMException("too slow", "TimeoutError")), TIMEOUT);
    try {
      const response = await fetch(url, { ...init, redirect: "manual", credentials: "omit", referrerPolicy: "no-referrer", signal: stop.signal });
      if (response.type === "opaqueredirect") return { kind: "unsure", why: "the service answered with another address" };
      const page = /^text\/html/i.test(response.headers.get("content-type") ?? "");
      const outcome = this.#adapter.read(response.status, await bodyOf(response), this.#config, page);
      const { status } = response;
      return outcome.kind === "later" ? { kind: "later", after: pauseOf(response.headers.get("retry-after")), status } : { ...outcome, status };
    } catch (error) {
      const slow = error instanceof DOMException && error.name === "TimeoutError";
      return { kind: "unsure", why: slow ? "the service did not answer within 15 seconds" : "the connection broke off, or the service could not be reached" };
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {Kept} kept @param {Outcome & { status?: number }} outcome */
  async #heed(kept, outcome) {
    const { status: code = 0 } = outcome;
    /** @param {string} name */
    const counted = (name) => count(name, { adapter: this.#config.adapter, code });
    switch (outcome.kind) {
      case "accepted":
        counted("demo_accepted");
        await this.#after(kept, { state: "accepted", why: "" });
        return void (await erase(kept.id).catch(() => {}));
      case "refused":
        counted("demo_failed");
        return this.#after(kept, { state: "refused", faults: outcome.faults });
      case "unsure":
        if (this.#adapter.idempotent(this.#config)) return this.#wait({ ...kept, doubt: true }, outcome.why, () => counted("demo_failed"));
        counted("demo_failed");
        return this.#after(kept, { state: "unsure", why: outcome.why });
      case "later":
        // What fails on the other side may have been taken there before.
        if (code >= 500 && code !== 503 && this.#adapter.idempotent(this.#config)) kept.doubt = true;
        return this.#wait(kept, "the service is busy", () => counted("demo_failed"), outcome.after);
    }
  }

  /**
   * @param {Kept} kept
   * @param {string} why
   * @param {() => void} fail called when this page gives up
   * @param {number} [after] what the service asks for, in milliseconds
   */
  async #wait(kept, why, fail, after) {
    const tries = this.#tries.get(kept.id) ?? 0;
    const pause = PAUSES[tries - 1];
    // After six tries this page gives up; the next one, or the visitor, goes on.
    if (pause === undefined) fail();
    const wait = pause === undefined ? Infinity : Math.min(after ?? pause * (1 + Math.random() * 0.3), LONGEST_WAIT);
    await this.#after(kept, { state: "waiting", why, next: Number.isFinite(wait) ? Date.now() + wait : 0, doubt: kept.doubt });
    if (Number.isFinite(wait)) this.#later(kept.id, wait);
  }

  /**
   * Writes down what came of a try, and tells it: also where the storage fails by now, as the answer stands all the
   * same. What was deleted meanwhile is told only if it has arrived.
   * @param {Kept} kept
   * @param {Partial<Kept>} what
   */
  async #after(kept, what) {
    const written = await change(kept.id, what).catch(() => ({ ...kept, ...what }));
    this.#tell(written ?? (what.state === "accepted" ? { ...kept, ...what } : { ...kept, state: "gone" }));
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
  // Without a pause all tries would be over at once.
  return Number.isFinite(wait) ? Math.max(1_000, wait) : undefined;
}
