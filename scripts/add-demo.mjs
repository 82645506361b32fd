// Makes a finished build one for demonstrations: at `#/demo` the page answers both APIs itself (demo/). The app's own
// files stay as they are.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { TARGET, writeWorker } from './worker.mjs';

const dist = process.argv[2] ?? 'dist';
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const FIRST_SCRIPT = '<script crossorigin';
if (!page.includes(FIRST_SCRIPT)) throw new Error(`${dist} is no finished release build`);
if (page.includes('id=demo')) throw new Error(`${dist} is one for demonstrations already`);

/** Writes a script of demo/ into the build, and returns its element. */
const addScript = async (name) => {
  const { code } = await transform(readFileSync(join('demo', `${name}.js`), 'utf8'), {
    minify: true,
    charset: 'utf8',
    target: TARGET,
  });
  const hash = createHash('sha256').update(code);
  const integrity = `sha256-${hash.copy().digest('base64')}`;
  const file = `demo-${name}-${hash.digest('hex').slice(0, 16)}.js`;
  writeFileSync(join(dist, file), code);
  return `<script crossorigin integrity=${integrity} src=./${file}></script>`;
};
const parts = `<template id=demo>${await addScript('service')}</template>${await addScript('starter')}`;
writeFileSync(
  join(dist, 'index.html'),
  page.replace(FIRST_SCRIPT, () => parts + FIRST_SCRIPT),
);
await writeWorker(dist);
