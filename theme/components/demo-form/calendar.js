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
 * A VEVENT in UTC, lines ended by CRLF and folded at 75 octets.
 * @param {Meeting} meeting
 * @returns {string}
 */
export function calendarFile({ uid, start, now, title, description, organiser }) {
  const end = new Date(start.getTime() + MINUTES * 60_000);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//The Edge//Demo request//EN",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    `CONTACT:${escaped(organiser)}`,
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

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, "\\n");
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
