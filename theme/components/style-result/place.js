/**
 * Puts an answer of the engine in its places: words as text, drawings as elements. Knows the names of places, and no
 * page; every sentence comes from Python, so that what is shown is the same to the letter wherever it was computed.
 */

import { draw } from "../chart/draw.js";

/** @typedef {import("../chart/draw.js").Drawing} Drawing */
/** @typedef {import("../style-quiz/answers.js").Sheet} Sheet */
/** @typedef {{ style: string, share: number, text: string }} Share */
/** @typedef {{ area: string, title: string, often: string, answers: { shown: string }[] }} Leak */
/** @typedef {{ block: string, number: number, most: string, least: string, most_style: string, least_style: string, totals: Record<string, string> }} WorkedBlock */
/** @typedef {{ animals: Record<string, string>, blocks: WorkedBlock[], lead: string, shares: string, rule: string, table: { lead: string, word: string, chance: string, used: boolean }[] }} Working */
/** @typedef {{ summary: string, first: string, second: string, styles: { text: string, change: number }[] }} Comparison */
/** @typedef {{ id: string, statements: { id: string, text: string }[] }} Pair */
/**
 * @typedef {object} Shown
 * @property {string} headline
 * @property {string} label
 * @property {string} confidence
 * @property {string[]} notes
 * @property {string[]} next_deal
 * @property {Share[]} shares
 * @property {Leak[]} leaks
 * @property {{ title: string, reason: string }[]} unscored
 * @property {Working} working
 */
/**
 * What the engine answers to a sheet or a code.
 * @typedef {object} Answer
 * @property {{ kind: string, confidence: { percent: number | null }, order: string[], page: string, notes: { code: string, again: string[] }[], robustness: { picks: Record<string, { most: string, least: string }>, alone: Record<string, string[]>, pages: Record<string, string[]> } | null }} result
 * @property {Shown & Record<string, unknown>} shown
 * @property {Record<string, Drawing | null>} drawings
 * @property {{ private?: string, share: string }} codes
 * @property {Comparison} [comparison]
 * @property {{ stem: string, offer: string, pairs: Pair[], result: { text: string, confidence: string } | null } | null} [sharpen]
 */
/** @typedef {(question: { do: string } & Record<string, unknown>) => Promise<any>} Ask */
/** What a part of the result works with. @typedef {{ ask: Ask, sheet: Sheet | null }} Means */

/**
 * @param {HTMLElement} root
 * @param {Answer} answer
 */
export function place(root, { result, shown, drawings }) {
  for (const slot of parts(root, "slot")) {
    const words = shown[slot.dataset.slot ?? ""];
    slot.textContent = typeof words === "string" ? words : "";
    slot.hidden = !words;
  }
  for (const spot of parts(root, "drawing")) {
    const drawing = drawings[spot.dataset.drawing ?? ""];
    spot.replaceChildren(...(drawing ? [draw(drawing)] : []));
  }
  const named = result.order.slice(0, { style: 1, leaning: 1, blend: 2 }[result.kind] ?? result.order.length);
  for (const spot of parts(root, "mark")) spot.hidden = !named.includes(spot.dataset.mark ?? "");
  for (const spot of parts(root, "page")) spot.hidden = spot.dataset.page !== result.page;
  const met = result.kind === "none" ? [] : named;
  for (const spot of parts(root, "style")) spot.hidden = !met.includes(spot.dataset.style ?? "");
}

/** The elements with such a `data-` attribute. @param {HTMLElement} root @param {string} name */
export function parts(root, name) {
  return [...root.querySelectorAll(`[data-${name}]`)].filter((found) => found instanceof HTMLElement);
}

/**
 * An element with a text or children in it.
 * @param {string} tag
 * @param {...(string | Node)} children
 */
export function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

/** Why an answer is none, as a sentence. @param {any} answer */
export function trouble({ error }) {
  const { message, hint } = error;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${hint}`;
}

/**
 * List entries, one line each.
 * @param {string[]} lines
 */
export function entries(lines) {
  return lines.map((line) => element("li", line));
}
