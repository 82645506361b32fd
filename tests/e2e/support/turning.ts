// Turning the page's clock by hand.

import { expect, type Page } from '@playwright/test';

/** Gives the page a clock that can be turned. Call before the page is opened. */
export async function installClock(page: Page, time: number | Date = Date.now()): Promise<void> {
  await page.clock.install({ time });
  // That clock numbers its timers far beyond 32 bits, in which the app holds such numbers since browsers give small ones:
  // it could take no timer back.
  await page.addInitScript(() => {
    const known = new Map<number, number>();
    let last = 0;
    const set = window.setTimeout.bind(window) as (...args: unknown[]) => number;
    const clear = window.clearTimeout.bind(window);
    window.setTimeout = ((...args: unknown[]) => {
      known.set((last += 1), set(...args));
      return last;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      clear(known.get(Number(id)));
      known.delete(Number(id));
    };
  });
}

/** From now on the page's time stands still unless it is turned. */
export async function stopClock(page: Page): Promise<void> {
  // A moment that has passed already when it arrives there would be refused.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
}

/** Turns the clock second by second until so many requests were counted: each has to be answered before the next. */
export async function turnUntil(page: Page, count: () => Promise<number> | number, requests: number): Promise<void> {
  const turned = async () => {
    const asked = await count();
    if (asked < requests) await page.clock.runFor(500);
    return asked;
  };
  await expect.poll(turned, { timeout: 20_000, intervals: [50] }).toBe(requests);
}

/** Ten minutes pass, and nobody asks. */
export async function expectSilence(page: Page, count: () => Promise<number> | number): Promise<void> {
  const before = await count();
  await page.clock.runFor('10:00');
  expect(await count(), 'requests after ten minutes more').toBe(before);
}
