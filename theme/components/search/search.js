import { Finder } from "./finder.js";
import { excerpt, marked } from "./words.js";

/** @typedef {import("./finder.js").Hit} Hit */
/** @typedef {import("./finder.js").Found} Found */

/** So many pages are shown, and so many more at each press of the button. */
const SHOWN = 10;
/** Milliseconds without a key, after which the words are looked up. */
const PAUSE = 120;

/**
 * A form with one field, below it how many pages hold its words, and the list of them.
 *
 * A plain list of links after the field, not a combobox: a hit has a title, a place and a text, all of which can be
 * read. The arrow keys go through it as well; what was found is said once the typing rests.
 */
class SiteSearch extends HTMLElement {
  // On the page of the search they are there from the beginning, so that nothing moves.
  #status = this.querySelector(".search__status") ?? made("p", "small search__status");
  #list = this.querySelector(".search__hits") ?? made("ol", "search__hits");
  #rest = made("button", "button button--quiet");
  #ways = made("div", "search__ways");
  #timer = 0;
  #shown = SHOWN;
  /** The number of the last question: an answer to an older one comes too late. */
  #asked = 0;

  connectedCallback() {
    const link = document.querySelector("a[data-index]");
    const [form, input] = [this.querySelector("form"), this.querySelector("input")];
    if (!(link instanceof HTMLAnchorElement && form && input)) throw new Error("<site-search> needs a form with a field");
    this.input = input;
    // The index lies in the site, and names its pages from the site's root.
    this.finder = new Finder(new URL(link.dataset.index ?? "", document.baseURI));
    this.#status.setAttribute("role", "status");
    this.#rest.setAttribute("type", "button");
    this.#rest.textContent = "Show more";
    this.#rest.addEventListener("click", () => this.#more());
    this.#rest.hidden = this.#ways.hidden = true;
    this.append(this.#status, this.#list, this.#rest, this.#ways);
    input.addEventListener("focus", () => void this.finder?.load().catch(() => {}), { once: true });
    input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#find(), PAUSE);
    });
    form.addEventListener("submit", (event) => {
      if (!this.onPage) return;
      event.preventDefault();
      this.#find();
    });
    this.addEventListener("keydown", (event) => this.#walk(event));
    if (this.onPage) {
      input.value = new URLSearchParams(location.search).get("q") ?? "";
      if (input.value) this.#find();
    }
    this.dataset.ready = "";
  }

  /** Whether this is the page of the search, whose address holds the words. */
  get onPage() {
    return !this.closest("dialog");
  }

  async #find() {
    clearTimeout(this.#timer);
    const query = this.input?.value.trim() ?? "";
    const asked = (this.#asked += 1);
    if (this.onPage) this.#address(query);
    if (!query) return this.#show("", []);
    // A quick answer needs no such words, and a status that changes at once is read out twice.
    const wait = setTimeout(() => this.#say("Looking it up …"), 400);
    try {
      const found = await this.finder?.find(query);
      if (!found || asked !== this.#asked) return;
      this.#shown = SHOWN;
      await this.#answer(query, found);
    } catch {
      if (asked === this.#asked) this.#failed();
    } finally {
      clearTimeout(wait);
    }
  }

  /** @param {string} query @param {Found} found */
  async #answer(query, found) {
    const asked = this.#asked;
    const { hits, stems, whole } = found;
    const items = await Promise.all(hits.slice(0, this.#shown).map((hit) => this.#item(hit, stems)));
    if (asked !== this.#asked) return;
    const count = hits.length === 1 ? "1 page" : `${hits.length} pages`;
    if (!hits.length) this.#show(`Nothing found for “${query}”. Try another word, or fewer.`, []);
    else if (whole) this.#show(`${count} for “${query}”${hits.length > 1 ? ", the best first" : ""}.`, items);
    else this.#show(`No page holds all of “${query}”. ${count} with some of the words.`, items);
    if (!hits.length) this.#offer([]);
    this.#rest.hidden = hits.length <= this.#shown;
    this.#rest.onclick = () => {
      this.#shown += SHOWN;
      this.#answer(query, found);
    };
  }

  /** Puts the focus on the first of the further hits, since the button moves or goes away. */
  #more() {
    const last = this.#list.children.length;
    const observer = new MutationObserver(() => {
      observer.disconnect();
      this.#links().at(0)?.closest("ol")?.children[last]?.querySelector("a")?.focus();
    });
    observer.observe(this.#list, { childList: true });
  }

  /** @param {Hit} hit @param {Set<string>} stems */
  async #item(hit, stems) {
    const [first, ...others] = hit.parts;
    // Without its text a hit is still a hit.
    const texts = await this.finder?.texts(hit.page).catch(() => []);
    const item = made("li", "search__hit");
    const link = this.#link(hit.url, first?.anchor ?? "");
    link.className = "search__title";
    link.append(...highlighted(hit.title, stems));
    const place = made("p", "small search__place");
    place.append(hit.label);
    if (first?.heading) place.append(" · ", ...highlighted(first.heading, stems));
    const text = made("p", "search__text");
    text.append(...highlighted(excerpt(texts?.[first?.number ?? 0] ?? "", stems), stems));
    item.append(link, place, text);
    const headed = others.filter(({ heading }) => heading);
    if (headed.length) {
      const also = made("p", "small search__also");
      also.append("Also: ");
      headed.forEach(({ anchor, heading }, place) => {
        const more = this.#link(hit.url, anchor);
        more.append(...highlighted(heading, stems));
        also.append(place ? " · " : "", more);
      });
      item.append(also);
    }
    return item;
  }

  /** @param {string} url @param {string} anchor */
  #link(url, anchor) {
    const link = document.createElement("a");
    link.href = new URL(`../${url}`, this.finder?.address).href + (anchor && `#${anchor}`);
    return link;
  }

  /** @param {string} text */
  #say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** @param {string} text @param {HTMLElement[]} items */
  #show(text, items) {
    this.#say(text);
    this.#list.replaceChildren(...items);
    this.#rest.hidden = true;
    this.#ways.replaceChildren();
    this.#ways.hidden = true;
    delete this.dataset.none;
  }

  #failed() {
    this.#show("The index of the search did not load. You may be offline; your words are still here.", []);
    const again = made("button", "button button--quiet");
    again.setAttribute("type", "button");
    again.textContent = "Try again";
    again.addEventListener("click", () => {
      this.input?.focus();
      this.#find();
    });
    this.#offer([again]);
  }

  /** Shows the ways on: in the dialog the site's main ones, on the page those that its text has. @param {HTMLElement[]} first */
  #offer(first) {
    this.#ways.replaceChildren(...first, ...(this.onPage ? [] : ways()));
    this.#ways.hidden = !this.#ways.children.length;
    this.dataset.none = "";
  }

  /** Makes the page's address one that finds the same again. @param {string} query */
  #address(query) {
    const address = new URL(location.href);
    address.search = query ? `?${new URLSearchParams({ q: query })}` : "";
    history.replaceState(history.state, "", address);
    const title = document.title.split(" · ").slice(-2);
    document.title = [...(query ? [`“${query}”`] : []), ...title].join(" · ");
  }

  /** @returns {HTMLAnchorElement[]} */
  #links() {
    return [...this.#list.querySelectorAll("a")];
  }

  /** The arrow keys lead from the field through the links and back. @param {KeyboardEvent} event */
  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [this.input, ...this.#links()];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
  }
}

customElements.define("site-search", SiteSearch);

/** The site's main ways, for who has found nothing. @returns {HTMLElement[]} */
function ways() {
  const links = document.querySelectorAll(".masthead__nav a");
  const list = made("ul", "search__links footer__links");
  for (const link of links) {
    const item = document.createElement("li");
    const way = document.createElement("a");
    way.href = link instanceof HTMLAnchorElement ? link.href : "";
    way.textContent = link.textContent;
    item.append(way);
    list.append(item);
  }
  const words = made("p", "search__way");
  words.textContent = "Or begin here:";
  return [words, list];
}

/** A text with its marked words. @param {string} text @param {Set<string>} stems @returns {Node[]} */
function highlighted(text, stems) {
  return marked(text, stems).map((piece, place) => {
    if (place % 2 === 0) return document.createTextNode(piece);
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

/** @param {string} tag @param {string} name its class @returns {HTMLElement} */
export function made(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}
