import { AskForm } from "../ask-form/ask-form.js";
import { ownTake } from "../ask-form/device.js";
import { deviceStorage } from "../style-quiz/answers.js";

/** Two codes side by side. The visitor's own is filled in from the take on this device, a colleague's from a link. */
class StyleCompare extends AskForm {
  /** @override */
  opened() {
    if (/^#[rs]=/.test(location.hash)) this.#code(1).value = location.hash.slice(3);
    this.#fillOwn();
  }

  async #fillOwn() {
    const own = ownTake(deviceStorage());
    const field = this.#code(0);
    if (!own || field.value) return;
    try {
      const answer = await this.engine.ask({ do: "sheet" in own ? "score" : "open", ...own });
      // The counts alone: this code may well be copied on from here.
      if (!answer.ok || field.value) return;
      field.value = answer.codes.share;
      this.notice("Your code is filled in from the take on this device. Nothing new is stored.");
    } catch {
      // The field stays empty, and the visitor can fill it in.
    }
  }

  /** @override */
  question() {
    return { do: "compare", codes: [this.#code(0).value, this.#code(1).value] };
  }

  /** @override @param {import("../ask-form/ask-form.js").Answer} answer */
  show({ shown }) {
    /** @type {{ title: string, first: string, second: string, difference: string }[]} */
    const rows = shown.rows;
    this.table("rows", rows.map(({ title, first, second, difference }) => [title, first, second, difference]));
    this.showPairs(shown.pairs);
  }

  /** @param {number} place */
  #code(place) {
    return this.need(`[data-place="codes.${place}"]`, HTMLInputElement);
  }
}

customElements.define("style-compare", StyleCompare);

// Labels of a campaign stand in the address of the page that somebody came to.
if (/[?&]utm_/.test(location.search)) import("../campaign/campaign.js");
