// The tasks of the page's main thread, from a trace of the browser.

import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  cat: string;
  ph: string;
  ts: number;
  dur?: number;
  /** The part of `dur` in which the thread ran. */
  tdur?: number;
  pid: number;
  tid: number;
}

/** A task and its longest parts. */
export interface Task {
  /** The time for which the task ran: without the time in which other programs had the processor. */
  millis: number;
  /** Each part's name and its duration in milliseconds. */
  parts: string[];
}

/** Without the last category, tasks that continue with the response of a `fetch` are missing. */
const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'blink.user_timing',
  'disabled-by-default-devtools.timeline',
];

/** Runs `act` and returns every task of the page's main thread meanwhile. */
export async function traceTasks(page: Page, act: () => Promise<void>): Promise<Task[]> {
  const client = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  // The browser reports the start of a trace a little before the page's own process records.
  await page.waitForTimeout(300);
  const mark = (name: string) => page.evaluate((name) => void performance.mark(name), name);
  await mark('trace begins');
  await act();
  await mark('trace ends');
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;
  await client.detach();
  // The marks identify the main thread and prove that the trace is complete. A navigation may change the
  // process.
  const findMark = (name: string) =>
    events.find((event) => event.name === name && event.cat.includes('blink.user_timing'));
  const [begin, end] = [findMark('trace begins'), findMark('trace ends')];
  if (!begin || !end) throw new Error('the browser did not record all of it');
  const isMainThread = (event: TraceEvent) =>
    [begin, end].some((mark) => mark.pid === event.pid && mark.tid === event.tid);
  const endOf = (event: TraceEvent) => event.ts + Number(event.dur);
  const main = events.filter((event) => event.ph === 'X' && isMainThread(event));
  const tasks = main.filter(
    (event) => event.name.endsWith('RunTask') && endOf(event) >= begin.ts && event.ts <= end.ts,
  );
  return tasks.map((task) => {
    const inside = main.filter(
      (event) =>
        event !== task && event.pid === task.pid && event.ts >= task.ts && endOf(event) <= endOf(task),
    );
    const parts = inside.sort((a, b) => Number(b.dur) - Number(a.dur)).slice(0, 6);
    return {
      millis: Number(task.tdur ?? task.dur) / 1_000,
      parts: parts.map((part) => `${part.name} ${Math.round(Number(part.dur) / 1_000)}`),
    };
  });
}

/** Returns the longest task. Throws if there is none. */
export const longestTask = (tasks: Task[]): Task =>
  tasks.reduce((longest, task) => (longest.millis < task.millis ? task : longest));
