/**
 * Runs Python in npm's Pyodide, as a notebook in a browser does, and writes what it prints to standard output.
 *
 *   node notebook.mjs '{"cell": "…", "micropip": "…"}'     a cell, with micropip from this folder
 *   node notebook.mjs '{"cell": "…", "lock": "http…"}'     a cell, with every package of this lock file
 *
 * What would be asked of `"public"` is asked of `"local"` instead: the address on a page leads to a site that
 * nobody has published yet. Anything else that goes out fails, so no other host is asked.
 */

import { loadPyodide } from "pyodide";

/** @type {{ cell: string, public: string, local: string, micropip?: string, lock?: string }} */
const { cell, public: shown, local, micropip, lock } = JSON.parse(process.argv[2] ?? "");
const fetchFrom = globalThis.fetch;

globalThis.fetch = (address, options) => {
  const asked = new Request(address, options);
  const url = asked.url.replace(shown, local);
  if (!url.startsWith(local)) return Promise.reject(new Error(`${url} is not on the site.`));
  return fetchFrom(new Request(url, asked));
};

try {
  const pyodide = await loadPyodide({
    env: { PYTHONDONTWRITEBYTECODE: "1" }, // or what Pyodide compiles would lie in the environment of the tests
    stdout: (line) => process.stdout.write(`${line}\n`),
    stderr: (line) => process.stderr.write(`${line}\n`),
    ...(lock && { lockFileContents: await (await fetch(lock)).text(), packageBaseUrl: new URL(".", lock).href }),
  });
  if (micropip) pyodide.mountNodeFS("/lib/python3.14/site-packages/micropip", micropip);
  await pyodide.runPythonAsync(cell);
} catch (error) {
  // Without the line of Pyodide's own source, which Node.js would print: it has a million characters.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
