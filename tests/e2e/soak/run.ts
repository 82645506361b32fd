// A whole soak: a sandbox with a clock of its own, the life of the page, the verdict.

import { expect, test as base } from '@playwright/test';
import { Sandbox } from '../support/sandbox.ts';
import { Life } from './life.ts';
import { heading, judge, row } from './verdict.ts';

/** How long, how often memory is measured, and after how long it has to be flat; in minutes of the page. */
export interface Plan {
  minutes: number;
  interval: number;
  warmUp: number;
  tell: (line: string) => void;
}

export const test = base.extend<{ turned: Sandbox }>({
  // The end of the test, also by a failure or by Ctrl-C, is the end of its sandbox.
  turned: async ({}, use) => {
    const seed = process.env.LATCHKEY_SOAK_SEED;
    const sandbox = await Sandbox.start(
      '--clock',
      'manual',
      '--chaos',
      '20',
      ...(seed ? ['--chaos-seed', seed] : []),
    );
    await use(sandbox);
    await sandbox.stop();
  },
});

/** Lives the plan and fails where a promise was not kept. */
export async function soak(
  life: Life,
  sandbox: Sandbox,
  { minutes, interval, warmUp, tell }: Plan,
): Promise<void> {
  const millis = (value: number) => value * 60_000;
  const begun = performance.now();
  tell(heading());
  const course = await life.live(millis(minutes), millis(interval), (sample) => tell(row(sample)));
  const real = (performance.now() - begun) / 1000;
  const verdict = await judge(course, sandbox, millis(warmUp));
  const times = ((minutes * 60) / real).toFixed(0);
  tell(`${minutes} minutes of the page in ${real.toFixed(1)} s: ${times} times as fast`);
  verdict.lines.forEach(tell);
  expect(verdict.broken, 'promises not kept').toEqual([]);
}
