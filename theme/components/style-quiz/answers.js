/**
 * The answer sheet as it is kept on the device. Pure: takes a Storage, gives values; knows no page.
 *
 * What is kept is the answer sheet of the instrument and the step the visitor stood on; nothing else.
 */

export const KEY = "edge.assessment";

/** @typedef {{ most?: string, least?: string }} Pick */
/**
 * @typedef {object} Sheet
 * @property {string} bank
 * @property {number} version
 * @property {Record<string, Pick>} blocks
 * @property {Record<string, number>} leaks
 * @property {Record<string, string>} context
 */
/** @typedef {{ sheet: Sheet, at: string }} Saved */
/** @typedef {{ saved: Saved | null, setAside: boolean, works: boolean }} Found */

/**
 * @param {string} bank
 * @param {number} version
 * @returns {Sheet}
 */
export function emptySheet(bank, version) {
  return { bank, version, blocks: {}, leaks: {}, context: {} };
}

/**
 * What is kept on the device. What cannot be used (damaged, or no answers to these questions) is set aside under
 * another key, unchanged, so that nothing is lost.
 * @param {Storage | null} storage null where the browser gives none
 * @param {(sheet: Sheet) => boolean} fits whether a sheet answers the questions that are asked
 * @returns {Found}
 */
export function read(storage, fits) {
  try {
    if (!storage) return { saved: null, setAside: false, works: false };
    const text = storage.getItem(KEY);
    if (text === null) return { saved: null, setAside: false, works: true };
    const saved = parse(text);
    if (saved && fits(saved.sheet)) return { saved, setAside: false, works: true };
    storage.setItem(`${KEY}.kept.${Date.now()}`, text);
    storage.removeItem(KEY);
    return { saved: null, setAside: true, works: true };
  } catch {
    return { saved: null, setAside: false, works: false };
  }
}

/**
 * @param {Storage | null} storage
 * @param {Saved} saved
 * @returns {boolean} whether it could be kept
 */
export function write(storage, saved) {
  if (!storage) return false;
  try {
    storage.setItem(KEY, JSON.stringify(saved));
    return true;
  } catch {
    return false;
  }
}

/** Erases the answers, and all that was set aside. @param {Storage | null} storage */
export function erase(storage) {
  for (const key of Object.keys(storage ?? {})) {
    if (key === KEY || key.startsWith(`${KEY}.`)) storage?.removeItem(key);
  }
}

/**
 * @param {string} text
 * @returns {Saved | null}
 */
function parse(text) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || !isRecord(value.sheet) || typeof value.at !== "string") return null;
  const { bank, version, blocks, leaks, context } = value.sheet;
  if (typeof bank !== "string" || typeof version !== "number") return null;
  if (!isRecord(blocks) || !isRecord(leaks) || !isRecord(context)) return null;
  const sound =
    Object.values(blocks).every((pick) => isRecord(pick) && Object.values(pick).every((id) => typeof id === "string")) &&
    Object.values(leaks).every((step) => Number.isInteger(step)) &&
    Object.values(context).every((id) => typeof id === "string");
  return sound ? /** @type {Saved} */ (/** @type {unknown} */ (value)) : null;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
