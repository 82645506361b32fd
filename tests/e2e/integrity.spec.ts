// Files that are altered on the way do not run, and the page says so.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADDITIONS } from './support/alterations.ts';
import { DIST } from './support/sandbox.ts';
import { APP_WASM, firstStagePass, holdBackApp } from './support/stages.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';

const BOOT = /\/boot-[0-9a-f]{16}\.js$/;
const FIRST_GLUE = /\/latchkey-first-[0-9a-f]{16}\.js$/;
const FIRST_WASM = /\/latchkey-first-[0-9a-f]{16}_bg\.wasm$/;
const APP_GLUE = /\/latchkey-[0-9a-f]{16}\.js$/;
const PAGE_STYLES = /\/latchkey-[0-9a-f]+\.css$/;
const APP_STYLES = /\/app-[0-9a-f]+\.css$/;

/** Alters a file on its way to the page. The browser may keep it for a year, as any file with a hash. */
async function alter(page: Page, address: RegExp): Promise<void> {
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const type = route.request().url().split('.').at(-1) ?? '';
    const body = Buffer.concat([await response.body(), ADDITIONS[type] ?? Buffer.of()]);
    const headers = { ...response.headers(), 'cache-control': 'public, max-age=31536000, immutable' };
    await route.fulfill({ response, headers, body });
  });
}

/** Expects that nothing that was added to a file has had an effect. */
async function expectNoMark(page: Page): Promise<void> {
  const marks = await page.evaluate(() => [
    (window as unknown as { altered?: boolean }).altered,
    getComputedStyle(document.documentElement).getPropertyValue('--altered'),
  ]);
  expect(marks).toEqual([undefined, '']);
}

for (const [what, address] of [
  ['script of the app', APP_GLUE],
  ['module of the app', APP_WASM],
  ['stylesheet of the app', APP_STYLES],
  ['stylesheet of the page', PAGE_STYLES],
] as const) {
  test(`an altered ${what} is refused, and a card says so`, async ({ page, sandbox, browserErrors }) => {
    browserErrors.expect(/integrity/);
    await alter(page, address);
    await page.goto(`${sandbox.app}#/about`);
    const card = page.getByRole('alert');
    await expect(card.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible();
    await expect(card).toContainText('A part is missing or has been changed');
    await expect(page.locator('#main')).toHaveCount(0);
    await expectNoMark(page);
    await page.unroute(address);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
  });
}

test('the card is German in a German browser', async ({ browser, sandbox }) => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await alter(page, APP_WASM);
  await page.goto(`${sandbox.app}#/about`);
  await expect(page.getByRole('alert')).toContainText('Ein Teil fehlt oder wurde verändert');
  await context.close();
});

for (const [what, address] of [
  ['script', APP_GLUE],
  ['module', APP_WASM],
  ['stylesheet', APP_STYLES],
] as const) {
  test(`if the app's ${what} is altered, the code of the first stage stays, with a notice`, async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/integrity/);
    await alter(page, address);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.getByRole('alert')).toContainText('This code stays until its end');
    await expect(firstStagePass(page).locator('.code')).toHaveText(STATIC_CODE);
    await expect(page.locator('#main')).toHaveCount(0);
    await expectNoMark(page);
  });
}

for (const [what, address] of [
  ['script', FIRST_GLUE],
  ['module', FIRST_WASM],
] as const) {
  test(`an altered ${what} of the first stage is refused, and the app shows the code`, async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/integrity/);
    await page.addInitScript(() =>
      new MutationObserver(() => {
        if (document.querySelector('#shell .pass')) Object.assign(window, { altered: true });
      }).observe(document, { subtree: true, childList: true }),
    );
    await alter(page, address);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectNoMark(page);
  });
}

test('an altered boot script is refused, and the page says so without a script', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/integrity/);
  await alter(page, BOOT);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(page.getByText('Latchkey did not start: a part is missing or has been changed')).toBeVisible();
  await expect(page.getByText('Latchkey wurde nicht gestartet: Ein Teil fehlt')).toBeVisible();
  await expectNoMark(page);
  expect(await sandbox.count('/api/')).toBe(0);
});

test('the text that the page did not start is in no frame of a page that starts', async ({
  page,
  sandbox,
}) => {
  await page.addInitScript(() => {
    const seen = Object.assign(window, { seen: [] as boolean[] }).seen;
    const look = () => {
      const text = document.querySelector('.not-started');
      if (text) seen.push(text.checkVisibility());
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const release = await holdBackApp(page);
  await page.goto(`${sandbox.app}#/about`);
  await expect.poll(() => page.evaluate('seen.length')).toBeGreaterThan(2);
  await release();
  expect(await page.evaluate('seen.includes(true)')).toBe(false);
});

test('index.html has the digest of every script, module and stylesheet of the build', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const tags = (html.match(/<(?:script|template|link)\b[^>]*>/g) ?? []).filter((tag) =>
    /\.(?:js|wasm|css)\b/.test(tag),
  );
  const found = tags.map((tag) => {
    const file = /\.\/([\w-]+\.(?:js|wasm|css))/.exec(tag)?.[1] ?? '';
    const [, algorithm = 'sha384', digest] = /integrity="?(sha\d+)-([\w+/=]+)/.exec(tag) ?? [];
    const expected = createHash(algorithm)
      .update(readFileSync(join(DIST, file)))
      .digest('base64');
    return { file, hasDigest: digest === expected };
  });
  expect(found).toHaveLength(7);
  expect(found.filter(({ hasDigest }) => !hasDigest)).toEqual([]);
});
