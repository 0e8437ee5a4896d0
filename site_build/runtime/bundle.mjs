/**
 * node bundle.mjs RUNTIME SOURCES OUT PACKAGE MODULE…: writes the engine's glue.js and library.wasm into the folder OUT.
 *
 * RUNTIME is npm's `pyodide`; SOURCES a zip of its standard library with the PACKAGE and its MODULEs in it. Called by
 * browser_bundle.py. What is Python about it is in exercise.py and library.py, which run in the very runtime that
 * reads the result.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const [RUNTIME, SOURCES, OUT, PACKAGE, ...MODULES] = process.argv.slice(2);
// No packages: of its lock file Pyodide then needs the head, and nobody has to ask for the rest.
const { info } = JSON.parse(readFileSync(join(RUNTIME, "pyodide-lock.json"), "utf8"));
const lockFileContents = { info, packages: {} };
const MAKE = `
import sys
sys.path.append("/build")
from exercise import exercise, loaded
exercise(package, modules)
used = loaded("/lib/python314.zip")
from library import library
library("/lib/python314.zip", used, package)
`;

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
const python = await loadPyodide({
  lockFileContents,
  stdLibURL: SOURCES,
  args: ["-X", "no_debug_ranges"], // tracebacks keep their lines and lose their columns: a quarter of all bytes
});
python.FS.mkdirTree("/build");
for (const file of ["exercise.py", "library.py"]) python.FS.writeFile(`/build/${file}`, readFileSync(join(HERE, file)));
try {
  const globals = python.toPy({ package: PACKAGE, modules: MODULES });
  writeFileSync(join(OUT, "library.wasm"), python.runPython(MAKE, { globals }).toJs());
} catch (error) {
  // The traceback alone; with it Node.js would print the line that threw, which is a file of a megabyte.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// Some builds of Node.js hang at their own exit.
process.exit(0);
