/**
 * Opens the search over the page: by its link, by Ctrl+K, and by "/" unless that was switched off. What it needs is
 * loaded only then; where that fails, or without this script, the link leads to the page of the search.
 */

/** Set to "off" in the dialog. A key of one letter must be something that one can do without. */
const SLASH = "edge.search.slash";
const FIELDS = "input, textarea, select, [contenteditable]";
/** @type {HTMLAnchorElement | null} */
const link = document.querySelector("a[data-index]");

/** Opens the dialog; on the page of the search, goes to its field. @param {HTMLAnchorElement} link */
const openDialog = async (link) => {
  /** @type {HTMLElement | null} */
  const field = document.querySelector("main site-search input");
  if (field) return field.focus();
  try {
    // Both at once: the one would ask for the other only when it is there.
    const [{ openSearch }] = await Promise.all([import("./dialog.js"), import("./search.js")]);
    openSearch(link);
  } catch {
    location.assign(link.href);
  }
};

if (link) {
  link.setAttribute("aria-keyshortcuts", "Control+K /");
  link.addEventListener("click", (event) => {
    // Into another window or tab the link leads as any other.
    if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openDialog(link);
  });
  addEventListener("keydown", (event) => {
    const writing = event.target instanceof Element && event.target.closest(FIELDS);
    const command = event.ctrlKey || event.metaKey;
    const k = command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !command && !event.altKey && wanted();
    if (writing || !(k || slash) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    openDialog(link);
  });
}

/** Whether "/" opens the search: where nothing can be kept, nothing was switched off. */
function wanted() {
  try {
    return localStorage.getItem(SLASH) !== "off";
  } catch {
    return true;
  }
}

// Labels of a campaign stand in the address of the page that somebody came to.
if (/[?&]utm_/.test(location.search)) import("../campaign/campaign.js");

/** What a word of the glossary means is loaded when one is pointed at or has the focus. @param {Event} event */
const meaning = (event) => event.target instanceof Element && event.target.closest("a.term") && import("../term/term.js");
addEventListener("pointerover", meaning);
addEventListener("focusin", meaning);
