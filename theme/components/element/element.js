/**
 * Tells whoever counts, if anybody does (components/count), that something has happened here.
 * @param {string} name an event of `event/1`
 * @param {Record<string, unknown>} [detail] its properties: never an answer, a score or a text of the visitor's
 */
export const count = (name, detail) => document.dispatchEvent(new CustomEvent("edge:count", { detail: { name, ...detail } }));

/** The base of our custom elements: they wrap HTML that the server made, and say clearly when a part is missing. */
export class EdgeElement extends HTMLElement {
  /**
   * The one descendant that the element cannot do without.
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  need(selector, type) {
    const found = this.querySelector(selector);
    if (found instanceof type) return found;
    throw new Error(`<${this.localName}> needs ${selector} (${type.name}) inside it`);
  }
}

/** Gives the visitor a text as a file. @param {string} text @param {string} name @param {string} [type] */
export function saveFile(text, name, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // Some browsers begin to read only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
