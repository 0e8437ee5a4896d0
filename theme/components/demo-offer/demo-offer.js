import { EdgeElement } from "../element/element.js";
import { hand, left, removable } from "./lines.js";

/** The lines that a request for a demo would carry, each of which can be taken out; handed over within this tab. */
export class DemoOffer extends EdgeElement {
  connectedCallback() {
    this.#go.addEventListener("click", () => hand(left(this.#lines)));
  }

  get #go() {
    return this.need("a[data-part=go]", HTMLAnchorElement);
  }

  get #lines() {
    return this.need("[data-part=lines]", HTMLElement);
  }

  /**
   * @param {import("../style-result/place.js").Answer} answer
   * @param {import("../style-result/place.js").Means} means
   */
  show({ result, shown }, { sheet }) {
    const [leak] = shown.leaks;
    const { percent } = result.confidence;
    const lines = [
      `Style in the assessment: ${shown.label}`,
      ...(percent === null ? [] : [`How sure: about ${percent} in 100`]),
      ...(leak ? [`Where value may leak most often: ${leak.title}`] : []),
    ];
    // Of a result that somebody shared there is nothing to hand over.
    if (!sheet) lines.length = 0;
    this.#lines.replaceChildren(...lines.map((line) => removable(line, () => this.#go)));
  }
}

customElements.define("demo-offer", DemoOffer);
