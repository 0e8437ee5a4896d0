import { draw } from "../chart/draw.js";
import { EdgeElement } from "../element/element.js";
import { element, entries, trouble } from "../style-result/place.js";

/** @typedef {import("../style-result/place.js").Answer} Answer */
/** @typedef {import("../style-result/place.js").Means} Means */
/** @typedef {import("../style-result/place.js").Sheet} Sheet */

/** Other answers, tried at once: a copy of the sheet is scored anew at each change, beside the real one. */
export class WhatIf extends EdgeElement {
  /** @type {Means | null} */
  #means = null;
  /** The answers being tried. @type {Sheet | null} */
  #tried = null;
  /** @type {Answer | null} */
  #answer = null;

  connectedCallback() {
    this.#block.addEventListener("change", () => this.#ask());
    this.need("[data-part=question]", HTMLElement).addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) this.#pick(target);
    });
    this.need("[data-part=fewest]", HTMLButtonElement).addEventListener("click", () => this.#fewest());
    this.need("[data-part=back]", HTMLButtonElement).addEventListener("click", () => {
      this.#begin();
      this.#block.focus();
    });
    this.need("form", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
  }

  /**
   * @param {Answer} answer
   * @param {Means} means
   */
  show(answer, means) {
    this.#answer = answer;
    this.#means = means;
    const found = answer.result.robustness;
    if (!means.sheet || !found) return;
    const named = answer.result.kind !== "none";
    const options = answer.shown.working.blocks.map(({ block, number }) => {
      const weight = named && block in found.alone ? " – could put another style first" : block in found.pages ? " – could change the name" : "";
      return new Option(`${number}${weight}`, block);
    });
    this.#block.replaceChildren(...options);
    const telling = (named && Object.keys(found.alone)[0]) || Object.keys(found.pages)[0];
    if (telling) this.#block.value = telling;
    this.need("[data-part=fewest]", HTMLButtonElement).hidden = !named || !Object.keys(found.picks).length;
    this.#begin();
  }

  get #block() {
    return this.need("[data-part=block]", HTMLSelectElement);
  }

  /** Back to the real answers. */
  #begin() {
    this.#tried = structuredClone(this.#means?.sheet ?? null);
    this.need("[data-part=back]", HTMLButtonElement).hidden = true;
    for (const name of ["effect", "changes", "drawing"]) this.need(`[data-part=${name}]`, HTMLElement).replaceChildren();
    this.#ask();
  }

  /** Copies the chosen question out of the form, under other names, with the answers that are being tried. */
  #ask() {
    const id = this.#block.value;
    const question = document.querySelector(`style-quiz fieldset[data-block="${CSS.escape(id)}"]`)?.cloneNode(true);
    if (!(question instanceof HTMLElement)) return;
    const heading = question.querySelector(".step__title");
    // No heading of its own: the section has one.
    if (heading) heading.replaceWith(element("span", ...heading.childNodes));
    for (const part of [question, ...question.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for", "aria-labelledby", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.split(" ").map((word) => `try-${word}`).join(" "));
      }
    }
    question.className = "what-if__step";
    question.removeAttribute("data-shown");
    question.querySelector(".step__error")?.remove();
    const pick = this.#tried?.blocks[id];
    for (const input of question.querySelectorAll("input")) {
      input.checked = input.value === (input.name.endsWith(".most") ? pick?.most : pick?.least);
    }
    this.need("[data-part=question]", HTMLElement).replaceChildren(question);
  }

  /** A changed pick. @param {HTMLInputElement} input */
  #pick(input) {
    const pick = this.#tried?.blocks[this.#block.value];
    if (!pick) return;
    const [side, other] = input.name.endsWith(".most") ? /** @type {const} */ (["most", "least"]) : /** @type {const} */ (["least", "most"]);
    const before = pick[side];
    pick[side] = input.value;
    // Most and least change places where they would be the same, so that the answer stays whole.
    if (pick[other] === input.value && before) pick[other] = before;
    this.#ask();
    this.#refocus(input);
    this.#score();
  }

  /** The question was made anew, so its radio has the focus again. @param {HTMLInputElement} input */
  #refocus({ name, value }) {
    const same = [...this.querySelectorAll("input")].find((one) => one.name === name && one.value === value);
    same?.focus({ preventScroll: true });
  }

  /** The smallest change that puts another style first, as Python found it. */
  #fewest() {
    this.#begin();
    const picks = this.#answer?.result.robustness?.picks ?? {};
    if (!this.#tried) return;
    Object.assign(this.#tried.blocks, structuredClone(picks));
    const [first] = Object.keys(picks);
    if (first) this.#block.value = first;
    for (const option of this.#block.options) {
      if (option.value in picks) option.text = `${option.text.split(" – ")[0]} – answered otherwise here`;
    }
    this.#ask();
    this.#score();
  }

  async #score() {
    const sheet = this.#tried;
    const answer = /** @type {Answer & { ok: boolean }} */ (await this.#means?.ask({ do: "score", sheet, before: this.#means.sheet }));
    const { comparison } = answer;
    if (sheet !== this.#tried) return;
    if (!comparison) {
      this.need("[data-part=effect]", HTMLElement).textContent = trouble(answer);
      return;
    }
    this.need("[data-part=effect]", HTMLElement).replaceChildren(
      element("strong", `${answer.shown.label}. `),
      `Your answers: ${comparison.first}. ${answer.shown.confidence}`,
    );
    const moved = comparison.styles.filter(({ change }) => change);
    this.need("[data-part=changes]", HTMLElement).replaceChildren(...entries(moved.map(({ text }) => text)));
    const { shares } = answer.drawings;
    this.need("[data-part=drawing]", HTMLElement).replaceChildren(...(shares ? [draw(shares)] : []));
    this.need("[data-part=back]", HTMLButtonElement).hidden = false;
  }
}

customElements.define("what-if", WhatIf);
