import { readFile } from 'node:fs/promises';
import { newContext, visit } from '../browser.mjs';
import { findRendererPid } from '../trace.mjs';

/** The time after which an app is at rest, before the service worker of ours is registered. */
const REST_AFTER_MS = 3_000;
/** The time after which an app has filled its caches: ours starts five seconds after its first view. */
export const CACHED_AFTER_MS = 8_000;
const COUNTED_FILES = /\.(html|js|css|wasm)$/;

/**
 * Returns a process's private memory footprint in MiB as Chromium defines it: anonymous memory, resident or
 * swapped.
 */
async function memoryFootprint(pid) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
  return (kib('RssAnon') + kib('VmSwap')) / 1_024;
}

/** Returns the main thread's work in milliseconds per second, over `seconds`. */
async function mainThreadWork(page, client, seconds) {
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  await page.waitForTimeout(seconds * 1_000);
  const after = await read();
  return (1_000 * (after.TaskDuration - before.TaskDuration)) / (after.Timestamp - before.Timestamp);
}

/**
 * Opens an app, waits until it is at rest, and returns loaded bytes, layout shifts, elements, and the result
 * of `measure`.
 */
async function measureRested(bench, app, options, measure) {
  await bench.server.sent(app.site);
  const context = await newContext(bench.browser);
  try {
    const { page, client } = await visit(bench, context, app, options);
    await page.waitForTimeout(REST_AFTER_MS);
    const measured = await measure(page, client);
    const { shift, elements } = await page.evaluate(() => ({
      shift: window.bench.shift,
      elements: document.getElementsByTagName('*').length,
    }));
    const files = await bench.server.sent(app.site);
    const bytesAll = files
      .filter(({ path }) => COUNTED_FILES.test(path))
      .reduce((sum, { bytes }) => sum + bytes, 0);
    return { ...measured, shift, elements, bytesAll };
  } finally {
    await context.close();
  }
}

/** Measures figures that do not depend on the machine's load, so that all apps can run at once. */
export const measureSettled = (bench, app, options) =>
  measureRested(bench, app, options, (page) => page.waitForTimeout(CACHED_AFTER_MS - REST_AFTER_MS));

/** Measures the same, and the work per second and the memory at rest. */
export const measureAtRest = (bench, app, { seconds, ...options }) =>
  measureRested(bench, app, options, async (page, client) => {
    await client.send('Performance.enable', { timeDomain: 'timeTicks' });
    const ticking = await mainThreadWork(page, client, seconds);
    for (let turn = 0; turn < 3; turn += 1) await client.send('HeapProfiler.collectGarbage');
    const process = await findRendererPid(page);
    await page.waitForTimeout(500);
    return { ticking, memory: await memoryFootprint(process) };
  });
