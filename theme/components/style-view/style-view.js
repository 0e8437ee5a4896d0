import { deviceStorage, STYLE } from "../style-quiz/answers.js";
import { EdgeElement } from "../element/element.js";

/** Shows the notes for one style on the page; at first those for the style that the visitor's own result has. */
class StyleView extends EdgeElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-style]");
      if (button instanceof HTMLButtonElement) this.#choose(button.getAttribute("aria-pressed") === "true" ? "" : (button.dataset.style ?? ""));
    });
    const own = this.#own();
    if (!own) return;
    this.#choose(own);
    this.need("[data-part=own]", HTMLElement).textContent = "This is your own style, from your result on this device.";
  }

  /** The first style of the visitor's result on this device; empty without one. */
  #own() {
    const [first = ""] = (deviceStorage()?.getItem(STYLE) ?? "").split("-");
    return this.querySelector(`button[data-style="${CSS.escape(first)}"]`) ? first : "";
  }

  /** @param {string} style a style, `all`, or nothing */
  #choose(style) {
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.style === style));
    }
    this.need("[data-part=own]", HTMLElement).textContent = "";
    const main = this.closest("main");
    if (!main) return;
    if (style) main.dataset.view = style;
    else delete main.dataset.view;
    for (const note of main.querySelectorAll("[data-note]")) {
      if (note instanceof HTMLElement) note.hidden = style !== "all" && note.dataset.note !== style;
    }
  }
}

customElements.define("style-view", StyleView);
