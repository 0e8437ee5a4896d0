/**
 * The worker that runs Python: loads Pyodide and our package from this site, then scores what it is sent.
 *
 * First message: `{ folder, reload }`. Then `{ id, json }` -> `{ type: "answer", id, json }`. Every failure is told:
 * Pyodide itself falls silent when its wasm cannot be had, so each file is looked at before Pyodide gets it.
 */

/** @typedef {(json: string) => string} Score */
/** @typedef {{ folder: string, reload: boolean } | { id: number, json: string }} Order */

const PACKAGE = "edge.zip";
const START = `
import sys
sys.path.insert(0, "/${PACKAGE}")
from assessment import browser
browser.warm()
browser.score_json
`;

/** @type {Promise<Score> | undefined} */
let scorer;

addEventListener("message", async (event) => {
  /** @type {Order} */
  const order = event.data;
  try {
    if ("folder" in order) {
      scorer = start(order.folder, order.reload);
      await scorer;
      postMessage({ type: "ready" });
    } else {
      const score = await scorer;
      if (score) postMessage({ type: "answer", id: order.id, json: score(order.json) });
    }
  } catch (error) {
    postMessage({ type: "failed", text: error instanceof Error ? error.message : String(error) });
  }
});

/**
 * @param {string} folder
 * @param {boolean} reload past the cache: the second try after a failure
 * @returns {Promise<Score>}
 */
async function start(folder, reload) {
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const failure = new Promise((_, reject) => (fail = reject));
  watchFetch(reload ? "reload" : "default", fail);
  const loaded = (async () => {
    const [{ loadPyodide }, zip] = await Promise.all([
      import(`${folder}pyodide.mjs`),
      fetch(`${folder}${PACKAGE}`).then((response) => response.arrayBuffer()),
    ]);
    const pyodide = await loadPyodide({ indexURL: folder });
    postMessage({ type: "stage", text: "Reading the question bank" });
    pyodide.FS.writeFile(`/${PACKAGE}`, new Uint8Array(zip));
    return pyodide.runPython(START);
  })();
  return /** @type {Promise<Score>} */ (Promise.race([loaded, failure]));
}

/**
 * Puts a fetch in place that counts bytes, and that tells a bad answer instead of handing it to Pyodide.
 * @param {RequestCache} cache
 * @param {(error: Error) => void} fail
 */
function watchFetch(cache, fail) {
  const original = globalThis.fetch.bind(globalThis);
  let bytes = 0;
  let told = 0;
  globalThis.fetch = async (request, options) => {
    const name = String(request instanceof Request ? request.url : request).split("/").pop();
    try {
      const response = await original(request, { ...options, cache });
      if (!response.ok || !response.body) throw new Error(`${name} could not be loaded (HTTP ${response.status}).`);
      const counted = response.body.pipeThrough(
        new TransformStream({
          transform(chunk, controller) {
            bytes += chunk.byteLength;
            controller.enqueue(chunk);
            if (bytes - told > 250_000) {
              told = bytes;
              postMessage({ type: "stage", text: `Loading the scoring engine: ${(bytes / 1e6).toFixed(1)} MB` });
            }
          },
        }),
      );
      // Streaming compilation insists on the type; some hosts do not know it.
      const type = name?.endsWith(".wasm") ? "application/wasm" : response.headers.get("content-type") ?? "";
      return new Response(counted, { status: response.status, headers: { "content-type": type } });
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      fail(reason.message.includes(String(name)) ? reason : new Error(`${name} could not be loaded.`));
      throw reason;
    }
  };
}
