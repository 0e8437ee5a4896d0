/**
 * The worker that runs Python: loads the engine's files from this site, then answers what it is asked.
 *
 * First message: `{ reload, door }`. Then `{ id, json }` -> `{ type: "answer", id, json }`. Every failure is told:
 * Pyodide itself falls silent when its wasm cannot be had, so each file is looked at before Pyodide gets it.
 */

/** @typedef {(request: string) => string} Call */
/** The package whose door is asked. @typedef {"assessment" | "ledger"} Door */
/** @typedef {{ reload: boolean, door: Door } | { id: number, json: string }} Order */

/**
 * The engine's files beside this one, each under a name that tells its content, and their sizes in bytes as they are
 * when unpacked. site_build/browser_bundle.py writes them, so that no worker ever meets the files of another.
 * @type {Record<"glue" | "library" | "wasm", [name: string, size: number]>}
 */
const FILES = { glue: ["", 0], library: ["", 0], wasm: ["", 0] };
/** Between two messages about bytes. */
const MILLISECONDS = 100;

/** What a package reads first. @type {Record<Door, string>} */
const READING = { assessment: "Reading the question bank", ledger: "Reading the playbook rules" };

/** @type {Promise<Call> | undefined} */
let ready;

addEventListener("message", async (event) => {
  /** @type {Order} */
  const order = event.data;
  try {
    if ("reload" in order) {
      ready = start(order.reload ? "reload" : "default", order.door);
      await ready;
      postMessage({ type: "ready" });
    } else {
      const call = await ready;
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
 * @param {RequestCache} cache "reload": past the cache, the second try after a failure
 * @param {Door} door the package to load; no other one is
 */
async function start(cache, door) {
  const download = new Download(cache);
  // All at once: the wasm is compiled while it comes, and while the glue is read. What fails first is told.
  const [wasm, library, { start }] = await Promise.all([
    compile(download),
    download.fetch(...FILES.library).then((response) => response.arrayBuffer()),
    import(download.address(FILES.glue[0])).catch((error) => {
      throw new Error(`glue.js could not be loaded (${inWords(error)}).`);
    }),
  ]).catch((error) => {
    // Who reads a file that breaks off hears less of it than the download knows.
    throw download.failed ?? error;
  });
  postMessage({ type: "stage", text: "Starting Python" });
  /** @type {Promise<never>} */
  const failure = new Promise((_, reject) => hand(wasm, library, reject));
  const begun = start({ indexURL: "/", stdLibURL: "library" }).catch((/** @type {unknown} */ error) => {
    throw new Error(`Python could not be started (${inWords(error)}).`);
  });
  const python = await Promise.race([failure, begun]);
  postMessage({ type: "stage", text: READING[door] });
  const browser = python.pyimport(`${door}.browser`);
  browser.warm();
  return browser.call;
}

/** @param {Download} download */
async function compile(download) {
  return WebAssembly.compileStreaming(await download.fetch(...FILES.wasm)).catch((error) => {
    throw new Error(`pyodide.asm.wasm could not be started (${inWords(error)}).`);
  });
}

/**
 * Gives Pyodide what is here already when it fetches its files, and tells when the browser refuses the wasm: of that
 * Pyodide says nothing.
 * @param {WebAssembly.Module} module
 * @param {ArrayBuffer} library
 * @param {(error: Error) => void} fail
 */
function hand(module, library, fail) {
  globalThis.fetch = async () => new Response(library);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      fail(new Error(`pyodide.asm.wasm could not be started (${inWords(error)}).`));
      throw error;
    }
  };
}

/** Fetches files, looks at each and counts the bytes as they come. */
class Download {
  loaded = 0;
  total = 0;
  told = 0;
  /** Of a file that breaks off after its beginning was handed on. @type {Error | undefined} */
  failed;

  /** @param {RequestCache} cache */
  constructor(cache) {
    this.cache = cache;
  }

  /** @param {string} name */
  address(name) {
    return new URL(name, import.meta.url).href;
  }

  /**
   * @param {string} name
   * @param {number} size in bytes, unpacked
   * @returns {Promise<Response>} whose body comes while it is read
   */
  async fetch(name, size) {
    const plain = name.replace(/\.[0-9a-f]{10}\./, ".");
    /** @param {string} reason */
    const refuse = (reason) => (this.failed = new Error(`${plain} could not be loaded (${reason}).`));
    const response = await fetch(this.address(name), { cache: this.cache }).catch((error) => {
      throw refuse(inWords(error));
    });
    if (!response.ok || !response.body) throw refuse(`HTTP ${response.status}`);
    // A host that compresses sends fewer bytes than arrive here, and says how many.
    const sent = Number(response.headers.get("content-encoding") && response.headers.get("content-length")) || size;
    this.total += sent;
    const reader = response.body.getReader();
    let read = 0;
    const counted = new ReadableStream({
      pull: async (controller) => {
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        if (value) {
          read += value.byteLength;
          this.#count((value.byteLength / size) * sent);
          controller.enqueue(value);
        } else if (done && read === size) controller.close();
        else controller.error(refuse(read < size ? "it broke off on the way" : "it is another file"));
      },
    });
    // Streaming compilation insists on the type; some hosts do not know it.
    return new Response(counted, { headers: { "content-type": "application/wasm" } });
  }

  /** @param {number} bytes */
  #count(bytes) {
    this.loaded += bytes;
    if (performance.now() - this.told < MILLISECONDS) return;
    this.told = performance.now();
    postMessage({ type: "stage", text: "Loading the scoring engine", loaded: this.loaded, total: this.total });
  }
}
