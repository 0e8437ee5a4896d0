import { EdgeElement } from "../element/element.js";
import { calendarFile } from "./calendar.js";

/** What a mail program is sure to take, encoded (RFC 6068 sets no limit; Windows cuts at about 2,000). */
const LONGEST_MAIL = 1800;

const WORDS = {
  name: "Enter your name",
  email: "Enter an email address, such as name@example.com",
  when: "Choose a date and time for the calendar file",
};

/** Turns the form into a mail in the visitor's own mail program, or into a calendar file. It sends nothing. */
class DemoForm extends EdgeElement {
  connectedCallback() {
    this.form = this.need("form", HTMLFormElement);
    this.form.noValidate = true;
    const calendar = this.#part("calendar");
    calendar.hidden = false;
    calendar.addEventListener("click", () => this.#check(["name", "email", "when"]) && this.#saveCalendar());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#check(["name", "email"])) this.#mail();
    });
    this.#receive();
    this.#part("copy").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(this.#text());
        this.#status("Text copied.");
      } catch {
        this.#status("This browser does not let the page copy. Select the text and copy it yourself.");
      }
    });
  }

  /** The lines that the visitor's result handed over, to be sent or taken out; loaded where the address says so. */
  async #receive() {
    if (location.hash !== "#assessment") return;
    const { receive } = await import("../demo-offer/lines.js");
    receive(this.#part("handed"), this.#part("lines"), () => this.#input("message"));
  }

  #mail() {
    const address = `mailto:${this.dataset.to}?subject=${encodeURIComponent(this.#subject())}`;
    const whole = `${address}&body=${encodeURIComponent(this.#text().replaceAll("\n", "\r\n"))}`;
    this.#part("text").textContent = this.#text();
    this.#part("preview").hidden = false;
    location.href = whole.length <= LONGEST_MAIL ? whole : address;
    this.#status(
      whole.length <= LONGEST_MAIL
        ? "Your email program should open with the text. The request is on its way only when you send it there."
        : "Your text is too long to hand over: copy it from below into the email that opens.",
    );
  }

  #saveCalendar() {
    const start = new Date(this.#value("when"));
    const file = calendarFile({
      uid: `${crypto.randomUUID()}@the-edge`,
      start,
      now: new Date(),
      title: `Demo: ${this.dataset.organisation ?? ""}`,
      description: this.#text(),
      organiser: this.dataset.to ?? "",
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "text/calendar" }));
    link.download = "demo.ics";
    link.click();
    // Some browsers begin to read only after the click is over.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#status("Calendar file saved on your device. It reserves nothing with us yet: attach it to the email.");
  }

  /**
   * Marks what is missing, in the summary and at the field, in the same words.
   * @param {(keyof typeof WORDS)[]} names
   * @returns {boolean} whether all is well
   */
  #check(names) {
    const wrong = names.filter((name) => !this.#value(name).trim() || !this.#input(name).checkValidity());
    for (const name of /** @type {(keyof typeof WORDS)[]} */ (Object.keys(WORDS))) this.#mark(name, wrong.includes(name));
    const summary = this.#part("error");
    summary.hidden = !wrong.length;
    this.#part("errors").replaceChildren(...wrong.map((name) => this.#errorLink(name)));
    document.title = document.title.replace(/^(Error: )?/, wrong.length ? "Error: " : "");
    if (wrong.length) summary.focus();
    return !wrong.length;
  }

  /** @param {keyof typeof WORDS} name */
  #errorLink(name) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#demo-${name}`;
    link.textContent = WORDS[name];
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#input(name).focus();
    });
    entry.append(link);
    return entry;
  }

  /**
   * @param {keyof typeof WORDS} name
   * @param {boolean} wrong
   */
  #mark(name, wrong) {
    const input = this.#input(name);
    const id = `demo-${name}-error`;
    document.getElementById(id)?.remove();
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    if (!wrong) return;
    const text = document.createElement("p");
    text.id = id;
    text.className = "field__error";
    text.textContent = WORDS[name];
    input.before(text);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
  }

  #subject() {
    return `A demo of ${document.querySelector(".masthead__brand")?.textContent?.trim() ?? "The Edge"}`;
  }

  /** The request in words, as it stands in the mail. */
  #text() {
    const when = this.#value("when");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const lines = [
      `Name: ${this.#value("name")}`,
      `Email: ${this.#value("email")}`,
      this.#value("company") && `Company: ${this.#value("company")}`,
      when && `Time: ${when.replace("T", " ")} (${zone})`,
      ...[...this.querySelectorAll("[data-part=lines] li > span")].map((line) => line.textContent),
      this.#value("message") && `\n${this.#value("message")}`,
    ];
    return lines.filter(Boolean).join("\n");
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement} */ (this.need(`[name=${name}]`, HTMLElement));
  }

  /** @param {string} name */
  #value(name) {
    return this.#input(name).value;
  }

  /** @param {string} name */
  #part(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }

  /** @param {string} text */
  #status(text) {
    const status = this.#part("status");
    status.textContent = text;
    status.hidden = false;
  }
}

customElements.define("demo-form", DemoForm);
