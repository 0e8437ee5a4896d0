/**
 * node run.mjs GLUE LIBRARY RUNTIME ROOT PACKAGES SCRIPT [ARGUMENT…]: runs a Python script in the engine that visitors
 * load, as the build has made it. The project is at /project, the test environment's packages at /packages, the whole
 * standard library at /stdlib.zip; none of them is on Python's path. Ends with the exit code that the script sets.
 */

import { copyFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [GLUE, LIBRARY, RUNTIME, ROOT, PACKAGES, SCRIPT, ...ARGUMENTS] = process.argv.slice(2);
// A browser goes by the media type; Node.js by the name.
const glue = join(mkdtempSync(join(tmpdir(), "glue-")), "glue.mjs");
copyFileSync(GLUE, glue);
const { start } = await import(pathToFileURL(glue));
const python = await start({
  indexURL: RUNTIME,
  stdLibURL: LIBRARY,
  args: ["-X", "utf8"],
  stdout: (line) => console.log(line),
  stderr: (line) => console.error(line),
});
python.mountNodeFS("/project", ROOT);
python.mountNodeFS("/packages", PACKAGES);
python.FS.writeFile("/stdlib.zip", readFileSync(join(RUNTIME, "python_stdlib.zip")));
const globals = python.toPy({ __name__: "__main__", arguments: ARGUMENTS, code: 0 });
try {
  // Not runPython: what visitors load has no use for it.
  const { compile, exec } = python.pyimport("builtins");
  exec(compile(readFileSync(SCRIPT, "utf8"), SCRIPT, "exec"), globals);
  process.exit(globals.get("code"));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
