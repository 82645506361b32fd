import { newContext, visit } from '../browser.mjs';

const AFTER = 4_000;
/** The second is the one that has every task: without it, those that deal with the answer of a `fetch` are missing. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** The longest task of the main thread in milliseconds, from the navigation to some seconds after the first symbol. */
export async function longestTask(bench, app, { count, rate }) {
  const context = await newContext(bench.browser);
  const tracer = await bench.browser.newBrowserCDPSession();
  const events = [];
  tracer.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  try {
    const begin = () =>
      tracer.send('Tracing.start', {
        transferMode: 'ReportEvents',
        traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
      });
    const { page } = await visit(context, app, { address: bench.server.address(app.name), count, rate, before: begin });
    await page.waitForTimeout(AFTER);
    const complete = new Promise((resolve) => tracer.once('Tracing.tracingComplete', resolve));
    await tracer.send('Tracing.end');
    await complete;
  } finally {
    await tracer.detach();
    await context.close();
  }
  // The mark of the first symbol tells which process and thread is the page's.
  const mark = events.find(({ name, cat }) => name === 'first symbol' && cat.includes('blink.user_timing'));
  if (!mark) throw new Error(`${app.title}: the browser recorded no task of the page`);
  const tasks = events.filter(({ name, ph, pid, tid }) => ph === 'X' && name === 'RunTask' && pid === mark.pid && tid === mark.tid);
  return { longest: Math.max(...tasks.map(({ dur }) => dur)) / 1_000 };
}
