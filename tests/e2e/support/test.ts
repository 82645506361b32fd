// The fixtures of every spec: a page with the release build, and a sandbox for each worker.

import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { BrowserErrors } from './browser-errors.ts';
import { Sandbox } from './sandbox.ts';

export { expect, type Locator, type Page };

/** The code of customer 1237, which has no end. */
export const STATIC_CODE = '0071930465528817402';

interface TestFixtures {
  /** The worker's sandbox, reset for this test. */
  sandbox: Sandbox;
  /** Takes the errors that the test expects; all others fail it. */
  browserErrors: BrowserErrors;
  /** Opens a view by its fragment and waits for the app's heading. */
  open: (fragment: string) => Promise<void>;
}

interface WorkerFixtures {
  /** The worker's sandbox, in the state earlier tests have left. */
  workerSandbox: Sandbox;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  workerSandbox: [
    // Playwright requires a destructured argument, even an empty one.
    async ({}, use) => {
      const sandbox = await Sandbox.start();
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],

  sandbox: async ({ workerSandbox }, use) => {
    await workerSandbox.reset();
    await use(workerSandbox);
  },

  browserErrors: [
    async ({ context }, use) => {
      const browserErrors = new BrowserErrors();
      browserErrors.watch(context);
      await use(browserErrors);
      expect(browserErrors.mismatches(), 'unexpected or missing browser errors').toEqual([]);
    },
    { auto: true },
  ],

  open: async ({ page, sandbox }, use) => {
    await use(async (fragment) => {
      await page.goto(`${sandbox.app}#${fragment}`);
      await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    });
  },
});
