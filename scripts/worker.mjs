// Writes a build's service worker, with its list of files.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transform } from 'esbuild';

/** The oldest browsers that are supported (README). esbuild rewrites newer syntax, or fails. */
export const TARGET = ['chrome109', 'firefox115', 'safari16.4'];

/**
 * Files that boot/worker.js does not cache: latchkey.json is edited on the server, which may also have a manifest of its
 * own, the images beside that are for installing only, and browsers unpack compressed files themselves.
 */
const NOT_CACHED = /^(latchkey\.json|manifest\.webmanifest|install\/.*|sw\.js|.*\.(br|gz))$/;

const digest = (kind, bytes) => createHash('sha256').update(bytes).digest(kind);

/** Writes `sw.js` into the folder of a build. Call it last, because it has the digest of each file. */
export async function writeWorker(dist) {
  const cached = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
    .filter((file) => !NOT_CACHED.test(file))
    .sort()
    .map((file) => [
      file === 'index.html' ? './' : file,
      `sha256-${digest('base64', readFileSync(join(dist, file)))}`,
    ]);
  const list = JSON.stringify(cached);
  const worker = readFileSync('boot/worker.js', 'utf8')
    .replace('VERSION', digest('hex', list).slice(0, 16))
    .replace('LIST', list);
  writeFileSync(join(dist, 'sw.js'), (await transform(worker, { minify: true, target: TARGET })).code);
}
