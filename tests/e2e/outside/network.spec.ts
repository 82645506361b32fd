// The network says one thing and does another.

import { cards } from '../support/list.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { t } from '../support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });
/** A browser that calls a working network offline. */
const sayOffline = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));

for (const [what, view] of [
  ['a pass behind a gateway', 'access/my-pass'],
  ['a static pass', 'access/gym/1237'],
] as const) {
  test(`row 45: ${what} is requested and shown though the browser says offline`, async ({ page, open, sandbox }) => {
    await sayOffline(page);
    await open(`/${view}`);
    await expect(symbol(page)).toBeVisible();
    await page.getByRole('button', { name: t('access.refresh') }).click();
    await expect.poll(() => sandbox.count('/access-code')).toBe(2);
  });
}

test('row 45: a code is renewed before its end though the browser says offline', async ({ page, open, sandbox }) => {
  await sayOffline(page);
  await open('/access/gym/1010');
  await expect.poll(() => sandbox.count('/1010/'), { timeout: 20_000 }).toBeGreaterThan(1);
  await expect(symbol(page)).toBeVisible();
});

test('row 45: a list is requested, and again on demand, though the browser says offline', async ({ page, open, sandbox }) => {
  await sayOffline(page);
  await open('/activation/identity/codes-3');
  await expect(cards(page)).toHaveCount(3);
  await page.getByRole('button', { name: t('access.refresh') }).click();
  await expect.poll(() => sandbox.count('/activationcodes')).toBe(2);
});

test('row 45: after a failure offline, Try again asks', async ({ page, open, sandbox, browserErrors }) => {
  browserErrors.expect(/failed: GET .*access-code/);
  await sayOffline(page);
  await page.route('**/access-code', (route) => route.abort('internetdisconnected'));
  await page.route('**/latchkey.json', (route) => (route.request().method() === 'HEAD' ? route.abort() : route.fallback()));
  await open('/access/gym/1237');
  await expect(page.getByRole('alert')).toContainText(t('fail.offline'));
  await page.unroute('**/access-code');
  await page.getByRole('button', { name: t('fail.again') }).click();
  await expect(page.locator('#main .code')).toHaveText(STATIC_CODE);
  expect(await sandbox.count('/1237/')).toBe(1);
});

for (const type of ['application/octet-stream', 'text/plain', '']) {
  test(`row 46: modules served as "${type}" start`, async ({ page, open }) => {
    await page.route('**/*.wasm', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': type } });
    });
    await open('/access/my-pass');
    await expect(symbol(page)).toBeVisible();
    await page.goto(page.url().replace(/#.*/, '#/about'));
    await expect(page.getByText(t('about.wasm_type'))).toBeVisible();
  });
}

test('row 46: modules of the right type are not complained about', async ({ page, open }) => {
  await open('/about');
  await expect(page.getByText(t('about.wasm_type'))).toHaveCount(0);
});

const SETTINGS = JSON.stringify({
  title: 'Größe 7',
  connections: [{ id: 'me', name: 'My pass', service: 'access-code', base: '/api/gym', auth: 'gateway', subject: 'me' }],
});
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
for (const [what, body] of [
  ['with a byte order mark', Buffer.from(`\ufeff${SETTINGS}`)],
  ['in UTF-16', utf16(SETTINGS)],
  ['in UTF-16, big-endian', utf16(SETTINGS).swap16()],
] as const) {
  test(`row 47: latchkey.json ${what} is read by both stages`, async ({ page, open }) => {
    await page.route('**/latchkey.json', (route) => route.fulfill({ contentType: 'application/json', body }));
    await open('/access/me');
    await expect(symbol(page)).toBeVisible();
    await expect(page).toHaveTitle(/Größe 7/);
  });
}

for (const [what, status, body] of [
  ['403 and XML, as object stores do', 403, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
  ['410', 410, ''],
  ['the page itself, as servers for single-page apps do', 200, '<!doctype html><template id="pass-card"></template>'],
] as const) {
  test(`row 47: a missing latchkey.json that is answered with ${what} offers to add a connection`, async ({ page, open, browserErrors }) => {
    if (status !== 200) browserErrors.expect(new RegExp(`status ${status}`));
    await page.route('**/latchkey.json', (route) => route.fulfill({ status, contentType: 'text/html', body }));
    await open('/');
    await expect(page.locator('a[href="#/connections/new"]').first()).toBeVisible();
    await expect(page.getByText(t('config.title'))).toHaveCount(0);
  });
}
