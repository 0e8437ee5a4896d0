import { count, EdgeElement } from "../element/element.js";
import { Engine } from "../engine/engine.js";
import { Desk } from "../take-history/desk.js";
import { deviceStorage, emptySheet, readDigits, restore, SETTINGS, STYLE, write } from "./answers.js";
import { Pace } from "./pace.js";
import { Path, RESULT, REVIEW, stand } from "./path.js";
import { Questions } from "./questions.js";
import { Says, waiting } from "./says.js";

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
  /** How often a result was asked for: an answer to an earlier time is nobody's any more. */
  asked = 0;
  sheet = emptySheet("", 0);
  at = "q1";

  /** @param {StyleQuiz} page */
  constructor(page) {
    this.page = page;
    this.says = new Says(page);
    const { bank = "", version = "0", worker = "" } = page.dataset;
    this.bank = bank;
    this.version = Number(version);
    this.form = page.need("form", HTMLFormElement);
    this.questions = new Questions(this.form);
    this.path = new Path(this.questions.steps);
    this.result = page.need("style-result", HTMLElement);
    this.digits = page.need("[data-part=digits]", HTMLInputElement);
    this.engine = new Engine(worker);
    this.siteName = document.title.split(" · ").at(-1) ?? "";

    this.storage = deviceStorage();
    this.desk = new Desk({
      page,
      storage: this.storage,
      engine: this.engine,
      saved: () => ({ sheet: this.sheet, at: this.at, seconds: this.pace.count(), skipped: this.questions.skipped }),
      fits: (sheet) => sheet.bank === this.bank && sheet.version === this.version && this.questions.fits(sheet),
      begin: (saved, whole) => this.#go(this.#answer(saved, whole)),
      follow: (saved) => this.#follow(saved),
      go: (fragment) => this.#go(fragment),
      present: (answer, sheet) => this.#present(answer, sheet),
      notice: (text) => this.says.notice(text),
    });
    this.pace = new Pace({});
    const found = this.desk.found();
    this.says.found(found);
    const begin = this.#answer(found.saved);
    this.#listen();
    page.dataset.ready = "";
    if (found.saved) this.#prepare();
    this.#open(this.#known(location.hash) ? location.hash : begin, false);
  }

  /**
   * Answers these from now on, or an empty form; gives the fragment of the step to go on with.
   * @param {import("./answers.js").Saved | null} saved
   * @param {boolean} [whole] whether what it lacks was left out on purpose
   */
  #answer(saved, whole = false) {
    this.sheet = saved?.sheet ?? emptySheet(this.bank, this.version);
    this.at = saved?.at ?? "q1";
    this.questions.fill(this.sheet, saved?.skipped ?? (whole ? this.questions.without(this.sheet) : []));
    this.pace.begin(saved?.seconds ?? {});
    this.digits.checked = readDigits(this.storage);
    return `#${this.at}`;
  }

  /**
   * Goes on from what another window has made of the answers. That alone is not kept, or two windows would answer each
   * other for ever.
   * @param {import("./answers.js").Saved | null} saved
   */
  #follow(saved) {
    this.#answer(saved);
    if (this.desk.isCode(location.hash) || this.desk.takes(location.hash)) return;
    // A result that is on the page stays: it is among the takes. One that is being worked out is asked for anew.
    if (this.finished && this.result.hidden) this.#open(RESULT, false);
    else if (!this.finished) this.#stay(Math.min(this.current, this.questions.firstOpen));
  }

  /** Fetches in the background what is needed once an answer is begun; what fails is asked for again and told then. */
  #prepare() {
    this.engine.start();
    for (const part of [import("./review.js"), waiting(), result()]) part.catch(() => {});
  }

  #listen() {
    this.form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      this.#prepare();
      if (!Object.keys(this.sheet.blocks).length) count("assessment_started", { instrument: this.bank, version: this.version });
      this.says.choice(this.questions.record(target, this.sheet));
      this.questions.complain(this.current, null);
      this.#keep();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const missing = this.questions.missing(this.current);
      if (missing) return this.questions.complain(this.current, missing);
      count("question_answered", { n: this.current + 1, of: this.questions.steps.length, engine: this.engine.state });
      this.#walk(1);
    });
    this.form.addEventListener("keydown", (event) => this.questions.press(event, this.digits.checked) && this.#prepare());
    this.questions.touched(() => this.#prepare());
    this.digits.addEventListener("change", () => write(this.storage, { digits: this.digits.checked }, SETTINGS));
    this.#part("back").addEventListener("click", () => this.#walk(-1));
    this.#part("retry").addEventListener("click", () => {
      // The button goes away; the focus must not go with it.
      this.questions.heading(this.current)?.focus({ preventScroll: true });
      this.#score();
    });
    this.result.addEventListener("change-answers", () => this.desk.change(REVIEW));
    this.result.addEventListener("again", (event) => this.#again(detail(event).ids ?? []));
    // Back and Forward. At `popstate` the browser has yet to restore the scroll and to take the focus away.
    addEventListener("hashchange", () => {
      // Other links within the page, such as the one to the paper key, are not the form's business.
      if (!location.hash || this.#known(location.hash)) this.#open(location.hash, true);
    });
    this.engine.addEventListener("restart", (event) => {
      this.says.engine(`${detail(event).reason} It is being started again; your answers are safe.`);
    });
    // Who waits for a result hears of a failure through the score that is refused; nobody else has to.
    for (const end of ["ready", "failed"]) this.engine.addEventListener(end, () => this.says.engine(""));
  }

  /** The fragment of the step that is shown. */
  get #here() {
    return `#${this.questions.steps[this.current]?.id}`;
  }

  /** Goes on or back by one step. @param {1 | -1} by */
  #walk(by) {
    const [to, path] = this.path.beside(this.#here, by);
    if (to) this.#go(to, path);
  }

  /** Goes once more through the steps of these blocks and items, then to the result. @param {string[]} ids */
  #again(ids) {
    if (this.desk.opened) return this.desk.change(REVIEW);
    const [first, ...more] = this.questions.asking(ids);
    if (!first) return;
    this.pace.forget(ids);
    this.#go(first, [RESULT, first, ...more, RESULT]);
  }

  /**
   * Goes to a step or to the result, as a new entry of the history.
   * @param {string} fragment
   * @param {string[]} [path] the way that it is a part of, where it is not all steps
   */
  #go(fragment, path) {
    if (fragment !== (location.hash || "#q1")) history.pushState(path && { path }, "", fragment);
    this.#open(fragment, true);
  }

  /** Whether a fragment names a step or the result. @param {string} fragment */
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
      // The list of answers stays in sight until the result is there; where it is, it need not be made again.
      if (this.current !== open || this.form.hidden) this.#step(open);
      stand(RESULT);
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
    this.#stay(index);
    this.#keep();
    if (focus) this.questions.focus(index);
  }

  /** @param {number} index */
  #stay(index) {
    this.finished = false;
    this.#step(index);
    stand(this.#here);
  }

  /** Puts one question on the page, and the result away. @param {number} index */
  #step(index) {
    this.current = index;
    this.form.hidden = false;
    this.result.hidden = true;
    this.says.calm();
    this.says.choice("");
    this.questions.show(index);
    this.questions.complain(this.current, null);
    this.desk.step(index);
    document.querySelector(".quiz-intro")?.classList.toggle("visually-hidden", index > 0);

    const { last } = this.questions;
    const [[before], [after]] = [this.path.beside(this.#here, -1), this.path.beside(this.#here, 1)];
    this.says.step(index, last, this.path.left(this.#here), before !== undefined, after === RESULT);
    this.pace.show(this.questions.block(index), !this.questions.missing(index));
    if (index === last) this.says.review(this.questions, (step) => this.#go(step, [REVIEW, step, REVIEW]));
  }

  async #score() {
    const submit = this.#part("continue");
    const time = (this.asked += 1);
    this.finished = true;
    this.says.calm();
    // While questions are answered the start is nobody's business; once the answers are in, the wait is explained.
    this.says.wait(this.engine);
    submit.dataset.busy = "";
    try {
      const [sheet, seconds] = [structuredClone(this.sheet), this.pace.of(this.sheet.blocks)];
      const answer = await this.engine.ask({ do: "score", sheet, seconds });
      await result();
      if (!this.finished || time !== this.asked) return;
      if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.hint}`);
      await this.#present(answer, sheet);
      count("assessment_finished");
      this.#keep();
      restore(this.storage, { [STYLE]: answer.shown.page });
      this.desk.more("finished", { code: answer.codes.private, context: sheet.context, seconds }).catch(() => {
        this.says.notice("This take could not be added to the takes on this device.");
      });
    } catch (error) {
      if (this.finished && time === this.asked) this.says.trouble(error);
    } finally {
      if (time === this.asked) delete submit.dataset.busy;
    }
  }

  /**
   * Puts a result in the place of the form.
   * @param {any} answer
   * @param {import("./answers.js").Sheet | null} sheet null where the answers are not known
   */
  async #present(answer, sheet) {
    const { StyleResult } = await result();
    this.form.hidden = true;
    this.says.calm();
    document.querySelector(".quiz-intro")?.classList.add("visually-hidden");
    this.page.need("style-result", StyleResult).show(answer, {
      ask: (question) => this.engine.ask(question),
      sheet: structuredClone(sheet),
    });
    document.title = `${answer.shown.headline} · ${this.siteName}`;
    count("result_viewed", { own: !this.desk.opened });
  }

  #keep() {
    this.at = (this.finished ? RESULT : this.#here).slice(1);
    this.desk.keep();
  }

  /** @param {string} name */
  #part(name) {
    return this.page.need(`[data-part=${name}]`, HTMLElement);
  }
}

/** The scripts of the result, which are there once they have been. */
const result = () => import("../style-result/style-result.js");

/** @type {(event: Event) => { reason?: string, ids?: string[] }} */
const detail = (event) => (event instanceof CustomEvent ? event.detail : {});

customElements.define("style-quiz", StyleQuiz);

// Labels of a campaign stand in the address of the page that somebody came to.
if (/[?&]utm_/.test(location.search)) import("../campaign/campaign.js");
