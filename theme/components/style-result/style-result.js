import { DemoOffer } from "../demo-offer/demo-offer.js";
import { EdgeElement } from "../element/element.js";
import { KeepResult } from "../keep-result/keep-result.js";
import { SharpenRound } from "../sharpen-round/sharpen-round.js";
import { ValueCalculator } from "../value-calculator/value-calculator.js";
import { WhatIf } from "../what-if/what-if.js";
import { WorkingTable } from "../working/working.js";
import { element, entries, parts, place } from "./place.js";

const FAILED = "This could not be worked out, try again";

/** @typedef {import("./place.js").Answer} Answer */
/** @typedef {import("./place.js").Means} Means */

/**
 * The result, from the poster down to the working. Its parts are elements of their own; this one fills the rest.
 *
 * Events: `change-answers`, and `again` with `detail.ids`, the blocks and items to go through once more.
 */
export class StyleResult extends EdgeElement {
  /** @type {string[]} */
  #again = [];

  connectedCallback() {
    this.need("[data-part=again]", HTMLButtonElement).addEventListener("click", () => {
      this.dispatchEvent(new CustomEvent("again", { detail: { ids: this.#again } }));
    });
    this.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("[data-part=change]")) {
        this.dispatchEvent(new CustomEvent("change-answers"));
      }
    });
  }

  /**
   * @param {Answer} answer
   * @param {Means} means
   */
  show(answer, means) {
    const { result, shown } = answer;
    place(this, answer);
    for (const part of parts(this, "known")) part.hidden = !means.sheet;
    this.#again = [...new Set(result.notes.flatMap(({ again }) => again))];
    this.need("[data-hedge]", HTMLElement).hidden = !shown.notes.length;
    const quick = result.notes.every(({ code }) => code === "pace");
    this.need("[data-part=again]", HTMLElement).textContent = quick ? "Retake the quick ones" : "Go through those again";
    this.#list("notes", entries(shown.notes));
    this.#list("next_deal", entries(shown.next_deal));
    this.#list("leaks", shown.leaks.map((leak) => this.#leak(leak)));
    this.#list("unscored", shown.unscored.map(({ title, reason }) => element("li", element("strong", title), element("p", reason))));
    // The parts ask for more; where the engine fails then, they are told so in words and not by an exception.
    const ask = (/** @type {Parameters<typeof means.ask>[0]} */ question) =>
      means.ask(question).catch((error) => ({ ok: false, error: { place: "", message: FAILED, hint: error.message } }));
    this.need("sharpen-round", SharpenRound).show(answer, { ...means, ask });
    this.need("value-calculator", ValueCalculator).show({ ...means, ask });
    this.need("what-if", WhatIf).show(answer, { ...means, ask });
    this.need("working-table", WorkingTable).show(answer);
    this.need("keep-result", KeepResult).show(answer);
    this.need("demo-offer", DemoOffer).show(answer, means);
    this.hidden = false;
    this.need(".result__headline", HTMLElement).focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  /** An area with its frequency, the answers behind it and the move against it. @param {import("./place.js").Leak} leak */
  #leak({ area, title, often, answers }) {
    const entry = element("li", element("strong", title), element("p", often));
    entry.append(...answers.map(({ shown }) => element("p", shown)));
    const move = this.need("[data-part=moves]", HTMLElement).querySelector(`[data-area="${CSS.escape(area)}"]`);
    if (move) entry.append(...[...move.children].map((child) => child.cloneNode(true)));
    return entry;
  }

  /**
   * @param {string} name
   * @param {HTMLElement[]} lines
   */
  #list(name, lines) {
    const list = this.need(`[data-list=${name}]`, HTMLElement);
    list.replaceChildren(...lines);
    list.hidden = !lines.length;
  }
}

customElements.define("style-result", StyleResult);
