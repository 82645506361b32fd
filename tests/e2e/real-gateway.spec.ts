// People in front of the real gateway of deploy/gateway/, with a real OpenID provider: Chromium, the release build,
// httpd, redis, and the sandbox behind TLS.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { Gateway } from '../../deploy/demo/gateway.mjs';
import { pressRefresh } from './support/refresh.ts';
import { DIST } from './support/sandbox.ts';
import { expect, test as base, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

/** Made by the sandbox for customer 1237, and without an end. */
const STATIC_CODE = '0071930465528817402';

const test = base.extend<object, { gateway: Gateway }>({
  gateway: [
    async ({ workerSandbox }, use) => {
      const gateway = await Gateway.start({ sandbox: workerSandbox.api, dist: DIST });
      await use(gateway);
      await gateway.stop();
    },
    { scope: 'worker' },
  ],
});
// The authority of the certificates exists for this run only.
test.use({ ignoreHTTPSErrors: true });
test.beforeEach(({ browserErrors }) => {
  // The provider's page has no icon, and the page is sent to and fro.
  browserErrors.expectMaybe(/status 30[23]/, /status 404: GET .*\/favicon\.ico/);
});

const main = (page: Page) => page.locator('#main');
const signIn = (page: Page) => main(page).getByRole('button', { name: t('session.sign_in') });
const choose = (page: Page, name: string) => page.getByRole('button', { name }).click();
const symbol = (page: Page) => main(page).locator('svg.qr');

/** Opens a view, signs in as a person and returns to it. */
async function enter(page: Page, gateway: Gateway, fragment: string, name: string): Promise<void> {
  await page.goto(`${gateway.app}#${fragment}`);
  await signIn(page).click();
  await choose(page, name);
  await expect(page).toHaveURL(`${gateway.app}#${fragment}`);
}

test('a member signs in, sees their code at the view they had opened, and signs out', async ({
  page,
  gateway,
  browserErrors,
}) => {
  browserErrors.expect(/status 401: GET .*access-code/);
  browserErrors.expectMaybe(/status 401: GET .*\/session/);
  await enter(page, gateway, '/access/my-pass', 'Mia Member');
  await expect(symbol(page)).toBeVisible();
  await expect(page.getByText('Mia Member')).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({});
  await page.getByRole('button', { name: t('session.sign_out') }).click();
  // The provider asks whether its own session is to end too.
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(gateway.app);
  await page.goto(`${gateway.app}#/access/my-pass`);
  await expect(signIn(page)).toBeVisible();
});

test('the desk sees other people’s codes, a member is told why not, a stranger whom to ask', async ({
  browser,
  gateway,
}) => {
  for (const [name, pass, view] of [
    ['Dario Desk', '/access/gym/1237', STATIC_CODE],
    ['Mia Member', '/access/gym/1237', t('fail.not_allowed')],
    ['Stella Stranger', '/access/my-pass', t('fail.not_mapped')],
  ] as const) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
    const page = await context.newPage();
    await enter(page, gateway, pass, name);
    await expect(main(page).getByText(view, { exact: true })).toBeVisible();
    await context.close();
  }
});

test('a session that ends while the code stands takes it away, and a new one brings it back', async ({
  page,
  context,
  gateway,
  browserErrors,
}) => {
  browserErrors.expect(/status 401/);
  await enter(page, gateway, '/access/gym/1237', 'Dario Desk');
  await expect(main(page).getByText(STATIC_CODE, { exact: true })).toBeVisible();
  // The page has asked who is signed in, so that it asks no more by itself.
  await expect(page.getByText('Dario Desk')).toBeVisible();
  await context.clearCookies({ name: '__Host-latchkey' });
  await pressRefresh(page);
  await expect(signIn(page)).toBeVisible();
  expect(await page.content()).not.toContain(STATIC_CODE);
  // The provider still knows the person, so that nobody is asked.
  await signIn(page).click();
  await expect(main(page).getByText(STATIC_CODE, { exact: true })).toBeVisible();
});

test('a service that refuses the gateway’s key does not send people to sign in again', async ({
  page,
  gateway,
  browserErrors,
}) => {
  browserErrors.expect(/status 401/);
  await enter(page, gateway, '/access/gym/1237', 'Dario Desk');
  await expect(main(page).getByText(STATIC_CODE, { exact: true })).toBeVisible();
  // The page has asked who is signed in, so that it asks no more by itself.
  await expect(page.getByText('Dario Desk')).toBeVisible();
  gateway.upstream.answer = (_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"errorMessage":"Unknown key","errorCode":"401"}');
  };
  await pressRefresh(page);
  await expect(main(page).getByText(t('fail.gateway_not_accepted'), { exact: true })).toBeVisible();
  await expect(signIn(page)).toHaveCount(0);
  gateway.upstream.answer = undefined;
});

test('redis that is down asks people to sign in again, and they can as soon as it is back', async ({
  page,
  gateway,
  browserErrors,
}) => {
  browserErrors.expect(/status 401/);
  browserErrors.expectMaybe(/status 500/, /status 50[0-9]/);
  await enter(page, gateway, '/access/gym/1237', 'Dario Desk');
  await expect(main(page).getByText(STATIC_CODE, { exact: true })).toBeVisible();
  // The page has asked who is signed in, so that it asks no more by itself.
  await expect(page.getByText('Dario Desk')).toBeVisible();
  await gateway.stopRedis();
  try {
    await pressRefresh(page);
    await expect(signIn(page)).toBeVisible();
    expect(await page.content()).not.toContain(STATIC_CODE);
  } finally {
    await gateway.startRedis();
  }
  await signIn(page).click();
  await expect(main(page).getByText(STATIC_CODE, { exact: true })).toBeVisible();
});

test('activation codes are the person’s own, with the token of the person', async ({ page, gateway, browserErrors }) => {
  browserErrors.expect(/status 401/);
  await enter(page, gateway, '/activation/my-codes', 'Mia Member');
  await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(3);
  const last = gateway.upstream.requests.at(-1);
  expect(last?.url).toContain('/users/codes-3/activationcodes');
  expect(last?.headers[last.headers.indexOf('Authorization') + 1]).toMatch(/^Bearer [\w-]{20,}$/);
});

test('the About view finds every protection of the gateway', async ({ page, gateway, browserErrors }) => {
  browserErrors.expectMaybe(/status 401: GET .*\/session/);
  await page.goto(`${gateway.app}#/about`);
  await expect(main(page).getByText(t('protection.there'), { exact: true })).toHaveCount(10);
  await expect(main(page).getByText(t('protection.missing'), { exact: true })).toHaveCount(0);
  await expect(main(page).getByText(t('protection.weak'), { exact: true })).toHaveCount(0);
});

test('the browser’s profile holds no code, no token and no cookie in the clear after all this', async ({ gateway }) => {
  const profile = mkdtempSync(join(tmpdir(), 'latchkey-profile-'));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'],
      ignoreHTTPSErrors: true,
      locale: 'en-GB',
    });
    const page = await context.newPage();
    await enter(page, gateway, '/access/gym/1237', 'Dario Desk');
    await expect(main(page).getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.goto(`${gateway.app}#/activation/identity/codes-3`);
    await page.getByRole('button', { name: t('card.show') }).first().click();
    await expect(main(page).getByText('1827098', { exact: true })).toBeVisible();
    await context.close();
    const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      const bytes = readFileSync(path, 'latin1');
      for (const secret of [STATIC_CODE, '1827098', 'sandbox-key']) {
        for (const written of [secret, [...secret].join('\0')]) expect(bytes.includes(written), `${secret} in ${path}`).toBe(false);
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
