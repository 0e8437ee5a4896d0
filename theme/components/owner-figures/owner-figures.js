import { AskForm, element } from "../ask-form/ask-form.js";

/** One sum for the role whose page it is: the figures are the visitor's, the words are Python's. */
class OwnerFigures extends AskForm {
  /** @override */
  question() {
    return { do: "owner", role: this.dataset.role, figures: Object.fromEntries(new FormData(this.form)) };
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
