import { EdgeElement } from "../element/element.js";
import { draw } from "../chart/draw.js";

/**
 * Shows what Python answered. Every sentence and every drawing comes from there; this element only puts it in place,
 * as text, so that what is shown is the same to the letter wherever it was computed.
 */
export class StyleResult extends EdgeElement {
  connectedCallback() {
    this.need("[data-part=change]", HTMLButtonElement).addEventListener("click", () => {
      this.dispatchEvent(new CustomEvent("change-answers"));
    });
    this.need("[data-part=print]", HTMLButtonElement).addEventListener("click", () => print());
  }

  /** @param {import("../chart/draw.js").Answer} answer */
  show({ result, shown, drawings }) {
    for (const place of this.querySelectorAll("[data-slot]")) {
      if (!(place instanceof HTMLElement)) continue;
      const { slot, unless } = /** @type {Record<string, import("../chart/draw.js").Slot | undefined>} */ (place.dataset);
      const words = slot && !(unless && shown[unless]) ? shown[slot] : null;
      place.textContent = words;
      place.hidden = !words;
    }
    this.need("[data-hedge]", HTMLElement).hidden = !shown.hedge;
    for (const [name, drawing] of Object.entries(drawings)) {
      this.need(`[data-drawing=${name}]`, HTMLElement).replaceChildren(...(drawing ? [draw(drawing)] : []));
    }
    const named = { style: 1, leaning: 1, blend: 2 }[result.kind] ?? result.order.length;
    const marked = result.order.slice(0, named);
    for (const mark of this.querySelectorAll("[data-mark]")) {
      if (mark instanceof HTMLElement) mark.hidden = !marked.includes(mark.dataset.mark ?? "");
    }
    for (const link of this.querySelectorAll("[data-page]")) {
      if (link instanceof HTMLElement) link.hidden = link.dataset.page !== result.page;
    }
    this.#list("notes", shown.notes.map((note) => [note]));
    this.#list("leaks", shown.leaks.map((leak) => [leak.title, leak.frequency, ...leak.answers.map(({ text, answer }) => `… ${text} – ${answer}`)]));
    this.#list("unscored", shown.unscored.map((area) => [area.title, area.reason]));
    this.hidden = false;
    this.focus();
    scrollTo({ top: 0, behavior: "instant" });
  }

  /**
   * @param {string} name
   * @param {string[][]} items each the lines of one entry; the first of several is its heading
   */
  #list(name, items) {
    const entries = items.map((lines) => {
      const entry = document.createElement("li");
      for (const [index, line] of lines.entries()) {
        const part = document.createElement(index === 0 && lines.length > 1 ? "strong" : "p");
        part.textContent = line;
        entry.append(part);
      }
      return entry;
    });
    this.need(`[data-list=${name}]`, HTMLElement).replaceChildren(...entries);
  }
}

customElements.define("style-result", StyleResult);
