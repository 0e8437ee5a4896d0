import { AskForm } from "../ask-form/ask-form.js";
import { ownTake } from "../ask-form/device.js";
import { deviceStorage } from "../style-quiz/answers.js";

/** Six observations about the other side, an estimate, and the pages of the pairs it makes with the visitor's style. */
class StyleCounterpart extends AskForm {
  /** @type {import("../ask-form/device.js").Take | null} */
  take = null;

  /** @override */
  opened() {
    this.take = ownTake(deviceStorage());
    if (!this.take) return;
    const option = this.need("option[value=take]", HTMLOptionElement);
    option.hidden = option.disabled = false;
    option.selected = true;
  }

  /** @override */
  question() {
    /** @type {Record<string, string>} */
    const answers = {};
    for (const input of this.querySelectorAll("input[type=radio]:checked")) {
      if (input instanceof HTMLInputElement) answers[input.name] = input.value;
    }
    const you = this.need("select", HTMLSelectElement).value;
    return { do: "counterpart", answers, ...(you === "take" ? this.take : { you }) };
  }

  /** @override @param {import("../ask-form/ask-form.js").Answer} answer */
  show({ shown }) {
    this.showPairs(shown.pairs);
  }
}

customElements.define("style-counterpart", StyleCounterpart);

// Labels of a campaign stand in the address of the page that somebody came to.
if (/[?&]utm_/.test(location.search)) import("../campaign/campaign.js");
