import { erase, KEPT, KEY, ours, read, same, TAKES, versionKept, write } from "../style-quiz/answers.js";

/** @typedef {import("./keeper.js").Host} Host */

/**
 * What lies beside the take that is being answered: the takes on this device, results opened from a link, the pages of
 * other versions of the questions. The work itself is in keeper.js, which is fetched when it is needed.
 */
export class Desk {
  /** The result on the page, if it was opened from a link; it has no sheet where only scores were shared. @type {{ sheet: any } | null} */
  opened = null;
  /** Whether the device holds all that was answered here. */
  #kept = true;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.findElsewhere();
    addEventListener("storage", ({ key }) => (key === KEY || key === null) && this.#follow());
    // A window that slept has heard nothing. That there are no answers any more is believed only where it is told.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && ours(host.storage).includes(KEY)) this.#follow();
    });
    host.page.addEventListener("click", (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-desk]");
      if (!(button instanceof HTMLElement)) return;
      event.preventDefault();
      const { desk = "" } = button.dataset;
      this.more(desk).catch(() => {
        // Deleting has to work whatever else does not.
        if (desk === "erase") erase(host.storage);
        host.notice(desk === "erase" ? "Your answers are deleted from this device. Load the page again." : "This did not load. Try again when you are online.");
      });
    });
  }

  /** Sets the page where the answers on this device belong, when they are to another version of the questions. */
  findElsewhere() {
    this.elsewhere = this.pageOf(versionKept(this.host.storage, this.host.page.dataset.bank ?? ""));
  }

  /**
   * What is kept on the device. Answers to another version are its page's business; here they are neither used nor
   * touched.
   */
  found() {
    const { storage, fits } = this.host;
    return this.elsewhere ? { saved: null, setAside: false, works: true } : read(storage, fits);
  }

  /** Keeps what is being answered, once there is an answer. */
  keep() {
    const saved = this.host.saved();
    if (!Object.keys(saved.sheet.blocks).length) return;
    this.#kept = write(this.host.storage, saved);
    if (!this.#kept) this.host.notice("This browser does not keep your answers: they last until you close the page.");
  }

  /** Takes over what another window has made of the answers; what this one could not keep is nowhere else, and stays. */
  #follow() {
    this.findElsewhere();
    const { saved } = this.found();
    if (!this.#kept || same(this.host.saved(), saved)) return;
    this.host.notice("Your answers were changed in another window. This page goes on from there.");
    this.host.follow(saved);
  }

  /** Whether the visitor has answers of their own, here or on another version's page. */
  get hasOwn() {
    return Boolean(this.elsewhere) || Object.keys(this.host.saved().sheet.blocks).length > 0;
  }

  /** The address of the page of another version; null when there is none. @param {number | null} version */
  pageOf(version) {
    const link = this.host.page.querySelector(`a[data-version="${version}"]`);
    return link instanceof HTMLAnchorElement ? link.href : null;
  }

  /** Whether a fragment holds a code. @param {string} fragment */
  isCode(fragment) {
    return /^#[rs]=/.test(fragment);
  }

  /**
   * Opens what is not the form's: a code, or the page where the visitor's answers belong.
   * @param {string} fragment
   * @returns {boolean} whether it was that
   */
  takes(fragment) {
    const { dataset } = document.documentElement;
    // The mark that the head's script has set for the first address.
    delete dataset.code;
    if (this.isCode(fragment)) {
      dataset.code = fragment.charAt(1);
      this.more("openCode", fragment).catch(() => this.host.notice("This link could not be opened. Load the page again."));
      return true;
    }
    this.opened = null;
    if (this.elsewhere) location.replace(this.elsewhere + location.hash);
    return this.elsewhere !== null;
  }

  /** Lays aside what belongs to no question; the takes are listed where the questions begin. @param {number} index */
  step(index) {
    this.host.page.need("take-history", HTMLElement).hidden = true;
    const any = index === 0 && ours(this.host.storage).some((key) => key === TAKES || key.startsWith(KEPT));
    // Without its script the list is missing, and nothing else is.
    if (any) this.more("list").catch(() => {});
  }

  /** Leads to the answers behind the result on the page. @param {string} fragment */
  change(fragment) {
    if (this.opened) this.more("adopt", fragment);
    else this.host.go(fragment);
  }

  /**
   * Does one of the things in keeper.js.
   * @param {string} name
   * @param {...unknown} given
   */
  async more(name, ...given) {
    const { doing } = await import("./keeper.js");
    await doing[name]?.(this, ...given);
  }
}
