// Measures our app and its peers in one run, and writes what it found. See README.md.
//
//   QUICK=1  fewer runs, and peers that put everything into the page up to a thousand codes only

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { APPS, OUT } from './apps.mjs';
import { launch } from './browser.mjs';
import { check } from './check.mjs';
import { encoders } from './measures/micro.mjs';
import { buildMicro } from './micro/build.mjs';
import { buildPeers } from './peers/build.mjs';
import { carryOut, plan } from './plan.mjs';
import { report } from './report.mjs';
import { startServer } from './server.mjs';

const quick = Boolean(process.env.QUICK && process.env.QUICK !== '0');
const say = (words) => console.error(words);

/** What was compared, in which versions. */
function versions(browser) {
  const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
  const shown = ['react', 'qrcode.react', 'solid-js', 'uqr', 'svelte', 'qrcode-generator', 'qr', 'qrcode'];
  return [`Chromium ${browser.version()}`, `Node ${process.versions.node}`, ...shown.map((name) => `${name} ${devDependencies[name]}`)];
}

const machine = () => ({ processor: cpus()[0]?.model ?? 'unknown processor', cores: cpus().length, memory: totalmem() / 2 ** 30 });

/** Every figure of every run, for whoever wants to look closer. */
const keep = (found) => writeFile(join(OUT, 'found.json'), JSON.stringify(found, null, 1));

async function run() {
  say('building the peers');
  await buildPeers(join(OUT, 'peers'));
  await buildMicro(join(OUT, 'micro'), join(OUT, 'qr'));
  const folders = Object.fromEntries(APPS.map(({ name, folder }) => [name, folder]));
  const browser = await launch();
  let server;
  try {
    server = await startServer({ ...folders, micro: join(OUT, 'micro') });
    const bench = { browser, server, say };
    const found = { began: new Date().toISOString(), quick, machine: machine(), versions: versions(browser), steps: {} };
    await check(bench, quick ? [10] : [10, 1_000]);
    for (const step of plan(quick)) {
      found.steps[step.key] = await carryOut(bench, step);
      await keep(found);
    }
    found.micro = await encoders(bench, quick ? 5 : 25);
    return found;
  } finally {
    await browser.close();
    server?.stop();
  }
}

try {
  await mkdir(OUT, { recursive: true });
  const found = await run();
  await keep(found);
  const written = report(found);
  const file = quick ? join(OUT, 'RESULTS.md') : join(import.meta.dirname, 'RESULTS.md');
  await writeFile(file, written);
  console.log(`${written}\nWritten to ${file}.`);
} catch (error) {
  console.error(`\nThe bench stopped: ${error.message}`);
  process.exitCode = 1;
}
