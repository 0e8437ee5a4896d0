import { EdgeElement } from "../element/element.js";
import { Engine } from "../engine/engine.js";
import { StyleResult } from "../style-result/style-result.js";
import { Desk } from "../take-history/desk.js";
import { showProgress } from "../zone/progress.js";
import { emptySheet, read, write } from "./answers.js";
import { Questions } from "./questions.js";

const RESULT = "#result";

/**
 * Wraps the form: one question at a time, every answer kept on the device, scored by the engine at the end.
 * The form itself is HTML made from the question bank and works before the engine is there.
 */
class StyleQuiz extends EdgeElement {
  connectedCallback() {
    new Take(this);
  }
}

/** One visitor's take, from the first question to the result. */
class Take {
  current = 0;
  /** Whether the result is asked for or shown. */
  finished = false;

  /** @param {StyleQuiz} page */
  constructor(page) {
    this.page = page;
    const { bank = "", version = "0", worker = "", engine = "" } = page.dataset;
    this.bank = bank;
    this.version = Number(version);
    this.form = page.need("form", HTMLFormElement);
    this.questions = new Questions(this.form);
    this.result = page.need("style-result", StyleResult);
    this.engine = new Engine(worker, engine);
    this.siteName = document.title.split(" · ").at(-1) ?? "";

    this.storage = deviceStorage();
    this.desk = new Desk({
      page,
      storage: this.storage,
      engine: this.engine,
      saved: () => ({ sheet: this.sheet, at: this.at }),
      begin: (saved) => this.#begin(saved),
      go: (fragment) => this.#go(fragment),
      present: (answer) => this.#present(answer),
      notice: (text) => this.#notice(text),
    });
    /** @param {import("./answers.js").Sheet} sheet */
    const fits = (sheet) => sheet.bank === this.bank && sheet.version === this.version && this.questions.fits(sheet);
    // Answers to another version are its page's business; here they are neither used nor touched.
    const found = this.desk.elsewhere ? { saved: null, setAside: false, works: true } : read(this.storage, fits);
    this.sheet = found.saved?.sheet ?? emptySheet(this.bank, this.version);
    this.at = found.saved?.at ?? "q1";
    if (found.setAside) this.#notice("Answers that this page cannot read were kept aside on this device. You can start anew here.");
    if (!found.works) this.#notice("This browser keeps nothing for us: your answers last until you close the page.");
    this.questions.fill(this.sheet);
    this.#listen();
    page.dataset.ready = "";
    if (found.saved) this.engine.start();
    this.#open(this.#known(location.hash) ? location.hash : `#${this.at}`, false);
  }

  /** Answers these from now on, or an empty form. @param {import("./answers.js").Saved | null} saved */
  #begin(saved) {
    this.sheet = saved?.sheet ?? emptySheet(this.bank, this.version);
    this.questions.fill(this.sheet);
    this.#go(`#${saved?.at ?? "q1"}`);
  }

  #listen() {
    this.form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      this.engine.start();
      this.questions.record(target, this.sheet);
      this.#part("error").hidden = true;
      document.title = this.#title();
      this.#keep();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const missing = this.questions.missing(this.current);
      if (missing) this.#complain(missing);
      else if (this.current < this.questions.last) this.#go(`#q${this.current + 2}`);
      else this.#go(RESULT);
    });
    this.form.addEventListener("keydown", (event) => this.#digit(event));
    this.#button("back").addEventListener("click", () => this.#go(`#q${this.current}`));
    this.#button("retry").addEventListener("click", () => {
      // The button goes away; the focus must not go with it.
      this.questions.heading(this.current)?.focus({ preventScroll: true });
      this.#score();
    });
    this.result.addEventListener("change-answers", () => this.desk.change("#q1"));
    // Back and Forward. At `popstate` the browser has yet to restore the scroll and to take the focus away.
    addEventListener("hashchange", () => {
      // Other links within the page, such as the one to the paper key, are not the form's business.
      if (!location.hash || this.#known(location.hash)) this.#open(location.hash, true);
    });
    // While questions are answered the start is nobody's business; once the answers are in, the wait is explained.
    this.engine.addEventListener("stage", (event) => this.finished && this.#status(detail(event).text ?? ""));
    this.engine.addEventListener("ready", () => this.#status(""));
    this.engine.addEventListener("restart", (event) => {
      this.#status(`${detail(event).reason} It is being started again; your answers are safe.`);
    });
    // Who waits for a result hears of a failure through the score that is refused; nobody else has to.
    this.engine.addEventListener("failed", () => this.#status(""));
  }

  /** Goes to a step or to the result, as a new entry of the history. @param {string} fragment */
  #go(fragment) {
    if (fragment !== (location.hash || "#q1")) history.pushState(null, "", fragment);
    this.#open(fragment, true);
  }

  /** Whether a fragment names a question or the result. @param {string} fragment */
  #known(fragment) {
    return fragment === RESULT || this.desk.isCode(fragment) || this.questions.named(fragment) !== null;
  }

  /**
   * Shows what a fragment names, but never a question behind one that is still open.
   * @param {string} fragment
   * @param {boolean} focus whether the visitor caused it, so that the focus goes along
   */
  #open(fragment, focus) {
    if (this.desk.takes(fragment)) {
      this.finished = false;
      return;
    }
    const open = this.questions.firstOpen;
    if (fragment === RESULT && open === this.questions.last) {
      // The last question stays in sight until the result is there.
      this.#step(open);
      this.#address(RESULT);
      this.#score();
      return;
    }
    const wanted = fragment === RESULT ? open : this.questions.named(fragment) ?? 0;
    this.#show(Math.min(wanted, open), focus);
  }

  /**
   * @param {number} index
   * @param {boolean} focus
   */
  #show(index, focus) {
    this.finished = false;
    this.#step(index);
    this.#address(`#q${index + 1}`);
    this.#keep();
    if (focus) this.#focus(index);
  }

  /** Gives the focus to a question's heading, and brings it into sight. @param {number} index */
  #focus(index) {
    const heading = this.questions.heading(index);
    scrollTo({ top: 0, behavior: "instant" });
    heading?.focus({ preventScroll: true });
    // Under the introduction and a notice the first question may begin at the foot of a phone's screen.
    if (heading && heading.getBoundingClientRect().bottom > innerHeight / 2) this.form.scrollIntoView({ behavior: "instant" });
  }

  /** Puts one question on the page, and the result away. @param {number} index */
  #step(index) {
    this.current = index;
    this.form.hidden = false;
    this.result.hidden = true;
    this.#part("trouble").hidden = true;
    this.#part("error").hidden = true;
    this.questions.show(index);
    this.desk.step(index);
    document.querySelector(".quiz-intro")?.classList.toggle("visually-hidden", index > 0);
    this.#part("number").textContent = String(index + 1);
    this.#button("back").toggleAttribute("data-away", index === 0);
    this.#button("continue").textContent = index < this.questions.last ? "Continue" : "Show my result";
    showProgress(this.page.need(".zone--progress", SVGElement), index / this.questions.steps.length);
    document.title = this.#title();
  }

  /** Makes the address say what is shown; the page's bare address is the first question's. @param {string} fragment */
  #address(fragment) {
    if (fragment !== (location.hash || "#q1")) history.replaceState(null, "", fragment);
  }

  async #score() {
    const submit = this.#button("continue");
    this.finished = true;
    if (submit.dataset.busy !== undefined) return;
    this.#part("trouble").hidden = true;
    if (this.engine.state !== "ready") this.#status("Your answers are in. The scoring engine is still loading.");
    submit.dataset.busy = "";
    try {
      const answer = await this.engine.ask({ do: "score", sheet: this.sheet });
      if (!this.finished) return;
      if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.hint}`);
      this.#status("");
      this.#present(answer);
      this.#keep();
      this.desk.more("finished", { code: answer.codes.private, context: this.sheet.context }).catch(() => {
        this.#notice("This take could not be added to the takes on this device.");
      });
    } catch (error) {
      if (this.finished) this.#trouble(error instanceof Error ? error.message : String(error));
    } finally {
      delete submit.dataset.busy;
    }
  }

  /** @param {import("./questions.js").Missing} missing */
  #complain({ text, input }) {
    const link = this.page.need("[data-part=error-link]", HTMLAnchorElement);
    link.textContent = text;
    link.onclick = (event) => {
      event.preventDefault();
      input.focus();
    };
    const summary = this.#part("error");
    summary.hidden = false;
    document.title = `Error: ${this.#title()}`;
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "center" });
  }

  /** Digits choose in the group that has the focus, and only there (WCAG 2.1.4). @param {KeyboardEvent} event */
  #digit(event) {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = this.questions.group(input.name)[Number(event.key) - 1];
    if (!chosen) return;
    chosen.focus();
    chosen.click();
  }

  /** Puts a result in the place of the form. @param {any} answer */
  #present(answer) {
    this.form.hidden = true;
    this.#part("trouble").hidden = true;
    document.querySelector(".quiz-intro")?.classList.add("visually-hidden");
    this.result.show(answer);
    document.title = `${answer.shown.headline} · ${this.siteName}`;
  }

  #keep() {
    this.at = this.finished ? RESULT.slice(1) : `q${this.current + 1}`;
    if (!Object.keys(this.sheet.blocks).length) return;
    if (!write(this.storage, { sheet: this.sheet, at: this.at })) {
      this.#notice("This browser does not keep your answers: they last until you close the page.");
    }
  }

  #title() {
    return this.questions.heading(this.current)?.textContent?.trim() ?? "";
  }

  /** @param {string} reason */
  #trouble(reason) {
    this.#status("");
    this.#part("reason").textContent = reason;
    this.#part("trouble").hidden = false;
    this.#part("trouble").scrollIntoView({ block: "nearest" });
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

  /** @param {string} name */
  #part(name) {
    return this.page.need(`[data-part=${name}]`, HTMLElement);
  }

  /** @param {string} name */
  #button(name) {
    return this.page.need(`[data-part=${name}]`, HTMLButtonElement);
  }
}

/** The device's storage; null where the browser is set to refuse it, which throws at the mere name. */
function deviceStorage() {
  try {
    return localStorage;
  } catch {
    return null;
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
