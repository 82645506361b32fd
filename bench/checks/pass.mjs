// Before a pass is timed, every app must show its code, a symbol that a reader turns into that code, a ring that runs
// and a countdown that moves.

import assert from 'node:assert/strict';
import { describe } from '../apps.mjs';
import { newContext, visit } from '../browser.mjs';
import { PASS_CODE } from '../codes.mjs';
import { readSymbol } from '../reader.mjs';
import { countdownMoves } from './parts.mjs';

/** Long enough for an app that draws the code before all of it is there, and then replaces what it drew. */
const TO_REST_MS = 1_500;

/** The code as text, without the gaps between its groups. */
const textOf = (page, selector) => page.evaluate((selector) => document.querySelector(selector)?.textContent.replace(/\s/g, ''), selector);

const runs = (page, selector) =>
  page.evaluate((selector) => {
    const animations = document.querySelector(selector)?.getAnimations() ?? [];
    return animations.some((one) => one instanceof CSSAnimation && one.playState === 'running');
  }, selector);

async function shows(bench, app) {
  const context = await newContext(bench.browser);
  const where = describe(app);
  const within = (selector) => `${app.item} ${selector}`;
  try {
    const { page } = await visit(bench, context, app, {});
    const saysTheCode = async (when) => {
      assert.equal(await textOf(page, within(app.code)), PASS_CODE, `${where}, ${when}: it is another code`);
      // The whole window: an element may be replaced while it is photographed.
      assert.deepEqual(await readSymbol(await page.screenshot()), [PASS_CODE], `${where}, ${when}: the symbol does not say the code`);
    };
    await saysTheCode('once painted');
    await page.waitForTimeout(TO_REST_MS);
    await countdownMoves(page, within(app.digits), where);
    assert(await runs(page, within(app.ring)), `${where}: the ring stands still`);
    await saysTheCode('at rest');
  } finally {
    await context.close();
  }
}

/** Fails with words when an app shows anything else than the pass. */
export async function checkPass(bench, apps) {
  for (const app of apps) {
    bench.say(`checking ${describe(app)}`);
    await shows(bench, app);
  }
}
