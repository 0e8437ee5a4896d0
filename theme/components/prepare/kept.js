/** Sealed sheets as they are kept on the device. Pure: takes a Storage, gives values; knows no page. */

/** Each sheet has a key of its own: this, and the entry's id. */
export const PREFIX = "edge.ledger.";

/** @typedef {{ id: string, playbook: { id: string, version: string }, prep: { sealed_at: string }, seal: { digest: string } } & Record<string, unknown>} Entry */
/** @typedef {{ key: string, text: string, entry: Entry | null }} Kept */

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
export function kept(storage) {
  return Object.keys(storage ?? {})
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => {
      const text = storage?.getItem(key) ?? "";
      return { key, text, entry: read(text) };
    })
    .sort((one, other) => (other.entry?.prep.sealed_at ?? "").localeCompare(one.entry?.prep.sealed_at ?? "") || one.key.localeCompare(other.key));
}

/** @param {Storage | null} storage @param {string} key */
export function remove(storage, key) {
  storage?.removeItem(key);
}

/** Puts back what was deleted. @param {Storage | null} storage @param {Kept} one */
export function putBack(storage, { key, text }) {
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
