import { newContext, visit } from '../browser.mjs';
import { marked, record } from '../trace.mjs';

/** How long after the first symbol tasks still count. */
const AFTER = 4_000;
/** The second has every task; without it those are missing that deal with the answer of a `fetch`. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** The longest task of the main thread in milliseconds, from the navigation to some seconds after the first symbol. */
export async function longestTask(bench, app, { count, rate }) {
  const context = await newContext(bench.browser);
  const end = await record(bench.browser, CATEGORIES);
  let events;
  try {
    const { page } = await visit(context, app, { address: bench.server.address(app.name), count, rate });
    await page.waitForTimeout(AFTER);
  } finally {
    events = await end();
    await context.close();
  }
  const { pid, tid } = marked(events, 'first symbol');
  const tasks = events.filter((event) => event.name === 'RunTask' && event.ph === 'X' && event.pid === pid && event.tid === tid);
  return { longest: tasks.reduce((most, { dur }) => Math.max(most, dur), 0) / 1_000 };
}
