import { EdgeElement } from "../element/element.js";

/** The ways to keep a result: links that hold it in their fragment, a mail to oneself, paper. Nothing is sent. */
export class KeepResult extends EdgeElement {
  /** @type {Record<string, string>} */
  #links = {};

  connectedCallback() {
    for (const button of this.querySelectorAll("[data-copy]")) {
      button.addEventListener("click", () => this.#copy(/** @type {HTMLElement} */ (button).dataset.copy ?? ""));
    }
    this.#part("print").addEventListener("click", () => print());
    const send = this.#part("send");
    send.hidden = !("share" in navigator);
    send.addEventListener("click", () => {
      // A visitor who closes the sheet has not met an error.
      navigator.share({ url: this.#links.share ?? "" }).catch(() => {});
    });
  }

  /** @param {import("../style-result/place.js").Answer} answer */
  show({ codes, result, shown }) {
    const page = new URL(`${this.dataset.styles}${result.page}/`, document.baseURI);
    const own = new URL(location.pathname, location.origin);
    own.hash = `r=${codes.private ?? ""}`;
    page.hash = `s=${codes.share}`;
    this.#links = { private: own.href, share: page.href };
    for (const name of ["private", "share"]) this.#part(name).textContent = this.#links[name] ?? "";
    const body = `${shown.headline}\r\n${shown.confidence}\r\n\r\n${own.href}`;
    const mail = this.need("a[data-part=mail]", HTMLAnchorElement);
    mail.href = `mailto:?subject=${encodeURIComponent(shown.headline)}&body=${encodeURIComponent(body)}`;
  }

  /** @param {string} name */
  async #copy(name) {
    const status = this.#part("status");
    // A text that is there already would not be read out again.
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(this.#links[name] ?? "");
      status.textContent = name === "private" ? "Private link copied." : "Link to share copied.";
    } catch {
      status.textContent = "This browser does not let the page copy. Select the link and copy it yourself.";
    }
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }
}

customElements.define("keep-result", KeepResult);
