// Requests before the app has loaded.

import { OWN_CUSTOMER } from './support/gateway.ts';
import { expect, STATIC_CODE, test } from './support/test.ts';
import { APP_WASM, holdBackApp } from './support/stages.ts';
import { installClock } from './support/fake-clock.ts';
import { textPattern, t } from './support/texts.ts';

for (const [what, view, path] of [
  ["a customer's code", 'access/gym/1237', '/api/gym/v1/customers/1237/access-code'],
  ["a person's own code", 'access/my-pass', `/api/gym/v1/customers/${OWN_CUSTOMER}/access-code`],
] as const) {
  test(`${what} is requested before the app has loaded, and not again`, async ({ page, sandbox }) => {
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/${view}`);
    await expect
      .poll(() => sandbox.log('/api/').then((log) => log.map((entry) => entry.path)))
      .toEqual([path]);
    await release();
    await expect(page.locator('[aria-busy=false]')).toHaveCount(1);
    expect(await sandbox.count('/api/')).toBe(1);
  });
}

test('views without a credential, a name or a connection send no early request', async ({
  page,
  sandbox,
}) => {
  for (const view of [
    'access/gym',
    'access/gym-direct/1237',
    'activation/identity-direct/anna',
    'access/identity/1',
    'activation/gym/a',
    'about',
  ]) {
    const release = await holdBackApp(page);
    const config = page.waitForResponse('**/latchkey.json');
    await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
    await config;
    await release();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.unroute(APP_WASM);
  }
  expect(await sandbox.count()).toBe(0);
});

test('a hidden page requests nothing but its own files', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  });
  const release = await holdBackApp(page);
  const config = page.waitForResponse('**/latchkey.json');
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await config;
  await release();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await sandbox.count()).toBe(0);
});

test('a change of view before the app has loaded aborts the first request', async ({ page, sandbox }) => {
  const release = await holdBackApp(page);
  await page.route('**/1237/access-code', () => {});
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/1237/'));
  const requested = page.waitForRequest('**/1237/access-code');
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await requested;
  await page.evaluate(() => location.assign('#/access/my-pass'));
  await ended;
  await release();
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  expect((await sandbox.log('/api/')).map((entry) => entry.path)).toEqual([
    `/api/gym/v1/customers/${OWN_CUSTOMER}/access-code`,
  ]);
});

test('if the app does not load, the early request is aborted', async ({ page, sandbox, browserErrors }) => {
  browserErrors.expect(/integrity/);
  await page.route('**/access-code', () => {});
  const requested = page.waitForRequest('**/access-code');
  await page.route(APP_WASM, async (route) => {
    await requested;
    await route.fulfill({ contentType: 'application/wasm', body: 'not a module' });
  });
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/access-code'));
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await ended;
  await expect(page.getByRole('alert')).toBeVisible();
});

test('an early response keeps its time of arrival, however late the app loads', async ({ page, sandbox }) => {
  await installClock(page);
  const release = await holdBackApp(page);
  const answered = page.waitForResponse('**/access-code');
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await answered;
  await page.clock.runFor(60_000);
  await release();
  await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
  for (const key of ['clock.ahead', 'clock.behind'] as const)
    await expect(page.getByText(textPattern(key))).toHaveCount(0);
});
