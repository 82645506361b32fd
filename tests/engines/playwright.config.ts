// The main journeys in three engines: Chromium, Firefox and WebKitGTK, each driven by its own WebDriver server. Playwright only runs
// the tests; it starts no browser. Started by scripts/test.sh.

import { defineConfig } from '@playwright/test';
import { ENGINES } from './support/engine.ts';

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/engines',
  // One engine at a time: a window that is not in front may get no focus and fewer frames.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes the second time has found something: it counts as failed.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  projects: [
    ...ENGINES.map((engine) => ({ name: engine, testMatch: '*.spec.ts' })),
    ...(process.env.LATCHKEY_MEASURE ? [{ name: 'measure', testMatch: 'first-symbol.ts', timeout: 600_000 }] : []),
  ],
});
