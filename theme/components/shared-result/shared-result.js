import { count, EdgeElement } from "../element/element.js";
import { Engine } from "../engine/engine.js";
import { EngineWait } from "../engine-wait/engine-wait.js";
import { place } from "../style-result/place.js";

/** The figures of a shared link, on the static page of its style. The code is a claim, and the page says so. */
class SharedResult extends EdgeElement {
  /** @type {Engine} */
  engine;

  connectedCallback() {
    const { worker = "" } = this.dataset;
    this.engine = new Engine(worker);
    this.engine.addEventListener("restart", (event) => {
      const reason = event instanceof CustomEvent ? event.detail.reason : "";
      this.#status(`${reason} It is being started again. The page below does not wait for it.`);
    });
    this.#part("retry").addEventListener("click", () => {
      // The button goes away; the focus must not go with it.
      this.need("#shared-title", HTMLElement).focus();
      this.#read();
    });
    addEventListener("hashchange", () => location.hash.startsWith("#s=") && this.#read());
    this.#read();
  }

  async #read() {
    this.#state("reading", "Reading the code. The page below does not wait for it.");
    const code = location.hash.slice("#s=".length);
    const wait = this.need("engine-wait", EngineWait);
    try {
      wait.begin(this.engine, "The scoring engine is still loading.");
      const answer = await this.engine.ask({ do: "open", code });
      if (code !== location.hash.slice("#s=".length)) return;
      if (answer.ok) this.#show(answer);
      else this.#state("refused", `The code in this link cannot be read: ${answer.error.message}. ${answer.error.hint}`);
    } catch (error) {
      this.#state("trouble", `The code could not be read. ${error instanceof Error ? error.message : ""}`);
    } finally {
      if (code === location.hash.slice("#s=".length)) wait.end();
    }
  }

  /** @param {import("../style-result/place.js").Answer} answer */
  #show(answer) {
    place(this, answer);
    const own = new URL(`../${answer.result.page}/${location.hash}`, location.href);
    const move = this.need("a[data-part=move]", HTMLAnchorElement);
    move.href = own.href;
    move.textContent = String(answer.shown.title);
    // The page of comparison reads a colleague's code from its own address.
    this.need("a[data-part=compare]", HTMLAnchorElement).hash = location.hash;
    this.#part("moved").hidden = own.pathname === location.pathname;
    this.#state("found", "");
    count("result_viewed", { own: false });
  }

  /**
   * What became of the code; all of it stands in the same room.
   * @param {"reading" | "found" | "refused" | "trouble"} state
   * @param {string} text
   */
  #state(state, text) {
    this.dataset.state = state;
    this.#part("coming").hidden = state !== "reading";
    for (const name of ["refused", "trouble"]) this.#part(name).hidden = state !== name;
    this.#status(text);
  }

  /** @param {string} text */
  #status(text) {
    this.#part("status").textContent = text;
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }
}

customElements.define("shared-result", SharedResult);
