// Checks that every app shows the code of a pass, with a readable symbol, a running ring and a running
// countdown.

import assert from 'node:assert/strict';
import { describe } from '../apps.mjs';
import { newContext, visit } from '../browser.mjs';
import { PASS_CODE } from '../codes.mjs';
import { readSymbols } from '../qr-reader.mjs';
import { expectRunningCountdown } from './countdown.mjs';

/** Long enough for an app that draws the code first and replaces it once it has loaded completely. */
const REST_AFTER_MS = 1_500;

/** Returns the text of an element without spaces. */
const textOf = (page, selector) =>
  page.evaluate((selector) => document.querySelector(selector)?.textContent.replace(/\s/g, ''), selector);

const isAnimated = (page, selector) =>
  page.evaluate((selector) => {
    const animations = document.querySelector(selector)?.getAnimations() ?? [];
    return animations.some(
      (animation) => animation instanceof CSSAnimation && animation.playState === 'running',
    );
  }, selector);

async function checkApp(bench, app) {
  const context = await newContext(bench.browser);
  const where = describe(app);
  const within = (selector) => `${app.item} ${selector}`;
  try {
    const { page } = await visit(bench, context, app, {});
    const expectCode = async (when) => {
      assert.equal(await textOf(page, within(app.code)), PASS_CODE, `${where}, ${when}: it is another code`);
      // The whole window, because an app may replace the element during the screenshot.
      assert.deepEqual(
        await readSymbols(await page.screenshot()),
        [PASS_CODE],
        `${where}, ${when}: the symbol has other content`,
      );
    };
    await expectCode('once painted');
    await page.waitForTimeout(REST_AFTER_MS);
    await expectRunningCountdown(page, within(app.digits), where);
    assert(await isAnimated(page, within(app.ring)), `${where}: the ring is not animated`);
    await expectCode('at rest');
  } finally {
    await context.close();
  }
}

/** Fails if an app does not show the pass. */
export async function checkPass(bench, apps) {
  for (const app of apps) {
    bench.log(`checking ${describe(app)}`);
    await checkApp(bench, app);
  }
}
