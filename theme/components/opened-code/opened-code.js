import { EdgeElement } from "../element/element.js";
import { EngineWait } from "../engine-wait/engine-wait.js";
import { spoken } from "../take-history/take-history.js";
import { add, readTakes } from "../take-history/takes.js";

const LINK = "This result was opened from a link. Your own answers on this device are as they were.";

/**
 * Opens the result behind a code, or says why it cannot be opened and takes another. Python reads the code; whatever
 * stands in it is shown as text, never as markup.
 */
export class OpenedCode extends EdgeElement {
  /** @type {import("../take-history/desk.js").Desk | null} */
  #desk = null;
  #code = "";

  connectedCallback() {
    this.need("form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      const fragment = `#r=${encodeURIComponent(this.need("input", HTMLInputElement).value.trim())}`;
      if (fragment === location.hash) this.#desk?.more("openCode", fragment);
      else location.hash = fragment;
    });
    this.#part("keep").addEventListener("click", () => this.#keep());
  }

  /**
   * @param {string} fragment such as `#r=CODE`
   * @param {import("../take-history/desk.js").Desk} desk
   */
  async open(fragment, desk) {
    if (!this.#desk) {
      desk.host.engine.addEventListener("restart", (event) => {
        const reason = event instanceof CustomEvent ? event.detail.reason : "";
        if (!this.#part("waiting").hidden) this.#wait(`${reason} It is being started again; this link is not lost.`);
      });
    }
    this.#desk = desk;
    const text = decoded(fragment.slice(3));
    this.#only("waiting");
    this.#wait(desk.host.engine.state === "ready" ? "Opening this link." : "Opening this link. The scoring engine is loading.");
    try {
      this.need("engine-wait", EngineWait).begin(desk.host.engine, "The scoring engine is still loading.");
      const answer = await desk.host.engine.ask({ do: "open", code: text });
      if (location.hash !== fragment) return;
      if (answer.ok) await this.#show(answer, fragment, desk);
      else this.#refuse("This code cannot be opened", `${answer.error.message}.`, answer.error.hint, text);
    } catch (error) {
      if (location.hash !== fragment) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.#refuse("The scoring engine did not start", reason, "The code itself may be sound. Check your connection, then open it again.", text);
    }
  }

  /**
   * @param {any} answer
   * @param {string} fragment
   * @param {import("../take-history/desk.js").Desk} desk
   */
  async #show(answer, fragment, desk) {
    const there = desk.pageOf(answer.result.version);
    if (there) return location.replace(there + fragment);
    const { private: own, share } = answer.codes;
    this.#code = own ?? share;
    history.replaceState(history.state, "", own ? `#r=${own}` : `#s=${share}`);
    const [kept] = readTakes(desk.host.storage).takes.filter(({ code }) => code === this.#code);
    this.#only("found");
    this.#part("what").textContent = kept ? `This is your take of ${spoken(kept.at)}. Your own answers on this device are as they were.` : LINK;
    this.#part("keep").hidden = Boolean(kept) || !own;
    desk.opened = { sheet: answer.sheet ?? null };
    await desk.host.present(answer, answer.sheet ?? null);
    await desk.more("list", this.#code);
  }

  /** @param {string} title @param {string} why @param {string} hint @param {string} text */
  #refuse(title, why, hint, text) {
    this.#only("refused");
    for (const [name, words] of Object.entries({ title, why, hint })) this.#part(name).textContent = words;
    this.need("input", HTMLInputElement).value = text;
    const site = document.querySelector("meta[property='og:site_name']")?.getAttribute("content");
    document.title = `${title} · ${site}`;
    this.#part("refused").focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  async #keep() {
    if (!this.#desk) return;
    const { storage } = this.#desk.host;
    const done = add(storage, null, { code: this.#code, at: new Date().toISOString() });
    this.#part("keep").hidden = done.kept;
    if (done.kept) this.need("[data-part=found] [data-desk=own]", HTMLElement).focus();
    this.#part("what").textContent = done.kept ? "It is among your takes now, at the foot of this page." : "This browser did not keep it.";
    await this.#desk.more("list", this.#code, done);
  }

  /** @param {string} text */
  #wait(text) {
    this.#part("wait").textContent = text;
  }

  /** Shows one part, and puts the form and any result away. @param {"waiting" | "found" | "refused"} name */
  #only(name) {
    const page = this.#desk?.host.page;
    for (const other of ["waiting", "found", "refused"]) this.#part(other).hidden = other !== name;
    for (const away of page?.querySelectorAll(".quiz__form, style-result, take-history, [data-part=trouble]") ?? []) {
      if (away instanceof HTMLElement) away.hidden = true;
    }
    document.querySelector(".quiz-intro")?.classList.add("visually-hidden");
    for (const own of this.querySelectorAll("[data-desk=own]")) {
      own.textContent = this.#desk?.hasOwn ? "Continue with my own answers" : "Take the assessment";
    }
    this.need("engine-wait", EngineWait).end();
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }
}

/** The text of a fragment; as it stands where its percent signs mean nothing. @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

customElements.define("opened-code", OpenedCode);
