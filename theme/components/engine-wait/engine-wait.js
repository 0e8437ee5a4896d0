import { EdgeElement } from "../element/element.js";

/** @typedef {import("../engine/engine.js").Engine} Engine */

/** Milliseconds that a start may take before anything is said of it. */
export const SOON = { wait: 1_000 };
/** The words change once in so many bytes, for they are read out; the bar moves with each news. */
const MEGABYTE = 1_000_000;

/** Tells who waits for the engine how far its start has come. Its host says when somebody waits, and of all trouble. */
export class EngineWait extends EdgeElement {
  /** @type {Engine | null} */
  #engine = null;
  /** What is said while the engine itself has said nothing. */
  #opening = "";
  #listening = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What was told last. @type {import("../engine/engine.js").Stage} */
  #told = { text: "" };

  /**
   * Somebody waits from now on.
   * @param {Engine} engine
   * @param {string} words what is said while the engine itself has said nothing
   */
  begin(engine, words) {
    this.#listening.abort();
    this.#engine = engine;
    this.#opening = words;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    engine.addEventListener("stage", () => this.dataset.shown !== undefined && this.#show(), { signal });
    // The host says why; its words stay until this start, too, has taken its time.
    engine.addEventListener("restart", () => this.#await(SOON.wait), { signal });
    engine.addEventListener("ready", () => this.#hide(), { signal });
    if (engine.state !== "ready") this.#await(SOON.wait - (engine.state === "starting" ? engine.age : 0));
  }

  /** Nobody waits any more. */
  end() {
    this.#listening.abort();
    this.#hide();
  }

  #hide() {
    clearTimeout(this.#timer);
    for (const state of ["waiting", "shown"]) delete this.dataset[state];
    this.#words.textContent = "";
  }

  /** Takes the room, and says something after so many milliseconds. @param {number} milliseconds */
  #await(milliseconds) {
    clearTimeout(this.#timer);
    this.#told = { text: "" };
    delete this.dataset.shown;
    this.dataset.waiting = "";
    this.#timer = setTimeout(() => {
      this.dataset.shown = "";
      this.#show();
    }, milliseconds);
  }

  #show() {
    const { stage } = this.#engine ?? {};
    const { text, loaded, total } = stage ?? { text: this.#opening };
    const counts = loaded !== undefined && total;
    // What comes after the bytes is short, and no part of it can be counted.
    this.need("progress", HTMLProgressElement).value = counts ? loaded / total : Number(Boolean(stage));
    if (counts && text === this.#told.text && loaded - (this.#told.loaded ?? 0) < MEGABYTE) return;
    this.#told = { text, loaded };
    const words = counts ? `${text}: ${megabytes(loaded)} of ${megabytes(total)} MB` : text;
    // A text that is written anew is read out anew.
    if (this.#words.textContent !== words) this.#words.textContent = words;
  }

  get #words() {
    return this.need("[role=status]", HTMLElement);
  }
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / MEGABYTE).toFixed(1);

customElements.define("engine-wait", EngineWait);
