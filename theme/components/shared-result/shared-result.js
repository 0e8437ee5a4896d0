import { EdgeElement } from "../element/element.js";
import { Engine } from "../engine/engine.js";
import { EngineWait } from "../engine-wait/engine-wait.js";
import { place } from "../style-result/place.js";

/** The figures of a shared link, on the static page of its style. The code is a claim, and the page says so. */
class SharedResult extends EdgeElement {
  /** @type {Engine} */
  engine;

  connectedCallback() {
    const { worker = "", engine = "" } = this.dataset;
    this.engine = new Engine(worker, engine);
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
    this.hidden = false;
    for (const name of ["found", "refused", "trouble"]) this.#part(name).hidden = true;
    this.#status("Reading the code. The page below does not wait for it.");
    const code = location.hash.slice("#s=".length);
    const wait = this.need("engine-wait", EngineWait);
    try {
      wait.begin(this.engine, "The scoring engine is still loading.");
      const answer = await this.engine.ask({ do: "open", code });
      if (code !== location.hash.slice("#s=".length)) return;
      this.#status("");
      if (answer.ok) this.#show(answer);
      else this.#refuse(answer.error);
    } catch (error) {
      this.#status(`The code could not be read. ${error instanceof Error ? error.message : ""}`);
      this.#part("trouble").hidden = false;
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
    this.#part("found").hidden = false;
  }

  /** @param {{ message: string, hint: string }} error */
  #refuse({ message, hint }) {
    this.#part("reason").textContent = `The code in this link cannot be read: ${message}. ${hint}`;
    this.#part("refused").hidden = false;
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
