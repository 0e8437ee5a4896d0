/** A calendar file for the wished-for half hour (RFC 5545). Pure: takes values, gives text. */

/**
 * @typedef {object} Meeting
 * @property {string} uid
 * @property {Date} start
 * @property {Date} now
 * @property {string} title
 * @property {string} description
 * @property {string} organiser an e-mail address
 */

const MINUTES = 30;

/**
 * What a time on the visitor's clock means, also where the clocks change. Null where they skip it; a time that comes
 * `twice` is the first of the two.
 * @param {string} local as a field of the kind `datetime-local` has it
 * @returns {{ start: Date, offset: string, twice: boolean } | null} `offset` from UTC, such as "+02:00"
 */
export function moment(local) {
  const start = new Date(local);
  const [, hours, minutes] = /T(\d\d):(\d\d)/.exec(local) ?? [];
  if (start.getHours() !== Number(hours) || start.getMinutes() !== Number(minutes)) return null;
  const ahead = -start.getTimezoneOffset();
  // No clock is set back by more than that.
  const back = ahead + after(start, 180).getTimezoneOffset();
  const twice = back > 0 && after(start, back).getTimezoneOffset() === back - ahead;
  const size = Math.abs(ahead);
  const two = (/** @type {number} */ number) => `${Math.floor(number)}`.padStart(2, "0");
  return { start, offset: `${ahead < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`, twice };
}

/** @param {Date} date @param {number} minutes */
function after(date, minutes) {
  return new Date(date.getTime() + minutes * 60_000);
}

/**
 * A published VEVENT in UTC (RFC 5546, 3.2.1, which wants an organiser), lines ended by CRLF and folded at 75 octets.
 * @param {Meeting} meeting
 * @returns {string}
 */
export function calendarFile({ uid, start, now, title, description, organiser }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//The Edge//Demo request//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(after(start, MINUTES))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    `ORGANIZER:mailto:${organiser}`,
    "STATUS:TENTATIVE",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** @param {Date} date */
function stamp(date) {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** Of the control characters only the tab may stand in a text. @param {string} text */
function escaped(text) {
  const one = text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, "\\n");
  return one.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, "");
}

/**
 * Folds at 75 octets of UTF-8 without cutting a character; a folded line goes on after one space.
 * @param {string} line
 */
function fold(line) {
  const encoder = new TextEncoder();
  let folded = "";
  let room = 75;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (size > room) {
      folded += "\r\n ";
      room = 74;
    }
    folded += sign;
    room -= size;
  }
  return folded;
}
