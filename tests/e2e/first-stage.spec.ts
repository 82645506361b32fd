// The first stage shows a pass's code before the app has loaded, and keeps it if the app does not load.

import { collectAccessResponses, latest } from './support/responses.ts';
import { recordCodes, recordedCodes } from './support/code-recorder.ts';
import { expectSymbol, readSymbol } from './support/qr.ts';
import {
  APP_WASM,
  expectSeamless,
  holdBackApp,
  recordSymbolFrames,
  firstStagePass,
} from './support/stages.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { setVisible } from './support/visibility.ts';
import { t } from './support/texts.ts';

const code = (page: Page) => firstStagePass(page).locator('.code');

test.describe('the code before the app', () => {
  test('a dynamic code has symbol, grouped digits, ring and time left, and no other text', async ({
    page,
    sandbox,
  }) => {
    const responses = await collectAccessResponses(page);
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    const { content } = await latest(responses);
    await expect(code(page)).toHaveText(content);
    expect(await code(page).locator('span').count()).toBeGreaterThan(1);
    const { zxing, zbar } = await readSymbol(firstStagePass(page).locator('svg.qr'));
    expect({ zxing, zbar }).toEqual({ zxing: [content], zbar: [content] });
    await expect(firstStagePass(page).locator('.digits')).toHaveText(/^0:[0-2]\d$/);
    expect(
      await firstStagePass(page)
        .locator('.hand')
        .evaluate((hand) => hand.getAnimations().length),
    ).toBe(1);
    await expect(firstStagePass(page).getByRole('heading', { name: 'Studio desk' })).toBeVisible();
    // Name, id, code and time are the only text.
    const text = (await firstStagePass(page).innerText()).replace(/\s/g, '');
    expect(text).toMatch(new RegExp(`^Studiodesk1010${content}0:[0-2]\\d$`));
    await release();
    await expectSymbol(page.getByRole('img', { name: t('access.qr') }), content);
    expect(await sandbox.count('/api/')).toBe(1);
  });

  test('a static code has no ring, no time left and no expiry', async ({ page, sandbox }) => {
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC_CODE);
    await expect(firstStagePass(page).locator('.countdown')).toHaveCount(0);
    await expect(page.locator('.expires')).toHaveCount(0);
    await release();
  });

  test('the time left counts down', async ({ page, sandbox }) => {
    await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/my-pass`);
    const digits = firstStagePass(page).locator('.digits');
    const before = await digits.textContent();
    await expect(digits).not.toHaveText(before ?? '');
  });

  test('the network is tried even if the browser reports being offline', async ({ page, sandbox }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC_CODE);
    // The app asks the site for a sign of life, and does not believe the browser.
    const probe = page.waitForRequest((request) => request.method() === 'HEAD');
    await release();
    await probe;
    await expect(page.getByText(t('state.offline'), { exact: true })).toHaveCount(0);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(1);
  });

  test('the code stays if the network is lost before the app has loaded', async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/failed: HEAD/);
    await page.route('**/latchkey.json', (route) =>
      route.request().method() === 'HEAD' ? route.abort('internetdisconnected') : route.fallback(),
    );
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC_CODE);
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false }),
    );
    await release();
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect(page.getByText(t('state.offline'), { exact: true })).toBeVisible();
  });

  test('the request has the language of the app', async ({ browser, sandbox }) => {
    for (const [locale, chosen, language] of [
      ['de-AT', undefined, 'de'],
      ['de-DE', 'en', 'en'],
      ['fr-FR', undefined, 'en'],
    ] as const) {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      if (chosen)
        await page.addInitScript((chosen) => localStorage.setItem('latchkey.language', chosen), chosen);
      const languages: (string | undefined)[] = [];
      page.on(
        'request',
        (request) =>
          request.url().endsWith('/access-code') && languages.push(request.headers()['accept-language']),
      );
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
      expect(languages, locale).toEqual([language]);
      await context.close();
    }
  });

  for (const [what, locale, languages, catalog] of [
    ['whose texts cannot be fetched', 'de-DE', undefined, 404],
    ['that is the only one offered', 'en-GB', ['de'], 200],
  ] as const) {
    test(`a language ${what} causes no second request and no loss of the code`, async ({
      browser,
      sandbox,
    }) => {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      await recordSymbolFrames(page);
      if (catalog !== 200)
        await page.route('**/locales/de.json', (route) => route.fulfill({ status: catalog, body: '' }));
      if (languages) {
        await page.route('**/latchkey.json', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, json: { ...((await response.json()) as object), languages } });
        });
      }
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expectSeamless(page);
      await expect(page.locator('html')).toHaveAttribute('lang', catalog === 200 ? 'de' : 'en');
      expect(await sandbox.count('/api/')).toBe(1);
      await context.close();
    });
  }
});

test.describe('if the app does not load', () => {
  test('the code stays to its end with a notice and Reload, then disappears', async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 404/, /integrity/);
    await recordCodes(page, /\d{19}/);
    const responses = await collectAccessResponses(page);
    await page.route(APP_WASM, (route) =>
      route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }),
    );
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    const notice = page.getByRole('alert');
    await expect(notice).toContainText('This code stays until its end');
    const { content, expiresAt } = await latest(responses);
    await expect(code(page)).toHaveText(content);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Studio desk');
    await expect(page.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible({
      timeout: 15_000,
    });
    await expect(code(page)).toHaveCount(0);
    const [seen] = await recordedCodes(page);
    expect(seen?.last).toBeLessThan(Date.parse(expiresAt ?? ''));
    await page.unroute(APP_WASM);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('#main .pass .code')).toBeVisible();
  });

  test('a page that is hidden when the app fails shows its code again when visible', async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 404/, /integrity/);
    let fail = () => {};
    const held = new Promise<void>((resolve) => (fail = resolve));
    await page.route(APP_WASM, async (route) => {
      await held;
      await route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' });
    });
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC_CODE);
    await setVisible(page, false);
    fail();
    await expect(page.getByRole('alert')).toHaveCount(1);
    await setVisible(page, true);
    await expect(code(page)).toHaveText(STATIC_CODE);
  });

  test('an invalid module does not remove a valid code', async ({ page, sandbox, browserErrors }) => {
    browserErrors.expect(/integrity/);
    await page.route(APP_WASM, (route) =>
      route.fulfill({ contentType: 'application/wasm', body: 'not a module' }),
    );
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(code(page)).toHaveText(STATIC_CODE);
  });
});

test('the code is removed while hidden, returns when visible, and is gone after a change of view', async ({
  page,
  sandbox,
}) => {
  const release = await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC_CODE);
  await setVisible(page, false);
  await expect(page.getByText(STATIC_CODE)).toHaveCount(0);
  await setVisible(page, true);
  await expect(code(page)).toHaveText(STATIC_CODE);
  await page.evaluate(() => location.assign('#/about'));
  await expect(page.getByText(STATIC_CODE)).toHaveCount(0);
  await expect(page.locator('#shell .skeleton')).toHaveCount(1);
  await release();
  await expect(page.getByRole('heading', { name: t('about.title') })).toBeVisible();
});
