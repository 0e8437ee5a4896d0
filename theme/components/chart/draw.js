/** Builds a drawing from the tree that Python made: `[tag, attributes, children]`. No markup is ever parsed. */

/** @typedef {[string, Record<string, string>, (Drawing | string)[]]} Drawing */
/** @typedef {"label" | "headline" | "confidence" | "guarantee" | "robustness" | "order_note" | "hedge" | "band_note" | "axes" | "leaks_note"} Slot */
/**
 * @typedef {Record<Slot, string | null> & { notes: string[], leaks: { title: string, frequency: string, answers: { text: string, answer: string }[] }[], unscored: { title: string, reason: string }[] }} Shown
 */
/**
 * What the engine answers to a sheet it could score.
 * @typedef {object} Answer
 * @property {{ kind: string, order: string[], page: string }} result
 * @property {Shown} shown
 * @property {Record<string, Drawing | null>} drawings
 */

const SVG = "http://www.w3.org/2000/svg";
const TAGS = new Set(["svg", "g", "rect", "line", "path", "circle", "text", "tspan", "title", "desc"]);

/**
 * @param {Drawing} drawing
 * @returns {SVGElement}
 */
export function draw([tag, attributes, children]) {
  if (!TAGS.has(tag)) throw new Error(`a drawing holds no <${tag}>`);
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith("on")) element.setAttribute(name, value);
  }
  element.append(...children.map((child) => (typeof child === "string" ? child : draw(child))));
  return element;
}
