import { readFile } from 'node:fs/promises';
import { newContext, visit } from '../browser.mjs';
import { processOf } from '../trace.mjs';

/** Until an app rests: ours fetches its further modules a second after its first view. */
const TO_REST = 3_000;
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

/** What an app has loaded when its first symbol stands, in bytes of html, js, css and wasm as they were transferred. */
const loadedAtFirst = (page) =>
  page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const files = performance.getEntriesByType('resource').filter(({ name }) => /\.(js|css|wasm)$/.test(new URL(name).pathname));
    const before = [navigation, ...files].filter(({ responseEnd }) => responseEnd <= window.bench.first);
    return before.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });

/** An app once it rests: what it costs each second, elements, memory, layout shifts, bytes. */
export async function atRest(bench, app, { count, seconds }) {
  await bench.server.sent(app.site);
  const context = await newContext(bench.browser);
  try {
    const { page, client } = await visit(bench, context, app, { count });
    await page.waitForTimeout(TO_REST);
    await client.send('Performance.enable', { timeDomain: 'timeTicks' });
    const ticking = await working(page, client, seconds);
    const files = await bench.server.sent(app.site);
    const bytesAll = files.filter(({ path }) => KINDS.test(path)).reduce((sum, { bytes }) => sum + bytes, 0);
    const bytesFirst = await loadedAtFirst(page);
    const { shift, elements } = await page.evaluate(() => ({ shift: window.bench.shift, elements: document.getElementsByTagName('*').length }));
    for (let turn = 0; turn < 3; turn += 1) await client.send('HeapProfiler.collectGarbage');
    const process = await processOf(page);
    await page.waitForTimeout(500);
    const memory = await footprint(process);
    return { ticking, elements, memory, shift, bytesFirst, bytesAll };
  } finally {
    await context.close();
  }
}
