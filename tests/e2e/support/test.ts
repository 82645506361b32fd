// What every spec starts from: a page in front of the release build, and a sandbox of the worker's own.

import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { Sandbox } from './sandbox.ts';
import { Troubles } from './troubles.ts';

export { expect, type Locator, type Page };

interface TestFixtures {
  /** The worker's sandbox, fresh for this test. */
  sandbox: Sandbox;
  /** What may go wrong; anything else fails the test. */
  troubles: Troubles;
  /** Opens a view by its fragment and waits for the app's heading. */
  open: (fragment: string) => Promise<void>;
}

interface WorkerFixtures {
  /** The worker's sandbox, with what earlier tests have left in it. */
  running: Sandbox;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  running: [
    // Playwright reads the names of other fixtures here: none are needed.
    async ({}, use) => {
      const sandbox = await Sandbox.start();
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],

  sandbox: async ({ running }, use) => {
    await running.reset();
    await use(running);
  },

  troubles: [
    async ({ context }, use) => {
      const troubles = new Troubles();
      troubles.watch(context);
      await use(troubles);
      expect(troubles.unexplained(), 'troubles beside the page').toEqual([]);
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
