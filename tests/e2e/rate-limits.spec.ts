// Statuses 429 and 503, with and without Retry-After.

import { expect, test, type Page } from './support/test.ts';
import { textPattern, t } from './support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');

test.describe('rate limits', () => {
  test('429 without Retry-After: no request for a minute, then one automatic retry', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await page.clock.install();
    await open('/access/gym/429');
    await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(page.getByText(textPattern('activity.retry'))).toBeVisible();
    const again = page.getByRole('button', { name: t('fail.again') });
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    await again.click({ force: true });
    await page.clock.runFor(45_000);
    expect(await sandbox.count()).toBe(1);
    await page.clock.runFor(16_000);
    await expect.poll(() => sandbox.count()).toBe(2);
    await expect(page.getByText(textPattern('activity.held'))).toBeVisible();
    await page.clock.runFor('05:00');
    expect(await sandbox.count()).toBe(2);
    await expect(again).toHaveAttribute('aria-disabled', 'false');
  });

  test('429 for five seconds: the code appears automatically afterwards', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await open('/access/gym/42905');
    await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible({ timeout: 10_000 });
    await expect(alert(page)).toHaveCount(0);
    const [refused, good] = (await sandbox.log()).map((entry) => Date.parse(entry.time));
    expect(Number(good) - Number(refused)).toBeGreaterThanOrEqual(5_000);
  });

  test('429 for a day: Try again is disabled for ten minutes, and there is no automatic retry', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await page.clock.install();
    await open('/access/gym/42986');
    await expect(page.getByText(t('activity.held', { time: '10 minutes' }))).toBeVisible();
    await page.clock.runFor('11:00');
    expect(await sandbox.count()).toBe(1);
    const again = page.getByRole('button', { name: t('fail.again') });
    await expect(again).toHaveAttribute('aria-disabled', 'false');
    await again.click();
    await expect.poll(() => sandbox.count()).toBe(2);
  });

  test('429 from a proxy of the identity provider: retries after five seconds, doubling', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await page.clock.install();
    await open('/activation/identity/error-429');
    await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
    for (const [pause, requests] of [
      [5_000, 2],
      [10_000, 3],
      [20_000, 4],
    ] as const) {
      // The pause begins when the page has read the response, not when the sandbox sends it.
      await expect(page.getByText(textPattern('activity.retry'))).toBeVisible();
      // The previous iteration ended up to two seconds after its request.
      await page.clock.runFor(pause - 3_000);
      expect(await sandbox.count()).toBe(requests - 1);
      await page.clock.runFor(4_500);
      await expect.poll(() => sandbox.count()).toBe(requests);
    }
    await page.clock.runFor('10:00');
    expect(await sandbox.count()).toBe(4);
  });

  test('503 with Retry-After is not retried earlier', async ({ page, open, sandbox, browserErrors }) => {
    browserErrors.expect(/status 503/);
    await open('/access/gym/50300');
    await expect(page.getByText(t('fail.unavailable'))).toBeVisible();
    await expect.poll(() => sandbox.count(), { timeout: 15_000 }).toBe(4);
    const times = (await sandbox.log()).map((entry) => Date.parse(entry.time));
    const gaps = times.slice(1).map((time, index) => time - Number(times[index]));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000);
  });
});
