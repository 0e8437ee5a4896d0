import { EdgeElement } from "../element/element.js";
import { element, trouble } from "../style-result/place.js";

/** @typedef {import("../style-result/place.js").Answer} Answer */
/** @typedef {import("../style-result/place.js").Means} Means */

/** Up to five pairs between two styles that the answers do not tell apart. They break the tie and change no score. */
export class SharpenRound extends EdgeElement {
  /** @type {Means | null} */
  #means = null;

  connectedCallback() {
    const form = this.#part("pairs");
    const begin = this.#part("begin");
    begin.addEventListener("click", () => {
      form.hidden = false;
      begin.hidden = true;
      form.querySelector("input")?.focus();
    });
    form.addEventListener("change", () => this.#score());
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /**
   * @param {Answer} answer
   * @param {Means} means
   */
  show({ sharpen }, means) {
    this.#means = means;
    this.hidden = !sharpen || !means.sheet;
    this.#part("pairs").hidden = true;
    this.#part("begin").hidden = false;
    this.#part("outcome").textContent = "";
    this.#part("offer").textContent = sharpen?.offer ?? "";
    this.#part("pairs").replaceChildren(...(sharpen?.pairs ?? []).map((pair, index) => this.#pair(pair, `${index + 1} of ${sharpen?.pairs.length}. ${sharpen?.stem}`)));
  }

  /**
   * @param {import("../style-result/place.js").Pair} pair
   * @param {string} question
   */
  #pair({ id, statements }, question) {
    const options = statements.map((statement) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: id, value: statement.id });
      const option = element("label", input, element("span", statement.text));
      option.className = "options__option";
      return option;
    });
    const group = element("fieldset", element("legend", question), ...options);
    group.className = "sharpen__pair";
    return group;
  }

  async #score() {
    const chosen = Object.fromEntries(new FormData(/** @type {HTMLFormElement} */ (this.#part("pairs"))));
    const answer = await this.#means?.ask({ do: "score", sheet: this.#means.sheet, sharpen: chosen });
    const result = answer.ok ? answer.sharpen?.result : null;
    const words = result ? `${result.text} ${result.confidence}` : answer.ok ? "" : trouble(answer);
    this.#part("outcome").textContent = words;
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }
}

customElements.define("sharpen-round", SharpenRound);
