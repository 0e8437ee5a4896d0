import { AskForm, element } from "../ask-form/ask-form.js";

/** @typedef {{ title: string, points: number, of: number, working: string, in_place: boolean }} Pillar */

/** Twelve answers about an organisation; what they add up to and what follows comes from Python. */
class SelfCheck extends AskForm {
  /** @override */
  question() {
    /** @type {Record<string, number>} */
    const answers = {};
    for (const [name, value] of new FormData(this.form)) answers[name] = Number(value);
    return { do: "maturity", answers };
  }

  /** @override */
  missing() {
    return [...this.querySelectorAll("fieldset:not(:has(:checked))")].map((question) => {
      const [first, text] = [question.querySelector("input"), question.querySelector("legend")?.firstChild?.textContent?.trim()];
      return { place: first?.dataset.place ?? "", message: `no answer to “${text}”`, hint: "Choose what comes nearest." };
    });
  }

  /** @override @param {import("../ask-form/ask-form.js").Answer} answer */
  show({ shown }) {
    /** @type {Pillar[]} */
    const pillars = shown.pillars;
    this.named("pillars").replaceChildren(...pillars.map(pillarLine));
    /** @type {{ question: string, answer: string }[]} */
    const next = shown.next;
    this.named("next").replaceChildren(...next.map(nextStep));
    /** @type {string[]} */
    const steps = shown.steps;
    this.named("steps").replaceChildren(...steps.map((step) => element("li", step)));
    for (const owner of this.querySelectorAll("[data-owner]")) {
      if (owner instanceof HTMLElement) owner.hidden = owner.dataset.owner !== shown.owner;
    }
  }
}

/** A question, and below it the answer that would be the next one up. @param {{ question: string, answer: string }} step */
function nextStep({ question, answer }) {
  const [item, asked] = [document.createElement("li"), element("span", question)];
  asked.className = "small";
  item.append(asked, " ", element("strong", answer));
  return item;
}

/** One part of four: its name, nine places of which so many are filled, and the sum. @param {Pillar} pillar */
function pillarLine({ title, points, of, working, in_place }) {
  const line = document.createElement("li");
  line.className = "pillar";
  const places = document.createElement("span");
  places.className = "pillar__places";
  places.setAttribute("aria-hidden", "true");
  for (let place = 0; place < of; place += 1) {
    const made = document.createElement("span");
    made.className = place < points ? "pillar__place pillar__place--full" : "pillar__place";
    places.append(made);
  }
  line.append(element("strong", title), places, element("span", `${working}${in_place ? ", in place" : ""}`));
  return line;
}

customElements.define("self-check", SelfCheck);
