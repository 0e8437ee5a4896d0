/** How the visitor came to the form, as lines of text, each of which can be taken out before anything is sent. */

import { arrive, campaign } from "../campaign/campaign.js";
import { flat, sourceOf } from "./envelope.js";

/** @typedef {import("../demo-form/demo-form.js").DemoForm} DemoForm */
/** @typedef {import("./envelope.js").Lead["source"]} Source */

/** What a line says, by the flat name of what it stands for. @type {Record<string, string>} */
const SAID = {
  landing_path: "Campaign led to",
  page: "Page before this one",
  style_page: "Style page",
  article: "Article",
  referrer_host: "Came from",
  utm_source: "Campaign source",
  utm_medium: "Campaign channel",
  utm_campaign: "Campaign",
  utm_content: "Campaign content",
  utm_term: "Campaign term",
};
/** @type {Record<string, string>} */
const ROLES = { cfo: "CFO", coo: "COO", cso: "CSO", "chief-negotiation-officer": "Chief Negotiation Officer", "learning-and-development": "L&D" };

/**
 * Shows the lines, and keeps what is left of them on the form: `data-source`, `data-utm` and `data-role`.
 * @param {DemoForm} form
 * @param {string | undefined} role of an owner's page, by its name
 * @param {typeof import("../demo-offer/lines.js").removable} removable
 */
export async function came(form, role, removable) {
  arrive();
  const source = sourceOf(document.referrer, location.origin, location.pathname, campaign());
  /** @type {Map<Element, () => void>} */
  const undo = new Map();
  const list = form.named("source");
  const keep = () => {
    form.dataset.source = JSON.stringify(source);
    form.dataset.utm = JSON.stringify(source.utm);
    form.named("came").hidden = !list.childElementCount;
  };
  /** @param {string} text @param {() => void} gone */
  const line = (text, gone) => {
    const entry = removable(text, () => form.input("message"), () => {
      undo.get(entry)?.();
      keep();
      form.dispatchEvent(new Event("change"));
    });
    undo.set(entry, gone);
    list.append(entry);
  };
  if (role && Object.hasOwn(ROLES, role)) {
    form.dataset.role = ROLES[role];
    line(`Role: ${ROLES[role]}`, () => delete form.dataset.role);
  }
  for (const [name, text] of rows(source)) line(`${SAID[name]}: ${text}`, () => drop(source, name));
  if (source.first) line(`First came with: ${Object.values(source.first.utm).join(", ")}`, () => delete source.first);
  keep();
}

/** @param {Source} source @returns {[string, string][]} */
function rows(source) {
  const lead = /** @type {any} */ ({ contact: {}, request: {}, consent: [], trap: {}, source });
  return flat(lead).filter(([name, text]) => name in SAID && !(name === "landing_path" && text === location.pathname));
}

/** @param {Source} source @param {string} name the flat name */
function drop(source, name) {
  // A request always names a page: without another one it is the form's own.
  if (name === "landing_path") source.landing_path = location.pathname;
  else if (name.startsWith("utm_")) delete source.utm[/** @type {keyof Source["utm"]} */ (name.slice(4))];
  else delete source[/** @type {"page"} */ (name)];
}
