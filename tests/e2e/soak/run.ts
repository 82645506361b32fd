// Runs a soak test: starts a sandbox with a manual clock, runs the simulation and checks its result.

import { expect, test as base } from '@playwright/test';
import { Sandbox } from '../support/sandbox.ts';
import { Simulation } from './simulation.ts';
import { evaluate, heading, row } from './report.ts';

/** The parameters of a soak test; times in minutes of the page. */
export interface SoakOptions {
  minutes: number;
  /** The interval between two measurements of memory. */
  interval: number;
  /** The time after which memory must not grow any more. */
  warmUp: number;
  log: (line: string) => void;
}

export const test = base.extend<{ soakSandbox: Sandbox }>({
  // The sandbox ends with the test, also after a failure or Ctrl-C.
  soakSandbox: async ({}, use) => {
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

/** Runs a simulation, prints its figures, and fails if a requirement was violated. */
export async function soak(
  simulation: Simulation,
  sandbox: Sandbox,
  { minutes, interval, warmUp, log }: SoakOptions,
): Promise<void> {
  const millis = (value: number) => value * 60_000;
  const started = performance.now();
  log(heading());
  const result = await simulation.run(millis(minutes), millis(interval), (sample) => log(row(sample)));
  const real = (performance.now() - started) / 1000;
  const report = await evaluate(result, sandbox, millis(warmUp));
  const times = ((minutes * 60) / real).toFixed(0);
  log(`${minutes} minutes of the page in ${real.toFixed(1)} s: ${times} times as fast`);
  report.lines.forEach(log);
  expect(report.violations, 'violated requirements').toEqual([]);
}
