import { EdgeElement } from "../element/element.js";
import { Engine } from "../engine/engine.js";
import { StyleResult } from "../style-result/style-result.js";
import { emptySheet, erase, read, write } from "./answers.js";

/**
 * Wraps the form: one question at a time, every answer kept on the device, scored by the engine at the end.
 * The form itself is HTML made from the question bank and works before the engine is there.
 */
class StyleQuiz extends EdgeElement {
  connectedCallback() {
    this.form = this.need("form", HTMLFormElement);
    /** @type {HTMLFieldSetElement[]} */
    this.steps = [...this.form.querySelectorAll("fieldset.step")].filter((step) => step instanceof HTMLFieldSetElement);
    this.result = this.need("style-result", StyleResult);
    this.bank = this.dataset.bank ?? "";
    this.version = Number(this.dataset.version);
    this.engine = new Engine(this.dataset.worker ?? "", this.dataset.engine ?? "");
    this.current = 0;
    this.finished = false;

    const found = read(localStorage, this.bank, this.version);
    this.sheet = found.saved?.sheet ?? emptySheet(this.bank, this.version);
    if (found.setAside) this.#notice("Answers that this page cannot read were kept aside on this device. You can start anew here.");
    if (!found.works) this.#notice("This browser keeps nothing for us: your answers last until you close the page.");
    this.#fill();
    this.#listen();
    this.dataset.ready = "";
    const at = this.#stepOf(location.hash) ?? (found.saved ? this.#stepOf(`#${found.saved.at}`) ?? 0 : 0);
    if (found.saved && at > 0) this.engine.start();
    this.#show(Math.min(at, this.#firstOpen()), false);
    history.replaceState(null, "", this.current ? `#q${this.current + 1}` : location.pathname + location.search);
  }

  #listen() {
    this.form.addEventListener("change", (event) => this.#answer(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#continue();
    });
    this.form.addEventListener("keydown", (event) => this.#digit(event));
    this.#button("back").addEventListener("click", () => this.#go(this.current - 1));
    this.#button("retry").addEventListener("click", () => this.#score());
    this.#button("erase").addEventListener("click", () => this.#erase());
    this.result.addEventListener("change-answers", () => this.#go(0));
    addEventListener("hashchange", () => {
      const step = this.#stepOf(location.hash);
      if (step !== null) this.#show(Math.min(step, this.#firstOpen()), true);
    });
    this.engine.addEventListener("stage", (event) => this.#status(detail(event).text ?? ""));
    this.engine.addEventListener("ready", () => this.#status(this.finished ? "" : "Scoring engine ready."));
    this.engine.addEventListener("restart", (event) => {
      this.#status(`${detail(event).reason} Starting it again; your answers are safe.`);
    });
    this.engine.addEventListener("failed", (event) => {
      this.#status("");
      if (this.finished) this.#trouble(detail(event).reason ?? "");
    });
  }

  /** @param {Event} event */
  #answer(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    this.engine.start();
    const step = this.steps[this.current];
    const block = step?.dataset.block;
    if (block) {
      const side = input.name.endsWith(".most") ? "most" : "least";
      const other = side === "most" ? "least" : "most";
      const pick = { ...this.sheet.blocks[block], [side]: input.value };
      // The same statement cannot be both: the newer choice wins.
      if (pick[other] === input.value) {
        delete pick[other];
        this.#input(`${block}.${other}`, input.value).checked = false;
      }
      this.sheet.blocks[block] = pick;
    } else if (step?.dataset.leaks !== undefined) {
      this.sheet.leaks[input.name] = Number(input.value);
    } else {
      this.sheet.context[input.name] = input.value;
    }
    this.#part("error").hidden = true;
    this.#keep();
  }

  #continue() {
    const missing = this.#missing(this.current);
    if (missing) {
      this.#complain(missing);
      return;
    }
    if (this.current + 1 < this.steps.length) this.#go(this.current + 1);
    else this.#score();
  }

  /**
   * What is not answered on a step: the words for it and the radio to go to.
   * @param {number} index
   * @returns {{ text: string, input: HTMLInputElement } | null}
   */
  #missing(index) {
    const step = this.steps[index];
    const block = step?.dataset.block;
    if (!step) return null;
    if (block) {
      for (const side of ["most", "least"]) {
        const inputs = this.#group(`${block}.${side}`);
        const first = inputs[0];
        if (first && !inputs.some((input) => input.checked)) return { text: `Choose the statement that is ${side} like you`, input: first };
      }
    }
    if (step.dataset.leaks !== undefined) {
      for (const item of step.querySelectorAll("fieldset.scale")) {
        const inputs = this.#group(item.id);
        const first = inputs[0];
        const words = item.querySelector("legend")?.textContent?.trim() ?? "";
        if (first && !inputs.some((input) => input.checked)) return { text: `Say how often you did this: ${words}`, input: first };
      }
    }
    return null;
  }

  /** @param {{ text: string, input: HTMLInputElement }} missing */
  #complain({ text, input }) {
    const summary = this.#part("error");
    const link = this.need("[data-part=error-link]", HTMLAnchorElement);
    link.textContent = text;
    link.onclick = (event) => {
      event.preventDefault();
      input.focus();
    };
    summary.hidden = false;
    document.title = `Error: ${this.#title()}`;
    summary.focus();
  }

  /** @param {number} index */
  #go(index) {
    history.pushState(null, "", `#q${index + 1}`);
    this.#show(index, true);
  }

  /**
   * @param {number} index
   * @param {boolean} focus whether the visitor caused it, so that the focus goes to the question
   */
  #show(index, focus) {
    this.current = Math.max(0, index);
    this.finished = false;
    this.form.hidden = false;
    this.result.hidden = true;
    this.#part("trouble").hidden = true;
    this.#part("error").hidden = true;
    for (const [n, step] of this.steps.entries()) step.toggleAttribute("data-shown", n === this.current);
    document.querySelector(".quiz-intro")?.classList.toggle("visually-hidden", this.current > 0);
    this.#part("number").textContent = String(this.current + 1);
    this.#button("back").hidden = this.current === 0;
    this.#button("continue").textContent = this.current + 1 < this.steps.length ? "Continue" : "Show my result";
    this.#progress();
    this.#keep();
    document.title = this.#title();
    if (focus) {
      const title = this.steps[this.current]?.querySelector(".step__title");
      if (title instanceof HTMLElement) title.focus();
      scrollTo({ top: 0, behavior: "instant" });
    }
  }

  async #score() {
    const open = this.#firstOpen();
    if (open < this.steps.length - 1) {
      this.#go(open);
      return;
    }
    this.finished = true;
    this.#part("trouble").hidden = true;
    if (this.engine.state !== "ready") this.#status("Your answers are in. The scoring engine is still loading.");
    try {
      const answer = JSON.parse(await this.engine.score(JSON.stringify(this.sheet)));
      this.#status("");
      if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.hint}`);
      this.form.hidden = true;
      this.result.show(answer);
      document.title = `${answer.shown.headline} · The Edge`;
    } catch (error) {
      this.#trouble(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {string} reason */
  #trouble(reason) {
    this.#status("");
    this.#part("reason").textContent = reason;
    this.#part("trouble").hidden = false;
  }

  #erase() {
    erase(localStorage);
    this.sheet = emptySheet(this.bank, this.version);
    this.form.reset();
    this.#go(0);
    erase(localStorage);
    this.#notice("Your answers are deleted from this device.");
  }

  /** Digits choose in the group that has the focus, and only there. @param {KeyboardEvent} event */
  #digit(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = this.#group(input.name)[Number(event.key) - 1];
    if (!chosen) return;
    chosen.focus();
    chosen.click();
  }

  /** Puts the kept answers back into the form. */
  #fill() {
    for (const [block, pick] of Object.entries(this.sheet.blocks)) {
      for (const [side, id] of Object.entries(pick)) this.#check(`${block}.${side}`, id);
    }
    for (const [item, step] of Object.entries(this.sheet.leaks)) this.#check(item, String(step));
    for (const [item, id] of Object.entries(this.sheet.context)) this.#check(item, id);
  }

  #keep() {
    const empty = !Object.keys(this.sheet.blocks).length;
    if (!empty && !write(localStorage, { sheet: this.sheet, at: `q${this.current + 1}` })) {
      this.#notice("This browser does not keep your answers: they last until you close the page.");
    }
  }

  /** The first step with something missing; the last step when nothing is. */
  #firstOpen() {
    const open = this.steps.findIndex((_, index) => this.#missing(index));
    return open < 0 ? this.steps.length - 1 : open;
  }

  #progress() {
    const share = (100 * this.current) / this.steps.length;
    const zone = this.need(".zone--progress", SVGElement);
    zone.querySelector(".zone__ours")?.setAttribute("width", String(share));
    zone.querySelector(".zone__theirs")?.setAttribute("x", String(share));
    zone.querySelector(".zone__theirs")?.setAttribute("width", String(100 - share));
    zone.querySelector(".zone__edge")?.setAttribute("x", String(Math.max(0, share - 0.25)));
  }

  #title() {
    const words = this.steps[this.current]?.querySelector(".step__title")?.textContent?.trim() ?? "";
    return words;
  }

  /** @param {string} hash */
  #stepOf(hash) {
    const index = this.steps.findIndex((step) => `#${step.id}` === hash);
    return index < 0 ? null : index;
  }

  /** @param {string} name */
  #group(name) {
    const found = this.form?.elements.namedItem(name);
    const inputs = found instanceof RadioNodeList ? [...found] : [found];
    return inputs.filter((input) => input instanceof HTMLInputElement);
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #input(name, value) {
    const input = this.#group(name).find((one) => one.value === value);
    if (!input) throw new Error(`no answer ${value} in ${name}`);
    return input;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #check(name, value) {
    const input = this.#group(name).find((one) => one.value === value);
    if (input) input.checked = true;
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }

  /** @param {string} name */
  #button(name) {
    return this.need(`[data-part=${name}]`, HTMLButtonElement);
  }

  /** @param {string} text */
  #status(text) {
    this.#part("engine").textContent = text;
  }

  /** @param {string} text */
  #notice(text) {
    const notice = this.#part("notice");
    notice.textContent = text;
    notice.hidden = false;
  }
}

/**
 * @param {Event} event
 * @returns {{ text?: string, reason?: string }}
 */
function detail(event) {
  return event instanceof CustomEvent ? event.detail : {};
}

customElements.define("style-quiz", StyleQuiz);
