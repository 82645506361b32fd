// Trunk's post_build hook: packs the module and its glue as one thing, the way a bundler packs scripts.
//
// wasm-bindgen writes both for every possible use: exports of classes that nobody creates, names of up to 300
// letters on both sides. Here what the page does not use goes, the names become short, wasm-opt and esbuild
// do the rest, and index.html gets the new names and hashes of the files.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { importNames, renameExports, renameImports } from './pack/module.mjs';

const dist = process.env.TRUNK_STAGING_DIR;

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

function optimised(module) {
  const [from, to] = ['in', 'out'].map((name) => join(tmpdir(), `latchkey-${process.pid}-${name}.wasm`));
  writeFileSync(from, module);
  // No valid address is below 1024 but the stack's last bytes; functions of like names are neighbours, and packed as such.
  execFileSync('wasm-opt', ['-Oz', '--low-memory-unused', '--reorder-functions-by-name', from, '-o', to]);
  const bytes = readFileSync(to);
  rmSync(from);
  rmSync(to);
  return bytes;
}

const read = (file) => readFileSync(join(dist, file));
const glueFile = only(/^latchkey-.*\.js$/);
const moduleFile = only(/^latchkey-.*_bg\.wasm$/);
let glue = await reachable(read(glueFile).toString());
let module = read(moduleFile);

// An export that the glue does not call goes, and with it what only it needs.
const called = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name));
if (called.size === 0) throw new Error('The glue calls nothing: it is not of the shape that is known here');
module = optimised(renameExports(module, (name) => (called.has(name) ? name : undefined)));

// So does a function of the glue that the module no longer imports.
const imported = new Set(importNames(module));
const shortImport = shortNames();
glue = glue.replace(/^ {4}(__wb\w+): function[^]*?\n {4}}(, arguments\);\n {4}})?,?\n/gm, (entry, name) =>
  imported.delete(name) ? entry.replace(name, shortImport(name)) : '',
);
if (imported.size > 0) throw new Error(`The glue lacks ${[...imported].join(', ')}`);
module = renameImports(module, 'a', shortImport);
if (!glue.includes('"./latchkey_bg.js"')) throw new Error('The glue gives the module nothing under the known name');
glue = glue.replace('"./latchkey_bg.js"', 'a');

const shortExport = shortNames();
glue = glue.replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${shortExport(name)}`);
module = renameExports(module, shortExport);
glue = Buffer.from((await transform(await reachable(glue), { minify: true, format: 'esm' })).code);

// Trunk has named and hashed what it had.
const page = only(/^index\.html$/);
let html = read(page).toString();
const replaced = (from, to) => {
  if (!html.includes(from)) throw new Error(`${page} does not hold ${from}`);
  html = html.replaceAll(from, to);
};
const integrity = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
for (const [file, bytes] of [[moduleFile, module], [glueFile, glue]]) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const named = file.replace(/^latchkey-[0-9a-f]+/, `latchkey-${hash}`);
  replaced(integrity(read(file)), integrity(bytes));
  replaced(file, named);
  rmSync(join(dist, file));
  writeFileSync(join(dist, named), bytes);
}
writeFileSync(join(dist, page), html);
