/**
 * What a word is, its stem, and how near two words are. site_build/search.py makes the index by the same rules;
 * tests/site_build/test_search_index.py holds the two together.
 */

const STOP = new Set(
  ("a about an and are as at be been but by can do does for from had has have he her his how i if in into is it" +
    " its may more no not of on or our she so than that the their them then there they this to was we were what" +
    " when which who will with you your").split(" "),
);

/** In lower case, without accents and apostrophes. @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/['\u2019]s?(?![a-z])|['\u2019]/g, "");
}

/** The words of a text that the index may hold. @param {string} text @returns {string[]} */
export function words(text) {
  return (plain(text).match(/[a-z0-9]+/g) ?? []).filter((word) => !STOP.has(word) && (word.length > 1 || /\d/.test(word)));
}

/** The word without its lightest endings. @param {string} word */
export function stem(word) {
  if (word.length > 4 && word.endsWith("ies")) word = `${word.slice(0, -3)}y`;
  else if (word.length > 3 && /[^siu]s$/.test(word)) word = word.slice(0, -1);
  const bare = word.replace(/(?:ing|ed|([st])ion)$/, "$1");
  if (bare !== word && bare.length > 2 && /[aeiouy]/.test(bare)) word = bare.replace(/([^aeioulsz])\1$/, "$1");
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}

/**
 * Whether one word becomes the other by so many slips at the most: a letter more, less, another, or two turned round.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function near(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return false;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let slips = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) slips = Math.min(slips, (before[j - 2] ?? 9) + 1);
      next.push(slips);
    }
    if (Math.min(...next) > most) return false;
    before = row;
    row = next;
  }
  return (row.at(-1) ?? 9) <= most;
}

/**
 * A text in pieces, by turns as it is and to be marked: the words whose stem is among the `stems`.
 * @param {string} text
 * @param {Set<string>} stems
 * @returns {string[]}
 */
export function marked(text, stems) {
  const pieces = [""];
  let last = 0;
  for (const found of text.matchAll(/[\p{L}\p{N}\p{M}'\u2019]+/gu)) {
    if (!(plain(found[0]).match(/[a-z0-9]+/g) ?? []).some((word) => stems.has(stem(word)))) continue;
    pieces.push(text.slice(last, found.index), found[0]);
    last = found.index + found[0].length;
  }
  pieces.push(text.slice(last));
  // The first piece is text, and so is the last.
  return pieces.slice(1);
}

/**
 * So much of a text as shows its first marked word in its surroundings.
 * @param {string} text
 * @param {Set<string>} stems
 */
export function excerpt(text, stems, length = 180) {
  const [ahead = ""] = marked(text, stems);
  let from = ahead.length < text.length ? Math.max(0, ahead.length - length / 3) : 0;
  if (from) from = text.indexOf(" ", from) + 1;
  let to = Math.min(text.length, from + length);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
  return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
}
