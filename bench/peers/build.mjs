// Builds the peers as they would be deployed: minified, hashed file names, precompressed by brotli.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import babel from '@babel/core';
import solidPreset from 'babel-preset-solid';
import esbuild from 'esbuild';
import { compile } from 'svelte/compiler';

const HERE = import.meta.dirname;

/** The title of each journey's pages, and each peer's entry point. */
const JOURNEYS = {
  list: {
    title: 'Activation codes',
    entries: {
      react: 'main.jsx',
      solid: 'main.jsx',
      svelte: 'main.js',
      vanilla: 'main.js',
      'vanilla-cv': 'main.js',
      'vanilla-virt': 'main.js',
    },
  },
  pass: {
    title: 'Access code',
    entries: { react: 'main.jsx', solid: 'main.jsx', vanilla: 'main.js' },
  },
};

/** Returns the names of a journey's peers. */
export const peersOf = (journey) => Object.keys(JOURNEYS[journey].entries);

const solid = {
  name: 'solid',
  setup(build) {
    build.onLoad({ filter: /\.jsx$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await babel.transformAsync(source, {
        filename: path,
        presets: [solidPreset],
        babelrc: false,
        configFile: false,
      });
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
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** Writes a file and its compressed copy. */
async function writeCompressed(folder, name, bytes) {
  await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, `${name}.br`), brotli(Buffer.from(bytes)));
}

/** Builds a peer's page of a journey into `<out>/<journey>/<peer>/`. */
async function build(journey, peer, out) {
  const { title, entries } = JOURNEYS[journey];
  const folder = join(out, journey, peer);
  await mkdir(folder, { recursive: true });
  const { outputFiles } = await esbuild.build({
    entryPoints: { app: join(HERE, journey, peer, entries[peer]) },
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
  // One stylesheet: shared styles, those of the journey, and the peer's own.
  const shared = [join(HERE, 'shared/base.css'), join(HERE, journey, 'style.css')].map((file) =>
    readFile(file, 'utf8'),
  );
  const own = outputFiles.filter(({ path }) => extname(path) === '.css').map(({ text }) => text);
  const { code: style } = await esbuild.transform([...(await Promise.all(shared)), ...own].join('\n'), {
    loader: 'css',
    minify: true,
  });
  const names = {
    SCRIPT: basename(script.path),
    STYLE: `app-${createHash('sha256').update(style).digest('hex').slice(0, 8)}.css`,
    TITLE: title,
  };
  await writeCompressed(folder, names.SCRIPT, script.contents);
  await writeCompressed(folder, names.STYLE, style);
  const page = await readFile(join(HERE, 'shared/index.html'), 'utf8');
  await writeCompressed(
    folder,
    'index.html',
    page.replace(/TITLE|STYLE|SCRIPT/g, (name) => names[name]),
  );
}

/** Builds every page of every peer below `out`. */
export async function buildPeers(out) {
  await rm(out, { recursive: true, force: true });
  for (const journey of Object.keys(JOURNEYS)) {
    for (const peer of peersOf(journey)) await build(journey, peer, out);
  }
}
