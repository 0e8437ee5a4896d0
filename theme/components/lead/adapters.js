/**
 * One adapter a service: what is asked of it for a lead, and what its answer means. Pure; nothing here sends.
 *
 * The contracts are those that the services document (docs/funnel.md has the dates); the stand-ins of the tests hold
 * them. Without idempotency, a request whose fate is not known must not be sent again by itself.
 */

import { flat } from "./envelope.js";

/** @typedef {import("./envelope.js").Lead} Lead */
/** @typedef {{ adapter: string, endpoint: string, fields?: Record<string, string>, form?: string, key?: string, simple?: boolean, subscription?: number }} Config */
/** @typedef {{ url: string, init: RequestInit }} Asked */
/** @typedef {{ field: string, text: string }} Fault A field of ours, or empty for the form; what the service says. */
/**
 * What an answer means: `accepted`; `refused` with faults; `later`, to be tried again; `unsure`, nobody can tell.
 * @typedef {{ kind: "accepted" } | { kind: "refused", faults: Fault[] } | { kind: "later", after?: number } | { kind: "unsure", why: string }} Outcome
 */
/** @typedef {{ idempotent: (config: Config) => boolean, ask: (lead: Lead, config: Config, page: string) => Asked, read: (status: number, body: any, config: Config, page: boolean) => Outcome }} Adapter `page`: the answer is a web page. */

const LONGEST = 300;
const JSON_TYPE = "application/json";
const REFUSED = "The service refused the request and gave no reason.";
/** HubSpot's own names for ours, where its default form has one. @type {Record<string, string>} */
const HUBSPOT = { email: "email", name: "firstname", company: "company", role: "jobtitle", message: "message" };
/** What HubSpot and Formspree say of a value, in words. @type {Record<string, string>} */
const SAID = {
  BLOCKED_EMAIL: "This email address is not taken. Enter your work address.",
  INVALID_EMAIL: "Enter an email address, such as name@example.com.",
  REQUIRED_FIELD: "This is needed.",
  REQUIRED_FIELD_EMPTY: "This is needed.",
  REQUIRED_FIELD_MISSING: "This is needed.",
  TYPE_EMAIL: "Enter an email address, such as name@example.com.",
  INPUT_TOO_LARGE: "This is too long for the service. Shorten it.",
};
/** The fields that the form shows: only there do those words say what is meant. */
const SHOWN = new Set(["name", "email", "company", "message", "slot", "when"]);

/** @type {Record<string, Adapter>} */
export const ADAPTERS = {
  webhook: {
    // A simple receiver is sent no key, so it is not sure to take a lead once.
    idempotent: ({ simple }) => !simple,
    ask: (lead, { endpoint, simple }) => {
      /** @type {Record<string, string>} */
      const headers = simple ? { "content-type": "text/plain" } : { "content-type": JSON_TYPE, "idempotency-key": lead.id };
      return { url: endpoint, init: { method: "POST", headers, body: JSON.stringify(lead) } };
    },
    // A page is what a network's log-in says, and not a receiver.
    read: (status, body, _, page) =>
      status === 409 && !page ? { kind: "accepted" } : byStatus(status, () => (page ? unreadable() : { kind: "accepted" }), () => faults(body?.errors, "field", "message")),
  },
  hubspot: {
    idempotent: () => false,
    ask: (lead, config, page) => ({
      url: config.endpoint,
      init: { method: "POST", headers: { "content-type": JSON_TYPE }, body: JSON.stringify(hubspot(lead, config, page)) },
    }),
    read: (status, body, config) =>
      byStatus(
        status,
        () => (typeof body?.inlineMessage === "string" || typeof body?.redirectUri === "string" ? { kind: "accepted" } : unreadable()),
        () => hubspotFaults(body, config),
      ),
  },
  formspree: {
    idempotent: () => false,
    ask: (lead, { endpoint }) => ({ url: endpoint, init: { method: "POST", headers: { accept: JSON_TYPE }, body: form(lead, { _gotcha: "" }) } }),
    read: (status, body) =>
      byStatus(status, () => (body?.ok === true || typeof body?.next === "string" ? { kind: "accepted" } : unreadable()), () => faults(body?.errors, "field", "message", "code", body?.error)),
  },
  netlify: {
    idempotent: () => false,
    // Netlify takes a form at any page of the site; this one is there whatever the page's own address.
    ask: (lead, { form: name = "demo" }, page) => ({
      url: new URL(page).pathname,
      init: { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: form(lead, { "form-name": name, website: "" }).toString() },
    }),
    read: (status) => byStatus(status, () => ({ kind: "accepted" }), () => [{ field: "", text: status === 404 ? "The form is not known to the host of this site." : REFUSED }]),
  },
  web3forms: {
    idempotent: () => false,
    ask: (lead, { endpoint, key = "" }) => ({
      url: endpoint,
      init: {
        method: "POST",
        headers: { "content-type": JSON_TYPE, accept: JSON_TYPE },
        body: JSON.stringify({ access_key: key, subject: "A request for a demo", botcheck: "", ...Object.fromEntries(flat(lead)) }),
      },
    }),
    read: (status, body) => byStatus(status, () => (body?.success === true ? { kind: "accepted" } : unreadable()), () => [{ field: "", text: cut(body?.message) }]),
  },
  basin: {
    idempotent: () => false,
    ask: (lead, { endpoint }) => ({
      url: endpoint,
      init: { method: "POST", headers: { "content-type": JSON_TYPE, accept: JSON_TYPE }, body: JSON.stringify(Object.fromEntries(flat(lead))) },
    }),
    read: (status, body) => byStatus(status, () => (body && typeof body === "object" && !body.error ? { kind: "accepted" } : unreadable()), () => [{ field: "", text: cut(body?.error) }]),
  },
};

/**
 * @param {number} status
 * @param {() => Outcome} good
 * @param {() => Fault[]} bad
 * @returns {Outcome}
 */
function byStatus(status, good, bad) {
  if (status >= 200 && status < 300) return good();
  if ([408, 425, 429].includes(status) || status >= 500) return { kind: "later" };
  if (status >= 400) {
    const found = bad();
    return { kind: "refused", faults: found.length ? found : [{ field: "", text: REFUSED }] };
  }
  return { kind: "unsure", why: "the service answered with another address" };
}

/** @returns {Outcome} */
const unreadable = () => ({ kind: "unsure", why: "the service's answer could not be read" });

/** @param {Lead} lead @param {Record<string, string>} more */
function form(lead, more) {
  return new URLSearchParams([...Object.entries(more), ...flat(lead)]);
}

/**
 * HubSpot refuses fields that its form has not, so what has no field there stands at the end of the message.
 * @param {Lead} lead
 * @param {Config} config
 * @param {string} page
 */
function hubspot(lead, { fields: own = {}, subscription }, page) {
  /** @type {Record<string, string>} */
  const names = { ...HUBSPOT, ...own };
  const rows = flat(lead);
  const rest = rows.filter(([name]) => !names[name]).map(([name, text]) => `${name}: ${text}`);
  /** @type {Record<string, string>} */
  const values = Object.fromEntries(rows.filter(([name]) => names[name]));
  values.message = [values.message, rest.join("\n")].filter(Boolean).join("\n\n");
  const processing = lead.consent.find(({ purpose }) => purpose === "processing");
  const marketing = lead.consent.find(({ purpose }) => purpose === "marketing");
  return {
    submittedAt: String(Date.parse(lead.created_at)),
    fields: Object.entries(values).map(([name, value]) => ({ objectTypeId: "0-1", name: names[name], value })),
    context: { pageUri: page, pageName: "Demo" },
    legalConsentOptions: {
      consent: {
        consentToProcess: processing?.given ?? false,
        text: processing?.text ?? "",
        communications: subscription && marketing ? [{ value: marketing.given, subscriptionTypeId: subscription, text: marketing.text }] : [],
      },
    },
  };
}

/** @param {any} body @param {Config} config @returns {Fault[]} */
function hubspotFaults(body, { fields: own = {} }) {
  const ours = new Map(Object.entries({ ...HUBSPOT, ...own }).filter(([, theirs]) => theirs).map(([name, theirs]) => [theirs, name]));
  if (!Array.isArray(body?.errors)) return [{ field: "", text: cut(body?.message) }];
  return body.errors.slice(0, 20).map((/** @type {any} */ error) => {
    const named = /fields\.([\w.-]+)/.exec(String(error?.message))?.[1] ?? "";
    const field = ours.get(named) ?? (error?.errorType === "INVALID_EMAIL" || error?.errorType === "BLOCKED_EMAIL" ? "email" : "");
    return { field, text: said(field, error?.errorType, error?.message) };
  });
}

/**
 * @param {any} errors
 * @param {string} field
 * @param {string} message
 * @param {string} [code]
 * @param {any} [whole] said of the whole
 * @returns {Fault[]}
 */
function faults(errors, field, message, code, whole) {
  if (!Array.isArray(errors) || !errors.length) return whole ? [{ field: "", text: cut(whole) }] : [];
  return errors.slice(0, 20).map((error) => {
    const named = typeof error?.[field] === "string" ? error[field].replace(/^contact\.|^request\./, "") : "";
    return { field: named, text: said(named, code && error?.[code], error?.[message]) };
  });
}

/**
 * What is wrong, in words: ours for a code at a field that is shown, else the service's, as only they name the field.
 * @param {string} field
 * @param {unknown} code
 * @param {unknown} message
 */
function said(field, code, message) {
  const ours = typeof code === "string" && Object.hasOwn(SAID, code) ? SAID[code] : undefined;
  return ours && (SHOWN.has(field) || !message) ? ours : cut(message);
}

/** What a service says, as text of at most 300 characters. @param {unknown} said */
function cut(said) {
  const text = typeof said === "string" ? said.trim() : "";
  if (!text) return REFUSED;
  return text.length > LONGEST ? `The service says: ${text.slice(0, LONGEST - 1)}…` : `The service says: ${text}`;
}
