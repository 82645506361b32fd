// Compresses the build ahead of time, so that a web server sends files it need not pack, and holds
// the size of what a first visit loads under its ceiling.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * The journeys whose first load has a ceiling, and what is loaded for each until it is there. A smaller build lowers the
 * ceilings (docs/size.md).
 */
const JOURNEYS = [
  { words: 'Until the code of a pass stands', parts: ['page', 'first'], ceiling: 36 * 1024, goal: 30 * 1024 },
  { words: 'Until a list stands', parts: ['page', 'app', 'list'], ceiling: 141.5 * 1024 },
  { words: 'Everything, once', parts: ['page', 'first', 'app', 'list', 'rest', 'worker'], ceiling: 224 * 1024 },
];
const COMPRESSED = new Set(['.html', '.js', '.css', '.wasm', '.json', '.svg', '.webmanifest', '.txt']);
const COUNTED = new Set(['.html', '.js', '.css', '.wasm']);
/** The part of the build that a file belongs to. */
const partOf = (name) => {
  if (name === 'sw.js') return 'worker';
  if (name.startsWith('latchkey-first-')) return 'first';
  if (/\.(html|css)$|^boot-/.test(name)) return 'page';
  return /_(list|rest)\.wasm$/.exec(name)?.[1] ?? 'app';
};
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
const sums = {};
for (const file of files) {
  const name = relative(dist, file);
  if (!COMPRESSED.has(extname(file)) || EDITED.has(name)) continue;
  const plain = readFileSync(file);
  const brotli = packed(plain);
  const gzip = gzipSync(plain, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  const part = COUNTED.has(extname(file)) ? partOf(name) : undefined;
  if (part) sums[part] = (sums[part] ?? 0) + brotli.length;
  rows.push([name, plain.length, gzip.length, brotli.length, part ?? 'not counted']);
}

const width = Math.max(30, ...rows.map(([name]) => name.length));
const line = (name, ...sizes) => name.padEnd(width) + sizes.map((size) => String(size).padStart(10)).join('');
console.log(line('file', 'bytes', 'gzip', 'brotli'));
for (const [name, plain, gzip, brotli, part] of rows) console.log(`${line(name, plain, gzip, brotli)}  ${part}`);
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
for (const { words, parts, ceiling, goal } of JOURNEYS) {
  const missing = parts.filter((part) => !sums[part]);
  if (missing.length > 0) throw new Error(`${dist} has nothing of ${missing.join(', ')}`);
  const bytes = parts.reduce((sum, part) => sum + sums[part], 0);
  console.log(`${words}: ${bytes} bytes by brotli (${kib(bytes)}); ceiling ${kib(ceiling)}${goal ? `, goal ${kib(goal)}` : ''}.`);
  if (bytes <= ceiling) continue;
  console.error(`${words}: ${bytes - ceiling} bytes over the ceiling.`);
  process.exitCode = 1;
}
