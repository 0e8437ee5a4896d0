/*
 * Before the first paint, and so a plain script in the head: marks a page whose address holds a code, `#r=` or `#s=`,
 * or a greeting, `#hello=`, so that the style sheet can keep the room for what they say. Whoever reads them goes on from
 * there.
 */
if (/^#[rs]=/.test(location.hash)) document.documentElement.dataset.code = location.hash.charAt(1);
if (/^#hello=/.test(location.hash)) {
  document.documentElement.dataset.hello = "";
  try {
    // Not to be read: as long as the text, it keeps the room. What could end a text in a style sheet is another sign.
    const said = decodeURIComponent(location.hash.slice(7)).replace(/["\\\p{Cc}]/gu, "-").slice(0, 140);
    document.documentElement.style.setProperty("--hello", `"${said.trim()}"`);
  } catch {
    // No greeting; the note is hidden again.
  }
}
