// Builds the page that measures encoders, with the modules of qr-wasm/build.sh.

import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';

const PAGE =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Encoders</title><script type="module" src="page.js"></script>';

export async function buildMicro(out, modules) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await esbuild.build({
    entryPoints: [join(import.meta.dirname, 'page.js')],
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  for (const name of ['ours', 'others']) {
    for (const file of [`${name}.js`, `${name}_bg.wasm`])
      await copyFile(join(modules, file), join(out, file));
  }
  await writeFile(join(out, 'index.html'), PAGE);
}
