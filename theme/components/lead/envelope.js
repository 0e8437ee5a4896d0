/** The request for a demo as one envelope, `lead/1`: built once, renamed by adapters. Pure. */

/** @typedef {import("../campaign/campaign.js").Utm} Utm */
/** @typedef {{ purpose: "processing" | "marketing" | "result", given: boolean, text_id: string, text_sha256: string, text: string, at: string, how: "box" }} Consent */
/**
 * @typedef {object} Lead
 * @property {"lead/1"} schema
 * @property {string} id a UUID, made when the form is first shown
 * @property {"demo"} kind
 * @property {string} created_at
 * @property {{ name: string, email: string, company?: string, role?: string }} contact
 * @property {{ message?: string, slot?: string, timezone: string }} request
 * @property {string[]} [assessment] the lines that the visitor has left in; only with their tick
 * @property {{ landing_path: string, page?: string, style_page?: string, article?: string, referrer_host?: string, utm: Utm, first?: { landing_path: string, utm: Utm } }} source
 * @property {Consent[]} consent
 * @property {"pending"} [marketing] asked for; it begins when the visitor confirms it to the service that sends mail
 * @property {{ filled_ms: number, honeypot: boolean }} trap
 */

/**
 * Where the visitor came from, by the page before this one and the labels of the visit.
 * @param {string} referrer
 * @param {string} origin
 * @param {string} path the form's own page
 * @param {import("../campaign/campaign.js").Campaign | null} campaign
 * @returns {Lead["source"]}
 */
export function sourceOf(referrer, origin, path, campaign) {
  /** @type {Lead["source"]} */
  const source = { landing_path: campaign?.last.path ?? path, utm: campaign?.last.utm ?? {} };
  const before = address(referrer);
  if (before && before.origin === origin) {
    source.page = before.pathname;
    if (/\/styles\/[^/]+\/$/.test(before.pathname)) source.style_page = before.pathname;
    if (/\/articles\/[^/]+\/$/.test(before.pathname)) source.article = before.pathname;
  } else if (before) source.referrer_host = before.host;
  for (const touch of [campaign?.last, campaign?.first]) {
    if (touch && !source.style_page && /\/styles\/[^/]+\/$/.test(touch.path)) source.style_page = touch.path;
    if (touch && !source.article && /\/articles\/[^/]+\/$/.test(touch.path)) source.article = touch.path;
  }
  if (campaign && JSON.stringify(campaign.first) !== JSON.stringify(campaign.last)) {
    source.first = { landing_path: campaign.first.path, utm: campaign.first.utm };
  }
  return source;
}

/** @param {string} text */
function address(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * The envelope as names and texts, for services whose forms are flat, and for whoever reads what is sent.
 * @param {Lead} lead
 * @returns {[name: string, text: string][]}
 */
export function flat(lead) {
  const { contact, request, source } = lead;
  /** @type {[string, string | undefined][]} */
  const rows = [
    ["name", contact.name],
    ["email", contact.email],
    ["company", contact.company],
    ["role", contact.role],
    ["message", request.message],
    ["slot", request.slot],
    ["timezone", request.timezone],
    ["assessment", lead.assessment?.join("\n")],
    ["landing_path", source.landing_path],
    ["page", source.page],
    ["style_page", source.style_page],
    ["article", source.article],
    ["referrer_host", source.referrer_host],
    ...utm("utm", source.utm),
    ["first_landing_path", source.first?.landing_path],
    ...utm("first_utm", source.first?.utm ?? {}),
    ...lead.consent.map((one) => /** @type {[string, string]} */ ([`consent_${one.purpose}`, one.given ? `yes: ${one.text} (${one.text_id}, sha256 ${one.text_sha256}, ${one.at})` : "no"])),
    ["marketing", lead.marketing],
    ["lead_id", lead.id],
    ["created_at", lead.created_at],
    ["filled_ms", String(lead.trap.filled_ms)],
  ];
  return rows.filter(/** @returns {row is [string, string]} */ (row) => Boolean(row[1]));
}

/** @param {string} prefix @param {Utm} labels @returns {[string, string][]} */
const utm = (prefix, labels) => Object.entries(labels).map(([name, text]) => [`${prefix}_${name}`, text]);
