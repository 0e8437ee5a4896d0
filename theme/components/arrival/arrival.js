/*
 * Before the first paint, and so a plain script in the head: marks a page whose address holds a code, `#r=` or `#s=`,
 * so that the style sheet can keep the room for what the code says. Whoever reads the code goes on from there.
 */
if (/^#[rs]=/.test(location.hash)) document.documentElement.dataset.code = location.hash.charAt(1);
