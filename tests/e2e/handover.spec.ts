// The handover from the first stage to the app: no visible change, no second request.

import { recordCodes, recordedCodes } from './support/code-recorder.ts';
import { trackWasmMemory, countInMemory } from './support/wasm-memory.ts';
import {
  APP_WASM,
  expectSeamless,
  holdBackApp,
  recordSymbolFrames,
  firstStagePass,
  symbolFrames,
} from './support/stages.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const code = (page: Page) => firstStagePass(page).locator('.code');

test.describe('the handover', () => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 320, height: 568 },
    { width: 844, height: 390 },
    { width: 1280, height: 900 },
  ]) {
    for (const locale of ['en-GB', 'de-DE']) {
      test(`no pixel of the symbol changes and nothing moves: ${viewport.width} x ${viewport.height}, ${locale}`, async ({
        browser,
        sandbox,
      }) => {
        // None of these codes is renewed during the test, even on a slow machine.
        for (const view of [
          'access/gym/1237',
          'access/my-pass',
          'access/gym/1060',
          'access/gym/7034',
          'access/gym/7054',
        ]) {
          const context = await browser.newContext({ viewport, locale, deviceScaleFactor: 2 });
          const page = await context.newPage();
          await recordSymbolFrames(page);
          await page.addInitScript(() => {
            const shifts = Object.assign(window, { shifts: [] as number[] }).shifts;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                shifts.push((entry as PerformanceEntry & { value: number }).value);
            }).observe({ type: 'layout-shift', buffered: true });
          });
          const release = await holdBackApp(page);
          await page.goto(`${sandbox.app}#/${view}`);
          const symbol = page.locator('.pass svg.qr');
          await expect(symbol).toBeVisible();
          const before = await symbol.screenshot({ animations: 'allow' });
          await release();
          await expectSeamless(page);
          expect((await symbol.screenshot({ animations: 'allow' })).equals(before), view).toBe(true);
          expect(await page.evaluate('shifts'), view).toEqual([]);
          await context.close();
        }
      });
    }
  }

  test('the longest customer id fits 320 pixels in both stages, and nothing moves', async ({
    page,
    sandbox,
  }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await recordSymbolFrames(page);
    await page.route('**/9223372036854775807/access-code', (route) =>
      route.fulfill({
        json: { format: 'QR_CODE', content: STATIC_CODE },
        headers: { date: new Date().toUTCString() },
      }),
    );
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/9223372036854775807`);
    await expect(code(page)).toHaveText(STATIC_CODE);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    await release();
    await expectSeamless(page);
    expect(await fits()).toBe(true);
    const id = page.getByText('9223372036854775807', { exact: true });
    const state = page.getByText(t('state.valid'), { exact: true });
    const [left, right] = [await id.boundingBox(), await state.boundingBox()];
    expect(Number(left?.x) + Number(left?.width)).toBeLessThanOrEqual(Number(right?.x));
    expect(Number(right?.x) + Number(right?.width)).toBeLessThanOrEqual(300);
  });

  const times = Number(process.env.LATCHKEY_HANDOVERS ?? 20);
  test(`${times} times at a random moment: no flash, one request, the same symbol`, async ({
    browser,
    sandbox,
  }) => {
    test.setTimeout(45_000 + times * 5_000);
    for (let time = 0; time < times; time += 1) {
      await sandbox.clearLog();
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      await recordSymbolFrames(page);
      const delayMs = Math.floor(Math.random() * 800);
      await page.route(APP_WASM, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        await route.continue();
      });
      await page.goto(`${sandbox.app}#/access/${time % 2 ? 'my-pass' : 'gym/1237'}`);
      await expectSeamless(page);
      expect(await sandbox.count('/api/'), `${delayMs} ms late`).toBe(1);
      await context.close();
    }
  });

  test('selected text stays selected', async ({ page, sandbox }) => {
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await code(page).click();
    const selected = () => page.evaluate(() => String(getSelection()));
    await page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('#shell .code') ?? document.body),
    );
    expect(await selected()).toBe(STATIC_CODE);
    await release();
    await expect.poll(selected).toBe(STATIC_CODE);
    expect(
      await page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('#main') !== null),
    ).toBe(true);
  });

  test('a code requested long before the app loads is renewed before its end', async ({ page, sandbox }) => {
    await recordCodes(page, /\d{19}/);
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    // Less than five seconds before its end, within the minimum time between two requests of the app.
    await expect(firstStagePass(page).locator('.digits')).toHaveText('0:04', { timeout: 10_000 });
    await release();
    await expect.poll(() => recordedCodes(page).then((seen) => seen.length)).toBe(2);
    const [first, second] = await recordedCodes(page);
    expect(Number(second?.first) - Number(first?.last), 'milliseconds without a code').toBeLessThan(500);
    expect(await sandbox.count('/1010/')).toBe(2);
  });

  test('the first stage leaves nothing in memory once the app has left the view', async ({
    page,
    sandbox,
  }) => {
    await trackWasmMemory(page);
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC_CODE);
    expect(await countInMemory(page, STATIC_CODE)).toBeGreaterThan(0);
    await release();
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.evaluate(() => location.assign('#/'));
    await expect(page.locator('#main .pass')).toHaveCount(0);
    await expect.poll(() => countInMemory(page, STATIC_CODE), { timeout: 2_000 }).toBe(0);
  });
});

test('the recorder of symbol frames detects a change', async ({ page, sandbox }) => {
  await recordSymbolFrames(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(page.locator('#main .pass svg.qr')).toBeVisible();
  await page.evaluate(() =>
    document.querySelector<SVGElement>('.pass svg.qr')?.style.setProperty('margin-top', '1px'),
  );
  await expect.poll(async () => (await symbolFrames(page)).length).toBeGreaterThan(2);
});
