/**
 * node bundle.mjs RUNTIME SOURCES OUT PACKAGES MODULE…: writes the engine's glue.js and library.wasm into the folder OUT.
 *
 * RUNTIME is npm's `pyodide`; SOURCES a zip of its standard library with our PACKAGES (`one,two`) and their MODULEs
 * (`one.words`) in it. Called by browser_bundle.py. What is Python about it is in exercise.py, library.py and plain.py,
 * which run in the very runtime that reads the result.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
/** Where Pyodide keeps its library. */
const ZIP = "/lib/python314.zip";
const TOOLS = ["exercise.py", "library.py", "plain.py"];
const [RUNTIME, SOURCES, OUT, NAMES, ...MODULES] = process.argv.slice(2);
const PACKAGES = NAMES.split(",");
// No packages: of its lock file Pyodide then needs the head, and nobody has to ask for the rest.
const { info } = JSON.parse(readFileSync(join(RUNTIME, "pyodide-lock.json"), "utf8"));
const lockFileContents = { info, packages: {} };

await build({
  stdin: {
    resolveDir: RUNTIME,
    contents: `
      import { loadPyodide } from "./pyodide.mjs";
      import createPyodideModule from "./pyodide.asm.mjs";
      const lockFileContents = ${JSON.stringify(lockFileContents)};
      export const start = (options) => loadPyodide({ ...options, createPyodideModule, lockFileContents });
    `,
  },
  outfile: join(OUT, "glue.js"),
  format: "esm",
  bundle: true,
  minify: true,
  legalComments: "none",
  external: ["node:*", "ws"], // asked for under Node.js only
});

const { loadPyodide } = await import(pathToFileURL(join(RUNTIME, "pyodide.mjs")));

/** Python with that library, and with our tools. @param {string} stdLibURL */
async function runtime(stdLibURL) {
  // Tracebacks keep their lines and lose their columns: a quarter of all bytes.
  const python = await loadPyodide({ lockFileContents, stdLibURL, args: ["-X", "no_debug_ranges"] });
  python.FS.mkdirTree("/build");
  for (const file of TOOLS) python.FS.writeFile(`/build/${file}`, readFileSync(join(HERE, file)));
  python.pyimport("sys").path.append("/build");
  return python;
}

try {
  const maker = (await runtime(SOURCES)).pyimport("library");
  const prepared = `${SOURCES}.prepared`;
  writeFileSync(prepared, maker.prepared(ZIP, PACKAGES).toJs());
  // Another one, that has loaded nothing but what the packages make it load.
  const reader = (await runtime(prepared)).pyimport("exercise");
  reader.exercise(PACKAGES, MODULES);
  const used = reader.loaded(ZIP, PACKAGES).toJs();
  writeFileSync(join(OUT, "library.wasm"), maker.library(ZIP, used, PACKAGES).toJs());
} catch (error) {
  // The traceback alone; with it Node.js would print the line that threw, which is a file of a megabyte.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// Some builds of Node.js hang at their own exit.
process.exit(0);
