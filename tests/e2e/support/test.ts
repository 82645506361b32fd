// What every spec starts from: a page in front of the release build, and a sandbox of the worker's own.

import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { Sandbox } from './sandbox.ts';
import { Troubles } from './troubles.ts';

export { expect, type Locator, type Page };

interface TestFixtures {
  /** What may go wrong; anything else fails the test. */
  troubles: Troubles;
  /** Opens a view by its fragment and waits for its heading. */
  open: (fragment: string) => Promise<void>;
}

interface WorkerFixtures {
  /** Flags for this worker's sandbox. */
  flags: string[];
  running: Sandbox;
}

export const test = base.extend<TestFixtures & { sandbox: Sandbox }, WorkerFixtures>({
  flags: [[], { option: true, scope: 'worker' }],

  running: [
    async ({ flags }, use) => {
      const sandbox = await Sandbox.start(...flags);
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],

  sandbox: async ({ running }, use) => {
    await running.reset();
    await use(running);
  },

  baseURL: async ({ running }, use) => use(running.app),

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
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  },
});
