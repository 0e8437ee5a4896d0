/** Shows the copy button and copies the page's address; the links beside it need no script. */
class ShareBar extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button[data-copy]");
    const status = this.querySelector("[role=status]");
    // Without the base class of our other elements a page needs one file less.
    if (!(button instanceof HTMLElement && status)) throw new Error("<share-bar> needs a button and a status inside it");
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
const receive = async () => {
  const place = document.querySelector("shared-result [data-part=status]");
  if (!place || !location.hash.startsWith("#s=")) return;
  // The first address was marked before the first paint; this is for a code that is typed in later.
  document.documentElement.dataset.code = "s";
  try {
    await import("../shared-result/shared-result.js");
  } catch {
    place.textContent = "What reads the code did not load. The page below is complete without it; load it again when you are online.";
  }
};
addEventListener("hashchange", receive);
receive();
