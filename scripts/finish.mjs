// Finishes Trunk's release build in dist/: shrinks modules and scripts with binaryen and esbuild, names files
// by the hash of their final contents, puts their digests into index.html, and writes the service worker with its
// list of files.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { TARGET, writeWorker } from './worker.mjs';

const dist = process.argv[2] ?? 'dist';
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const integrity = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
const read = (file) => readFileSync(join(dist, file));
/** Returns the one file in dist/ whose name matches. */
const findOne = (pattern) => {
  const files = readdirSync(dist).filter((file) => pattern.test(file));
  if (files.length !== 1)
    throw new Error(`${dist} has ${files.length} files like ${pattern}: it is no fresh release build`);
  return files[0];
};

/**
 * Prefixes of paths on the build machine, none of which may be in a module. Cargo unpacks crates into the
 * first.
 */
const BUILD_PATHS = [
  '/registry/src',
  '/lib/rustlib',
  '/usr/src',
  resolve('.'),
  homedir(),
  process.env.CARGO_HOME,
].filter(Boolean);

let page = read('index.html').toString();
/** Replaces all occurrences of a text in index.html; throws if there is none. */
const replaceInPage = (from, to) => {
  if (!page.includes(from)) throw new Error(`index.html does not contain ${from}`);
  page = page.replaceAll(from, to);
};
/**
 * Replaces one of Trunk's files by one whose name contains its hash. `attribute` names it in index.html, and
 * `digestAttribute` gets its digest.
 */
const replaceFile = (from, name, bytes, attribute, digestAttribute) => {
  const file = name.replace('HASH', hashOf(bytes));
  rmSync(join(dist, from));
  writeFileSync(join(dist, file), bytes);
  replaceInPage(`${attribute}=./${from}`, `${digestAttribute}=${integrity(bytes)} ${attribute}=./${file}`);
};

/**
 * Shrinks a module and wasm-bindgen's glue for it: removes the exports of the glue but `exported`, what is
 * then unused in both, and shortens the names of imports and exports. `repeat` optimises the module until it gets
 * no smaller: compressed, this gains for the first stage and loses for the app.
 */
async function shrink(js, wasm, exported, name, repeat = false) {
  const bundled = await build({
    stdin: { contents: `export { ${exported} } from './${js}'`, resolveDir: dist },
    bundle: true,
    format: 'esm',
    write: false,
    minifySyntax: true,
    // Both are needed for esbuild to remove unused classes.
    define: { 'Symbol.dispose': 'undefined' },
    pure: ['FinalizationRegistry'],
  });
  const glue = bundled.outputFiles[0].text;
  const called = [...new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name))];
  const graph = [
    { name: 'glue', root: true, reaches: called },
    ...called.map((name) => ({ name, export: name })),
  ];
  mkdirSync('target', { recursive: true });
  writeFileSync('target/graph.json', JSON.stringify(graph));
  const module = join(dist, wasm);
  execFileSync('wasm-metadce', [module, '--graph-file', 'target/graph.json', '-o', module]);
  if (repeat) execFileSync('wasm-opt', [module, '-Oz', '--converge', '-o', module]);
  const flags = ['-Oz', '--strip-producers', '--strip-target-features', '--minify-imports-and-exports-and-modules'];
  const renamed = JSON.parse(execFileSync('wasm-opt', [module, ...flags, '-o', module]));
  const names = Object.fromEntries([
    ...renamed.imports.map(([, from, to]) => [from, to]),
    ...renamed.exports,
  ]);
  const small = await transform(glue.replace(/"\.\/[\w-]+_bg\.js"/, 'a'), {
    minify: true,
    format: 'esm',
    target: TARGET,
    mangleProps: new RegExp(`^(${Object.keys(names).join('|')})$`),
    mangleCache: names,
  });
  const bytes = readFileSync(module);
  if (!WebAssembly.validate(bytes)) throw new Error(`${wasm} is no valid module`);
  const path = BUILD_PATHS.find((path) => bytes.includes(`${path}/`));
  if (path) throw new Error(`${wasm} contains a build path: ${path}`);
  replaceFile(wasm, `${name}-HASH_bg.wasm`, bytes, 'data-module', 'data-integrity');
  replaceFile(js, `${name}-HASH.js`, Buffer.from(small.code), 'src', 'integrity');
}

await shrink(
  'latchkey-first.js',
  'latchkey-first_bg.wasm',
  'accept_answer, build_request, default, end, update_view',
  'latchkey-first',
  true,
);
await shrink(
  findOne(/^latchkey-[0-9a-f]+\.js$/),
  findOne(/^latchkey-[0-9a-f]+_bg\.wasm$/),
  'default',
  'latchkey',
);

// Joins the scripts of boot/ into one file.
const tags = [...page.matchAll(/<script [^>]*src=\.\/boot\/(\w+\.js)><\/script>/g)];
const boot = await transform(tags.map(([, file]) => read(join('boot', file))).join('\n'), {
  minify: true,
  charset: 'utf8',
  target: TARGET,
});
rmSync(join(dist, 'boot'), { recursive: true });
const bootFile = `boot-${hashOf(boot.code)}.js`;
writeFileSync(join(dist, bootFile), boot.code);
for (const [tag] of tags.slice(0, -1)) replaceInPage(tag, '');
// Integrity-Policy takes a digest only for requests that are not of the mode "no-cors", hence `crossorigin`.
replaceInPage('src=./boot/loader.js', `crossorigin integrity=${integrity(boot.code)} src=./${bootFile}`);
// Trunk leaves its own attribute and quotation marks that HTML does not need.
page = page.replaceAll(' data-integrity=sha256 href', ' href').replace(/ integrity="([^"]+)"/g, ' integrity=$1');
writeFileSync(join(dist, 'index.html'), page);

await writeWorker(dist);
