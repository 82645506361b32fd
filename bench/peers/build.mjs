// Builds the peers as they would be deployed: minified, file names with a hash, every file compressed by brotli ahead.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import babel from '@babel/core';
import solidPreset from 'babel-preset-solid';
import esbuild from 'esbuild';
import { compile } from 'svelte/compiler';

const HERE = import.meta.dirname;
const ENTRIES = {
  react: 'main.jsx',
  solid: 'main.jsx',
  svelte: 'main.js',
  vanilla: 'main.js',
  'vanilla-cv': 'main.js',
  'vanilla-virt': 'main.js',
};

export const PEERS = Object.keys(ENTRIES);

const solid = {
  name: 'solid',
  setup(build) {
    build.onLoad({ filter: /\.jsx$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await babel.transformAsync(source, { filename: path, presets: [solidPreset], babelrc: false, configFile: false });
      return { contents: code, loader: 'js' };
    });
  },
};

const svelte = {
  name: 'svelte',
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { js } = compile(source, { filename: path, generate: 'client', dev: false });
      return { contents: js.code, loader: 'js' };
    });
  },
};

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });

async function place(folder, name, bytes) {
  await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, `${name}.br`), brotli(Buffer.from(bytes)));
}

/** Builds one peer into `<out>/<peer>/`. */
async function build(peer, out) {
  const folder = join(out, peer);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { outputFiles } = await esbuild.build({
    entryPoints: { app: join(HERE, peer, ENTRIES[peer]) },
    outdir: folder,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['production', 'browser'],
    legalComments: 'none',
    logLevel: 'warning',
    plugins: { solid: [solid], svelte: [svelte] }[peer] ?? [],
  });
  const script = outputFiles.find(({ path }) => extname(path) === '.js');
  // The styles all share and the peer's own, in one file.
  const own = outputFiles.filter(({ path }) => extname(path) === '.css').map(({ text }) => text);
  const shared = await readFile(join(HERE, 'shared/style.css'), 'utf8');
  const { code: style } = await esbuild.transform([shared, ...own].join('\n'), { loader: 'css', minify: true });
  const names = { SCRIPT: basename(script.path), STYLE: `app-${createHash('sha256').update(style).digest('hex').slice(0, 8)}.css` };
  await place(folder, names.SCRIPT, script.contents);
  await place(folder, names.STYLE, style);
  const page = await readFile(join(HERE, 'shared/index.html'), 'utf8');
  await place(folder, 'index.html', page.replace('STYLE', names.STYLE).replace('SCRIPT', names.SCRIPT));
}

/** Builds every peer into a folder of its own below `out`. */
export async function buildPeers(out) {
  for (const peer of PEERS) await build(peer, out);
}
