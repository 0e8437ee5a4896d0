/** The demo form's way to a service: builds the lead, shows exactly what is sent, and tells what became of it. */

import { Delivery } from "./delivery.js";
import { flat } from "./envelope.js";

/** @typedef {import("../demo-form/demo-form.js").DemoForm} DemoForm */
/** @typedef {import("./envelope.js").Lead} Lead */
/** @typedef {import("./store.js").Kept} Kept */

const SENT = "Sent. You will hear from us by email; nothing is fixed before that.";
const NEEDED = ["name", "email", "consent_processing"];
/** What the list says of a request of an earlier page. @type {Record<import("./store.js").State, string>} */
const STATES = {
  queued: "it was not sent yet",
  sending: "it is being sent",
  waiting: "it was not sent yet",
  unsure: "it is not certain whether it arrived",
  refused: "it was not taken",
  accepted: "it has arrived",
};

export class LeadDesk {
  /** @type {DemoForm} */
  #form;
  #delivery;
  #id = crypto.randomUUID();
  #created = new Date().toISOString();
  /** What has become of the lead that this form has handed over; null for none, or when it is done with. @type {Kept | "begun" | null} */
  #under = null;
  /** What was sent last from here, so that one more click does not send it twice. */
  #done = "";

  /** @param {DemoForm} form */
  constructor(form) {
    this.#form = form;
    this.#delivery = new Delivery(form.config);
    this.#delivery.addEventListener("change", (event) => event instanceof CustomEvent && this.#heed(event.detail));
    form.named("exact").hidden = false;
    form.addEventListener("input", () => this.#show());
    form.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.dataset.consent) target.dataset.at = new Date().toISOString();
      this.#show();
    });
    this.#show();
    this.#delivery.resume().then(() => this.#list()).catch(() => {});
  }

  async submit() {
    const form = this.#form;
    if (!form.check(NEEDED)) return;
    if (form.value("website")) {
      // Whoever fills in what nobody sees is a program; it is told what everybody is told.
      form.named("withdraw").hidden = false;
      form.status(SENT);
      return;
    }
    const lead = this.#lead();
    if (this.#under === "begun") return;
    if (this.#under) return this.#say(this.#under);
    if (contentOf(lead) === this.#done) return form.status(SENT);
    this.#under = "begun";
    this.#show(lead);
    form.status("Sending …");
    try {
      await this.#delivery.send(lead);
    } catch (error) {
      // No storage, or no way to it: the text is still here.
      this.#under = null;
      form.status(`This browser keeps nothing, so it could not be sent safely (${error instanceof Error ? error.message : error}).`);
      form.offerText("Send it yourself");
    }
  }

  /** @returns {Lead} */
  #lead() {
    const form = this.#form;
    /** @type {Lead["source"]} */
    const source = JSON.parse(form.dataset.source ?? `{"landing_path":${JSON.stringify(location.pathname)},"utm":{}}`);
    /** @param {string} name */
    const value = (name) => form.value(name).trim();
    /** @type {Lead} */
    const lead = {
      schema: "lead/1",
      id: this.#id,
      kind: "demo",
      created_at: this.#created,
      contact: given({ name: value("name"), email: value("email"), company: value("company"), role: form.dataset.role ?? "" }),
      request: given({ message: value("message"), slot: value("when"), timezone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
      source,
      consent: this.#consents(),
      trap: { filled_ms: Math.round(performance.now() - form.begun), honeypot: false },
    };
    const lines = form.lines("lines");
    if (lines.length && lead.consent.some(({ purpose, given: yes }) => purpose === "result" && yes)) lead.assessment = lines;
    return lead;
  }

  /** @returns {Lead["consent"]} */
  #consents() {
    const boxes = this.#form.querySelectorAll("input[data-consent]");
    return [...boxes]
      .filter((box) => box instanceof HTMLInputElement && !box.closest("[hidden]"))
      .map((box) => ({ ...JSON.parse(/** @type {HTMLInputElement} */ (box).dataset.consent ?? "{}"), given: /** @type {HTMLInputElement} */ (box).checked, at: /** @type {HTMLInputElement} */ (box).dataset.at ?? this.#created, how: "box" }));
  }

  /** The readable box of exactly what is sent. @param {Lead} [lead] */
  #show(lead) {
    const form = this.#form;
    form.named("consent-result").hidden = !form.lines("lines").length;
    form.named("rows").replaceChildren(
      ...flat(lead ?? this.#lead()).map(([name, text]) => {
        const row = document.createElement("div");
        const [term, said] = [document.createElement("dt"), document.createElement("dd")];
        term.textContent = name.replaceAll("_", " ");
        said.textContent = text;
        row.append(term, said);
        return row;
      }),
    );
  }

  /** @param {Kept} kept */
  #heed(kept) {
    this.#list();
    if (!this.#under || kept.id !== this.#id) return;
    this.#under = kept.state === "accepted" || kept.state === "refused" ? null : kept;
    if (kept.state === "accepted") {
      // Another request from this page is another one.
      this.#done = contentOf(kept.lead);
      this.#id = crypto.randomUUID();
      this.#created = new Date().toISOString();
    }
    this.#say(kept);
  }

  /** @param {Kept} kept */
  #say(kept) {
    const form = this.#form;
    form.named("ways").hidden = true;
    switch (kept.state) {
      case "sending":
        return form.status("Sending …");
      case "accepted":
        form.complain([]);
        form.named("preview").hidden = true;
        form.dataset.sent = "";
        form.named("withdraw").hidden = false;
        return form.status(SENT);
      case "refused":
        form.status("The request was not taken; nothing was sent on.");
        form.complain(kept.faults);
        return form.offerText("Or send it yourself");
      case "waiting":
        form.status(`Not sent yet: ${kept.why}. It is kept on this device${kept.next ? " and tried again by itself" : ""}; your text is still here.`);
        return this.#ways(kept, "Try again now");
      case "unsure":
        form.status(`It is not certain whether the request arrived: ${kept.why}. It is not sent again by itself, so that you do not appear twice.`);
        return this.#ways(kept, "Send it again");
    }
  }

  /** What can be done about a request that is not certain to have arrived. @param {Kept} kept @param {string} label */
  #ways(kept, label) {
    const form = this.#form;
    const ways = form.named("ways");
    ways.replaceChildren(
      button(label, () => {
        if (!form.check(NEEDED)) return;
        const lead = this.#lead();
        this.#show(lead);
        this.#delivery.again(kept.id, lead);
      }),
      button("Delete it from this device", async () => {
        await this.#delivery.forget(kept.id);
        this.#under = null;
        // What has arrived under the old id would be taken for this one.
        this.#id = crypto.randomUUID();
        ways.hidden = true;
        form.status("Deleted from this device. What has arrived elsewhere is not undone by that.");
        this.#list();
      }),
    );
    ways.hidden = false;
    form.offerText("Or send it yourself");
  }

  /** Requests of earlier pages that are still here. */
  async #list() {
    const rows = (await this.#delivery.kept().catch(() => [])).filter(({ id }) => !this.#under || id !== this.#id);
    this.#form.named("waiting").hidden = !rows.length;
    this.#form.named("count").textContent = `${rows.length}`;
    this.#form.named("list").replaceChildren(
      ...rows.map((row) => {
        const item = document.createElement("li");
        const text = document.createElement("span");
        text.textContent = `${row.lead.contact.name}, ${new Date(row.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}: ${STATES[row.state]}. `;
        item.append(
          text,
          ...(row.state === "sending" ? [] : [button("Send it again", () => this.#delivery.again(row.id))]),
          " ",
          button("Delete", () => this.#delivery.forget(row.id).then(() => this.#list())),
        );
        return item;
      }),
    );
  }
}

/** What a visitor would call the same request: all but its number and its times. @param {Lead} lead */
function contentOf({ contact, request, assessment, source, consent }) {
  return JSON.stringify([contact, request, assessment, source, consent.map(({ text_id, given: yes }) => [text_id, yes])]);
}

/** An object without its empty texts. @template {Record<string, string>} T @param {T} values @returns {T} */
function given(values) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(values).filter(([, text]) => text)));
}

/** @param {string} text @param {() => unknown} act */
function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "linklike", textContent: text });
  made.addEventListener("click", act);
  return made;
}

