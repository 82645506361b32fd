// Compresses the build ahead of time, so that a web server sends files it need not pack, and holds
// the size of what a first visit loads under its ceiling.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

// What the product wants to be, and what it is held to until it gets there. Whoever
// makes the build smaller lowers the ceiling (docs/size.md).
const GOAL = 96 * 1024;
const CEILING = 111 * 1024;
const COMPRESSED = new Set(['.html', '.js', '.css', '.wasm', '.json', '.svg', '.webmanifest', '.txt']);
const COUNTED = new Set(['.html', '.js', '.css', '.wasm']);
// Fetched when the first view stands: no part of what that takes.
const LATER = /_later\.wasm$/;
// Edited on the server, where a packed copy would go on being sent in its place.
const EDITED = new Set(['latchkey.json']);

const dist = process.argv[2] ?? 'dist';
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();

for (const file of files.filter((name) => /\.(br|gz)$/.test(name))) rmSync(file);

const rows = [];
let total = 0;
let later = 0;
for (const file of files) {
  const name = relative(dist, file);
  if (!COMPRESSED.has(extname(file)) || EDITED.has(name)) continue;
  const plain = readFileSync(file);
  const brotli = brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  const gzip = gzipSync(plain, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  const counts = COUNTED.has(extname(file)) && !LATER.test(name);
  if (counts) total += brotli.length;
  if (LATER.test(name)) later += brotli.length;
  rows.push([name, plain.length, gzip.length, brotli.length, counts ? '' : LATER.test(name) ? '  loaded later' : '  not counted']);
}

const width = Math.max(30, ...rows.map(([name]) => name.length));
const line = (name, ...sizes) => name.padEnd(width) + sizes.map((size) => String(size).padStart(10)).join('');
console.log(line('file', 'bytes', 'gzip', 'brotli'));
for (const [name, plain, gzip, brotli, note] of rows) console.log(line(name, plain, gzip, brotli) + note);
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
console.log(`First load, html + js + css + wasm: ${total} bytes by brotli (${kib(total)}); goal ${kib(GOAL)}, ceiling ${kib(CEILING)}.`);
console.log(`Loaded later: ${later} bytes (${kib(later)}).`);
if (total > GOAL) console.log(`The goal is missed by ${kib(total - GOAL)}.`);
if (total > CEILING) {
  console.error(`The first load is ${total - CEILING} bytes over its ceiling.`);
  process.exitCode = 1;
}
