// The check of countdowns, for both journeys.

import assert from 'node:assert/strict';

/** The longest time until a countdown changes: more than two seconds. */
const CHANGE_TIMEOUT_MS = 3_000;

/**
 * Fails unless a countdown changes. The element is queried each time, because an app may replace it.
 *
 * @param {string} selector  relative to the document; the first match counts
 */
export async function expectRunningCountdown(page, selector, where) {
  const read = () => page.evaluate((selector) => document.querySelector(selector)?.textContent, selector);
  await page.waitForSelector(selector);
  const before = await read();
  const changed = ([selector, before]) => {
    const text = document.querySelector(selector)?.textContent;
    return Boolean(text) && text !== before;
  };
  const moved = await page
    .waitForFunction(changed, [selector, before], { polling: 100, timeout: CHANGE_TIMEOUT_MS })
    .catch(() => undefined);
  assert(moved, `${where}: the countdown does not change`);
}
