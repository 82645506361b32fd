// Compresses the build ahead of time, so that a web server need not, and holds what journeys load under a ceiling.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Journeys, and the parts each loads. A smaller build lowers the ceilings (docs/size.md). */
const JOURNEYS = [
  { words: 'Until the code of a pass is shown', parts: ['page', 'first'], ceiling: 50 * 1024 },
  { words: 'Until a list is shown', parts: ['page', 'app'], ceiling: 264 * 1024 },
  { words: 'Everything, once', parts: ['page', 'first', 'app', 'worker'], ceiling: 310 * 1024 },
];
const COMPRESSED = ['.html', '.js', '.css', '.wasm', '.json', '.svg'];
const COUNTED = ['.html', '.js', '.css', '.wasm'];
const partOf = (name) => {
  if (name === 'sw.js') return 'worker';
  if (name.startsWith('latchkey-first-')) return 'first';
  return name === 'index.html' || /^boot-|^latchkey-\w+\.css$/.test(name) ? 'page' : 'app';
};
const settings = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };

const dist = process.argv[2] ?? 'dist';
const names = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  .sort();
const sums = {};
const line = (name, ...sizes) => console.log(name.padEnd(40) + sizes.map((size) => String(size).padStart(10)).join(''));
line('file', 'bytes', 'gzip', 'brotli');
for (const name of names) {
  const file = join(dist, name);
  if (/\.(br|gz)$/.test(name)) rmSync(file);
  // latchkey.json is edited on the server, where a compressed copy would go on being sent in its place.
  if (!COMPRESSED.includes(extname(name)) || name === 'latchkey.json') continue;
  const plain = readFileSync(file);
  const brotli = brotliCompressSync(plain, { params: settings });
  const gzip = gzipSync(plain, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  line(name, plain.length, gzip.length, brotli.length);
  if (COUNTED.includes(extname(name))) sums[partOf(name)] = (sums[partOf(name)] ?? 0) + brotli.length;
}
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
for (const { words, parts, ceiling } of JOURNEYS) {
  const bytes = parts.reduce((sum, part) => sum + sums[part], 0);
  console.log(`${words}: ${bytes} bytes by brotli (${kib(bytes)}); ceiling ${kib(ceiling)}.`);
  // Also where a part is missing, and the sum is no number.
  if (bytes <= ceiling) continue;
  console.error(`${words}: over the ceiling by ${bytes - ceiling} bytes.`);
  process.exitCode = 1;
}
