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

  /** @param {import("../style-result/place.js").Answer} answer */
  show({ shown }) {
    const [leak] = shown.leaks;
    const lines = [
      `My style in the assessment: ${shown.label}`,
      shown.confidence,
      ...(leak ? [`Where value may leak most often: ${leak.title} (${leak.frequency})`] : []),
    ];
    this.#lines.replaceChildren(...lines.map((line) => removable(line, () => this.#go)));
  }
}

customElements.define("demo-offer", DemoOffer);
