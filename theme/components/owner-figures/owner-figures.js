import { AskForm, element } from "../ask-form/ask-form.js";

/** One sum for the role whose page it is: the figures are the visitor's, the words are Python's. */
class OwnerFigures extends AskForm {
  /** @override */
  question() {
    return { do: "owner", role: this.dataset.role, figures: Object.fromEntries(new FormData(this.form)) };
  }

  /** @override */
  missing() {
    /** @type {import("../ask-form/ask-form.js").Refusal[]} */
    const found = [];
    for (const field of this.querySelectorAll("[data-place]")) {
      const place = field instanceof HTMLElement ? (field.dataset.place ?? "") : "";
      if (field instanceof HTMLTextAreaElement && !field.value.trim()) {
        found.push({ place, message: "there are no prices", hint: "Enter 4 prices or more, one a line." });
      } else if (field instanceof HTMLInputElement && field.type === "radio" && !this.querySelector("[name=side]:checked")) {
        found.push({ place, message: "it is open whether you buy or sell", hint: "Choose one of the two." });
      } else if (field instanceof HTMLInputElement && !field.value.trim()) {
        found.push({ place, message: `“${field.labels?.[0]?.firstChild?.textContent?.trim()}” is missing`, hint: "Enter a number." });
      }
    }
    return found;
  }

  /** @override @param {import("../ask-form/ask-form.js").Answer} answer */
  show({ shown }) {
    /** @type {[string, string, string][]} */
    const rows = shown.rows;
    this.named("rows").replaceChildren(
      ...rows.map(([label, value, working]) => {
        const row = document.createElement("div");
        const way = element("dd", working);
        way.className = "owner-rows__working";
        row.append(element("dt", label), element("dd", value), way);
        return row;
      }),
    );
  }
}

customElements.define("owner-figures", OwnerFigures);
