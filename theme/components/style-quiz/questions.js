/** The questions as they stand in the form: which are answered, what an answer changes, which step is shown. */

/** @typedef {import("./answers.js").Sheet} Sheet */
/** @typedef {{ text: string, input: HTMLInputElement }} Missing */

/** @type {Record<string, number | undefined>} */
const ARROWS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
/** @type {Record<string, string | undefined>} */
const OTHER = { most: "least", least: "most" };

export class Questions {
  /** @type {Map<string, HTMLInputElement[]>} */
  #groups = new Map();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.steps = [...form.querySelectorAll(".step")];
  }

  /** The names of the questions that were gone past without an answer. */
  get skipped() {
    return [...this.form.querySelectorAll("input:checked")].flatMap((one) =>
      one instanceof HTMLInputElement && !one.value ? [one.name] : [],
    );
  }

  /** The index of the last step, which is the review. */
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

  /** Gives the focus to a step's heading, and brings it into sight. @param {number} index */
  focus(index) {
    const heading = this.heading(index);
    scrollTo({ top: 0, behavior: "instant" });
    heading?.focus({ preventScroll: true });
    // Under the introduction and a notice the first question may begin at the foot of a phone's screen.
    if (heading && heading.getBoundingClientRect().bottom > innerHeight / 2) this.form.scrollIntoView({ behavior: "instant" });
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

  /** The block that a step asks for, if it asks for one. @param {number} index */
  block(index) {
    const step = this.steps[index];
    return step instanceof HTMLElement ? step.dataset.block : undefined;
  }

  /** The fragments of the steps that ask for these blocks and items. @param {string[]} ids */
  asking(ids) {
    const asks = (/** @type {Element} */ step) =>
      ids.some((id) => this.group(id).concat(this.group(`${id}.most`)).some((input) => step.contains(input)));
    return this.steps.filter(asks).map((step) => `#${step.id}`);
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
      const [input] = this.group(name);
      if (input && !this.chosen(name)) return { text, input };
    }
    return null;
  }

  /**
   * Says what a step misses, in the page's title, a summary with the focus and at the question; or no more.
   * @param {number} index
   * @param {Missing | null} missing
   */
  complain(index, missing) {
    document.title = (missing ? "Error: " : "") + this.heading(index)?.textContent?.trim();
    const [summary, words] = ["[data-part=error]", "#missing"].map((part) => this.form.querySelector(part));
    const link = summary?.querySelector("a");
    if (!(summary instanceof HTMLElement) || !(words instanceof HTMLElement) || !link) return;
    words.closest("fieldset")?.removeAttribute("aria-describedby");
    summary.hidden = words.hidden = !missing;
    if (!missing) return;
    const { text, input } = missing;
    const group = input.closest("fieldset");
    link.textContent = words.textContent = text;
    link.href = `#${input.id}`;
    link.onclick = (event) => {
      event.preventDefault();
      input.focus();
    };
    group?.setAttribute("aria-describedby", words.id);
    group?.querySelector("legend")?.after(words);
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "center" });
  }

  /**
   * Calls back when the pointer acts on an answer, before there is one. A finger may be about to scroll, so that it acts
   * when it is lifted: where it scrolls, the browser takes the touch away instead.
   * @param {() => void} act
   */
  touched(act) {
    for (const type of /** @type {const} */ (["pointerdown", "pointerup"])) {
      this.form.addEventListener(type, ({ target, pointerType, button }) => {
        if (button || type !== (pointerType === "mouse" ? "pointerdown" : "pointerup")) return;
        if (target instanceof Element && target.closest(".step label")) act();
      });
    }
  }

  /**
   * Chooses by a key, where the browser would choose otherwise.
   * @param {KeyboardEvent} event
   * @param {boolean} digits whether digits choose
   * @returns {boolean} whether the key acts on an answer
   */
  press(event, digits) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.metaKey) return false;
    const chosen = this.#keyed(input, event.key, digits);
    if (!chosen) return event.key === " " || event.key in ARROWS;
    event.preventDefault();
    chosen.focus();
    chosen.click();
    return true;
  }

  /**
   * The radio that a key chooses where the browser would choose none or another: by a digit the one in that place, by
   * an arrow the one beyond the statement that the other side holds.
   * @param {HTMLInputElement} input the radio with the focus
   * @param {string} key
   * @param {boolean} digits whether digits choose
   */
  #keyed(input, key, digits) {
    const group = this.group(input.name);
    const by = ARROWS[key];
    if (!by) return digits ? group[Number(key) - 1] : undefined;
    const [name, side = ""] = input.name.split(".");
    const held = this.chosen(`${name}.${OTHER[side]}`);
    /** @type {(steps: number) => HTMLInputElement | undefined} */
    const along = (steps) => group.at((group.indexOf(input) + steps) % group.length);
    return held && along(by)?.value === held.value ? along(2 * by) : undefined;
  }

  /**
   * Writes a chosen radio into the sheet. A radio without a value stands for no answer.
   * @param {HTMLInputElement} input
   * @param {Sheet} sheet
   * @returns {string} what has to be said of it, if anything
   */
  record(input, sheet) {
    const [name = "", side = ""] = input.name.split(".");
    const other = OTHER[side];
    if (!other) {
      const scale = input.closest("fieldset.scale");
      if (!input.value) delete (scale ? sheet.leaks : sheet.context)[name];
      else if (scale) sheet.leaks[name] = Number(input.value);
      else sheet.context[name] = input.value;
      return "";
    }
    const pick = { ...sheet.blocks[name], [side]: input.value };
    sheet.blocks[name] = pick;
    // The same statement cannot be both: the newer choice wins.
    if (pick.most !== pick.least) return "";
    delete pick[other === "most" ? "most" : "least"];
    this.#set(`${name}.${other}`, input.value, false);
    return `That statement was your ${other}. It is now your ${side}: choose another one as ${other}.`;
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

  /**
   * Puts the answers of a sheet into the form.
   * @param {Sheet} sheet
   * @param {string[]} [skipped] the questions that were gone past without an answer
   */
  fill(sheet, skipped = []) {
    this.form.reset();
    for (const name of skipped) this.#set(name, "", true);
    for (const [block, pick] of Object.entries(sheet.blocks)) {
      for (const [side, id] of Object.entries(pick)) this.#set(`${block}.${side}`, id, true);
    }
    for (const [item, step] of Object.entries(sheet.leaks)) this.#set(item, String(step), true);
    for (const [item, id] of Object.entries(sheet.context)) this.#set(item, id, true);
  }

  /** The questions that may be left without an answer, and have none in a sheet. @param {Sheet} sheet */
  without({ leaks, context }) {
    const names = [...this.form.querySelectorAll("input[value='']")].map((input) => input.getAttribute("name") ?? "");
    return names.filter((name) => !(name in leaks) && !(name in context));
  }

  /** The chosen radio of a name. @param {string} name */
  chosen(name) {
    return this.group(name).find((one) => one.checked);
  }

  /** The radios of a name, which stay as they are: looking them up anew took a third of the way to a result. @param {string} name */
  group(name) {
    const known = this.#groups.get(name);
    if (known) return known;
    const found = this.form.elements.namedItem(name);
    const inputs = found instanceof RadioNodeList ? [...found] : [found];
    const group = inputs.filter((input) => input instanceof HTMLInputElement);
    this.#groups.set(name, group);
    return group;
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
