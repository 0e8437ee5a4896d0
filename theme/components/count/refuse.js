/**
 * The switch of the privacy page, where visits are counted: a tab that its visitor does not want to be counted has a
 * name that says so. A name is kept nowhere, and lasts until the tab is
 * closed or another site is opened in it.
 */
const place = document.querySelector("[data-part=counted]");

function hear() {
  if (location.hash === "#no-count") window.name = "no-count";
  if (location.hash === "#count") window.name = "";
  if (place) place.textContent = window.name === "no-count" ? "Nothing is counted in this tab." : "";
}
addEventListener("hashchange", hear);
hear();
