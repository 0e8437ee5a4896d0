/** The way through the steps: all of them, or the few that an entry of the browser's history holds. */

export const REVIEW = "#review";
export const RESULT = "#result";

/** Makes the address say what is shown; the page's bare address is the first question's. @param {string} fragment */
export function stand(fragment) {
  // Who came for the paper key, as from a form whose engine failed, has it in the address and in sight.
  if (location.hash === "#paper") return;
  if (fragment !== (location.hash || "#q1")) history.replaceState(null, "", fragment);
}

export class Path {
  #all;

  /** @param {Element[]} steps */
  constructor(steps) {
    this.#all = [...steps.map(({ id }) => `#${id}`), RESULT];
  }

  /** The fragments from start to end that a step is a part of. @param {string} here */
  from(here) {
    /** @type {string[] | undefined} */
    const given = history.state?.path;
    return given?.includes(here) ? given : this.#all;
  }

  /**
   * The next step, or with -1 the one before, and the path to stay on.
   * @param {string} here
   * @param {1 | -1} by
   * @returns {[string?, string[]?]}
   */
  beside(here, by) {
    const path = this.from(here);
    const to = path[path.indexOf(here) + by];
    // Where a path begins and ends it is left.
    return to === path[0] || to === path.at(-1) || path === this.#all ? [to] : [to, path];
  }

  /** In words, how many steps there are to go through again; empty on any other path. @param {string} here */
  left(here) {
    const path = this.from(here);
    const left = path.length - 1 - path.indexOf(here);
    return path[0] === RESULT ? `${left} ${left === 1 ? "question" : "questions"} to go through again` : "";
  }
}
