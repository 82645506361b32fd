// Controls the page's clock.

import { expect, type Page } from '@playwright/test';

/** Installs Playwright's fake clock. Call before the page is opened. */
export async function installClock(page: Page, time: number | Date = Date.now()): Promise<void> {
  await page.clock.install({ time });
  // That clock's timer ids exceed 32 bits, but the app holds them in 32, because browsers give small ones. So
  // small ids are handed out here; otherwise the app could not clear its timers.
  await page.addInitScript(() => {
    const ids = new Map<number, number>();
    let last = 0;
    const set = window.setTimeout.bind(window) as (...args: unknown[]) => number;
    const clear = window.clearTimeout.bind(window);
    window.setTimeout = ((...args: unknown[]) => {
      ids.set((last += 1), set(...args));
      return last;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      clear(ids.get(Number(id)));
      ids.delete(Number(id));
    };
  });
}

/** Stops the page's clock; from now on only the test moves it. */
export async function pauseClock(page: Page): Promise<void> {
  // A second ahead: Playwright refuses a time that has passed when the command arrives.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
}

/**
 * Moves the clock in steps of half a second until `count` is `requests`; each response arrives before the
 * next step.
 */
export async function runUntilRequests(
  page: Page,
  count: () => Promise<number> | number,
  requests: number,
): Promise<void> {
  const step = async () => {
    const current = await count();
    if (current < requests) await page.clock.runFor(500);
    return current;
  };
  await expect.poll(step, { timeout: 20_000, intervals: [50] }).toBe(requests);
}

/** Expects no request in the next ten minutes. */
export async function expectNoMoreRequests(page: Page, count: () => Promise<number> | number): Promise<void> {
  const before = await count();
  await page.clock.runFor('10:00');
  expect(await count(), 'requests after ten minutes more').toBe(before);
}
