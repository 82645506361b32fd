// Finishes what Trunk has left in dist/: has binaryen and esbuild make modules and scripts smaller, names files by their final
// contents, and writes the service worker with its list of files.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const dist = process.argv[2] ?? 'dist';
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const integrity = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const read = (file) => readFileSync(join(dist, file));
const only = (pattern) => {
  const found = readdirSync(dist).filter((file) => pattern.test(file));
  if (found.length !== 1) throw new Error(`${dist} has ${found.length} files like ${pattern}: it is no fresh release build`);
  return found[0];
};

/** What paths of the machine begin with that a module is built on. None may be left; the first is where cargo unpacks crates. */
const BUILD_PATHS = ['/registry/src', '/lib/rustlib', '/usr/src', resolve('.'), homedir(), process.env.CARGO_HOME].filter(Boolean);

let page = read('index.html').toString();
const replaceInPage = (from, to) => {
  if (!page.includes(from)) throw new Error(`index.html does not hold ${from}`);
  page = page.replaceAll(from, to);
};
/** Writes a file under a name with its hash, in place of one of Trunk's. */
const replaceFile = (from, name, bytes) => {
  const file = name.replace('HASH', hashOf(bytes));
  rmSync(join(dist, from));
  writeFileSync(join(dist, file), bytes);
  replaceInPage(from, file);
};

/**
 * Shrinks a module and the glue that wasm-bindgen has written for it. What the page does not use goes, `exported` being what it
 * uses of the glue; the names both know each other by become short.
 */
async function shrink(js, wasm, exported, name) {
  const bundled = await build({
    stdin: { contents: `export { ${exported} } from './${js}'`, resolveDir: dist },
    bundle: true,
    format: 'esm',
    write: false,
    minifySyntax: true,
    // Without these two, classes that nothing uses would stay.
    define: { 'Symbol.dispose': 'undefined' },
    pure: ['FinalizationRegistry'],
  });
  const glue = bundled.outputFiles[0].text;
  const called = [...new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, called]) => called))];
  const graph = [{ name: 'glue', root: true, reaches: called }, ...called.map((name) => ({ name, export: name }))];
  mkdirSync('target', { recursive: true });
  writeFileSync('target/graph.json', JSON.stringify(graph));
  const module = join(dist, wasm);
  execFileSync('wasm-metadce', [module, '--graph-file', 'target/graph.json', '-o', module]);
  const flags = ['-Oz', '--minify-imports-and-exports-and-modules'];
  const renamed = JSON.parse(execFileSync('wasm-opt', [module, ...flags, '-o', module]));
  const names = Object.fromEntries([...renamed.imports.map(([, from, to]) => [from, to]), ...renamed.exports]);
  const small = await transform(glue.replace(/"\.\/[\w-]+_bg\.js"/, 'a'), {
    minify: true,
    format: 'esm',
    mangleProps: new RegExp(`^(${Object.keys(names).join('|')})$`),
    mangleCache: names,
  });
  const bytes = readFileSync(module);
  if (!WebAssembly.validate(bytes)) throw new Error(`${wasm} is no valid module`);
  const path = BUILD_PATHS.find((path) => bytes.includes(`${path}/`));
  if (path) throw new Error(`${wasm} holds a build path: ${path}`);
  replaceFile(wasm, `${name}-HASH_bg.wasm`, bytes);
  replaceFile(js, `${name}-HASH.js`, Buffer.from(small.code));
}

await shrink('latchkey-first.js', 'latchkey-first_bg.wasm', 'accept_answer, build_request, default, end, update_view', 'latchkey-first');
await shrink(only(/^latchkey-[0-9a-f]+\.js$/), only(/^latchkey-[0-9a-f]+_bg\.wasm$/), 'default', 'latchkey');

// The scripts that run before both, as one file.
const tags = [...page.matchAll(/<script [^>]*src=\.\/boot\/(\w+\.js)><\/script>/g)];
const boot = await transform(tags.map(([, file]) => read(join('boot', file))).join('\n'), { minify: true, charset: 'utf8' });
rmSync(join(dist, 'boot'), { recursive: true });
const bootFile = `boot-${hashOf(boot.code)}.js`;
writeFileSync(join(dist, bootFile), boot.code);
for (const [tag] of tags.slice(0, -1)) replaceInPage(tag, '');
replaceInPage('src=./boot/loader.js', `integrity=${integrity(boot.code)} src=./${bootFile}`);
writeFileSync(join(dist, 'index.html'), page);

// What boot/worker.js keeps: everything but what is edited on the server.
const kept = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'latchkey.json')
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
  .sort()
  .map((file) => [file === 'index.html' ? './' : file, integrity(read(file))]);
const list = JSON.stringify(kept);
const worker = readFileSync('boot/worker.js', 'utf8').replace('VERSION', hashOf(list)).replace('LIST', list);
writeFileSync(join(dist, 'sw.js'), (await transform(worker, { minify: true })).code);
