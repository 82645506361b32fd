// What every app is checked for, whatever the journey.

import assert from 'node:assert/strict';

/** How long a countdown may stand still: twice its step and more. */
const TO_MOVE_MS = 3_000;

/**
 * Fails unless a countdown changes. It is looked for anew each time, because an app may replace its elements.
 *
 * @param {string} selector  from the document on; the first one counts
 */
export async function countdownMoves(page, selector, where) {
  const read = () => page.evaluate((selector) => document.querySelector(selector)?.textContent, selector);
  await page.waitForSelector(selector);
  const before = await read();
  const changed = ([selector, before]) => {
    const text = document.querySelector(selector)?.textContent;
    return Boolean(text) && text !== before;
  };
  const moved = await page.waitForFunction(changed, [selector, before], { polling: 100, timeout: TO_MOVE_MS }).catch(() => undefined);
  assert(moved, `${where}: the countdown stands still`);
}
