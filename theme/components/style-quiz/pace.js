/** Seconds by block, counted while the block is shown and the page is looked at. Knows no form and no storage. */
export class Pace {
  /** @type {string | undefined} */
  #block;
  /** When the present stretch began; 0 while nothing is counted. */
  #since = 0;

  /** @param {Record<string, number>} seconds what was counted before */
  constructor(seconds) {
    this.seconds = seconds;
    document.addEventListener("visibilitychange", () => this.count());
  }

  /**
   * From now on the time is this block's, or nobody's. What was answered before times were kept stays without one: the
   * seconds of a second look say nothing.
   * @param {string | undefined} block
   * @param {boolean} answered
   */
  show(block, answered) {
    this.count();
    this.#block = block && (!answered || block in this.seconds) ? block : undefined;
  }

  /** Starts the time of blocks anew; other ids are left alone. @param {string[]} ids */
  forget(ids) {
    for (const id of ids) if (id in this.seconds) this.seconds[id] = 0;
  }

  /** Goes on from other times; what was being counted is dropped. @param {Record<string, number>} seconds */
  begin(seconds) {
    this.#block = undefined;
    this.seconds = { ...seconds };
  }

  /** The seconds of these blocks; what is kept on the device may name others. @param {Record<string, unknown>} blocks */
  of(blocks) {
    return Object.fromEntries(Object.entries(this.seconds).filter(([id]) => id in blocks));
  }

  /** Adds what has passed since the last count; gives all seconds. */
  count() {
    const now = performance.now();
    if (this.#block && this.#since) {
      const sum = (this.seconds[this.#block] ?? 0) + (now - this.#since) / 1000;
      this.seconds[this.#block] = Math.round(sum * 100) / 100;
    }
    this.#since = document.hidden ? 0 : now;
    return this.seconds;
  }
}
