/**
 * Shows what a word of the glossary means while the pointer or the focus is on it. The link itself leads there.
 * Loaded when that first happens on a page.
 *
 * It can be dismissed with Escape, and the pointer may move onto it (WCAG 2.2, 1.4.13).
 */

const note = document.createElement("span");
note.className = "term__note";
note.id = "term-note";
note.role = "tooltip";
note.hidden = true;

/** @param {EventTarget | null} target */
const termAt = (target) => (target instanceof Element ? target.closest("a.term") : null);

/** @param {Element} term */
function show(term) {
  if (!(term instanceof HTMLElement) || note.previousSibling === term) return;
  hide();
  note.textContent = term.dataset.means ?? "";
  term.after(note);
  term.setAttribute("aria-describedby", note.id);
  note.hidden = false;
  // Never beyond an edge of a narrow screen.
  const { left, right } = note.getBoundingClientRect();
  note.style.translate = `${Math.max(8 - left, Math.min(0, document.documentElement.clientWidth - 8 - right))}px`;
}

function hide() {
  note.previousElementSibling?.removeAttribute("aria-describedby");
  note.hidden = true;
  note.style.translate = "";
  note.remove();
}

for (const [kind, of] of /** @type {const} */ ([["pointerover", "pointer"], ["focusin", "focus"]])) {
  document.addEventListener(kind, ({ target }) => {
    const term = termAt(target);
    if (term) show(term);
    else if (of === "pointer" && !note.contains(/** @type {Node} */ (target)) && !note.previousElementSibling?.matches(":focus")) hide();
  });
}
document.addEventListener("focusout", ({ target }) => termAt(target) && hide());
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());

const first = document.querySelector("a.term:is(:hover, :focus)");
if (first) show(first);
