/** The list of all answers before they are scored, each step with its way back. Loaded when the first answer is begun. */

/** @typedef {import("./questions.js").Questions} Questions */

/**
 * Lists every step's answers anew, as they stand in the form.
 * @param {Questions} questions
 * @param {HTMLElement} list
 * @param {(fragment: string) => void} change goes to a step, and from there back to the list
 */
export function listAnswers(questions, list, change) {
  const steps = questions.steps.slice(0, questions.last);
  list.replaceChildren(
    ...steps.map((step, index) => {
      const link = element("a", "Change");
      link.setAttribute("href", `#${step.id}`);
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        change(`#${step.id}`);
      });
      // All links say "Change"; who hears them one by one needs to know which is which.
      const which = element("span", ` question ${index + 1}`);
      which.className = "visually-hidden";
      link.append(which);
      const rows = element("dl");
      for (const [name, answer] of answers(step, questions)) rows.append(row(name, answer));
      const entry = element("li");
      entry.classList.toggle("review__long", !questions.block(index));
      entry.append(rows, link);
      return entry;
    }),
  );
}

/**
 * What was asked on a step and what was answered, in the words of the form.
 * @param {Element} step
 * @param {Questions} questions
 * @returns {[string, string][]}
 */
function answers(step, questions) {
  const block = questions.block(questions.steps.indexOf(step));
  if (block) {
    /** @type {(side: string) => string} */
    const picked = (side) => document.getElementById(questions.chosen(`${block}.${side}`)?.value ?? "")?.textContent ?? "";
    return [["Most", picked("most")], ["Least", picked("least")]];
  }
  return [...step.querySelectorAll("fieldset")].map((item) => {
    const name = item.querySelector("input")?.name ?? "";
    const label = questions.chosen(name)?.closest("label");
    return [item.querySelector("legend")?.textContent ?? "", label?.textContent ?? "No answer"];
  });
}

/**
 * @param {string} name
 * @param {string} answer
 */
function row(name, answer) {
  const pair = element("div");
  pair.append(element("dt", name), element("dd", answer));
  return pair;
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
