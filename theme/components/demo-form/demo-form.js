import { count, EdgeElement, saveFile } from "../element/element.js";
import { calendarFile, moment } from "./calendar.js";

/** What a mail program is sure to take, encoded (RFC 6068 sets no limit; Windows cuts at about 2,000). */
const LONGEST_MAIL = 1800;

/** @type {Record<string, string>} */
const WORDS = {
  name: "Enter your name",
  email: "Enter an email address, such as name@example.com",
  when: "Choose a date and a time",
  skipped: "The clocks go forward then and skip this time: choose another",
  consent_processing: "Tick the box, so that we may answer you",
};

/** @typedef {{ field: string, text: string }} Fault */

/**
 * The request for a demo: a mail in the visitor's own mail program, or a calendar file; where a service is set up, a
 * request that `lead/desk.js` sends. Without a service this page sends nothing.
 */
export class DemoForm extends EdgeElement {
  /** Milliseconds of this page at which the form was first shown. */
  begun = performance.now();
  /** Settings of the service. @type {{ adapter: string, endpoint: string }} */
  config = { adapter: "mail", endpoint: "" };
  /** @type {Promise<import("../lead/desk.js").LeadDesk> | null} */
  #desk = null;
  /** Settled when the lines of how the visitor came stand in the form. */
  #came = Promise.resolve();

  connectedCallback() {
    this.form = this.need("form", HTMLFormElement);
    this.form.noValidate = true;
    // A browser that fills the form again after a reload may not agree to anything for the visitor.
    for (const box of this.querySelectorAll("input[type=checkbox]")) /** @type {HTMLInputElement} */ (box).checked = false;
    this.config = JSON.parse(this.dataset.deliver ?? "{}");
    const calendar = this.named("calendar");
    calendar.hidden = false;
    calendar.addEventListener("click", () => this.check(["name", "email", "when"]) && this.#saveCalendar());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Where the visitor came from goes along, so it has to be known; without its script the desk reads it itself.
      if (this.config.adapter !== "mail") this.#came.then(() => this.desk()).then((desk) => desk.submit(), () => this.offerText("Send it yourself"));
      else if (this.check(["name", "email"])) this.#mail();
    });
    this.#returned();
    this.#came = this.#receive().catch(() => {});
    if (this.config.adapter === "mail") this.#clear().catch(() => {});
    this.named("copy").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(this.text());
        this.status("Text copied.");
      } catch {
        this.status("This browser does not let the page copy. Select the text and copy it yourself.");
      }
    });
    this.querySelector("[data-part=booking]")?.addEventListener("click", (event) => this.#book(event));
    if (this.config.adapter !== "mail") this.desk().catch(() => {});
    this.dataset.ready = "";
  }

  /**
   * Back from a booking page, whose services put names and addresses of email into the query: that goes before
   * anything else is done, labels of a campaign stay.
   */
  #returned() {
    const given = new URLSearchParams(location.search);
    const start = given.get("startTime") ?? given.get("event_start_time");
    const kept = [...given].filter(([name]) => name.startsWith("utm_"));
    if (kept.length < given.size) {
      const query = new URLSearchParams(kept).toString();
      history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
    }
    const time = Date.parse(start ?? "");
    // Anybody can write such an address: what it says is told as that, and only where a time can be booked.
    if (!Number.isNaN(time) && this.querySelector("[data-part=booking]")) {
      this.status(`The booking page names this time: ${new Date(time).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "short" })}. Its email to you confirms it.`);
    }
  }

  /** What sends requests, loaded where a service is set up. */
  desk() {
    this.#desk ??= import("../lead/desk.js").then(({ LeadDesk }) => new LeadDesk(this));
    return this.#desk;
  }

  /** The lines that the visitor's result, an owner's page or the way here handed over, to be sent or taken out. */
  async #receive() {
    const fromResult = location.hash === "#assessment";
    const role = /^#role=([a-z-]{2,40})$/.exec(location.hash)?.[1];
    if (fromResult || role || document.referrer || /[?&]utm_/.test(location.search) || this.#kept()) {
      const { receive, removable } = await import("../demo-offer/lines.js");
      if (fromResult) receive(this.named("handed"), this.named("lines"), () => this.input("message"));
      const { came } = await import("../lead/came.js");
      await came(this, role, removable);
      // What is sent follows from the lines that are left.
      this.named("lines").addEventListener("click", () => this.dispatchEvent(new Event("change")));
      this.dispatchEvent(new Event("change"));
    }
  }

  /** Erases what a service of an earlier version of this site could not be sent, when it is too old. */
  async #clear() {
    const found = await indexedDB.databases();
    if (found.some(({ name }) => name === "edge-leads")) await import("../lead/expiry.js");
  }

  /** Whether this visit brought campaign labels along. */
  #kept() {
    try {
      return sessionStorage.getItem("edge.campaign") !== null;
    } catch {
      return false;
    }
  }

  #mail() {
    const address = `mailto:${this.dataset.to}?subject=${encodeURIComponent(this.#subject())}`;
    const whole = `${address}&body=${encodeURIComponent(this.text().replaceAll("\n", "\r\n"))}`;
    this.offerText();
    location.href = whole.length <= LONGEST_MAIL ? whole : address;
    this.status(
      whole.length <= LONGEST_MAIL
        ? "Your email program should open with the text. The request is on its way only when you send it there."
        : "Your text is too long to hand over: copy it from below into the email that opens.",
    );
    this.named("status").focus();
  }

  /** Shows the request as a text to copy. @param {string} [title] */
  offerText(title) {
    this.named("text").textContent = this.text();
    if (title) this.named("preview-title").textContent = title;
    this.named("preview").hidden = false;
  }

  #saveCalendar() {
    const when = moment(this.value("when"));
    if (!when) return;
    const file = calendarFile({
      uid: `${crypto.randomUUID()}@the-edge`,
      start: when.start,
      now: new Date(),
      title: `Demo: ${this.dataset.organisation ?? ""}`,
      description: this.text(),
      organiser: this.dataset.to ?? "",
    });
    saveFile(file, "demo.ics", "text/calendar");
    const first = when.twice ? ` The clocks go back then, so this time comes twice: the file means the first, UTC${when.offset}.` : "";
    this.status(`Calendar file saved on your device. It reserves nothing with us yet: attach it to the email.${first}`);
  }

  /** Opens the booking page with what was typed filled in; the link itself stays without it. @param {Event} event */
  #book(event) {
    const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
    const { provider, answers = {} } = JSON.parse(link.dataset.booking ?? "{}");
    const address = new URL(link.href);
    const add = (/** @type {string} */ name, /** @type {string} */ text) => text && address.searchParams.set(name, text);
    add("name", this.value("name"));
    add("email", this.value("email"));
    if (provider === "calcom") add("notes", this.value("message"));
    for (const [answer, field] of Object.entries(answers)) add(answer, field === "role" ? (this.dataset.role ?? "") : this.value(field));
    for (const [label, text] of Object.entries(JSON.parse(this.dataset.utm ?? "{}"))) add(`utm_${label}`, String(text));
    event.preventDefault();
    count("booking_opened", { provider });
    location.href = address.href;
  }

  /**
   * Marks what is missing or cannot be, in the summary and at the field, in the same words.
   * @param {string[]} names of the fields that are needed
   * @returns {boolean} whether all is well
   */
  check(names) {
    const wrong = names.filter((name) => {
      const input = this.input(name);
      return input instanceof HTMLInputElement && input.type === "checkbox" ? !input.checked : !this.value(name).trim() || !input.checkValidity();
    });
    const faults = wrong.map((field) => ({ field, text: WORDS[field] ?? "" }));
    const when = this.input("when");
    const fault = !when.checkValidity() ? "when" : when.value && !moment(when.value) ? "skipped" : "";
    if (fault && !wrong.includes("when")) faults.push({ field: "when", text: WORDS[fault] ?? "" });
    this.complain(faults);
    return !faults.length;
  }

  /** Shows what is wrong: at its field, or for a fault of the whole in the summary alone. @param {Fault[]} faults */
  complain(faults) {
    for (const place of this.querySelectorAll(".field__error")) place.remove();
    for (const field of this.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    for (const { field, text } of faults) if (this.#known(field)) this.#mark(field, text);
    const summary = this.named("error");
    summary.hidden = !faults.length;
    this.named("errors").replaceChildren(...faults.map((fault) => this.#errorItem(fault)));
    document.title = document.title.replace(/^(Error: )?/, faults.length ? "Error: " : "");
    if (faults.length) summary.focus();
  }

  /** @param {Fault} fault */
  #errorItem({ field, text }) {
    const entry = document.createElement("li");
    if (!this.#known(field)) {
      entry.textContent = text;
      return entry;
    }
    const link = document.createElement("a");
    link.href = `#${this.input(field).id}`;
    link.textContent = text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.input(field).focus();
    });
    entry.append(link);
    return entry;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #mark(name, text) {
    const input = this.input(name);
    const id = `${input.id}-error`;
    document.getElementById(id)?.remove();
    const said = document.createElement("p");
    said.id = id;
    said.className = "field__error";
    said.textContent = text;
    (input.closest("label.check") ?? input).before(said);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
  }

  #subject() {
    return `A demo of ${document.querySelector(".masthead__brand")?.textContent?.trim() ?? "The Edge"}`;
  }

  /** The request in words, as it stands in the mail. */
  text() {
    const when = this.value("when");
    const zone = [Intl.DateTimeFormat().resolvedOptions().timeZone];
    const offset = when && moment(when)?.offset;
    if (offset) zone.push(`UTC${offset}`);
    const lines = [
      `Name: ${this.value("name")}`,
      `Email: ${this.value("email")}`,
      this.value("company") && `Company: ${this.value("company")}`,
      when && `Time: ${when.replace("T", " ")} (${zone.join(", ")})`,
      ...(this.querySelector("[name=consent_result]:checked") ? this.lines("lines") : []),
      ...this.lines("source"),
      this.value("message") && `\n${this.value("message")}`,
      `\nI can take this request back at any time by writing to ${this.dataset.to}; what I sent is then deleted.`,
    ];
    return lines.filter(Boolean).join("\n");
  }

  /** The texts of a list of lines that can be taken out. @param {"lines" | "source"} list */
  lines(list) {
    return [...this.querySelectorAll(`[data-part=${list}] li > span`)].map((line) => line.textContent ?? "");
  }

  /** @param {string} name */
  #known(name) {
    const input = name && this.querySelector(`[name="${CSS.escape(name)}"], [data-name="${CSS.escape(name)}"]`);
    // A fault of the field that nobody sees is one of the whole.
    return Boolean(input) && !(/** @type {Element} */ (input).closest(".demo__trap"));
  }

  /** @param {string} name */
  input(name) {
    return /** @type {HTMLInputElement} */ (this.need(`[name="${CSS.escape(name)}"], [data-name="${CSS.escape(name)}"]`, HTMLElement));
  }

  /** @param {string} name */
  value(name) {
    return this.input(name).value;
  }

  /** @param {string} name */
  named(name) {
    return this.need(`[data-part=${name}]`, HTMLElement);
  }

  /** @param {string} text */
  status(text) {
    this.named("status").textContent = text;
  }
}

customElements.define("demo-form", DemoForm);
