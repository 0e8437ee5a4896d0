import { greeting } from "./text.js";

/** A greeting from the fragment of the address, above the page: text and nothing else, kept and sent nowhere. */
class GreetingNote extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", () => {
      history.replaceState(history.state, "", location.pathname + location.search);
      this.#show();
      // The button goes away; the focus must not go with it.
      document.querySelector("main")?.focus({ preventScroll: true });
    });
    addEventListener("hashchange", () => this.#show());
    this.#show();
  }

  #show() {
    const said = greeting(location.hash);
    const place = this.querySelector("[data-part=said]");
    if (place) place.textContent = said;
    document.documentElement.toggleAttribute("data-hello", said !== "");
  }
}

customElements.define("greeting-note", GreetingNote);
