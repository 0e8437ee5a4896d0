/**
 * Has the assessment kept on the device, so that it works without a connection; says so when it does.
 *
 * Loaded by the engine once it runs: who has not answered anything has nothing stored. Where a browser allows no
 * service worker, or has no room, nothing is said: everything works as it did.
 */

import { ours } from "../engine/engine.js";

const TEXT = "This assessment now works without a connection.";

/**
 * @param {string} script address of the service worker
 * @param {string} mark of the release that this page belongs to
 */
export async function keep(script, mark) {
  try {
    const registration = await navigator.serviceWorker.register(ours(new URL(script, document.baseURI)));
    // The page may be newer than the worker that is known here.
    if (registration.active) await registration.update().catch(() => {});
    const worker = await newest(registration);
    if (worker && (await complete(worker, mark))) tell();
  } catch {
    // Not here, then.
  }
}

/**
 * The worker of the newest release, once it is installed.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<ServiceWorker | null>}
 */
async function newest(registration) {
  const { installing } = registration;
  if (installing) {
    await new Promise((resolve) => installing.addEventListener("statechange", resolve, { once: true }));
  }
  return registration.waiting ?? registration.active;
}

/**
 * Hands the engine to the worker to keep; whether all is kept then.
 * @param {ServiceWorker} worker
 * @param {string} mark
 * @returns {Promise<boolean>}
 */
function complete(worker, mark) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage({ keep: mark }, [port2]);
  });
}

function tell() {
  const place = document.querySelector("[data-part=offline]");
  if (place) place.textContent = TEXT;
}
