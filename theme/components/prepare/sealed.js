import { element } from "../ask-form/ask-form.js";
import { saveFile } from "../element/element.js";

/** @typedef {import("../ask-form/ask-form.js").AskForm} AskForm */
/** @typedef {{ id: string, playbook: { id: string, version: string }, prep: { sealed_at: string }, seal: { digest: string } } & Record<string, unknown>} Entry */
/** @typedef {{ key: string, text: string, entry: Entry | null }} Kept */

/** Each sheet has a key of its own: this, and the entry's id. */
const PREFIX = "edge.ledger.";

/** The sealed sheets of this device: their list, and files that are opened to be checked. */
export class SealedSheets {
  #page;
  #storage;

  /** @param {AskForm} page @param {Storage | null} storage */
  constructor(page, storage) {
    this.#page = page;
    this.#storage = storage;
    page.need("#open-file", HTMLInputElement).addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.files?.[0]) this.#open(target.files[0]);
    });
    this.list();
  }

  /** Shows what is kept by now. */
  list() {
    this.#page.named("list").replaceChildren(
      ...kept(this.#storage).map((one) => {
        const item = document.createElement("li");
        const { entry } = one;
        const title = entry && (cardOf(this.#page, entry.playbook.id)?.closest("label")?.querySelector("strong")?.textContent ?? entry.playbook.id);
        const name = entry ? `${title}, version ${entry.playbook.version}, sealed at ${told(entry.prep.sealed_at)}` : `${one.key}: cannot be read; the file has it as it is`;
        const acts = element("span", "");
        acts.className = "prepare__acts";
        acts.append(
          button("Save the file", name, () => saveFile(one.text, `${entry?.id ?? "kept"}.json`)),
          button("Delete", name, () => {
            remove(this.#storage, one.key);
            this.list();
            const undo = button("Undo", name, () => {
              putBack(this.#storage, one);
              this.#page.named("told").textContent = "It is back.";
              this.list();
            });
            this.#page.named("told").replaceChildren("Deleted. ", undo);
            undo.focus();
          }),
        );
        item.append(element("span", name), acts);
        return item;
      }),
    );
  }

  /** Says whether a sealed file is as it was. @param {File} file */
  async #open(file) {
    this.#page.named("told").textContent = "Reading it …";
    try {
      const answer = await this.#page.engine.ask({ do: "read-back", text: await file.text() });
      if (!answer.ok) this.#page.named("told").textContent = `${file.name}: ${answer.error.message}. ${answer.error.hint}`;
      else {
        this.#page.named("told").textContent = this.#compared(answer.entry, answer.unchanged);
        this.list();
      }
    } catch (error) {
      this.#page.named("told").textContent = `${file.name} could not be read: ${error instanceof Error ? error.message : error}.`;
    }
  }

  /** Keeps a file that fits its digest, and says what it is. @param {Entry} entry @param {boolean} fits */
  #compared(entry, fits) {
    const { id, prep, seal } = entry;
    if (!fits) return `${id}: the file was changed after it was sealed. Its digest does not fit.`;
    const known = keep(this.#storage, entry) === "other" ? " Another copy of it is kept on this device and stays: delete that one first to keep this." : "";
    return `${id}, sealed at ${told(prep.sealed_at)}, fits its digest: SHA-256 ${seal.digest}. Where that is the one noted at the time, nothing was changed since.${known}`;
  }
}

/** The card of a playbook of the site. @param {AskForm} page @param {string} id */
export function cardOf(page, id) {
  const found = page.querySelector(`input[name=playbook][value="${CSS.escape(id)}"]`);
  return found instanceof HTMLInputElement ? found : null;
}

/** A time in UTC as people read it. @param {string} at */
export const told = (at) => new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });

/** @param {string} text @param {string} about @param {() => void} act */
function button(text, about, act) {
  const made = element("button", text);
  made.className = "linklike";
  made.setAttribute("type", "button");
  made.setAttribute("aria-label", `${text}: ${about}`);
  made.addEventListener("click", act);
  return made;
}

/**
 * Keeps a sealed entry, unless another one of its name is there: what is kept is never written over.
 * @param {Storage | null} storage
 * @param {Entry} entry
 * @returns {"kept" | "other" | "no"}
 */
export function keep(storage, entry) {
  const text = fileText(entry);
  try {
    const before = storage?.getItem(PREFIX + entry.id) ?? text;
    if (before !== text) return "other";
    storage?.setItem(PREFIX + entry.id, text);
    return storage ? "kept" : "no";
  } catch {
    return "no";
  }
}

/** Everything that is kept, the newest first; of what cannot be read the text. @param {Storage | null} storage @returns {Kept[]} */
function kept(storage) {
  return Object.keys(storage ?? {})
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => {
      const text = storage?.getItem(key) ?? "";
      return { key, text, entry: read(text) };
    })
    .sort((one, other) => (other.entry?.prep.sealed_at ?? "").localeCompare(one.entry?.prep.sealed_at ?? "") || one.key.localeCompare(other.key));
}

/** @param {Storage | null} storage @param {string} key */
function remove(storage, key) {
  storage?.removeItem(key);
}

/** Puts back what was deleted. @param {Storage | null} storage @param {Kept} one */
function putBack(storage, { key, text }) {
  storage?.setItem(key, text);
}

/** The entry as a file has it. @param {object} entry */
export function fileText(entry) {
  return `${JSON.stringify(entry, null, 1)}\n`;
}

/** @param {string} text @returns {Entry | null} */
function read(text) {
  try {
    const entry = JSON.parse(text);
    return typeof entry?.id === "string" && !Number.isNaN(Date.parse(entry.prep?.sealed_at)) && typeof entry.playbook?.id === "string" ? entry : null;
  } catch {
    return null;
  }
}
