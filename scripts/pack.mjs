// Trunk's post_build hook: packs modules and their glue as one thing, the way a bundler packs scripts.
//
// wasm-bindgen writes both for every possible use: exports of classes that nobody creates, names of up to 300
// letters on both sides. Here what the page does not use goes, the names become short, wasm-opt and esbuild
// do the rest, and index.html gets the new names and hashes of the files.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { divide } from './pack/divide.mjs';
import { bare, features, importNames, renameExports, renameImports } from './pack/module.mjs';
import { byLikeness } from './pack/order.mjs';

const dist = process.env.TRUNK_STAGING_DIR;
/** The parts that come later, in their order: what each runs when it has come, and the data by which it is known (src/later.rs). */
const LATER = [
  { name: 'list', entry: 'list_arrived', gate: /latchkey5later4LIST/ },
  { name: 'rest', entry: 'rest_arrived', gate: /latchkey5later4REST/ },
];

const only = (pattern) => {
  const found = readdirSync(dist).filter((file) => pattern.test(file));
  if (found.length !== 1) throw new Error(`${dist} has ${found.length} files like ${pattern}`);
  return found[0];
};

/** The glue without what cannot be reached from `init`. */
async function reachable(glue) {
  // A class that only these lines and a registry know is one nobody uses.
  const source = glue
    .replace(/^if \(Symbol\.dispose\) .*$/gm, '')
    .replaceAll('new FinalizationRegistry', '/* @__PURE__ */ new FinalizationRegistry');
  const { outputFiles } = await build({
    stdin: { contents: "export { default } from 'glue'" },
    plugins: [
      {
        name: 'glue',
        setup(setup) {
          setup.onResolve({ filter: /^glue$/ }, () => ({ path: 'glue', namespace: 'glue' }));
          setup.onLoad({ filter: /.*/, namespace: 'glue' }, () => ({ contents: source }));
        },
      },
    ],
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0].text;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const short = (at) => (at < LETTERS.length ? '' : short(Math.floor(at / LETTERS.length) - 1)) + LETTERS[at % LETTERS.length];

/** Short names, given out in order: a, b, … */
function shortNames() {
  const given = new Map();
  return (long) => {
    if (!given.has(long)) given.set(long, short(given.size));
    return given.get(long);
  };
}

/** The hash in the name of a file. */
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Has one of binaryen's tools make something else of a module. */
function made(tool, module, flags) {
  const [from, to] = ['in', 'out'].map((name) => join(tmpdir(), `latchkey-${process.pid}-${name}`));
  writeFileSync(from, module);
  execFileSync(tool, [...enabled, ...flags, from, '-o', to]);
  const result = readFileSync(to);
  rmSync(from);
  rmSync(to);
  return result;
}

// No valid address is below 1024 but the stack's last bytes.
const SMALL = ['-g', '-Oz', '--low-memory-unused'];
/** Inlining less packs better in the small module of the first stage. */
const FIRST = [...SMALL, '--one-caller-inline-max-function-size=30', '--reorder-functions-by-name'];
const text = (module) => made('wasm-dis', module, []).toString();
const smaller = (module) => made('wasm-opt', module, SMALL);
const tools = {
  text,
  smaller,
  binary: (composed) => made('wasm-as', byLikeness(text(smaller(made('wasm-as', composed, ['-g'])))), ['-g']),
};

const read = (file) => readFileSync(join(dist, file));
const glueFile = only(/^latchkey-[0-9a-f]+\.js$/);
const moduleFile = only(/^latchkey-[0-9a-f]+_bg\.wasm$/);
const stylesFile = only(/^latchkey-[0-9a-f]+\.css$/);
let glue = await reachable(read(glueFile).toString());
const bound = read(moduleFile);
/** What the compiler may use of WebAssembly, for tools that would otherwise take it for more or less. */
const enabled = features(bound).map((feature) => `--enable-${feature}`);
/** What the linker wrote, where Trunk found it. */
const linked = readFileSync(join(process.env.CARGO_TARGET_DIR ?? 'target', 'wasm32-unknown-unknown/release/latchkey.wasm'));

// An export that the glue does not call goes, and with it what only it needs.
const called = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name));
if (called.size === 0) throw new Error('The glue calls nothing: it is not of the shape that is known here');
for (const { entry } of LATER) called.add(entry);
const named = renameExports(bare(bound, ['name']), (name) => (called.has(name) ? name : undefined));
let [module, ...parts] = divide(linked, named, { later: LATER, tools });

// So does a function of the glue that the module no longer imports.
const imported = new Set(importNames(module));
// Named in the module's order, which packs better than any other.
const shortImport = shortNames();
for (const name of imported) shortImport(name);
glue = glue.replace(/^ {4}(__wb\w+): function[^]*?\n {4}}(, arguments\);\n {4}})?,?\n/gm, (entry, name) =>
  imported.delete(name) ? entry.replace(name, shortImport(name)) : '',
);
if (imported.size > 0) throw new Error(`The glue lacks ${[...imported].join(', ')}`);
module = renameImports(module, 'a', shortImport);
if (!glue.includes('"./latchkey_bg.js"')) throw new Error('The glue gives the module nothing under the known name');
glue = glue.replace('"./latchkey_bg.js"', 'a');

const shortExport = shortNames();
module = renameExports(module, shortExport);
glue = glue.replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${shortExport(name)}`);
parts = parts.map((part) => renameExports(renameImports(part, 'a', shortExport), shortExport));
glue = Buffer.from((await transform(await reachable(glue), { minify: true, format: 'esm' })).code);

// With the names of their functions, for the report of sizes (scripts/size.mjs).
mkdirSync('target/size', { recursive: true });
writeFileSync('target/size/linked.wasm', linked);
const unnamed = (named, part) => {
  writeFileSync(`target/size/${part}.wasm`, named);
  return bare(named);
};
module = unnamed(module, 'app');
parts = parts.map((part, index) => unnamed(part, LATER[index].name));

// The first module knows the others by the hash in their names.
const later = LATER.map(({ name }, index) => {
  const place = Buffer.from(`latchkey-${'0'.repeat(16)}_${name}.wasm`);
  const file = `latchkey-${hashOf(parts[index])}_${name}.wasm`;
  const at = module.indexOf(place);
  if (at < 0 || at !== module.lastIndexOf(place)) throw new Error(`The module has no one place for the name of ${file}`);
  module.write(file, at);
  writeFileSync(join(dist, file), parts[index]);
  return file;
});

/** Puts a file into the build under a name made of its final contents, in place of the one Trunk has put there. */
function place(name, bytes, replaces) {
  const file = name.replace('HASH', hashOf(bytes));
  if (replaces) rmSync(join(dist, replaces));
  writeFileSync(join(dist, file), bytes);
  return file;
}

/** The first stage: without what its glue does not call, and with short names on both sides. */
async function firstStage() {
  const [js, wasm] = ['latchkey-first.js', 'latchkey-first_bg.wasm'];
  let glue = read(js).toString();
  const called = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name));
  const needed = renameExports(read(wasm), (name) => (called.has(name) ? name : undefined));
  const named = made('wasm-opt', needed, FIRST);
  writeFileSync('target/size/first.wasm', named);
  const shortOf = shortNames();
  const module = renameImports(bare(named), 'a', shortOf);
  for (const name of [...importNames(bare(named)), '"./latchkey-first_bg.js"']) {
    const known = name.startsWith('"') ? name : new RegExp(`\\b${name}\\b`);
    if (glue.split(known).length !== 2) throw new Error(`The glue of the first stage does not hold ${name} once`);
    glue = glue.replace(known, name.startsWith('"') ? 'a' : shortOf(name));
  }
  writeFileSync(join(dist, js), glue);
  const { outputFiles } = await build({
    stdin: { contents: `export { answered, ask, default, end, look } from './${js}'`, resolveDir: dist },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
  });
  return [
    [js, place('latchkey-first-HASH.js', Buffer.from(outputFiles[0].contents), js)],
    [wasm, place('latchkey-first-HASH_bg.wasm', module, wasm)],
  ];
}

/** The scripts that run before both stages, in their order, as one file. */
async function bootScripts() {
  const sources = ['guard', 'handover', 'first', 'loader'].map((name) => readFileSync(`boot/${name}.js`));
  const small = await Promise.all(sources.map(async (source) => (await transform(source, { minify: true, charset: 'utf8' })).code));
  rmSync(join(dist, 'boot'), { recursive: true });
  const bytes = Buffer.from(small.join(''));
  return { boot: place('boot-HASH.js', bytes), digest: integrity(bytes) };
}

const integrity = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const page = only(/^index\.html$/);
let html = read(page).toString();
const replaced = (from, to) => {
  if (!html.includes(from)) throw new Error(`${page} does not hold ${from}`);
  html = html.replaceAll(from, to);
};
const files = [
  ...(await firstStage()),
  [glueFile, place('latchkey-HASH.js', glue, glueFile)],
  [moduleFile, place('latchkey-HASH_bg.wasm', module, moduleFile)],
  [stylesFile, place('latchkey-HASH.css', read(stylesFile), stylesFile)],
];
for (const [from, to] of files) replaced(from, to);
const { boot, digest } = await bootScripts();
html = html.replaceAll(/<script src=\.\/boot\/\w+\.js><\/script>/g, '');
replaced('src=./boot/loader.js', `data-list-wasm=${later[0]} integrity=${digest} src=./${boot}`);
writeFileSync(join(dist, page), html);

// What boot/worker.js keeps: everything but what is edited on the server.
const kept = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  .filter((file) => file !== 'latchkey.json')
  .sort()
  .map((file) => [file === page ? './' : file, integrity(read(file))]);
const list = JSON.stringify(kept);
const worker = readFileSync('boot/worker.js', 'utf8').replace('VERSION', hashOf(list)).replace('LIST', list);
writeFileSync(join(dist, 'sw.js'), (await transform(worker, { minify: true })).code);
