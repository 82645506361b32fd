import { newContext, visit } from '../browser.mjs';
import { marked, record } from '../trace.mjs';

/** How long after the first symbol tasks still count. */
const AFTER = 4_000;
/** The second has every task; without it those are missing that deal with the answer of a `fetch`. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** The tasks of the main thread from the navigation to some time after the first symbol, and when that was, in the trace's time. */
async function traced(bench, app, how, after) {
  const context = await newContext(bench.browser);
  let end;
  // The page's process is there before the recorder: for one that starts under it, the end of a record takes five seconds.
  const before = async () => (end = await record(bench.browser, CATEGORIES));
  let events, first;
  try {
    const visited = await visit(bench, context, app, { ...how, before });
    first = visited.first;
    await visited.page.waitForTimeout(after);
  } finally {
    events = await end?.();
    await context.close();
  }
  const mark = marked(events, 'first symbol');
  const began = mark.ts - first * 1_000;
  const tasks = events.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === mark.pid && tid === mark.tid);
  if (tasks.every(({ ts }) => ts >= began)) throw new Error('the browser did not record the beginning');
  return { painted: mark.ts, tasks: tasks.filter(({ ts }) => ts >= began) };
}

/** The longest task of the main thread in milliseconds, from the navigation to some seconds after the first symbol. */
export async function longestTask(bench, app, how) {
  const { tasks } = await traced(bench, app, how, AFTER);
  return { longest: tasks.reduce((most, { dur }) => Math.max(most, dur), 0) / 1_000 };
}

/**
 * The milliseconds for which the main thread had a processor until the first symbol was painted. Other work of the machine
 * counts little in it, so this is the steadiest figure of a start.
 */
export async function workUntilFirst(bench, app, how) {
  const { painted, tasks } = await traced(bench, app, how, 0);
  return { work: tasks.filter(({ ts }) => ts <= painted).reduce((sum, { tdur }) => sum + tdur, 0) / 1_000 };
}
