/*
 * On a page that has moved: leads on with what stands behind the address, which the page's own refresh would lose.
 * A plain script in the head, so that it runs before that.
 */
{
  const to = document.currentScript?.dataset.to;
  if (to) location.replace(new URL(to + location.search + location.hash, location.href));
}
