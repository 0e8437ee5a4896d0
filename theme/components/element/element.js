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
