import { EdgeElement } from "../element/element.js";
import { element } from "../style-result/place.js";

/** The working, as a table: every block with its picks and the totals so far, then the row of the table that was used. */
export class WorkingTable extends EdgeElement {
  /** @param {import("../style-result/place.js").Answer} answer */
  show({ shown: { working } }) {
    const styles = Object.keys(working.animals);
    this.#fill("rows", working.blocks.map((row) => {
      const totals = styles.map((style) => element("td", row.totals[style] ?? ""));
      for (const cell of totals) cell.className = "working__total";
      const number = element("th", String(row.number));
      number.setAttribute("scope", "row");
      const picked = [[row.most, row.most_style], [row.least, row.least_style]].map(([text, style]) => element("td", `${text} `, element("b", style ?? "")));
      return element("tr", number, ...picked, ...totals);
    }));
    this.#fill("table", working.table.map((row) => {
      const lead = element("th", row.lead);
      lead.setAttribute("scope", "row");
      const line = element("tr", lead, element("td", row.word), element("td", row.chance), element("td", row.used ? "yes" : ""));
      line.toggleAttribute("data-used", row.used);
      return line;
    }));
    for (const name of /** @type {const} */ (["lead", "shares", "rule"])) this.#fill(name, [working[name]]);
  }

  /**
   * @param {string} name
   * @param {(Node | string)[]} children
   */
  #fill(name, children) {
    this.need(`[data-part=${name}]`, HTMLElement).replaceChildren(...children);
  }
}

customElements.define("working-table", WorkingTable);
