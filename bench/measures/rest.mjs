import { readFile } from 'node:fs/promises';
import { newContext, visit } from '../browser.mjs';
import { processOf } from '../trace.mjs';

/** Until an app rests: ours fetches its further modules a second after its first view. */
const TO_REST_MS = 3_000;
/** Until what an app keeps for its next visit is kept: ours begins five seconds after it stands. */
export const TO_KEEP_MS = 8_000;
const KINDS = /\.(html|js|css|wasm)$/;

/** A process's private memory footprint in MiB as Chromium defines it: anonymous memory, resident or swapped out. */
async function footprint(pid) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
  return (kib('RssAnon') + kib('VmSwap')) / 1_024;
}

/** Milliseconds of each second that the page's main thread works, over `seconds`. */
async function working(page, client, seconds) {
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await page.waitForTimeout(seconds * 1_000);
  const after = await read();
  return (1_000 * (after.TaskDuration - before.TaskDuration)) / (after.Timestamp - before.Timestamp);
}

/** Opens an app and waits until it rests: what it has loaded by then, layout shifts, elements, and what `look` finds. */
async function rested(bench, app, how, look) {
  await bench.server.sent(app.site);
  const context = await newContext(bench.browser);
  try {
    const { page, client } = await visit(bench, context, app, how);
    await page.waitForTimeout(TO_REST_MS);
    const found = await look(page, client);
    const { shift, elements } = await page.evaluate(() => ({ shift: window.bench.shift, elements: document.getElementsByTagName('*').length }));
    const files = await bench.server.sent(app.site);
    const bytesAll = files.filter(({ path }) => KINDS.test(path)).reduce((sum, { bytes }) => sum + bytes, 0);
    return { ...found, shift, elements, bytesAll };
  } finally {
    await context.close();
  }
}

/** What needs no quiet machine: an app may come to rest while others do. */
export const settled = (bench, app, how) => rested(bench, app, how, (page) => page.waitForTimeout(TO_KEEP_MS - TO_REST_MS));

/** The same, and what an app costs at rest: work each second, over `seconds`, and memory. */
export const atRest = (bench, app, { seconds, ...how }) =>
  rested(bench, app, how, async (page, client) => {
    await client.send('Performance.enable', { timeDomain: 'timeTicks' });
    const ticking = await working(page, client, seconds);
    for (let turn = 0; turn < 3; turn += 1) await client.send('HeapProfiler.collectGarbage');
    const process = await processOf(page);
    await page.waitForTimeout(500);
    return { ticking, memory: await footprint(process) };
  });
