// node compress.mjs FILE...: writes FILE.br and FILE.gz at the highest levels, and takes FILE away.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const LEVELS = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 24,
};

for (const file of process.argv.slice(2)) {
  const content = readFileSync(file);
  const params = { ...LEVELS, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  // The .gz is looked for, so it comes last and whole.
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.part`, gzipSync(content, { level: 9 }));
  renameSync(`${file}.part`, `${file}.gz`);
  rmSync(file);
}
// Some builds of Node.js hang at the exit when nobody asks for it.
process.exit(0);
