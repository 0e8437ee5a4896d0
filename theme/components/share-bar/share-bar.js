import { EdgeElement } from "../element/element.js";

/** Shows the copy button and copies the page's address; the links beside it need no script. */
class ShareBar extends EdgeElement {
  connectedCallback() {
    const button = this.need("button[data-copy]", HTMLButtonElement);
    const status = this.need("[role=status]", HTMLElement);
    button.closest("li")?.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      const address = button.dataset.copy ?? location.href;
      try {
        await navigator.clipboard.writeText(address);
        status.textContent = "Link copied.";
      } catch {
        status.textContent = `Copy it by hand: ${address}`;
      }
    });
  }
}

customElements.define("share-bar", ShareBar);

/** A link that was passed on may carry a code; what shows it is loaded for such a link alone. */
const receive = () => {
  if (location.hash.startsWith("#s=") && document.querySelector("shared-result")) import("../shared-result/shared-result.js");
};
addEventListener("hashchange", receive);
receive();
