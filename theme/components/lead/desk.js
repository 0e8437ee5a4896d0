/** The demo form's way to a service: builds the lead, shows exactly what is sent, and tells what became of it. */

import { campaign } from "../campaign/campaign.js";
import { Delivery } from "./delivery.js";
import { flat, sourceOf } from "./envelope.js";

/** @typedef {import("../demo-form/demo-form.js").DemoForm} DemoForm */
/** @typedef {import("./envelope.js").Lead} Lead */
/** @typedef {import("./store.js").Kept} Kept */

const SENT = "Sent. You will hear from us by email; nothing is fixed before that.";
const CHANGED = "It went out as it stood when you pressed the button: what you have changed since then is not in it.";
const LATER = " What you have changed is not in it: send that as another request when this one has arrived.";
const INBOX = "For the letters, check your inbox: they begin when you confirm them there.";
const DELETED = "Deleted from this device. What has arrived elsewhere is not undone by that.";
const NEEDED = ["name", "email", "consent_processing"];
/** What the list says of a request of an earlier page. @type {Record<import("./store.js").State, string>} */
const STATES = {
  queued: "it was not sent yet",
  sending: "it is being sent",
  waiting: "it was not sent yet",
  unsure: "it is not certain whether it arrived",
  refused: "it was not taken",
  accepted: "it has arrived",
  gone: "it was deleted from this device",
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
  /** Requests of earlier pages that were sent again from the list. @type {Set<string>} */
  #asked = new Set();
  /** Which list is the latest: an older one that was slow to read is not shown. */
  #turn = 0;

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
    const under = this.#under;
    if (under === "begun") return;
    // What waits may still be mended; what may have arrived is neither changed nor sent again by this button.
    if (under && !(under.state === "waiting" && !under.doubt && contentOf(lead) !== contentOf(under.lead))) return this.#say(under);
    if (contentOf(lead) === this.#done) return form.status(SENT);
    this.#under = "begun";
    this.#show(lead);
    form.status("Sending …");
    try {
      if (!under) await this.#delivery.send(lead);
      else await this.#delivery.again(under.id, lead);
      // Another tab may be at it, and tells what comes of it.
      if (this.#under === "begun") this.#under = under;
    } catch (error) {
      // No storage, or no way to it: the text is still here.
      this.#under = under;
      form.status(`This browser keeps nothing, so it could not be sent safely (${error instanceof Error ? error.message : error}).`);
      form.offerText("Send it yourself");
    }
  }

  /** @returns {Lead} */
  #lead() {
    const form = this.#form;
    /** @type {Lead["source"]} */
    const source = form.dataset.source ? JSON.parse(form.dataset.source) : sourceOf(document.referrer, location.origin, location.pathname, campaign());
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
    const agreed = (/** @type {string} */ what) => lead.consent.some(({ purpose, given: yes }) => purpose === what && yes);
    if (lines.length && agreed("result")) lead.assessment = lines;
    if (agreed("marketing")) lead.marketing = "pending";
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
    if (kept.id !== this.#id) {
      if (this.#asked.has(kept.id)) this.#form.status(`The request of ${dateOf(kept)}: ${STATES[kept.state]}.`);
      return;
    }
    const over = ["accepted", "refused", "gone"].includes(kept.state);
    this.#under = over ? null : kept;
    if (kept.state === "accepted") this.#done = contentOf(kept.lead);
    // Another request from this page is another one, and what was deleted may have arrived under its id.
    if (over && kept.state !== "refused") this.#renew();
    this.#say(kept);
  }

  #renew() {
    this.#id = crypto.randomUUID();
    this.#created = new Date().toISOString();
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
        this.#show(kept.lead);
        return form.status([SENT, kept.lead.marketing && INBOX, contentOf(this.#lead()) !== contentOf(kept.lead) && CHANGED].filter(Boolean).join(" "));
      case "gone":
        return form.status(DELETED);
      case "refused":
        form.status("The request was not taken; nothing was sent on.");
        form.complain(kept.faults);
        return form.offerText("Or send it yourself");
      case "waiting":
        form.status(kept.doubt ? doubtful(kept) + (contentOf(this.#lead()) === contentOf(kept.lead) ? "" : LATER) : `Not sent yet: ${kept.why}. It is kept on this device${kept.next ? " and tried again by itself" : ""}; your text is still here.`);
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
      this.#button(label, async () => {
        if (kept.doubt) return this.#delivery.again(kept.id);
        if (!form.check(NEEDED)) return;
        const lead = this.#lead();
        this.#show(lead);
        await this.#delivery.again(kept.id, lead);
      }),
      this.#button("Delete it from this device", () => this.#delivery.forget(kept)),
    );
    ways.hidden = false;
    form.offerText("Or send it yourself");
  }

  /** Requests of earlier pages that are still here. */
  async #list() {
    const turn = ++this.#turn;
    const rows = (await this.#delivery.kept().catch(() => [])).filter(({ id }) => id !== this.#id);
    if (turn !== this.#turn) return;
    this.#form.named("waiting").hidden = !rows.length;
    this.#form.named("count").textContent = `${rows.length}`;
    this.#form.named("list").replaceChildren(
      ...rows.map((row) => {
        const item = document.createElement("li");
        const text = document.createElement("span");
        text.textContent = `${row.lead.contact.name}, ${dateOf(row)}: ${STATES[row.state]}. `;
        item.append(text);
        // What is on its way can be neither sent a second time nor called back.
        if (row.state !== "sending") item.append(this.#button("Send it again", () => this.#again(row)), " ", this.#button("Delete", () => this.#delete(row)));
        return item;
      }),
    );
  }

  /** @param {Kept} row of an earlier page */
  async #again(row) {
    this.#asked.add(row.id);
    this.#form.status("Sending …");
    await this.#delivery.again(row.id);
  }

  /** @param {Kept} row of an earlier page */
  async #delete(row) {
    const gone = await this.#delivery.forget(row);
    this.#form.status(gone ? DELETED : "It is being sent just now, so it was not deleted.");
    await this.#list();
  }

  /**
   * A button that is gone once it was pressed: what becomes of it is said in the status, which has the focus then.
   * @param {string} text
   * @param {() => unknown} act
   */
  #button(text, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "linklike", textContent: text });
    made.addEventListener("click", async () => {
      this.#form.named("status").focus();
      try {
        await act();
      } catch (error) {
        this.#form.status(`That did not work (${error instanceof Error ? error.message : error}).`);
      }
    });
    return made;
  }
}

/** @param {Kept} kept which may have arrived, at a service that takes each number once */
const doubtful = ({ why, next }) => `It is not certain yet whether the request arrived: ${why}. It is kept on this device${next ? " and sent again by itself" : ""}, under the same number, so that you do not appear twice.`;

/** @param {Kept} kept */
const dateOf = ({ at }) => new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });

/** What a visitor would call the same request: all but its number and its times. @param {Lead} lead */
function contentOf({ contact, request, assessment, source, consent }) {
  return JSON.stringify([contact, request, assessment, source, consent.map(({ text_id, given: yes }) => [text_id, yes])]);
}

/** An object without its empty texts. @template {Record<string, string>} T @param {T} values @returns {T} */
function given(values) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(values).filter(([, text]) => text)));
}
