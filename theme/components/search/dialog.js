import { made } from "./search.js";

const SLASH = "edge.search.slash";

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Shows the search over the page; the same one each time, with the words that were left there. @param {HTMLAnchorElement} link */
export function openSearch(link) {
  dialog ??= build(link.href);
  dialog.showModal();
  const field = dialog.querySelector("input");
  field?.focus();
  field?.select();
}

/** @param {string} action address of the page of the search */
function build(action) {
  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.setAttribute("aria-labelledby", "search-dialog-title");
  const title = made("h2", "");
  title.id = "search-dialog-title";
  title.textContent = "Search";
  const close = made("button", "linklike");
  close.setAttribute("type", "button");
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  const search = document.createElement("site-search");
  search.className = "search";
  const form = document.createElement("form");
  form.className = "search__form";
  form.setAttribute("role", "search");
  form.action = action;
  const input = document.createElement("input");
  // Not of type "search": there Escape empties the field, and here it closes the dialog.
  Object.assign(input, { name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "search", id: "search-dialog-q" });
  input.setAttribute("aria-labelledby", title.id);
  const submit = made("button", "button");
  submit.textContent = "Search";
  const field = made("div", "field");
  field.append(input);
  form.append(field, submit);
  search.append(form);
  dialog.append(title, close, search, slash());
  // A press on what lies behind the dialog is one on the dialog itself.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // A link to a place on this very page closes the dialog over it.
  search.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && dialog.close());
  document.body.append(dialog);
  return dialog;
}

/** The box that switches the key "/" off; only that it is off is kept. */
function slash() {
  const label = made("label", "check search-dialog__slash");
  const box = document.createElement("input");
  box.type = "checkbox";
  try {
    box.checked = localStorage.getItem(SLASH) !== "off";
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, "off");
    });
    label.append(box, "The key / opens the search");
  } catch {
    label.hidden = true;
  }
  return label;
}
