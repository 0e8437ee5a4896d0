/** The visitor's own finished take, as the assessment keeps it on the device. Reads only: nothing is stored or moved. */

const TAKE = "edge.assessment";
const TAKES = "edge.assessment.takes";

/** @typedef {{ sheet: object } | { code: string }} Take */

/** The device's storage; null where the browser is set to refuse it, which throws at the mere name. */
export function deviceStorage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/**
 * The take whose result was shown last, or the newest that is kept; whether it can be scored is Python's to say.
 * @param {Storage | null} storage
 * @returns {Take | null}
 */
export function ownTake(storage) {
  const now = read(storage, TAKE);
  if (now?.at === "result" && isObject(now.sheet)) return { sheet: now.sheet };
  const kept = read(storage, TAKES);
  const last = Array.isArray(kept) ? kept.at(-1) : undefined;
  if (isObject(last?.sheet)) return { sheet: last.sheet };
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
