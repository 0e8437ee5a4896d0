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
