/** The visitor's own finished take, as the assessment keeps it on the device. Reads only: nothing is stored or moved. */

import { KEY, TAKES } from "../style-quiz/answers.js";

/** @typedef {{ sheet: object } | { code: string }} Take */

/**
 * The take whose result was shown last, or the newest that is kept; whether it can be scored is Python's to say.
 * @param {Storage | null} storage
 * @returns {Take | null}
 */
export function ownTake(storage) {
  const now = read(storage, KEY);
  if (now?.at === "result" && isObject(now.sheet)) return { sheet: now.sheet };
  const kept = read(storage, TAKES);
  const last = Array.isArray(kept) ? kept.at(-1) : undefined;
  return typeof last?.code === "string" ? { code: last.code } : null;
}

/**
 * @param {Storage | null} storage
 * @param {string} key
 * @returns {any} what was kept; null for nothing, or for what is no JSON
 */
function read(storage, key) {
  try {
    return JSON.parse(storage?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {unknown} value @returns {value is object} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
