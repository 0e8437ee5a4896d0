/** The fields that a playbook asks for, and what Python worked out, as elements. Everything is text; nothing is HTML. */

import { element } from "../ask-form/ask-form.js";

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{ name: string, text: string, at: number }} Mark */
/** @typedef {{ label: string, unit: string, marks: Mark[] }} Scale */
/** @typedef {{ id: string, label?: string, unit?: string, example: number, why?: string }} Input */
/** @typedef {{ view: string, price: string, unit: string, gives: string[], gets: string[], ours: string, theirs: string, needs: string[] }} Package */

/** @param {Input} input */
export function fieldFor({ id, label, unit = "", example, why }) {
  const field = document.createElement("div");
  field.className = "field";
  const number = (/** @type {number} */ value) => value.toLocaleString("en-GB", { maximumFractionDigits: 12 });
  const share = /^(of 1|share)/.test(unit);
  const hints = [share ? `${unit}, or with a per cent sign: ${number(example * 100)}%` : unit, why && `In the example: ${why}`];
  const [name, hint, error, box] = [element("label", label?.trim() || id.replaceAll("_", " ")), element("p", hints.filter(Boolean).join(". ")), element("p", ""), document.createElement("input")];
  Object.assign(box, { id: `input-${id}`, type: "text", inputMode: share ? "text" : "decimal", maxLength: 30, autocomplete: "off", placeholder: number(example) });
  box.dataset.place = `inputs.${id}`;
  name.setAttribute("for", box.id);
  hint.className = "small";
  hint.id = `${box.id}-hint`;
  error.className = "field__error";
  error.id = `${box.id}-error`;
  error.dataset.error = `inputs.${id}`;
  error.hidden = true;
  box.setAttribute("aria-describedby", `${hint.id} ${error.id}`);
  field.append(name, hint, error, box);
  return field;
}

/** A term with its positions, a must-have marked, the limit in the edge colour. @param {Record<string, string>} term */
export function termRow({ label = "", unit = "", rank, opening = "", target = "", hold = "", reservation = "" }) {
  const made = row(label, unit, [opening, target, hold, reservation]);
  made.lastElementChild?.classList.add("sheet__limit");
  if (rank === "must") {
    const mark = small("sheet__must", "●");
    mark.setAttribute("aria-hidden", "true");
    made.firstElementChild?.prepend(mark, small("visually-hidden", "Must-have: "));
  }
  return made;
}

/** What we can give, and for what. @param {Record<string, string>} give */
export function giveRow({ label = "", for: gets = "", ours = "", theirs = "" }) {
  return row(label, gets && `for ${gets[0]?.toLowerCase()}${gets.slice(1)}`, [ours, theirs]);
}

/** A red line, why it is one, and where this sheet stands to it. @param {{ text: string, why: string, held: string, crossed: boolean }} line */
export function redLine({ text, why, held, crossed }) {
  const [item, said] = [document.createElement("li"), document.createElement("div")];
  item.className = "limits__red";
  said.append(element("strong", text), " ", small("small", why));
  item.append(said, element(crossed ? "strong" : "span", held));
  return item;
}

/** Two words or phrases that belong together, for a `dl`. @param {string[]} fact */
export function factItem([name = "", text = ""]) {
  const pair = document.createElement("div");
  pair.append(element("dt", name), element("dd", text));
  return pair;
}

/** @param {string} head @param {string} aside @param {string[]} cells */
function row(head, aside, cells) {
  const [made, first] = [document.createElement("tr"), element("th", head)];
  first.setAttribute("scope", "row");
  if (aside) first.append(" ", small("sheet__unit", aside));
  made.append(first, ...cells.map((cell) => element("td", cell)));
  return made;
}

/** @param {string} name @param {string} text */
function small(name, text) {
  const made = element("span", text);
  made.className = name;
  return made;
}

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
  paid.append(small("small", unit));
  const trades = document.createElement("dl");
  trades.className = "package__trades";
  const rows = [["We give", gives.join("; ") || "nothing more"], ["We get", gets.join("; ") || "nothing more"]];
  if (needs.length) rows.push(["Ask first", needs.join("; ")]);
  trades.append(...rows.map(factItem));
  const heading = element("p", view);
  heading.className = "package__view";
  const worth = element("p", `Worth to us ${ours}; to them ${theirs}`);
  worth.className = "package__worth";
  item.append(heading, paid, trades, worth);
  return item;
}

/** @param {string} text */
const capital = (text) => `${text[0]?.toUpperCase()}${text.slice(1)}`;
