/** What the result hands to the demo page: lines of text, in this tab alone, until they are taken out or sent. */

const KEY = "edge.assessment.demo";

/** @param {string[]} lines */
export function hand(lines) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    // Without storage the form simply starts empty.
  }
}

/** @returns {string[]} */
function handed() {
  try {
    const lines = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(lines) ? lines.filter((line) => typeof line === "string").slice(0, 10) : [];
  } catch {
    return [];
  }
}

/**
 * A line with the button that takes it out. The focus goes on to the next line, else to `after`.
 * @param {string} text
 * @param {() => HTMLElement} after
 * @param {() => void} [changed]
 */
export function removable(text, after, changed) {
  const line = document.createElement("span");
  line.textContent = text;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "linklike", textContent: "Remove" });
  button.setAttribute("aria-label", `Remove: ${text}`);
  const entry = document.createElement("li");
  entry.append(line, " ", button);
  button.addEventListener("click", () => {
    const next = (entry.nextElementSibling ?? entry.previousElementSibling)?.querySelector("button");
    entry.remove();
    (next ?? after()).focus();
    changed?.();
  });
  return entry;
}

/** The texts of the lines that are left in a list. @param {Element} list */
export function left(list) {
  return [...list.querySelectorAll("li > span")].map((line) => line.textContent ?? "");
}

/**
 * Shows the lines that were handed over, each with its button; the field is hidden when none is left.
 * @param {HTMLElement} field
 * @param {HTMLElement} list
 * @param {() => HTMLElement} after where the focus goes when the last line is taken out
 */
export function receive(field, list, after) {
  const changed = () => {
    hand(left(list));
    field.hidden = !left(list).length;
  };
  list.replaceChildren(...handed().map((line) => removable(line, after, changed)));
  field.hidden = !left(list).length;
}
