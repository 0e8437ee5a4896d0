/**
 * Campaign labels of a visit: the five UTM names of the page's own address, the first and the last that the visitor
 * came with. Kept for the visit, in this tab alone; no click identifiers. Loaded only where an address has such names.
 */

export const NAMES = /** @type {const} */ (["source", "medium", "campaign", "content", "term"]);
const KEY = "edge.campaign";
const LONGEST = 100;

/** @typedef {Partial<Record<(typeof NAMES)[number], string>>} Utm */
/** @typedef {{ path: string, utm: Utm }} Touch */
/** @typedef {{ first: Touch, last: Touch }} Campaign */

/** A label without control characters, at most 100 characters. @param {string} text */
function clean(text) {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "").trim();
  return [...plain].slice(0, LONGEST).join("");
}

/** The labels of an address. @param {string} search @returns {Utm} */
export function labels(search) {
  /** @type {Utm} */
  const found = {};
  const given = new URLSearchParams(search);
  for (const name of NAMES) {
    const value = clean(given.get(`utm_${name}`) ?? "");
    if (value) found[name] = value;
  }
  return found;
}

/** What this visit came with; null where nothing is known. @returns {Campaign | null} */
export function campaign() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return isTouch(kept?.first) && isTouch(kept?.last) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps the labels of this page's address, if it has any. */
export function arrive() {
  const touch = { path: location.pathname, utm: labels(location.search) };
  if (!Object.keys(touch.utm).length) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ first: campaign()?.first ?? touch, last: touch }));
  } catch {
    // Without storage the labels are those of the form's own address.
  }
}

/** @param {any} value @returns {value is Touch} */
function isTouch(value) {
  return typeof value?.path === "string" && typeof value.utm === "object" && value.utm !== null && Object.values(value.utm).every((label) => typeof label === "string");
}

arrive();
