/** What the desk does, by name; each takes the desk first. Nothing here is lost: answers go aside before others come. */

import { erase as eraseAll, KEY, putAside, restore, SITTING } from "../style-quiz/answers.js";
import { OpenedCode } from "../opened-code/opened-code.js";
import { TakeHistory } from "./take-history.js";
import { record, saveAll } from "./takes.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../style-quiz/answers.js").Saved} Saved */
/**
 * The form's side.
 * @typedef {object} Host
 * @property {import("../element/element.js").EdgeElement} page
 * @property {Storage | null} storage
 * @property {import("../engine/engine.js").Engine} engine
 * @property {() => Saved} saved what is being answered, as it is kept
 * @property {(sheet: import("../style-quiz/answers.js").Sheet) => boolean} fits whether it answers the questions of this page
 * @property {(saved: Saved | null) => void} follow goes on from what another window has kept
 * @property {(saved: Saved | null, whole?: boolean) => void} begin answers these from now on, or an empty form; of a
 *   `whole` take, what is missing was left out on purpose
 * @property {(fragment: string) => void} go
 * @property {(answer: any, sheet: import("../style-quiz/answers.js").Sheet | null) => Promise<void>} present puts a result in
 *   the place of the form
 * @property {(text: string) => void} notice
 */

const session = tabStorage();
/** The answers whose result is among the takes. */
let recorded = "";
/** What was deleted, until the page is left. @type {{ local: Record<string, string>, tab: Record<string, string>, saved: Saved } | null} */
let gone = null;

/** Shows what a code holds, beside the visitor's own answers. @param {Desk} desk @param {string} fragment */
function openCode(desk, fragment) {
  // This script may come after the visitor has gone on to a question, which must not be taken away.
  if (location.hash !== fragment) return undefined;
  return desk.host.page.need("opened-code", OpenedCode).open(fragment, desk);
}

/**
 * Lists the takes under what is on the page.
 * @param {Desk} desk
 * @param {string} [code] the take that is shown
 * @param {import("./takes.js").Recorded} [done] what became of it
 */
function list(desk, code, done) {
  return desk.host.page.need("take-history", TakeHistory).show(desk, code, done);
}

/**
 * Keeps a finished take, once its result is on the page.
 * @param {Desk} desk
 * @param {Omit<import("./takes.js").Kept, "at">} take
 */
function finished(desk, take) {
  const done = record(desk.host.storage, session, { ...take, at: new Date().toISOString() });
  if (done.kept) recorded = JSON.stringify(desk.host.saved().sheet);
  return list(desk, take.code, done);
}

/** Goes on with the visitor's own answers, wherever they belong. @param {Desk} desk */
function own(desk) {
  if (desk.elsewhere) location.assign(desk.elsewhere);
  else desk.host.go(`#${desk.host.saved().at}`);
}

/** Makes the answers of an opened result the visitor's own, to be changed. @param {Desk} desk @param {string} fragment */
function adopt(desk, fragment) {
  const { sheet } = desk.opened ?? {};
  const { hasOwn } = desk;
  if (!sheet) return own(desk);
  if (!makeRoom(desk)) return;
  desk.host.begin({ sheet, at: fragment.slice(1) }, true);
  if (hasOwn) desk.host.notice("These answers are yours to change now. What you had answered before stands under the first question.");
}

/** Goes on with answers that were put aside. @param {Desk} desk @param {string} key */
function resume(desk, key) {
  const { storage } = desk.host;
  const text = storage?.getItem(key);
  if (!storage || !text || !makeRoom(desk)) return;
  storage.setItem(KEY, text);
  storage.removeItem(key);
  history.replaceState(null, "", location.pathname);
  location.reload();
}

/** Begins with an empty form, of the newest questions. @param {Desk} desk */
function anew(desk) {
  const newest = desk.host.page.querySelector("a[data-desk=anew]");
  // Answers to another version stay where they are, and the newest page knows what to do with them.
  const leave = newest instanceof HTMLAnchorElement && desk.elsewhere;
  if (!leave && !makeRoom(desk)) return;
  if (!leave) desk.host.storage?.removeItem(KEY);
  if (newest instanceof HTMLAnchorElement) location.assign(newest.href);
  else desk.host.begin(null);
}

/** Puts the visitor's answers aside unless they are among the takes; false, and said, where that cannot be. @param {Desk} desk */
function makeRoom(desk) {
  const { host } = desk;
  const saved = host.saved();
  const text = desk.elsewhere ? host.storage?.getItem(KEY) : desk.hasOwn && JSON.stringify(saved);
  const safe = !text || (!desk.elsewhere && JSON.stringify(saved.sheet) === recorded) || putAside(host.storage, text);
  if (safe) {
    desk.elsewhere = null;
    session?.removeItem(SITTING);
  } else host.notice("Your own answers cannot be put aside on this device, so they stay and nothing was changed.");
  return safe;
}

/** Deletes everything, and keeps it in mind until the page is left. @param {Desk} desk */
function erase(desk) {
  gone = { local: eraseAll(desk.host.storage), tab: eraseAll(session), saved: desk.host.saved() };
  desk.elsewhere = null;
  desk.host.begin(null);
  desk.host.notice("Everything that the assessment kept on this device is deleted.");
  undoing(desk, true);
}

/** Brings back what was deleted; what was answered since then is put aside. @param {Desk} desk */
function undo(desk) {
  if (!gone || !makeRoom(desk)) return;
  const { local, tab, saved } = gone;
  const whole = restore(desk.host.storage, local) && restore(session, tab);
  gone = null;
  undoing(desk, false);
  desk.findElsewhere();
  if (desk.elsewhere) return own(desk);
  desk.host.begin(saved);
  desk.host.notice(whole ? "Everything is back as it was." : "Your answers are back on this page, but the device did not take everything.");
}

/** @param {Desk} desk @param {boolean} offered */
function undoing(desk, offered) {
  desk.host.page.need("[data-part=undoing]", HTMLElement).hidden = !offered;
}

/** Saves everything that is kept as a file. @param {Desk} desk */
function save(desk) {
  saveAll(desk.host.storage, session, desk.host.page.dataset.address ?? "");
}

/** The storage that lasts as long as the tab; null where the browser refuses it. */
function tabStorage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** @type {Record<string, (desk: Desk, ...given: any[]) => unknown>} */
export const doing = { adopt, anew, erase, finished, list, openCode, own, resume, save, undo };
