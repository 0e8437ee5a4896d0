import { EdgeElement } from "../element/element.js";

/** Works a range out of the visitor's own four figures. Python does the sum; the form keeps what was typed. */
export class ValueCalculator extends EdgeElement {
  /** @type {import("../style-result/place.js").Ask | null} */
  #ask = null;

  connectedCallback() {
    const form = this.need("form", HTMLFormElement);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#work(form);
    });
  }

  /** @param {import("../style-result/place.js").Means} means */
  show({ ask }) {
    this.#ask = ask;
  }

  /** @param {HTMLFormElement} form */
  async #work(form) {
    const answer = await this.#ask?.({ do: "value", figures: Object.fromEntries(new FormData(form)) });
    for (const input of form.querySelectorAll("input")) input.removeAttribute("aria-invalid");
    const range = this.need("[data-part=range]", HTMLElement);
    this.need("[data-part=working]", HTMLElement).textContent = answer.ok ? answer.estimate.working : "";
    if (answer.ok) {
      range.textContent = answer.estimate.text;
      return;
    }
    const { place, message, hint } = answer.error;
    range.textContent = `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${hint}`;
    const field = form.elements.namedItem(place);
    if (field instanceof HTMLInputElement) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }
  }
}

customElements.define("value-calculator", ValueCalculator);
