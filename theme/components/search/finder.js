import { near, stem, words } from "./words.js";

/** A page's address, its kind in words, its title, and each of its headings behind the anchor that leads to it. */
/** @typedef {[url: string, label: string, title: string, names: string[]]} Page */
/** @typedef {{ anchor: string, heading: string, number: number }} Part */
/** @typedef {{ page: number, url: string, label: string, title: string, parts: Part[] }} Hit */
/** @typedef {{ hits: Hit[], stems: Set<string>, whole: boolean }} Found */

/** How much a word counts that only begins like the one that was asked for, and one that is only like it. */
const BEGINS = 0.6;
const ALIKE = 0.4;
/** The endings that a word may have while it is typed, and that its stem has not. */
const ENDING = /^(e[ds]?|i(ng?|on?)?|s)$/;

/** Looks words up in the index that the build has made (site_build/search.py); loads of it what it needs. */
export class Finder {
  /** @type {Promise<{ folder: string, shards: string, pages: Page[] }> | undefined} */
  #index;
  /** @type {Map<string, Promise<any>>} */
  #parts = new Map();
  /** The first section of each page, by the page's number, and one number more. @type {number[]} */
  #starts = [];

  /** @param {URL} address of `index.json` */
  constructor(address) {
    this.address = address;
  }

  /** Loads the list of pages; a later call loads nothing, unless the first one failed. */
  load() {
    this.#index ??= json(this.address, "no-cache").then(
      (index) => {
        this.#starts = [0];
        for (const [, , , names] of index.pages) this.#starts.push((this.#starts.at(-1) ?? 0) + 1 + names.length / 2);
        return index;
      },
      (error) => {
        this.#index = undefined;
        throw error;
      },
    );
    return this.#index;
  }

  /**
   * The pages that hold all the words, the best first; where there is none, those that hold most (`whole` is false).
   * The last word may be one that is still being typed.
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async find(query) {
    const { pages } = await this.load();
    const asked = [...new Set(words(query))];
    const stems = /** @type {Set<string>} */ (new Set());
    const scores = await Promise.all(asked.map((word) => this.#sections(word, stems)));
    /** @type {Map<number, { words: number, score: number, parts: Map<number, number> }>} */
    const found = new Map();
    for (const sections of scores) {
      /** @type {Map<number, number>} */
      const best = new Map();
      for (const [section, score] of sections) {
        const page = this.#page(section);
        const entry = found.get(page) ?? { words: 0, score: 0, parts: new Map() };
        found.set(page, entry);
        // A section that holds two of the words is a better place than one that holds a word twice.
        entry.parts.set(section, (entry.parts.get(section) ?? 0) + score);
        best.set(page, Math.max(best.get(page) ?? 0, score));
      }
      for (const [page, score] of best) {
        const entry = found.get(page);
        if (entry) [entry.words, entry.score] = [entry.words + 1, entry.score + score];
      }
    }
    const most = Math.max(0, ...[...found.values()].map((entry) => entry.words));
    const ranked = [...found].filter(([, entry]) => entry.words === most).map(([page, entry]) => {
      const parts = [...entry.parts].sort(([a, one], [b, two]) => two - one || a - b);
      return { page, parts, score: entry.score + 0.5 * (parts[0]?.[1] ?? 0) };
    });
    ranked.sort((one, two) => two.score - one.score || one.page - two.page);
    const hits = ranked.map(({ page, parts }) => this.#hit(pages, page, parts));
    return { hits, stems, whole: most === asked.length };
  }

  /**
   * The texts of a page, by the number of the section in it.
   * @param {number} page
   * @returns {Promise<string[]>}
   */
  async texts(page) {
    return this.#part(`t${page}`);
  }

  /**
   * The sections that hold a word, and what it weighs there; adds what was found to `stems`.
   * @param {string} word
   * @param {Set<string>} stems
   */
  async #sections(word, stems) {
    const wanted = stem(word);
    const slips = wanted.length < 4 ? 0 : wanted.length < 8 ? 1 : 2;
    /** @type {[name: string, places: number[], weight: number][]} */
    let matches = [];
    // The first two letters may be turned round, so the second shard may hold what the first does not.
    for (const letter of slips ? wanted.slice(0, 2) : wanted.slice(0, 1)) {
      const shard = /** @type {[string, number[]][]} */ (Object.entries(await this.#shard(letter)));
      for (const [name, places] of shard) {
        const weight = name === wanted ? 1
          : name.startsWith(wanted) ? BEGINS
          : name.length > 2 && word.startsWith(name) && ENDING.test(word.slice(name.length)) ? BEGINS
          : 0;
        if (weight) matches.push([name, places, weight]);
      }
      if (matches.length) break;
      matches = slips ? shard.flatMap(([name, places]) => (near(wanted, name, slips) ? [[name, places, ALIKE]] : [])) : [];
      if (matches.length) break;
    }
    /** @type {Map<number, number>} */
    const scores = new Map();
    const all = this.#starts.at(-1) ?? 1;
    for (const [name, places, weight] of matches) {
      stems.add(name);
      const rare = weight * Math.log(1 + (2 * all) / places.length);
      let section = 0;
      for (let i = 0; i < places.length; i += 2) {
        section += places[i] ?? 0;
        scores.set(section, Math.max(scores.get(section) ?? 0, rare * (places[i + 1] ?? 0)));
      }
    }
    return scores;
  }

  /** @param {string} letter @returns {Promise<Record<string, number[]>>} */
  async #shard(letter) {
    const { shards } = await this.load();
    const name = /\d/.test(letter) ? "0" : letter;
    return shards.includes(name) ? this.#part(name) : {};
  }

  /** @param {string} name @returns {Promise<any>} */
  async #part(name) {
    const { folder } = await this.load();
    let part = this.#parts.get(name);
    if (!part) {
      part = json(new URL(`${folder}/${name}.json`, this.address), "default");
      this.#parts.set(name, part);
      part.catch(() => this.#parts.delete(name));
    }
    return part;
  }

  /** The page that a section belongs to. @param {number} section */
  #page(section) {
    let [low, high] = [0, this.#starts.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= section) low = middle;
      else high = middle;
    }
    return low;
  }

  /** @param {Page[]} pages @param {number} page @param {[number, number][]} parts @returns {Hit} */
  #hit(pages, page, parts) {
    const [url, label, title, names] = pages[page] ?? ["", "", "", []];
    const best = parts[0]?.[1] ?? 0;
    const shown = parts.filter(([, score]) => score > 0.5 * best).slice(0, 3).map(([section]) => {
      const number = section - (this.#starts[page] ?? 0);
      return { number, anchor: names[2 * number - 2] ?? "", heading: names[2 * number - 1] ?? "" };
    });
    return { page, url, label, title, parts: shown };
  }
}

/** @param {URL} address @param {RequestCache} cache */
async function json(address, cache) {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return response.json();
}
