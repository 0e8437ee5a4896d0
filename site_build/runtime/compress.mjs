/**
 * node compress.mjs FILE TARGET: writes FILE once more, compressed at its best, as TARGET.br and TARGET.gz.
 *
 * Node.js carries both; Python would need one more package for brotli. Called by browser_bundle.py.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [FILE, TARGET] = process.argv.slice(2);
const content = readFileSync(FILE);
const params = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
};
writeFileSync(`${TARGET}.br`, brotliCompressSync(content, { params }));
writeFileSync(`${TARGET}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
// Some builds of Node.js hang at their own exit.
process.exit(0);
