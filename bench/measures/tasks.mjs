import { newContext, visit } from '../browser.mjs';
import { findMark, startTrace } from '../trace.mjs';

/** How long tasks count after the first symbol. */
const AFTER_SYMBOL_MS = 4_000;
/** Without the second category, tasks that continue with the response of a `fetch` are missing. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/**
 * Returns the tasks of the main thread from the navigation to `after` milliseconds after the first symbol,
 * and its time.
 */
async function traceVisit(bench, app, options, after) {
  const context = await newContext(bench.browser);
  let endTrace;
  // The trace starts after the page's process: otherwise the end of the trace takes five seconds.
  const before = async () => (endTrace = await startTrace(bench.browser, CATEGORIES));
  let events, first;
  try {
    const visited = await visit(bench, context, app, { ...options, before });
    first = visited.first;
    await visited.page.waitForTimeout(after);
  } finally {
    events = await endTrace?.();
    await context.close();
  }
  const mark = findMark(events, 'first symbol');
  const started = mark.ts - first * 1_000;
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === mark.pid && tid === mark.tid,
  );
  if (tasks.every(({ ts }) => ts >= started)) throw new Error('the browser did not record the beginning');
  return { painted: mark.ts, tasks: tasks.filter(({ ts }) => ts >= started) };
}

/**
 * Measures the longest task of the main thread in milliseconds, from the navigation to seconds after the
 * first symbol.
 */
export async function measureLongestTask(bench, app, options) {
  const { tasks } = await traceVisit(bench, app, options, AFTER_SYMBOL_MS);
  return { longest: tasks.reduce((max, { dur }) => Math.max(max, dur), 0) / 1_000 };
}

/**
 * Measures the main thread's processor time in milliseconds until the first symbol was painted. It depends
 * little on the machine's load, so this is the most stable figure of a start.
 */
export async function measureWorkUntilFirst(bench, app, options) {
  const { painted, tasks } = await traceVisit(bench, app, options, 0);
  return { work: tasks.filter(({ ts }) => ts <= painted).reduce((sum, { tdur }) => sum + tdur, 0) / 1_000 };
}
