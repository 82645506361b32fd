// The tasks of the page's main thread, as the browser itself records them.

import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  cat: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
}

/** One task, and what took longest in it, in milliseconds. */
export interface Task {
  millis: number;
  parts: string[];
}

/** Without the last, tasks are missing that go on with the answer of a `fetch`. */
const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing', 'disabled-by-default-devtools.timeline'];

/** Every task of the page's main thread while this is done. */
export async function trace(page: Page, act: () => Promise<void>): Promise<Task[]> {
  const client = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  // The browser says that it records a little before the page's own process does.
  await page.waitForTimeout(300);
  const mark = (name: string) => page.evaluate((name) => void performance.mark(name), name);
  await mark('trace begins');
  await act();
  await mark('trace ends');
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;
  await client.detach();
  // The marks tell which thread it is, and that nothing of it was missed. A page that was opened may have another one.
  const marked = (name: string) => events.find((one) => one.name === name && one.cat.includes('blink.user_timing'));
  const [begins, ends] = [marked('trace begins'), marked('trace ends')];
  if (!begins || !ends) throw new Error('the browser did not record all of it');
  const main = events.filter((one) => one.ph === 'X' && [begins, ends].some((mark) => mark.pid === one.pid && mark.tid === one.tid));
  const tasks = main.filter((one) => one.name.endsWith('RunTask') && one.ts + Number(one.dur) >= begins.ts && one.ts <= ends.ts);
  return tasks.map((task) => {
    const inside = main.filter((one) => one !== task && one.pid === task.pid && one.ts >= task.ts && one.ts + Number(one.dur) <= task.ts + Number(task.dur));
    const parts = inside.sort((a, b) => Number(b.dur) - Number(a.dur)).slice(0, 6);
    return { millis: Number(task.dur) / 1_000, parts: parts.map((one) => `${one.name} ${Math.round(Number(one.dur) / 1_000)}`) };
  });
}

/** The longest of them. */
export const longest = (tasks: Task[]): Task => tasks.reduce((one, other) => (one.millis < other.millis ? other : one));
