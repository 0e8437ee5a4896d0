/**
 * The zone as progress: what is done from the left, what is left from the right, the edge between.
 * @param {SVGElement} zone
 * @param {number} done from 0 to 1
 */
export function showProgress(zone, done) {
  const share = 100 * done;
  zone.querySelector(".zone__ours")?.setAttribute("width", String(share));
  zone.querySelector(".zone__theirs")?.setAttribute("x", String(share));
  zone.querySelector(".zone__theirs")?.setAttribute("width", String(100 - share));
  zone.querySelector(".zone__edge")?.setAttribute("x", String(share));
}
