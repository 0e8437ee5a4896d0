import { EdgeElement } from "../element/element.js";
import { asides, readTakes } from "./takes.js";

/** @typedef {import("./takes.js").Kept} Kept */
/** @typedef {{ label: string | null, summary: string | null, moved: string[], versions: string | null, error: string | null }} Words */

/** The time of a take, as its visitor's clock says. @param {string} at */
export function spoken(at) {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}

/** Lists the takes of this device, the last one first. What they came to is said by Python. */
export class TakeHistory extends EdgeElement {
  /**
   * @param {import("./desk.js").Desk} desk
   * @param {string} [code] the take whose result is on the page
   * @param {import("./takes.js").Recorded} [done] what became of it just now
   */
  async show(desk, code, done) {
    const { storage, engine, notice } = desk.host;
    const { takes, damaged } = readTakes(storage);
    this.#tell(done, damaged);
    this.#part("again").hidden = !code;
    this.#asides(desk);
    this.hidden = !takes.length && this.#part("asides").hidden && !this.#part("told").textContent;
    const entries = takes.map((take) => this.#entry(take, take.code === code));
    this.#part("takes").replaceChildren(...[...entries].reverse());
    if (!takes.length) return;
    try {
      const answer = await engine.ask({ do: "takes", takes: takes.map(({ code, at }) => ({ code, at })) });
      if (!answer.ok) throw new Error(answer.error.message);
      for (const [index, words] of answer.takes.entries()) this.#say(entries[index], words);
      this.#part("note").textContent = answer.note;
    } catch {
      notice("What your takes came to cannot be said without the scoring engine. Each opens by its link.");
    }
  }

  /**
   * @param {import("./takes.js").Recorded | undefined} done
   * @param {boolean} damaged
   */
  #tell(done, damaged) {
    const told = [];
    if (damaged || done?.damaged) told.push("The list of your takes was damaged. What could be read is here; all of it was put aside as it was.");
    if (done && !done.kept) told.push("This browser did not keep this take.");
    if (done?.dropped) told.push(`The list was full: the take of ${spoken(done.dropped.at)} was dropped.`);
    const part = this.#part("told");
    part.textContent = told.join(" ");
    part.hidden = !told.length;
  }

  /**
   * @param {Kept} take
   * @param {boolean} shown
   */
  #entry(take, shown) {
    const template = this.need("template", HTMLTemplateElement);
    const entry = document.importNode(template.content, true).querySelector("li") ?? document.createElement("li");
    const link = entry.querySelector("a");
    if (link) link.href = `#r=${encodeURIComponent(take.code)}`;
    if (link && shown) {
      link.setAttribute("aria-current", "true");
      link.querySelector("[data-part=shown]")?.append("shown above");
    }
    const time = element("time", spoken(take.at));
    time.dateTime = take.at;
    entry.querySelector("[data-part=when]")?.append(time);
    return entry;
  }

  /**
   * @param {Element | undefined} entry
   * @param {Words} words
   */
  #say(entry, { label, summary, moved, versions, error }) {
    const name = entry?.querySelector("strong");
    const since = entry?.querySelector("[data-part=since]");
    if (!name || !since) return;
    name.textContent = label;
    since.textContent = error ?? (summary ? ["Since the take before:", summary, versions].filter(Boolean).join(" ") : "");
    entry?.querySelector("[data-part=moved]")?.replaceChildren(...moved.map((line) => element("li", line)));
  }

  /** @param {import("./desk.js").Desk} desk */
  #asides(desk) {
    const entries = asides(desk.host.storage).map(({ key, at, saved }) => {
      const answered = Object.keys(saved?.sheet.blocks ?? {}).length;
      const what = saved ? `Answers to ${answered} of the blocks` : "Something that this page cannot read";
      const entry = element("li", `${what}, put aside ${at && "on "}${at && spoken(at)}. `);
      if (saved && (saved.sheet.version === Number(desk.host.page.dataset.version) || desk.pageOf(saved.sheet.version))) {
        const button = element("button", "Go on with these");
        button.className = "linklike";
        button.addEventListener("click", () => desk.more("resume", key));
        entry.append(button);
      }
      return entry;
    });
    this.#part("aside").replaceChildren(...entries);
    this.#part("asides").hidden = !entries.length;
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} text
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

customElements.define("take-history", TakeHistory);
