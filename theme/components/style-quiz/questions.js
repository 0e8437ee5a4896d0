/** The questions as they stand in the form: which are answered, what an answer changes, which step is shown. */

/** @typedef {import("./answers.js").Sheet} Sheet */
/** @typedef {{ text: string, input: HTMLInputElement }} Missing */

export class Questions {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.steps = [...form.querySelectorAll("fieldset.step")];
  }

  /** The index of the last step. */
  get last() {
    return this.steps.length - 1;
  }

  /** The first step with something missing; the last step when nothing is. */
  get firstOpen() {
    const open = this.steps.findIndex((_, index) => this.missing(index));
    return open < 0 ? this.last : open;
  }

  /** Shows one step only. @param {number} index */
  show(index) {
    for (const [n, step] of this.steps.entries()) step.toggleAttribute("data-shown", n === index);
  }

  /** The heading of a step, where the focus goes. @param {number} index */
  heading(index) {
    const heading = this.steps[index]?.querySelector(".step__title");
    return heading instanceof HTMLElement ? heading : null;
  }

  /** The step that a fragment such as `#q7` names, or null. @param {string} fragment */
  named(fragment) {
    const index = this.steps.findIndex((step) => `#${step.id}` === fragment);
    return index < 0 ? null : index;
  }

  /**
   * The first thing that is not answered on a step: the words for it and the radio to go to.
   * @param {number} index
   * @returns {Missing | null}
   */
  missing(index) {
    const step = this.steps[index];
    if (!(step instanceof HTMLElement)) return null;
    const { block, leaks } = step.dataset;
    const wanted = block
      ? ["most", "least"].map((side) => ({ name: `${block}.${side}`, text: `Choose the statement that is ${side} like you` }))
      : leaks !== undefined
        ? [...step.querySelectorAll("fieldset.scale")].map((item) => ({
            name: item.id,
            text: `Say how often you did this: ${item.querySelector("legend")?.textContent?.trim() ?? ""}`,
          }))
        : [];
    for (const { name, text } of wanted) {
      const inputs = this.group(name);
      const [input] = inputs;
      if (input && !inputs.some((one) => one.checked)) return { text, input };
    }
    return null;
  }

  /**
   * Writes a chosen radio into the sheet.
   * @param {HTMLInputElement} input
   * @param {Sheet} sheet
   */
  record(input, sheet) {
    const [name, side] = input.name.split(".");
    if (name === undefined) return;
    if (side === "most" || side === "least") {
      const other = side === "most" ? "least" : "most";
      const pick = { ...sheet.blocks[name], [side]: input.value };
      // The same statement cannot be both: the newer choice wins.
      if (pick[other] === input.value) {
        delete pick[other];
        this.#set(`${name}.${other}`, input.value, false);
      }
      sheet.blocks[name] = pick;
    } else if (input.closest("fieldset.scale")) {
      sheet.leaks[name] = Number(input.value);
    } else {
      sheet.context[name] = input.value;
    }
  }

  /**
   * Whether every answer of a sheet has its radio in this form, and no statement is most and least at once.
   * @param {Sheet} sheet
   */
  fits({ blocks, leaks, context }) {
    /** @type {(name: string, value: string, inside: string) => boolean} */
    const has = (name, value, inside) => this.group(name).some((one) => one.value === value && one.closest(inside));
    return (
      Object.entries(blocks).every(
        ([block, pick]) =>
          Object.entries(pick).every(([side, id]) => has(`${block}.${side}`, id, "[data-block]")) &&
          (pick.most === undefined || pick.most !== pick.least),
      ) &&
      Object.entries(leaks).every(([item, step]) => has(item, String(step), "[data-leaks]")) &&
      Object.entries(context).every(([item, id]) => has(item, id, "[data-context]"))
    );
  }

  /** Puts the answers of a sheet into the form. @param {Sheet} sheet */
  fill(sheet) {
    this.form.reset();
    for (const [block, pick] of Object.entries(sheet.blocks)) {
      for (const [side, id] of Object.entries(pick)) this.#set(`${block}.${side}`, id, true);
    }
    for (const [item, step] of Object.entries(sheet.leaks)) this.#set(item, String(step), true);
    for (const [item, id] of Object.entries(sheet.context)) this.#set(item, id, true);
  }

  /** The radios of a name. @param {string} name */
  group(name) {
    const found = this.form.elements.namedItem(name);
    const inputs = found instanceof RadioNodeList ? [...found] : [found];
    return inputs.filter((input) => input instanceof HTMLInputElement);
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {boolean} checked
   */
  #set(name, value, checked) {
    const input = this.group(name).find((one) => one.value === value);
    if (input) input.checked = checked;
  }
}
