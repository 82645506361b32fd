// Measures our app and its peers in one run, and writes what it found. See README.md.
//
//   QUICK=1    fewer runs, and peers that put everything into the page up to a thousand codes only
//   ONLY=pass  one journey alone (list, pass), without the encoders
//   BASELINE_DIST=folder  another build of our app, measured beside it in the pass as `before`

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { OUT } from './apps.mjs';
import { launch } from './browser.mjs';
import { JOURNEYS } from './journeys.mjs';
import { encoders } from './measures/micro.mjs';
import { buildMicro } from './micro/build.mjs';
import { buildPeers } from './peers/build.mjs';
import { carryOut } from './plan.mjs';
import { report } from './report.mjs';
import { startServer } from './server.mjs';

const quick = Boolean(process.env.QUICK && process.env.QUICK !== '0');
const only = process.env.ONLY;
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

/** Checks and measures the journeys, and gives what was found. */
async function measure(bench, journeys) {
  // A fast wrong picture is no result.
  for (const { check, apps } of journeys) await check(bench, apps, quick);
  const found = {
    began: new Date().toISOString(),
    quick,
    machine: machine(),
    versions: versions(bench.browser),
    journeys: journeys.map(({ key }) => key),
    steps: {},
  };
  for (const { steps, apps } of journeys) {
    for (const step of steps(quick).filter(({ runs }) => runs > 0)) {
      found.steps[step.key] = await carryOut(bench, apps, step);
      await keep(found);
    }
  }
  if (!only) found.micro = await encoders(bench, quick ? 5 : 25);
  return found;
}

async function run() {
  const journeys = JOURNEYS.filter(({ key }) => !only || key === only);
  if (!journeys.length) throw new Error(`There is no journey "${only}". There are: ${JOURNEYS.map(({ key }) => key).join(', ')}.`);
  say('building the peers');
  await buildPeers(join(OUT, 'peers'));
  const folders = Object.fromEntries(journeys.flatMap(({ apps }) => apps).map(({ site, folder }) => [site, folder]));
  if (!only) {
    folders.micro = join(OUT, 'micro');
    await buildMicro(folders.micro, join(OUT, 'qr'));
  }
  const browser = await launch();
  let server;
  try {
    server = await startServer(folders);
    return await measure({ browser, server, say }, journeys);
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
  const file = quick || only ? join(OUT, 'RESULTS.md') : join(import.meta.dirname, 'RESULTS.md');
  await writeFile(file, written);
  console.log(`${written}\nWritten to ${file}.`);
} catch (error) {
  console.error(`\nThe bench stopped: ${error.message}`);
  process.exitCode = 1;
}
