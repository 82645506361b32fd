// Measures our app and its peers in one run, and writes what it found. See README.md.
//
//   QUICK=1  fewer runs, and peers that put everything into the page up to a thousand codes only

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APPS, OUT, ROOT } from './apps.mjs';
import { launch } from './browser.mjs';
import { check } from './check.mjs';
import { carryOut, plan } from './plan.mjs';
import { buildPeers } from './peers/build.mjs';
import { startServer } from './server.mjs';

const quick = Boolean(process.env.QUICK && process.env.QUICK !== '0');
const say = (words) => console.error(words);

async function run() {
  await mkdir(OUT, { recursive: true });
  say('building the peers');
  await buildPeers(join(OUT, 'peers'));
  const browser = await launch();
  const server = await startServer(Object.fromEntries(APPS.map(({ name, folder }) => [name, folder])));
  try {
    const bench = { browser, server, say };
    await check(bench, quick ? [10] : [10, 10_000]);
    const found = { began: new Date().toISOString(), quick, steps: {} };
    for (const step of plan(quick)) {
      found.steps[step.key] = await carryOut(bench, step);
      await writeFile(join(OUT, 'found.json'), JSON.stringify(found, null, 1));
    }
  } finally {
    await browser.close();
    server.stop();
  }
}

try {
  await run();
} catch (error) {
  console.error(`\nThe bench stopped: ${error.message}`);
  process.exitCode = 1;
}
