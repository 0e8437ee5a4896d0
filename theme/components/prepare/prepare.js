import { AskForm } from "../ask-form/ask-form.js";
import { saveFile } from "../element/element.js";
import { deviceStorage } from "../style-quiz/answers.js";
import { cardOf, fileText, keep, SealedSheets, told } from "./sealed.js";
import { drawScale, factItem, fieldFor, giveRow, packageItem, redLine, termRow } from "./shown.js";

/** @typedef {import("./sealed.js").Entry} Entry */
/** @typedef {import("../ask-form/ask-form.js").Refusal} Refusal */
/** @typedef {{ id: string, title: string, version: string, inputs?: import("./shown.js").Input[], terms: { unit: string, better: string, cost?: { model: string } }[], walk_away?: { batna?: string } } & Record<string, unknown>} Playbook */

/** What an alternative's value is called, as Python calls it: to a buyer it is a cost. @type {Record<string, string>} */
const WORTH = { lower: "What you would pay instead", higher: "What it would bring" };

/** A playbook and the figures of one negotiation: the sheet is worked out by Python, then sealed and kept. */
class PrepareSheet extends AskForm {
  /** @type {Playbook | null} */
  playbook = null;
  /** What was worked out last, not sealed yet. @type {object | null} */
  entry = null;
  /** @type {Entry | null} */
  sealed = null;
  /** The playbook of the question that is being answered; null once a figure has changed since. @type {Playbook | null} */
  #asked = null;
  storage = deviceStorage();
  /** @type {SealedSheets | undefined} */
  sheets;

  /** @override */
  opened() {
    this.form.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.name === "playbook") this.#choose(target);
      if (target.type === "file" && target.files?.[0]) this.#own(target.files[0]);
    });
    this.form.addEventListener("input", ({ target }) => target instanceof HTMLInputElement && target.dataset.place && this.#changed());
    this.button("example").addEventListener("click", () => this.#example());
    this.button("more").addEventListener("click", () => this.#more());
    this.button("seal").addEventListener("click", () => this.#seal());
    this.button("save").addEventListener("click", () => this.sealed && saveFile(fileText(this.sealed), `${this.sealed.id}.json`));
    this.sheets = new SealedSheets(this, this.storage);
    const wanted = cardOf(this, location.hash.slice(1));
    if (wanted) {
      wanted.checked = true;
      this.#choose(wanted);
    }
  }

  /** @override */
  question() {
    this.#asked = this.playbook;
    /** @type {Record<string, string>} */
    const inputs = {};
    for (const field of this.#fields("inputs")) inputs[field.dataset.place?.split(".")[1] ?? ""] = field.value;
    /** @type {Record<string, string>[]} */
    const alternatives = [];
    for (const field of this.#fields("alternatives")) {
      const [, number = "0", key = ""] = field.dataset.place?.split(".") ?? [];
      (alternatives[Number(number)] ??= {})[key] = field.value;
    }
    return { do: "prepare", playbook: this.playbook, inputs, alternatives };
  }

  /** @override */
  missing() {
    if (!this.playbook) return [{ place: "playbook", message: "no playbook is chosen", hint: "Choose one of the list." }];
    /** @type {Refusal[]} */
    const found = [];
    const hint = "Enter a number.";
    for (const field of this.#fields("inputs")) {
      if (!field.value.trim()) found.push({ place: field.dataset.place ?? "", message: `“${field.labels?.[0]?.textContent}” is missing`, hint });
    }
    const worth = this.named("worth").textContent;
    this.querySelectorAll(".prepare__row").forEach((row, number) => {
      const [what = "", value = ""] = Array.from(row.querySelectorAll("input"), (field) => field.value.trim());
      const [place, of] = [`alternatives.${number}`, `of alternative ${number + 1} is missing`];
      if (value && !what) found.push({ place: `${place}.what`, message: `“What you would do” ${of}`, hint: "Put it in a few words." });
      if (what && !value) found.push({ place: `${place}.value`, message: `“${worth}” ${of}`, hint });
    });
    return found;
  }

  /** @override @param {import("../ask-form/ask-form.js").Answer} answer */
  show(answer) {
    if (!this.playbook || (this.#asked && this.#asked !== this.playbook)) {
      // Another playbook was chosen while this one was worked out.
      this.named("result").hidden = true;
      return;
    }
    const { shown } = answer;
    this.entry = answer.entry;
    this.sealed = null;
    /** @type {{ about: string, text: string }[]} */
    const warnings = shown.warnings;
    this.named("warnings").hidden = !warnings.length;
    this.list("warnings", warnings.map(({ about, text }) => `${about}: ${text}.`));
    drawScale(this.need("figure[data-scale]", HTMLElement), shown.scale);
    this.#fill("[data-table=sheet]", shown.sheet.map(termRow));
    const { red_lines, facts } = shown.limits;
    this.named("limits").hidden = !red_lines.length && !facts.length;
    this.#fill("[data-part=red-lines]", red_lines.map(redLine));
    this.#fill("[data-part=facts]", facts.map(factItem));
    this.#fill("[data-table=gives]", shown.trades.gives.map(giveRow));
    this.table("gets", shown.trades.gets.map((/** @type {Record<string, string>} */ row) => [row.label, row.ours, row.theirs]));
    this.#fill("[data-packages]", shown.packages.map(packageItem));
    this.button("seal").disabled = false;
    this.button("save").hidden = true;
    this.named("sealed").textContent = "";
    this.named("digest").hidden = this.named("onward").hidden = true;
    if (!this.#asked) this.#changed();
  }

  /** What was worked out is not what the fields say by now, so it is not sealed. */
  #changed() {
    this.#asked = null;
    if (!this.entry || this.sealed) return;
    this.entry = null;
    this.button("seal").disabled = true;
    this.named("sealed").textContent = "A figure has changed since this was worked out. Work it out again, then seal it.";
  }

  /** @param {HTMLInputElement} radio */
  async #choose(radio) {
    this.named("own-file").hidden = radio.value !== "own";
    this.#offer(null);
    if (!radio.dataset.file) return;
    try {
      const response = await fetch(radio.dataset.file);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const playbook = await response.json();
      if (radio.checked) this.#offer(playbook);
    } catch (error) {
      this.notice(`The playbook could not be loaded (${error instanceof Error ? error.message : error}). Choose it again.`);
      radio.checked = false;
    }
  }

  /** A playbook of the visitor's own; what it lacks, Python says in time. @param {File} file */
  async #own(file) {
    try {
      const playbook = JSON.parse(await file.text());
      if (!Array.isArray(playbook?.inputs ?? []) || !Array.isArray(playbook?.terms)) throw new Error("it is no playbook of this format");
      playbook.terms.forEach(known);
      (playbook.inputs ?? []).forEach(fieldFor);
      this.#offer(playbook);
    } catch (error) {
      this.notice(`“${file.name}” could not be read: ${error instanceof Error ? error.message : error}. Nothing was changed.`);
    }
  }

  /** Shows the fields that a playbook asks for. @param {Playbook | null} playbook */
  #offer(playbook) {
    // What another playbook asked for has other units.
    if (this.playbook) for (const field of this.#fields("alternatives")) field.value = "";
    this.playbook = playbook;
    this.entry = null;
    this.notice("");
    this.named("result").hidden = true;
    this.named("figures").hidden = this.named("alternatives").hidden = !playbook;
    this.named("inputs").replaceChildren(...(playbook?.inputs ?? []).map((input) => fieldFor(input)));
    const { unit = "", better = "" } = playbook?.terms.find(({ cost }) => cost?.model === "price") ?? {};
    for (const place of this.querySelectorAll("[data-part=unit]")) place.textContent = unit;
    for (const place of this.querySelectorAll("[data-part=worth]")) place.textContent = WORTH[better] ?? "What it is worth";
    this.named("batna").textContent = playbook?.walk_away?.batna ?? "";
    if (playbook) this.engine.start();
  }

  #example() {
    for (const { id, example } of this.playbook?.inputs ?? []) {
      this.need(`[data-place="inputs.${CSS.escape(id)}"]`, HTMLInputElement).value = example.toLocaleString("en-GB", { maximumFractionDigits: 12 });
    }
    this.#changed();
  }

  #more() {
    const row = [...this.querySelectorAll(".prepare__row")].find((one) => one instanceof HTMLElement && one.hidden);
    if (!(row instanceof HTMLElement)) return;
    row.hidden = false;
    row.querySelector("input")?.focus();
    this.button("more").hidden = !this.querySelector(".prepare__row[hidden]");
  }

  async #seal() {
    const prepared = this.entry;
    if (!prepared || this.button("seal").disabled) return;
    this.button("seal").disabled = true;
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    try {
      const answer = await this.engine.ask({ do: "seal", entry: prepared, at, number: number() });
      if (!answer.ok) throw new Error(answer.error.message);
      /** @type {Entry} */
      const entry = answer.entry;
      this.sealed = entry;
      const where = keep(this.storage, entry) === "kept" ? "kept on this device" : "not kept: this browser keeps nothing; save the file";
      this.named("sealed").textContent = `Sealed at ${told(at)} and ${where}.`;
      this.named("digest").textContent = `SHA-256 ${entry.seal.digest}`;
      this.named("digest").hidden = false;
      this.button("save").hidden = false;
      this.button("save").focus();
      const page = cardOf(this, entry.playbook.id)?.dataset.page;
      const moves = this.need("[data-part=moves]", HTMLAnchorElement);
      moves.hidden = !page;
      moves.href = `${page ?? ""}#moves`;
      this.named("onward").hidden = false;
      this.sheets?.list();
    } catch (error) {
      this.named("sealed").textContent = `It could not be sealed: ${error instanceof Error ? error.message : error}.`;
      this.button("seal").disabled = this.entry !== prepared;
    }
  }

  /** @param {string} selector @param {Element[]} parts */
  #fill(selector, parts) {
    this.need(selector, HTMLElement).replaceChildren(...parts);
  }

  /** @param {string} part */
  #fields(part) {
    return [...this.querySelectorAll(`[data-place^="${part}."]`)].filter((field) => field instanceof HTMLInputElement);
  }
}

/** @param {unknown} term */
function known(term) {
  if (typeof term !== "object" || !term) throw new Error("one of its terms is none");
}

/** A number for an entry that no other is likely to have. */
const number = () => Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => (byte % 36).toString(36)).join("");

customElements.define("prepare-sheet", PrepareSheet);
