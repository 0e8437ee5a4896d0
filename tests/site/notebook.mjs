/**
 * Runs Python in npm's Pyodide, as a notebook in a browser does, and writes what it prints to standard output.
 *
 *   node notebook.mjs '{"cell": "…", "public": "https://…", "local": "http://…", "micropip": "…"}'
 *   node notebook.mjs '{"cell": "…", "lock": "…", "packages": ["…"]}'
 *
 * What is asked of `public`, the site as a page names it, is asked of `local`, where the tests serve it; anything
 * else that goes out fails. `micropip` is the folder of that package, `lock` a lock file for the `packages`.
 */

import { loadPyodide } from "pyodide";

/** @type {{ cell: string, public?: string, local?: string, micropip?: string, lock?: string, packages?: string[] }} */
const { cell, public: shown = "", local, micropip, lock, packages = [] } = JSON.parse(process.argv[2] ?? "");
const fetchFrom = globalThis.fetch;

globalThis.fetch = (address, options) => {
  const asked = new Request(address, options);
  if (!local || !asked.url.startsWith(shown)) return Promise.reject(new Error(`${asked.url} is not on the site.`));
  return fetchFrom(new Request(asked.url.replace(shown, local), asked));
};

try {
  const pyodide = await loadPyodide({
    env: { PYTHONDONTWRITEBYTECODE: "1" }, // or what Pyodide compiles would lie in the environment of the tests
    stdout: (line) => process.stdout.write(`${line}\n`),
    stderr: (line) => process.stderr.write(`${line}\n`),
    ...(lock && { lockFileURL: lock, packages }),
  });
  if (micropip) pyodide.mountNodeFS("/lib/python3.14/site-packages/micropip", micropip);
  await pyodide.runPythonAsync(cell);
} catch (error) {
  // Without the line of Pyodide's own source, which Node.js would print: it has a million characters.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
