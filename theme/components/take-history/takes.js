/**
 * The finished takes as they are kept on the device, and the file that holds everything. Knows no page.
 *
 * When a result is shown its take is added to the list, with two exceptions. The same answers as last time add
 * nothing. And a take replaces the last one when this tab recorded that less than an hour ago, to the same version of
 * the questions, and nobody began anew since: then an answer was changed, and it is the same take still.
 */

import { saveFile } from "../element/element.js";
import { KEPT, ours, parse, putAside, restore, SITTING, TAKES } from "../style-quiz/answers.js";

/** How many takes are kept; beyond that the oldest goes. */
export const MOST = 50;
const HOUR = 3_600_000;

/** @typedef {{ code: string, at: string, context?: Record<string, string>, seconds?: Record<string, number> }} Kept */
/** @typedef {{ takes: Kept[], damaged: boolean, safe: boolean }} Found */
/** @typedef {{ kept: boolean, damaged: boolean, dropped: Kept | null }} Recorded */
/** @typedef {{ key: string, at: string, saved: import("../style-quiz/answers.js").Saved | null }} Aside */

/**
 * The takes, oldest first. Of a list that is damaged the sound takes are used, and the whole is set aside as it is;
 * `safe` is false where that could not be done, so that nothing may be written over it.
 * @param {Storage | null} storage
 * @returns {Found}
 */
export function readTakes(storage) {
  const text = storage?.getItem(TAKES) ?? null;
  if (text === null) return { takes: [], damaged: false, safe: true };
  const list = listIn(text);
  const takes = (list ?? []).filter(isTake);
  if (takes.length === list?.length) return { takes, damaged: false, safe: true };
  const safe = putAside(storage, text) && writeTakes(storage, takes);
  return { takes, damaged: true, safe };
}

/**
 * Keeps a take by the rule above.
 * @param {Storage | null} storage
 * @param {Storage | null} session the tab's storage
 * @param {Kept} take
 * @returns {Recorded}
 */
export function record(storage, session, take) {
  const found = readTakes(storage);
  const last = found.takes.at(-1);
  if (last?.code === take.code) {
    restore(session, { [SITTING]: take.code });
    return { kept: true, damaged: found.damaged, dropped: null };
  }
  const same =
    last?.code === session?.getItem(SITTING) &&
    last?.code[0] === take.code[0] &&
    Date.parse(take.at) - Date.parse(last?.at ?? "") < HOUR;
  return add(storage, session, take, same ? { ...found, takes: found.takes.slice(0, -1) } : found);
}

/**
 * Adds a take to those found, whatever the last one was.
 * @param {Storage | null} storage
 * @param {Storage | null} session
 * @param {Kept} take
 * @param {Found} [found]
 * @returns {Recorded}
 */
export function add(storage, session, take, found = readTakes(storage)) {
  const takes = [...found.takes, take];
  const [dropped = null] = takes.splice(0, takes.length - MOST);
  const kept = found.safe && writeTakes(storage, takes);
  if (kept) restore(session, { [SITTING]: take.code });
  return { kept, damaged: found.damaged, dropped: kept ? dropped : null };
}

/** What was put aside, the newest first. @param {Storage | null} storage @returns {Aside[]} */
export function asides(storage) {
  return ours(storage)
    .filter((key) => key.startsWith(KEPT))
    .map((key) => ({ key, at: when(key), saved: parse(storage?.getItem(key) ?? "") }))
    .sort((one, other) => other.key.localeCompare(one.key));
}

/**
 * Everything that is kept, as the text of a file.
 * @param {Storage | null} storage
 * @param {Storage | null} session
 * @param {string} address of the assessment
 * @param {string} at the time
 */
export function everything(storage, session, address, at) {
  /** @param {Storage | null} place */
  const held = (place) => Object.fromEntries(ours(place).map((key) => [key, valueIn(place?.getItem(key) ?? "")]));
  return JSON.stringify(
    {
      what:
        "Everything that the assessment keeps in this browser. `local` stays, `session` goes with its tab." +
        " A code holds all answers of a finished take, apart from the two unscored ones." +
        ` Open it at ${address}#r=CODE, or score it with: python -m assessment score CODE`,
      exported: at,
      local: held(storage),
      session: held(session),
    },
    null,
    2,
  );
}

/**
 * Saves that file on the device.
 * @param {Storage | null} storage
 * @param {Storage | null} session
 * @param {string} address
 */
export function saveAll(storage, session, address) {
  const at = new Date().toISOString();
  saveFile(everything(storage, session, address, at), `edge-assessment-${at.slice(0, 10)}.json`);
}

/**
 * @param {Storage | null} storage
 * @param {Kept[]} takes
 */
function writeTakes(storage, takes) {
  try {
    storage?.setItem(TAKES, JSON.stringify(takes));
    return storage !== null;
  } catch {
    return false;
  }
}

/** @param {string} key */
function when(key) {
  const time = new Date(Number(key.slice(KEPT.length)));
  return Number.isNaN(time.valueOf()) ? "" : time.toISOString();
}

/** @param {string} text @returns {unknown} */
function valueIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @param {string} text @returns {unknown[] | null} */
function listIn(text) {
  const value = valueIn(text);
  return Array.isArray(value) ? value : null;
}

/** @param {unknown} value @returns {value is Kept} */
function isTake(value) {
  if (typeof value !== "object" || value === null || !("code" in value) || !("at" in value)) return false;
  return typeof value.code === "string" && typeof value.at === "string" && !Number.isNaN(Date.parse(value.at));
}
