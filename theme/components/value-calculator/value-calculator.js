import { EdgeElement } from "../element/element.js";
import { trouble } from "../style-result/place.js";

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
    for (const input of form.querySelectorAll("input")) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    const range = this.need("[data-part=range]", HTMLElement);
    this.need("[data-part=working]", HTMLElement).textContent = answer.ok ? answer.estimate.working : "";
    if (answer.ok) {
      range.textContent = answer.estimate.text;
      return;
    }
    range.textContent = trouble(answer);
    const field = form.elements.namedItem(answer.error.place);
    if (field instanceof HTMLInputElement) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", range.id);
      field.focus();
    }
  }
}

customElements.define("value-calculator", ValueCalculator);
