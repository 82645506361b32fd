// Where the bytes of the build go: by file, by what they are, by what they belong to, and the largest functions.
//
// scripts/pack.mjs leaves the modules in target/size as they are shipped, but with the names of their functions. Packing lives
// from likeness, so no byte of a packed file belongs to one thing alone: "brotli" is by how much the file would be smaller
// without the bytes in question, and the parts of a file do not add up to it.
//
// node scripts/size.mjs [dist [how many of the largest functions]]

import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { functionNames, links } from './pack/links.mjs';
import { Reader, sectionsOf } from './pack/module.mjs';

const KINDS = { 1: 'types', 2: 'imports', 3: 'which function has which type', 7: 'exports', 9: 'table', 10: 'code', 11: 'data' };
const CODE = 10;
const DATA = 11;
/** Areas with less than this share of a module are counted together. */
const LEAST = 0.005;
/** Where our own code lies, and what is named apart in it. */
const OURS = ['pages', 'components', 'state', 'browser', 'net', 'i18n', 'dom', 'later', 'app', 'world', 'live'];
const APART = ['pages', 'components', 'state'];
/** Ours too, but made anew for each of those who use them. */
const PATTERNS = ['dom', 'live'];
const SYSTEM = ['std', 'core', 'alloc'];

const dist = process.argv[2] ?? 'dist';
const most = Number(process.argv[3] ?? 25);

/** Its quality is less than that of shipping: the shares are the same, and there are many to tell. */
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

/** The identifiers in a mangled name of Rust's, in their order. Each stands there as its length and itself. */
function words(name) {
  const found = [];
  for (let at = 0; at < name.length; at++) {
    const [mark, length] = /^(?:s[0-9A-Za-z]*_)?([1-9]\d?)_?/.exec(name.slice(at)) ?? [];
    const word = name.slice(at + mark?.length, at + mark?.length + Number(length));
    if (!mark || word.length !== Number(length) || !/^[A-Za-z_]\w*$/.test(word)) continue;
    found.push(word);
    at += mark.length + word.length - 1;
  }
  return found;
}

/** What a function belongs to. What was made of a pattern of somebody's for a thing of ours is ours. */
function areaOf(name) {
  // The crate at the end is the one that had it made.
  const [, path, length, last] = /^(.*)Cs[0-9A-Za-z]*_(\d+)_?([A-Za-z]\w*)$/.exec(name) ?? [];
  const known = words(last?.length === Number(length) ? path : name);
  if (known.includes('latchkey')) {
    const places = known.flatMap((word, at) => (OURS.includes(word) ? [at] : []));
    const place = places.findLast((at) => !PATTERNS.includes(known[at])) ?? places[0];
    if (place === undefined) return 'app main';
    return APART.includes(known[place]) ? `app ${known[place]}::${known[place + 1]}` : `app ${known[place]}`;
  }
  if (known.includes('latchkey_core')) return `core ${known[known.lastIndexOf('latchkey_core') + 1]}`;
  const crate = known.find((word) => !SYSTEM.includes(word) && CRATES.has(word)) ?? known.find((word) => SYSTEM.includes(word));
  return crate ? `crate ${crate}` : 'wasm-bindgen and wasm-opt';
}

const linked = readFileSync('target/size/linked.wasm');
/** The crates there are: what stands behind a crate's mark in any name. */
const CRATES = new Set([...linked.toString('latin1').matchAll(/Cs[0-9A-Za-z]+_(\d+)_?([A-Za-z_]\w*)/g)].map(([, length, text]) => text.slice(0, Number(length))));
const { functions: linkedFunctions, data: linkedData } = links(linked);

/** Whose a piece of data is: the first function's that refers to it, be it through other data. */
function ownersOfData() {
  const owners = new Map();
  const give = (piece, area) => {
    if (owners.has(piece)) return;
    owners.set(piece, area);
    for (const { to, data } of linkedData[piece].links) if (to === 'data') give(data, area);
  };
  for (const [name, refers] of linkedFunctions) for (const { to, data } of refers) if (to === 'data') give(data, areaOf(name));
  return [...owners].map(([piece, area]) => ({ area, from: linkedData[piece].address, to: linkedData[piece].address + linkedData[piece].size }));
}
const dataOwners = ownersOfData();

/** A module's sections, functions and runs of data, each with its place in the file. */
function opened(bytes) {
  const sections = [...sectionsOf(bytes)].map(({ id, name, contents }) => ({ id, name, contents, from: contents.byteOffset - bytes.byteOffset }));
  const of = (key) => sections.find(({ id, name }) => id === key || name === key);
  const imports = new Reader(of(2).contents);
  let index = 0;
  for (let left = imports.number(); left > 0; left--) {
    imports.name();
    imports.name();
    if (imports.bytes[imports.at] === 0) index++;
    imports.importType();
  }
  const named = new Reader(of('name').contents);
  named.name();
  const names = functionNames(named);
  const items = [];
  const code = new Reader(of(CODE).contents);
  for (let left = code.number(); left > 0; left--, index++) {
    const from = of(CODE).from + code.at;
    code.take(code.number());
    const name = names.get(index) ?? '';
    items.push({ kind: CODE, name, area: areaOf(name), from, to: of(CODE).from + code.at });
  }
  const data = new Reader(of(DATA).contents);
  for (let left = data.number(); left > 0; left--) {
    data.take(2);
    const address = data.signed();
    data.take(1);
    const length = data.number();
    const start = of(DATA).from + data.at - address;
    for (const { area, from, to } of dataOwners) {
      const [first, last] = [Math.max(from, address), Math.min(to, address + length)];
      if (first < last) items.push({ kind: DATA, name: '', area, from: start + first, to: start + last });
    }
    data.take(length);
  }
  return { sections: sections.filter(({ id }) => id !== 0), items };
}

/** The bytes without those ranges. */
function without(bytes, ranges) {
  const parts = [];
  let at = 0;
  for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
    if (from > at) parts.push(bytes.subarray(at, from));
    at = Math.max(at, to);
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

const WIDTH = 52;
const row = (what, ...cells) => console.log(what.slice(-WIDTH).padEnd(WIDTH) + cells.map((cell) => String(cell).padStart(9)).join(''));
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

row('file', 'bytes', 'brotli');
for (const file of readdirSync(dist).filter((name) => ['.html', '.js', '.css', '.wasm'].includes(extname(name)))) {
  row(file, readFileSync(join(dist, file)).length, readFileSync(join(dist, `${file}.br`)).length);
}

for (const part of ['first', 'app', 'list', 'rest']) {
  const named = readFileSync(join('target/size', `${part}.wasm`));
  const { sections, items } = opened(named);
  const bytes = named.subarray(0, Math.max(...sections.map(({ from, contents }) => from + contents.length)));
  const whole = brotli(bytes);
  const table = (title, groups) => {
    console.log('');
    row(`${part}.wasm: ${title}`, 'bytes', '', 'brotli', '');
    const lines = [...groups].map(([what, ranges]) => {
      const size = bytes.length - without(bytes, ranges).length;
      return { what, size, packed: whole - brotli(without(bytes, ranges)) };
    });
    for (const { what, size, packed } of lines.sort((one, other) => other.size - one.size)) {
      row(what, size, share(size, bytes.length), packed, share(packed, whole));
    }
  };
  table('kinds', sections.filter(({ id }) => KINDS[id]).map(({ id, from, contents }) => [KINDS[id], [{ from, to: from + contents.length }]]));
  const areas = new Map();
  for (const item of items) areas.set(item.area, [...(areas.get(item.area) ?? []), item]);
  const sizeOf = (ranges) => ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  const small = [...areas].filter(([, ranges]) => sizeOf(ranges) < LEAST * bytes.length);
  for (const [area] of small) areas.delete(area);
  areas.set(`${small.length} smaller ones`, small.flatMap(([, ranges]) => ranges));
  table('belongs to', areas);
  const functions = items.filter(({ kind }) => kind === CODE).sort((one, other) => other.to - other.from - (one.to - one.from));
  table('largest functions', functions.slice(0, most).map((one) => [words(one.name).slice(-7).join('::') || one.name, [one]]));
}
