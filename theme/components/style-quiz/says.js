/** What the quiz says beside its questions: of the engine, of what is kept, of a choice, of trouble. Keeps no answers. */

const WAIT = "Your answers are in. The scoring engine is still loading.";

export class Says {
  /** @type {import("../engine-wait/engine-wait.js").EngineWait | null} */
  #wait = null;
  /** How often a wait began or ended. */
  #waits = 0;

  /** @param {import("../element/element.js").EdgeElement} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Which step it is, and where the buttons lead.
   * @param {number} index
   * @param {number} last the index of the list of answers
   * @param {string} left what is left of a second round, in words
   * @param {boolean} back whether there is a way back
   * @param {boolean} end whether the result is next
   */
  step(index, last, left, back, end) {
    this.#part("round").textContent = left;
    this.#part("number").textContent = String(index + 1);
    this.#part("count").hidden = index === last;
    this.#part("back").toggleAttribute("data-away", !back);
    this.#part("continue").textContent = end ? "Show my result" : "Continue";
    this.#progress((100 * index) / last);
  }

  /** The zone as progress: what is done from the left, what is left from the right, the edge between. @param {number} done per cent */
  #progress(done) {
    const zone = this.page.need(".zone--progress", SVGElement);
    zone.querySelector(".zone__ours")?.setAttribute("width", String(done));
    zone.querySelector(".zone__theirs")?.setAttribute("x", String(done));
    zone.querySelector(".zone__theirs")?.setAttribute("width", String(100 - done));
    zone.querySelector(".zone__edge")?.setAttribute("x", String(done));
  }

  /** What has become of the engine, said once: a text that is written anew is read out anew. @param {string} text */
  engine(text) {
    const place = this.#part("engine");
    if (place.textContent !== text) place.textContent = text;
  }

  /** Explains the wait for the engine, until all is calm. @param {import("../engine/engine.js").Engine} engine */
  async wait(engine) {
    const time = (this.#waits += 1);
    const found = await waiting().catch(() => null);
    if (time !== this.#waits) return;
    this.#wait = found && this.page.need(".quiz__nav engine-wait", found.EngineWait);
    if (this.#wait) this.#wait.begin(engine, WAIT);
    else if (engine.state !== "ready") this.engine(WAIT);
  }

  /** What became of kept answers. @param {string} text */
  notice(text) {
    this.#part("notice").textContent = text;
  }

  /** What was wrong with the answers kept before, if anything. @param {import("./answers.js").Found} found */
  found({ setAside, works }) {
    if (setAside) this.notice("Answers that this page cannot read were kept aside on this device. You can start anew here.");
    if (!works) this.notice("This browser keeps nothing for us: your answers last until you close the page.");
  }

  /** What a choice has changed elsewhere. @param {string} text */
  choice(text) {
    this.#part("said").textContent = text;
  }

  /**
   * Lists the answers, each step with its way to it and back.
   * @param {import("./questions.js").Questions} questions
   * @param {(fragment: string) => void} change goes to a step, and from there back to the list
   */
  async review(questions, change) {
    try {
      const { listAnswers } = await import("./review.js");
      listAnswers(questions, this.#part("review"), change);
    } catch {
      this.notice("Your answers could not be listed. They are kept, and you can ask for your result.");
    }
  }

  /** Why there is no result. @param {unknown} error */
  trouble(error) {
    this.calm();
    this.#part("reason").textContent = error instanceof Error ? error.message : String(error);
    this.#part("trouble").hidden = false;
    this.#part("trouble").scrollIntoView({ block: "nearest" });
  }

  /** The wait or the trouble is over. */
  calm() {
    this.#waits += 1;
    this.#wait?.end();
    this.engine("");
    this.#part("trouble").hidden = true;
  }

  /** @param {string} name */
  #part(name) {
    return this.page.need(`[data-part=${name}]`, HTMLElement);
  }
}

/** The script that explains the wait, which comes with the first answer. */
export const waiting = () => import("../engine-wait/engine-wait.js");
