// Compresses the build ahead of time, so that a web server sends files it need not pack, and holds
// the size of what a first visit loads under its ceiling.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

// What the product wants to be, and what it is held to until it gets there: what the pass takes, and a list. Whoever
// makes the build smaller lowers the ceilings (docs/size.md).
const GOAL = 64 * 1024;
const CEILING = 93.5 * 1024;
const CEILING_WITH_LIST = 136.5 * 1024;
const COMPRESSED = new Set(['.html', '.js', '.css', '.wasm', '.json', '.svg', '.webmanifest', '.txt']);
const COUNTED = new Set(['.html', '.js', '.css', '.wasm']);
// Fetched when the first view stands: no part of what that takes, unless it is a list.
const LATER = /_(list|rest)\.wasm$/;
// Fetched for the next visit.
const WORKER = 'sw.js';
// Edited on the server, where a packed copy would go on being sent in its place.
const EDITED = new Set(['latchkey.json']);

/** Settings of brotli (`LGBLOCK`, `NPOSTFIX`) of which each is the best for some file: 0 leaves the first to brotli. */
const SETTINGS = [0, 16, 17].flatMap((block) => [0, 2].map((postfix) => [block, postfix]));

function packed(plain) {
  const tried = SETTINGS.map(([block, postfix]) =>
    brotliCompressSync(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_LGBLOCK]: block,
        [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }),
  );
  return tried.reduce((best, one) => (one.length < best.length ? one : best));
}

const dist = process.argv[2] ?? 'dist';
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();

for (const file of files.filter((name) => /\.(br|gz)$/.test(name))) rmSync(file);

const rows = [];
const sums = { first: 0, list: 0, rest: 0 };
for (const file of files) {
  const name = relative(dist, file);
  if (!COMPRESSED.has(extname(file)) || EDITED.has(name)) continue;
  const plain = readFileSync(file);
  const brotli = packed(plain);
  const gzip = gzipSync(plain, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  const part = name === WORKER ? 'rest' : (LATER.exec(name)?.[1] ?? 'first');
  const counts = COUNTED.has(extname(file));
  if (counts) sums[part] += brotli.length;
  rows.push([name, plain.length, gzip.length, brotli.length, !counts ? '  not counted' : part === 'first' ? '' : '  loaded later']);
}

const width = Math.max(30, ...rows.map(([name]) => name.length));
const line = (name, ...sizes) => name.padEnd(width) + sizes.map((size) => String(size).padStart(10)).join('');
console.log(line('file', 'bytes', 'gzip', 'brotli'));
for (const [name, plain, gzip, brotli, note] of rows) console.log(line(name, plain, gzip, brotli) + note);
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
const size = (bytes) => `${bytes} bytes by brotli (${kib(bytes)})`;
const { first, list, rest } = sums;
console.log(`First load, html + js + css + wasm: ${size(first)}; goal ${kib(GOAL)}, ceiling ${kib(CEILING)}.`);
console.log(`With the list: ${size(first + list)}; ceiling ${kib(CEILING_WITH_LIST)}. The rest, loaded later: ${size(rest)}.`);
if (first > GOAL) console.log(`The goal is missed by ${kib(first - GOAL)}.`);
for (const [what, bytes, ceiling] of [['first load', first, CEILING], ['first load with the list', first + list, CEILING_WITH_LIST]]) {
  if (bytes <= ceiling) continue;
  console.error(`The ${what} is ${bytes - ceiling} bytes over its ceiling.`);
  process.exitCode = 1;
}
