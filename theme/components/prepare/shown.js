/** What Python worked out, as elements: the line of positions, the packages. Everything is text; nothing is HTML. */

import { element } from "../ask-form/ask-form.js";

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{ name: string, text: string, at: number }} Mark */
/** @typedef {{ label: string, unit: string, marks: Mark[] }} Scale */
/** @typedef {{ view: string, price: string, unit: string, gives: string[], gets: string[], ours: string, theirs: string, needs: string[] }} Package */

/** Fills the figure of the positions, as theme/components/scale-bar/ does at build. @param {HTMLElement} figure @param {Scale | null} scale */
export function drawScale(figure, scale) {
  figure.hidden = !scale;
  if (!scale) return;
  const [line, list] = [figure.querySelector("svg"), figure.querySelector("dl")];
  for (const part of /** @type {const} */ (["label", "unit"])) {
    const place = figure.querySelector(`[data-scale=${part}]`);
    if (place) place.textContent = scale[part];
  }
  line?.replaceChildren(rect("track", 0, 4.5, 100, 1), ...[...scale.marks].reverse().map(mark));
  list?.replaceChildren(
    ...scale.marks.map(({ name, text }) => {
      const pair = document.createElement("div");
      pair.className = `scale-bar__figure scale-bar__figure--${name.toLowerCase()}`;
      pair.append(element("dt", name === "BATNA" ? name : capital(name)), element("dd", text));
      return pair;
    }),
  );
}

/** @param {Mark} mark */
function mark({ name, at }) {
  const [far, width] = [name === "limit" || name === "BATNA", name === "BATNA" ? 1.6 : 0.8];
  return rect(`mark scale-bar__mark--${name.toLowerCase()}`, at - width / 2, far ? 0 : 2, width, far ? 10 : 6);
}

/** @param {string} name @param {number} x @param {number} y @param {number} width @param {number} height */
function rect(name, x, y, width, height) {
  const made = document.createElementNS(SVG, "rect");
  made.setAttribute("class", `scale-bar__${name}`);
  for (const [key, value] of Object.entries({ x, y, width, height })) made.setAttribute(key, String(value));
  return made;
}

/** @param {Package} one */
export function packageItem({ view, price, unit, gives, gets, ours, theirs, needs }) {
  const item = document.createElement("li");
  item.className = "package";
  const paid = element("p", `${price} `);
  paid.className = "package__price";
  const small = element("span", unit);
  small.className = "small";
  paid.append(small);
  const trades = document.createElement("dl");
  trades.className = "package__trades";
  const rows = [["We give", gives.join("; ") || "nothing more"], ["We get", gets.join("; ") || "nothing more"]];
  if (needs.length) rows.push(["Ask first", needs.join("; ")]);
  trades.append(
    ...rows.map(([name = "", text = ""]) => {
      const pair = document.createElement("div");
      pair.append(element("dt", name), element("dd", text));
      return pair;
    }),
  );
  const heading = element("p", view);
  heading.className = "package__view";
  const worth = element("p", `Worth to us ${ours}; to them ${theirs}`);
  worth.className = "package__worth";
  item.append(heading, paid, trades, worth);
  return item;
}

/** @param {string} text */
const capital = (text) => `${text[0]?.toUpperCase()}${text.slice(1)}`;
