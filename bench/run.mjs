// Measures our app and its peers in one run and writes the report. See README.md.
//
//   QUICK=1    fewer runs, and at most a thousand codes for peers that render all of them
//   ONLY=pass  one journey only (list, pass), without the encoders
//   BASELINE_DIST=folder  another build of our app, which is measured in the pass as `before`

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { OUT } from './apps.mjs';
import { launch } from './browser.mjs';
import { JOURNEYS } from './journeys.mjs';
import { measureEncoders } from './measures/encoders.mjs';
import { buildMicro } from './micro/build.mjs';
import { buildPeers } from './peers/build.mjs';
import { runStep } from './step-runner.mjs';
import { report } from './report.mjs';
import { startServer } from './server.mjs';

const quick = Boolean(process.env.QUICK && process.env.QUICK !== '0');
const only = process.env.ONLY;
const log = (message) => console.error(message);

/** Returns the versions of the browser and of the libraries. */
function versions(browser) {
  const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
  const shown = ['react', 'qrcode.react', 'solid-js', 'uqr', 'svelte', 'qrcode-generator', 'qr', 'qrcode'];
  return [
    `Chromium ${browser.version()}`,
    `Node ${process.versions.node}`,
    ...shown.map((name) => `${name} ${devDependencies[name]}`),
  ];
}

const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown processor',
  cores: cpus().length,
  memory: totalmem() / 2 ** 30,
});

/** Writes every figure of every run. */
const saveResults = (results) => writeFile(join(OUT, 'found.json'), JSON.stringify(results, null, 1));

/** Checks and measures the journeys and returns the results. */
async function measure(bench, journeys) {
  // The apps are checked first, because figures of a wrong app mean nothing.
  for (const { check, apps } of journeys) await check(bench, apps, quick);
  const results = {
    began: new Date().toISOString(),
    quick,
    machine: machine(),
    versions: versions(bench.browser),
    journeys: journeys.map(({ key }) => key),
    steps: {},
  };
  for (const { steps, apps } of journeys) {
    for (const step of steps(quick).filter(({ runs }) => runs > 0)) {
      results.steps[step.key] = await runStep(bench, apps, step);
      await saveResults(results);
    }
  }
  if (!only) results.micro = await measureEncoders(bench, quick ? 5 : 25);
  return results;
}

async function run() {
  const journeys = JOURNEYS.filter(({ key }) => !only || key === only);
  if (!journeys.length)
    throw new Error(
      `There is no journey "${only}". There are: ${JOURNEYS.map(({ key }) => key).join(', ')}.`,
    );
  log('building the peers');
  await buildPeers(join(OUT, 'peers'));
  const folders = Object.fromEntries(
    journeys.flatMap(({ apps }) => apps).map(({ site, folder }) => [site, folder]),
  );
  if (!only) {
    folders.micro = join(OUT, 'micro');
    await buildMicro(folders.micro, join(OUT, 'qr'));
  }
  const browser = await launch();
  let server;
  try {
    server = await startServer(folders);
    return await measure({ browser, server, log }, journeys);
  } finally {
    await browser.close();
    server?.stop();
  }
}

try {
  await mkdir(OUT, { recursive: true });
  const results = await run();
  await saveResults(results);
  const markdown = report(results);
  const file = quick || only ? join(OUT, 'RESULTS.md') : join(import.meta.dirname, 'RESULTS.md');
  await writeFile(file, markdown);
  console.log(`${markdown}\nWritten to ${file}.`);
} catch (error) {
  console.error(`\nThe bench stopped: ${error.message}`);
  process.exitCode = 1;
}
