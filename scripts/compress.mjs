// Precompresses the build, so that the web server need not, and fails if a journey loads more than its limit.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * The parts that each journey loads, and the limit in bytes. Lower the limits when the build shrinks
 * (docs/size.md).
 */
const JOURNEYS = [
  { title: 'Until the code of a pass is shown', parts: ['page', 'first'], limitBytes: 50 * 1024 },
  { title: 'Until a list is shown', parts: ['page', 'app'], limitBytes: 359 * 1024 },
  { title: 'Everything, once', parts: ['page', 'first', 'app', 'worker'], limitBytes: 404 * 1024 },
];
/** Files that are compressed. */
const COMPRESSED_TYPES = ['.html', '.js', '.css', '.wasm', '.json', '.svg'];
/** Files that count towards a journey. */
const COUNTED_TYPES = ['.html', '.js', '.css', '.wasm'];
/** Returns the part of the page to which a file belongs. */
const partOf = (name) => {
  if (name === 'sw.js') return 'worker';
  if (name.startsWith('latchkey-first-')) return 'first';
  if (name.startsWith('demo-')) return 'demo';
  return name === 'index.html' || /^boot-|^latchkey-\w+\.css$/.test(name) ? 'page' : 'app';
};
const brotliParams = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };

const dist = process.argv[2] ?? 'dist';
const names = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  .sort();
const sums = {};
const printRow = (name, ...sizes) =>
  console.log(name.padEnd(40) + sizes.map((size) => String(size).padStart(10)).join(''));
printRow('file', 'bytes', 'gzip', 'brotli');
for (const name of names) {
  const file = join(dist, name);
  if (/\.(br|gz)$/.test(name)) rmSync(file);
  // latchkey.json is edited on the server, which would then still send a compressed copy of the old one.
  if (!COMPRESSED_TYPES.includes(extname(name)) || name === 'latchkey.json') continue;
  const plain = readFileSync(file);
  const brotli = brotliCompressSync(plain, { params: brotliParams });
  const gzip = gzipSync(plain, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  printRow(name, plain.length, gzip.length, brotli.length);
  if (COUNTED_TYPES.includes(extname(name))) sums[partOf(name)] = (sums[partOf(name)] ?? 0) + brotli.length;
}
const isForDemonstrations = names.some((name) => name.startsWith('demo-'));
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
for (const { title, parts, limitBytes } of JOURNEYS) {
  const bytes = parts.reduce((sum, part) => sum + sums[part], 0);
  console.log(`${title}: ${bytes} bytes by brotli (${kib(bytes)}); limit ${kib(limitBytes)}.`);
  // NaN, if a part is missing, fails too. What a demonstration adds to the page has no limit.
  if (bytes <= limitBytes || isForDemonstrations) continue;
  console.error(`${title}: over the limit by ${bytes - limitBytes} bytes.`);
  process.exitCode = 1;
}
