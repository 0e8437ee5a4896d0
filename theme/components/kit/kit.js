import { clean, fragment } from "../greeting/text.js";

const NAMES = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];
const LONGEST = 100;

/**
 * A campaign as it is counted: lower-case letters, digits and hyphens, at most 60 (`WORD` in count.js).
 * @param {string} text
 */
const word = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 60)
    .replace(/-$/, "");

/**
 * The address with what was typed: the five names that counters read, in order, and the greeting behind the #; the
 * campaign too, where it is written otherwise than it was typed.
 * @param {string} address
 * @param {FormData} typed
 */
const built = (address, typed) => {
  let changed = "";
  const url = new URL(address);
  for (const name of NAMES) {
    let value = clean(String(typed.get(name) ?? ""), LONGEST);
    if (value.includes("@")) throw new Error("An e-mail address has no place in a link: this part is sent to the server.");
    if (name === "utm_campaign" && value !== word(value)) {
      changed = value = word(value);
      if (!value) throw new Error("A campaign needs a letter from a to z or a digit: no other name is counted.");
    }
    if (value) url.searchParams.set(name, value);
  }
  return { link: url.href + fragment(String(typed.get("hello") ?? "")), changed };
};

/** The kit's copy buttons and its builder of links. Without it the texts and the ready links are there all the same. */
class SalesKit extends HTMLElement {
  connectedCallback() {
    for (const button of this.querySelectorAll("button[data-copy]")) {
      button.removeAttribute("hidden");
      button.addEventListener("click", () => this.#copy(button.getAttribute("data-copy") ?? ""));
    }
    const form = this.querySelector("form");
    if (!form) throw new Error("<sales-kit> needs a form inside it");
    form.hidden = false;
    form.addEventListener("input", () => this.#build(form));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.#build(form);
  }

  /** @param {HTMLFormElement} form */
  #build(form) {
    const open = form.querySelector("a[data-part=open]");
    let link = "";
    let changed = "";
    let trouble = "";
    try {
      ({ link, changed } = built(form.dataset.address ?? "", new FormData(form)));
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error);
    }
    this.#say("#built", link);
    this.#say("[data-part=changed]", changed && `The link says “${changed}”: a campaign is counted only as one lower-case word.`);
    this.#say("[data-part=trouble]", trouble);
    if (!(open instanceof HTMLAnchorElement)) return;
    // The same place on this host: in a preview the address is another.
    if (link) open.href = this.#here(link);
    else open.removeAttribute("href");
  }

  /** @param {string} link */
  #here(link) {
    const { search, hash } = new URL(link);
    const style = this.querySelector(".kit__links a");
    const page = style instanceof HTMLAnchorElement ? new URL(style.href) : new URL(link);
    return page.origin + page.pathname + search + hash;
  }

  /** @param {string} id */
  async #copy(id) {
    const text = document.getElementById(id)?.textContent ?? "";
    // A text that is there already would not be read out again.
    this.#say("[data-part=status]", "");
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text);
      this.#say("[data-part=status]", id === "built" ? "Link copied." : "Text copied.");
    } catch {
      this.#say("[data-part=status]", "This browser does not let the page copy. Select the text and copy it yourself.");
    }
  }

  /**
   * @param {string} selector
   * @param {string} text
   */
  #say(selector, text) {
    const place = this.querySelector(selector);
    if (place) place.textContent = text;
  }
}

customElements.define("sales-kit", SalesKit);
