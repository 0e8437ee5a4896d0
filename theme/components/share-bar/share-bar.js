/**
 * Offers the browser's own way to pass the page on. Where there is none, or it fails, the links are there, which need no
 * script, and a button that copies the page's address.
 */
class ShareBar extends HTMLElement {
  connectedCallback() {
    const copy = this.querySelector("button[data-copy]");
    const share = this.querySelector("button[data-share]");
    const status = this.querySelector("[role=status]");
    // Without the base class of our other elements a page needs one file less.
    if (!(copy instanceof HTMLElement && share instanceof HTMLElement && status)) throw new Error("<share-bar> needs two buttons and a status inside it");
    const url = copy.dataset.copy ?? location.href;
    /** @param {boolean} own the browser's way, or ours */
    const offer = (own) => {
      for (const item of this.querySelectorAll("li")) item.hidden = own !== item.contains(share);
    };
    offer("share" in navigator);
    share.addEventListener("click", async () => {
      try {
        await navigator.share({ title: share.dataset.share, url });
      } catch (error) {
        // Who thinks better of it has not met a fault.
        if (!(error instanceof Error && error.name === "AbortError")) offer(false);
      }
    });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(url);
        status.textContent = "Link copied.";
      } catch {
        status.textContent = `Copy it by hand: ${url}`;
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

/** Or a greeting, which is as rare. */
const greet = async () => {
  if (!document.querySelector("greeting-note") || !location.hash.startsWith("#hello=")) return;
  try {
    await import("../greeting/greeting.js");
  } catch {
    delete document.documentElement.dataset.hello;
  }
};
for (const read of [receive, greet]) {
  addEventListener("hashchange", read);
  read();
}

// Labels of a campaign stand in the address of the page that somebody came to.
if (/[?&]utm_/.test(location.search)) import("../campaign/campaign.js");

/** What a word of the glossary means is loaded when one is pointed at or has the focus. @param {Event} event */
const meaning = (event) => event.target instanceof Element && event.target.closest("a.term") && import("../term/term.js");
addEventListener("pointerover", meaning);
addEventListener("focusin", meaning);
