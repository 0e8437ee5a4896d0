import { AskForm, element } from "../ask-form/ask-form.js";
import { deviceStorage } from "../style-quiz/answers.js";

const KEY = "edge.assessment.team";

/** A team from a pasted list. The list stays on the page; it is kept on the device only while its box is ticked. */
class StyleTeam extends AskForm {
  /** @type {Storage | null} */
  storage = null;

  /** @override */
  opened() {
    this.storage = deviceStorage();
    const kept = this.#kept();
    if (kept !== null) {
      this.#text().value = kept;
      this.#box().checked = true;
      this.notice("This list was kept on this device.");
    }
    this.#showDelete(kept !== null);
    this.form.addEventListener("input", () => this.#keep());
    this.button("delete").addEventListener("click", () => {
      this.#box().checked = false;
      this.#text().value = "";
      this.named("result").hidden = true;
      this.#keep();
      this.notice("The list is deleted from this device and from this page.");
      this.#text().focus();
    });
    this.button("copy").addEventListener("click", () => this.#copy());
  }

  /** @override */
  question() {
    return { do: "team", text: this.#text().value };
  }

  /** @override @param {import("../ask-form/ask-form.js").Answer} answer */
  show({ shown, bad, bad_note: note, remarks, too_few: tooFew }) {
    this.named("lines").hidden = !bad.length && !remarks.length && !tooFew;
    this.named("bad-note").textContent = note ?? "";
    this.named("bad-note").hidden = !note;
    this.named("too-few").textContent = tooFew ?? "";
    this.named("too-few").hidden = !tooFew;
    this.list("bad", bad);
    this.list("remarks", remarks);
    if (!shown) {
      this.named("lines").focus({ preventScroll: true });
      this.named("lines").scrollIntoView({ block: "center" });
      return;
    }
    /** @type {{ number: number, name: string, label: string, sure: string }[]} */
    const members = shown.members;
    this.table("members", members.map(({ number, name, label, sure }) => [String(number), name, label, sure]));
    /** @type {{ title: string, first: string, blend: string, mean: string, spread: string }[]} */
    const styles = shown.styles;
    this.table("styles", styles.map(({ title, first, blend, mean, spread }) => [title, first, blend, mean, spread]));
    /** @type {{ text: string, practise: string }[]} */
    const pairs = shown.pairs;
    const list = this.need("[data-list=coaching]", HTMLElement);
    list.replaceChildren(
      ...pairs.map(({ text, practise }) => {
        const entry = document.createElement("li");
        const line = element("p", "A line to practise: ");
        line.append(element("q", practise));
        entry.append(element("p", text), line);
        return entry;
      }),
    );
    list.hidden = !pairs.length;
  }

  async #copy() {
    const text = this.need("[data-slot=text]", HTMLElement);
    try {
      await navigator.clipboard.writeText(text.textContent ?? "");
      this.named("copied").textContent = "Text copied.";
    } catch {
      text.closest("details")?.setAttribute("open", "");
      this.named("copied").textContent = "This browser does not let the page copy. Select the text and copy it yourself.";
    }
  }

  /** Keeps the list, or what was kept goes: the box decides. */
  #keep() {
    const wanted = this.#box().checked;
    try {
      if (wanted) this.storage?.setItem(KEY, this.#text().value);
      else this.storage?.removeItem(KEY);
      if (wanted && !this.storage) throw new Error("no storage");
      this.notice("");
    } catch {
      this.#box().checked = false;
      this.notice("This browser does not keep the list.");
    }
    this.#showDelete(this.#kept() !== null);
  }

  #kept() {
    try {
      return this.storage?.getItem(KEY) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {boolean} kept */
  #showDelete(kept) {
    this.button("delete").hidden = !kept;
  }

  #text() {
    return this.need("textarea", HTMLTextAreaElement);
  }

  #box() {
    return this.need("[data-part=keep]", HTMLInputElement);
  }
}

customElements.define("style-team", StyleTeam);

// Labels of a campaign stand in the address of the page that somebody came to.
if (/[?&]utm_/.test(location.search)) import("../campaign/campaign.js");
