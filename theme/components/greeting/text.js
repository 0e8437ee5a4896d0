/** What a greeting may be: one line of at most 140 characters, without signs that nobody sees. */
export const LONGEST = 140;
const PREFIX = "#hello=";

/**
 * A text as one line of at most `most` characters: control characters, marks that turn the direction and other signs
 * without a form are dropped, so are more than two accents on one letter.
 * @param {string} text
 * @param {number} most
 */
export const clean = (text, most) => {
  const seen = text.replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, "").replace(/[\p{Cc}\p{Z}]+/gu, " ").replace(/(\p{M}{2})\p{M}+/gu, "$1");
  return Array.from(seen.trim()).slice(0, most).join("").trim();
};

/**
 * The fragment that holds a greeting; empty for none.
 * @param {string} text
 */
export const fragment = (text) => {
  const said = clean(text, LONGEST);
  return said && PREFIX + encodeURIComponent(said);
};

/**
 * The greeting in a fragment; empty where there is none, or where it cannot be read.
 * @param {string} hash
 */
export const greeting = (hash) => {
  // Nothing that was built here is longer: a character takes 12 at the most.
  if (!hash.startsWith(PREFIX) || hash.length > PREFIX.length + LONGEST * 12) return "";
  try {
    return clean(decodeURIComponent(hash.slice(PREFIX.length)), LONGEST);
  } catch {
    return "";
  }
};
