import { draw } from "../chart/draw.js";
import { EdgeElement } from "../element/element.js";
import { Engine } from "../engine/engine.js";
import { EngineWait } from "../engine-wait/engine-wait.js";

/** @typedef {{ do: string } & Record<string, unknown>} Question */
/** @typedef {{ place: string, message: string, hint: string }} Refusal */
/** @typedef {import("../chart/draw.js").Drawing} Drawing */
/** @typedef {{ ok: true, shown: any, drawings: Record<string, Drawing | null> } & Record<string, any>} Answer */

/**
 * A form that asks Python one question and puts the answer's words and drawings on the page, as text.
 *
 * The engine starts with the first input. Each error stands at the field it names, and all of them in the summary; what
 * is missing is told without the engine. A failed engine can be tried again.
 */
export class AskForm extends EdgeElement {
  /** @type {HTMLFormElement} */
  form;
  /** @type {Engine} */
  engine;
  siteName = "";
  pageTitle = "";
  #waiting = false;

  connectedCallback() {
    const { worker = "", door } = this.dataset;
    this.form = this.need("form", HTMLFormElement);
    this.engine = new Engine(worker, door === "ledger" ? "ledger" : "assessment");
    this.siteName = document.title.split(" · ").at(-1) ?? "";
    this.pageTitle = document.title;
    this.form.addEventListener("input", () => this.engine.start());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask();
    });
    this.button("retry").addEventListener("click", () => {
      // The message goes away; the focus must not go with it.
      this.button("submit").focus();
      this.#ask();
    });
    for (const print_ of this.querySelectorAll("[data-part=print]")) print_.addEventListener("click", () => print());
    this.engine.addEventListener("restart", (event) => {
      if (this.#waiting) this.#status(`${detail(event).reason} It is being started again; what you entered stays.`);
    });
    // Until here nothing could be sent, so that no code lands in an address.
    this.button("submit").disabled = false;
    this.opened();
    this.dataset.ready = "";
  }

  /** What an element does once its form works. */
  opened() {}

  /** What the form asks. @returns {Question | Promise<Question>} */
  question() {
    throw new Error(`<${this.localName}> asks nothing`);
  }

  /** What is plainly missing, in the words that Python has for it. @returns {Refusal[]} */
  missing() {
    return [];
  }

  /** Puts what is special to a page in its place. @param {Answer} _answer */
  show(_answer) {}

  async #ask() {
    const submit = this.button("submit");
    if (submit.dataset.busy !== undefined) return;
    const missing = this.missing();
    this.#complain(missing);
    this.named("trouble").hidden = true;
    if (missing.length) return;
    submit.dataset.busy = "";
    this.#waiting = true;
    const wait = this.need("engine-wait", EngineWait);
    wait.begin(this.engine, "The engine that reads this is still loading.");
    try {
      const answer = await this.engine.ask(await this.question());
      if (answer.ok) this.#answered(answer);
      else this.#complain([answer.error, ...(answer.others ?? [])]);
    } catch (error) {
      this.named("reason").textContent = error instanceof Error ? error.message : String(error);
      this.named("trouble").hidden = false;
      this.named("trouble").scrollIntoView({ block: "nearest" });
    } finally {
      this.#waiting = false;
      wait.end();
      delete submit.dataset.busy;
    }
  }

  /** @param {Answer} answer */
  #answered(answer) {
    const result = this.named("result");
    this.place(answer.shown ?? {});
    for (const [name, drawing] of Object.entries(answer.drawings)) {
      this.need(`[data-drawing=${name}]`, HTMLElement).replaceChildren(...(drawing ? [draw(drawing)] : []));
    }
    result.hidden = !answer.shown;
    this.show(answer);
    if (result.hidden) return;
    document.title = `${answer.shown.headline} · ${this.siteName}`;
    result.focus({ preventScroll: true });
    result.scrollIntoView({ behavior: "instant", block: "start" });
  }

  /**
   * Puts words into the slots that name them, such as `people.0.label`; an empty slot is hidden.
   * @param {any} words
   */
  place(words) {
    for (const slot of this.querySelectorAll("[data-slot]")) {
      if (!(slot instanceof HTMLElement)) continue;
      const text = (slot.dataset.slot ?? "").split(".").reduce((part, key) => part?.[key], words) ?? "";
      slot.textContent = text;
      slot.hidden = !text;
    }
    for (const list of this.querySelectorAll("ul[data-list]")) {
      if (list instanceof HTMLElement) this.list(list.dataset.list ?? "", words[list.dataset.list ?? ""] ?? []);
    }
  }

  /**
   * Fills a list with texts; a list without any is hidden.
   * @param {string} name
   * @param {string[]} texts
   */
  list(name, texts) {
    const list = this.need(`[data-list=${name}]`, HTMLElement);
    list.replaceChildren(...texts.map((text) => element("li", text)));
    list.hidden = !texts.length;
  }

  /**
   * Fills the body of a table: the first cell of a row is its heading.
   * @param {string} name
   * @param {string[][]} rows
   */
  table(name, rows) {
    this.need(`[data-table=${name}]`, HTMLElement).replaceChildren(
      ...rows.map(([heading = "", ...cells]) => {
        const row = document.createElement("tr");
        const head = element("th", heading);
        head.setAttribute("scope", "row");
        row.append(head, ...cells.map((cell) => element("td", cell)));
        return row;
      }),
    );
  }

  /** Shows what the page holds on some pairs of styles, and hides the rest. @param {string[]} slugs */
  showPairs(slugs) {
    for (const pair of this.querySelectorAll("[data-pair]")) {
      if (pair instanceof HTMLElement) pair.hidden = !slugs.includes(pair.dataset.pair ?? "");
    }
    const all = this.querySelector("[data-part=pairs]");
    if (all instanceof HTMLElement) all.hidden = !slugs.length;
  }

  /** Says what is wrong, in the summary and at the fields, in the same words. @param {Refusal[]} errors */
  #complain(errors) {
    for (const place of this.querySelectorAll("[data-error]")) {
      if (!(place instanceof HTMLElement)) continue;
      place.textContent = "";
      place.hidden = true;
      this.#field(place.dataset.error ?? "").removeAttribute("aria-invalid");
    }
    const summary = this.named("error");
    summary.hidden = !errors.length;
    document.title = `${errors.length ? "Error: " : ""}${this.pageTitle}`;
    this.named("errors").replaceChildren(...errors.map((error) => this.#errorItem(error)));
    if (!errors.length) return;
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "center" });
  }

  /** Marks the field of an error, and gives the line of the summary that leads to it. @param {Refusal} error */
  #errorItem(error) {
    const text = `${error.message[0]?.toUpperCase()}${error.message.slice(1)}. ${error.hint}`;
    // What no field stands for is told where the form ends.
    const at = this.querySelector(`[data-error="${CSS.escape(error.place)}"]`) ? error.place : "";
    const field = this.#field(at);
    const place = this.need(`[data-error="${at}"]`, HTMLElement);
    place.textContent = text;
    place.hidden = false;
    // A radio has no such state; its group is told by the message alone.
    if (field.type !== "radio") field.setAttribute("aria-invalid", "true");
    const [item, link] = [document.createElement("li"), element("a", text)];
    link.setAttribute("href", `#${field.id}`);
    link.dataset.part = "error-link";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field.focus();
    });
    item.append(link);
    return item;
  }

  /** @param {string} place @returns {HTMLInputElement} */
  #field(place) {
    return /** @type {HTMLInputElement} */ (this.need(`[data-place="${place}"]`, HTMLElement));
  }

  /** @param {string} text */
  #status(text) {
    this.named("engine").textContent = text;
  }

  /** @param {string} text */
  notice(text) {
    this.named("notice").textContent = text;
    this.named("notice").hidden = !text;
  }

  /** @param {string} name */
  named(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }

  /** @param {string} name */
  button(name) {
    return this.need(`[data-part=${name}]`, HTMLButtonElement);
  }
}

/**
 * @param {string} tag
 * @param {string} text
 */
export function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** @param {Event} event @returns {{ reason?: string }} */
function detail(event) {
  return event instanceof CustomEvent ? event.detail : {};
}
