/** Builds a drawing from the tree that Python made: `[tag, attributes, children]`. No markup is ever parsed. */

/** @typedef {[string, Record<string, string>, (Drawing | string)[]]} Drawing */

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
