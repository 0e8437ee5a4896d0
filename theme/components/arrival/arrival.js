/*
 * Before the first paint, and so a plain script in the head: marks a page whose address holds a code, `#r=` or `#s=`,
 * or a greeting, `#hello=`, so that the style sheet can keep the room for what they say. Whoever reads them goes on from
 * there.
 */
if (/^#[rs]=/.test(location.hash)) document.documentElement.dataset.code = location.hash.charAt(1);
if (/^#hello=/.test(location.hash)) document.documentElement.dataset.hello = "";
