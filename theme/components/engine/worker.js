/**
 * The worker that runs Python: loads Pyodide and our package from this site, then answers what it is asked.
 *
 * First message: `{ folder, reload }`. Then `{ id, json }` -> `{ type: "answer", id, json }`. Every failure is told:
 * Pyodide itself falls silent when its wasm cannot be had, so each file is looked at before Pyodide gets it.
 */

/** @typedef {(request: string) => string} Call */
/** @typedef {{ folder: string, reload: boolean } | { id: number, json: string }} Order */

const PACKAGE = "edge.zip";
const START = `
import sys
sys.path.insert(0, "/${PACKAGE}")
from assessment import browser
browser.warm()
browser.call
`;

/** @type {Promise<Call> | undefined} */
let door;

addEventListener("message", async (event) => {
  /** @type {Order} */
  const order = event.data;
  try {
    if ("folder" in order) {
      door = start(order.folder, order.reload);
      await door;
      postMessage({ type: "ready" });
    } else {
      const call = await door;
      if (call) postMessage({ type: "answer", id: order.id, json: call(order.json) });
    }
  } catch (error) {
    postMessage({ type: "failed", text: inWords(error) });
  }
});

/** What went wrong, in one line: of a Python traceback that is the last. @param {unknown} error */
function inWords(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? "";
}

/**
 * @param {string} folder
 * @param {boolean} reload past the cache: the second try after a failure
 * @returns {Promise<Call>}
 */
async function start(folder, reload) {
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const failure = new Promise((_, reject) => (fail = reject));
  watchFiles(reload ? "reload" : "default", fail);
  const loaded = (async () => {
    const [{ loadPyodide }, zip] = await Promise.all([
      import(`${folder}pyodide.mjs`).catch(() => {
        throw new Error("pyodide.mjs could not be loaded.");
      }),
      fetch(`${folder}${PACKAGE}`).then((response) => response.arrayBuffer()),
    ]);
    const pyodide = await loadPyodide({ indexURL: folder });
    postMessage({ type: "stage", text: "Reading the question bank" });
    pyodide.FS.writeFile(`/${PACKAGE}`, new Uint8Array(zip));
    return pyodide.runPython(START);
  })();
  return /** @type {Promise<Call>} */ (Promise.race([loaded, failure]));
}

/**
 * Puts a fetch in place that counts bytes, and that tells of a file which cannot be had instead of leaving it to
 * Pyodide; the same for a wasm that the browser refuses.
 * @param {RequestCache} cache
 * @param {(error: Error) => void} fail
 */
function watchFiles(cache, fail) {
  const fetchFile = globalThis.fetch.bind(globalThis);
  const instantiate = WebAssembly.instantiateStreaming.bind(WebAssembly);
  let bytes = 0;
  let told = 0;
  /** @param {number} more */
  const count = (more) => {
    bytes += more;
    if (bytes - told <= 250_000) return;
    told = bytes;
    // Each of these is a sign of life; the words change once a megabyte, for they are read out.
    postMessage({ type: "stage", text: `Loading the scoring engine: ${Math.floor(bytes / 1e6)} MB` });
  };

  globalThis.fetch = async (request, options) => {
    const name = String(request instanceof Request ? request.url : request).split("/").pop();
    /** @param {string} reason */
    const refuse = (reason) => {
      const error = new Error(`${name} could not be loaded (${reason}).`);
      fail(error);
      return error;
    };
    const response = await fetchFile(request, { ...options, cache }).catch((error) => {
      throw refuse(inWords(error));
    });
    if (!response.ok || !response.body) throw refuse(`HTTP ${response.status}`);
    const reader = response.body.getReader();
    const counted = new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          count(value.byteLength);
          controller.enqueue(value);
        } catch {
          controller.error(refuse("it broke off on the way"));
        }
      },
    });
    // Streaming compilation insists on the type; some hosts do not know it.
    const type = name?.endsWith(".wasm") ? "application/wasm" : response.headers.get("content-type") ?? "";
    return new Response(counted, { status: response.status, headers: { "content-type": type } });
  };

  WebAssembly.instantiateStreaming = async (source, imports) => {
    try {
      return await instantiate(source, imports);
    } catch (error) {
      fail(new Error(`pyodide.asm.wasm could not be started (${inWords(error)}).`));
      throw error;
    }
  };
}
