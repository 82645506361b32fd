// Timeouts, unreachable services and offline devices.

import { withoutGateway } from './support/gateway.ts';
import { enterKey } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');

test.describe('no response', () => {
  test('a request without a response times out after five seconds', async ({ page, open }) => {
    await page.clock.install();
    // The first stage sends the request; the app starts up to a second later.
    await open('/access/gym/7091');
    await page.clock.runFor(2_500);
    await expect(alert(page)).toHaveCount(0);
    await page.clock.runFor(2_500);
    await expect(page.getByText(t('fail.timeout'))).toBeVisible();
    await expect(page.getByText(t('fail.timeout_do'))).toBeVisible();
  });

  test('a slow body times out after ten seconds', withoutGateway(), async ({ page, open }) => {
    const requested = page.waitForRequest('**/access-code').then(() => Date.now());
    await open('/access/gym/7092');
    await expect(page.getByText(t('fail.timeout'))).toBeVisible({ timeout: 12_000 });
    expect(Date.now() - (await requested)).toBeGreaterThan(8_500);
  });

  test('an unreachable service gets four requests, and every possible cause is named', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/failed: .*CONNECTION_REFUSED/);
    let requests = 0;
    await page.route('**/access-code', (route) => {
      requests += 1;
      return route.abort('connectionrefused');
    });
    await open('/access/gym/1234');
    await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
    await expect(
      page.getByText(t('fail.unreachable_do', { origin: new URL(sandbox.app).origin })),
    ).toBeVisible();
    await expect.poll(() => requests, { timeout: 10_000 }).toBe(4);
    await expect(alert(page)).not.toContainText(/Trying again in|Asking again/);
    expect(requests).toBe(4);
  });

  test('a redirect is not followed', async ({ page, open, sandbox, browserErrors }) => {
    browserErrors.expect(/failed: |status 302/);
    await open('/access/gym-direct/7094');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
    expect(await sandbox.count('/1235/')).toBe(0);
  });

  test('offline from the start nothing is requested; back online one request is sent', async ({
    page,
    open,
    sandbox,
    context,
    browserErrors,
  }) => {
    // The first load is tried once, because a browser may be wrong about being offline.
    browserErrors.expect(/failed: GET .*access-code/);
    await open('/access/gym');
    await context.setOffline(true);
    await page.getByLabel(t('customer.label')).fill('1237');
    await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
    await expect(page.getByText(t('fail.offline'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
    await context.setOffline(false);
    await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });
});

test('a page without latchkey.json requests it when the network is back, not with each focus change', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/status 503/);
  let count = 0;
  await page.route('**/latchkey.json', (route) => {
    count += 1;
    return route.fulfill({ status: 503, body: 'no' });
  });
  await page.goto(sandbox.app);
  await expect(page.getByText(t('config.failed'))).toBeVisible();
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press('Tab');
  expect(count).toBe(1);
  // However short the interruption was, even without a task of the page in between.
  for (const times of [2, 3, 4]) {
    await page.evaluate(() => {
      dispatchEvent(new Event('offline'));
      dispatchEvent(new Event('online'));
    });
    await expect.poll(() => count).toBe(times);
  }
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect.poll(() => count).toBe(5);
});
