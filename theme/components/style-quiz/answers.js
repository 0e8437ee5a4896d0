/**
 * The answer sheet as it is kept on the device. Pure: takes a Storage, gives values; knows no page.
 *
 * What is kept is the answer sheet of the instrument, the step the visitor stood on, the seconds that each block took
 * and the names of the questions that were left without an answer; beside it one setting.
 */

export const KEY = "edge.assessment";
export const SETTINGS = `${KEY}.settings`;
/** The page of the result that was shown last, such as `lion-owl`; playbooks show what changes for that style. */
export const STYLE = `${KEY}.style`;
/** Where finished takes are kept, as a list. */
export const TAKES = `${KEY}.takes`;
/** How the keys begin under which something is set aside; the time in milliseconds follows. */
export const KEPT = `${KEY}.kept.`;
/** In the tab's storage: the code of the take that this tab has recorded last. */
export const SITTING = `${KEY}.sitting`;

/** @typedef {{ most?: string, least?: string }} Pick */
/**
 * @typedef {object} Sheet
 * @property {string} bank
 * @property {number} version
 * @property {Record<string, Pick>} blocks
 * @property {Record<string, number>} leaks
 * @property {Record<string, string>} context
 */
/** @typedef {{ sheet: Sheet, at: string, seconds?: Record<string, number>, skipped?: string[] }} Saved */
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
    // Where there is no room it stays where it is, until the first answer is kept in its place.
    const setAside = putAside(storage, text);
    if (setAside) storage.removeItem(KEY);
    return { saved: null, setAside, works: setAside };
  } catch {
    return { saved: null, setAside: false, works: false };
  }
}

/**
 * @param {Storage | null} storage
 * @param {Saved | { digits: boolean }} value
 * @param {string} [key]
 * @returns {boolean} whether it could be kept
 */
export function write(storage, value, key = KEY) {
  if (!storage) return false;
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether two takes hold the same answers; none holds none.
 * @param {Saved} one
 * @param {Saved | null} other
 */
export function same(one, other) {
  /** @param {Saved | null} saved */
  const answers = (saved) => JSON.stringify([saved?.sheet.blocks ?? {}, saved?.sheet.leaks ?? {}, saved?.sheet.context ?? {}, saved?.skipped ?? []]);
  return answers(one) === answers(other);
}

/**
 * Keeps a text under a key of its own.
 * @param {Storage | null} storage
 * @param {string} text
 * @returns {boolean} whether it is there now
 */
export function putAside(storage, text) {
  try {
    let time = Date.now();
    while (storage?.getItem(KEPT + time) != null) time += 1;
    storage?.setItem(KEPT + time, text);
    return storage !== null;
  } catch {
    return false;
  }
}

/** The keys that are ours: the answers' own, and all that begin with it and a dot. @param {Storage | null} storage */
export function ours(storage) {
  return Object.keys(storage ?? {}).filter((key) => key === KEY || key.startsWith(`${KEY}.`));
}

/**
 * Erases all that is ours, and gives it.
 * @param {Storage | null} storage
 * @returns {Record<string, string>} text by key
 */
export function erase(storage) {
  /** @type {Record<string, string>} */
  const gone = {};
  for (const key of ours(storage)) {
    gone[key] = storage?.getItem(key) ?? "";
    storage?.removeItem(key);
  }
  return gone;
}

/**
 * Keeps texts by their keys, such as those that were erased.
 * @param {Storage | null} storage
 * @param {Record<string, string>} entries
 * @returns {boolean} whether all of it is there
 */
export function restore(storage, entries) {
  try {
    for (const [key, text] of Object.entries(entries)) storage?.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Whether number keys choose an answer: yes, until it is switched off. @param {Storage | null} storage */
export function readDigits(storage) {
  try {
    return JSON.parse(storage?.getItem(SETTINGS) ?? "{}").digits !== false;
  } catch {
    return true;
  }
}

/** The device's storage; null where the browser is set to refuse it, which throws at the mere name. */
export function deviceStorage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/**
 * The version of the questions that the kept answers are to; null when there are none that can be read.
 * @param {Storage | null} storage
 * @param {string} bank
 * @returns {number | null}
 */
export function versionKept(storage, bank) {
  try {
    const sheet = parse(storage?.getItem(KEY) ?? "")?.sheet;
    return sheet?.bank === bank ? sheet.version : null;
  } catch {
    return null;
  }
}

/**
 * A kept take; null where the text is none.
 * @param {string} text
 * @returns {Saved | null}
 */
export function parse(text) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || !isRecord(value.sheet) || typeof value.at !== "string") return null;
  // Takes that were begun before these were kept have neither.
  const { seconds = {}, skipped = [] } = value;
  if (!isRecord(seconds) || !Array.isArray(skipped)) return null;
  const { bank, version, blocks, leaks, context } = value.sheet;
  if (typeof bank !== "string" || typeof version !== "number") return null;
  if (!isRecord(blocks) || !isRecord(leaks) || !isRecord(context)) return null;
  const sound =
    Object.values(blocks).every((pick) => isRecord(pick) && Object.values(pick).every((id) => typeof id === "string")) &&
    Object.values(leaks).every((step) => Number.isInteger(step)) &&
    Object.values(context).every((id) => typeof id === "string") &&
    Object.values(seconds).every((time) => Number.isFinite(time) && Number(time) >= 0) &&
    skipped.every((name) => typeof name === "string");
  return sound ? /** @type {Saved} */ (/** @type {unknown} */ (value)) : null;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
