// The renewal of access codes: on time, by hand, hidden, offline, and after an expired one.

import { collectAccessResponses, latest } from './support/responses.ts';
import { recordedCodes, recordCodes } from './support/code-recorder.ts';
import { expect, test, type Page } from './support/test.ts';
import { setVisible } from './support/visibility.ts';
import { t } from './support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });
const refresh = (page: Page) => page.getByRole('button', { name: t('access.refresh') });

test.describe('renewal', () => {
  // A code of ten seconds is renewed before its end, so that a valid one is always shown.
  test('a new code replaces the old one before its end, and no frame is without a code', async ({
    page,
    open,
    sandbox,
  }) => {
    await recordCodes(page, /\d{19}/);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1010');
    await expect.poll(() => recordedCodes(page).then((seen) => seen.length), { timeout: 20_000 }).toBe(3);
    const seen = await recordedCodes(page);
    for (const [index, code] of seen.entries()) {
      const response = responses.find(({ content }) => content === code.text);
      expect(code.last, `code ${index + 1} was seen after its end`).toBeLessThan(
        Date.parse(response?.expiresAt ?? ''),
      );
      const next = seen[index + 1];
      if (next) expect(next.first - code.last, 'milliseconds without a code').toBeLessThan(500);
    }
    expect(await sandbox.count('/1010/')).toBe(3);
  });

  // A code of three seconds cannot be renewed in time, because requests are at least five seconds apart.
  test('a code that ends before the next one arrives is hidden, never shown past its end', async ({
    page,
    open,
  }) => {
    await recordCodes(page, /\d{19}/);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1003');
    await expect(page.getByText(t('cover.ended'))).toBeVisible();
    await expect(symbol(page)).toHaveCount(0);
    await expect
      .poll(() => recordedCodes(page).then((seen) => seen.length), { timeout: 20_000 })
      .toBeGreaterThan(2);
    for (const code of await recordedCodes(page)) {
      const response = responses.find(({ content }) => content === code.text);
      expect(code.last).toBeLessThan(Date.parse(response?.expiresAt ?? ''));
    }
  });

  test('one press on Refresh sends one request, and the valid code stays', async ({
    page,
    open,
    sandbox,
  }) => {
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1060');
    const { content } = await latest(responses);
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    await refresh(page).click();
    await expect.poll(() => responses.length).toBe(2);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    expect(await sandbox.count('/1060/')).toBe(2);
  });

  test('a double click on Refresh sends one request', async ({ page, open, sandbox }) => {
    await open('/access/gym/1060');
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    await refresh(page).dblclick();
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    expect(await sandbox.count('/1060/')).toBe(2);
  });
});

test.describe('hidden or offline', () => {
  test('a hidden page hides the code and sends no request; visible again it sends one', async ({
    page,
    open,
    sandbox,
  }) => {
    await page.clock.install();
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1234');
    const { content } = await latest(responses);
    await expect(page.getByText(content, { exact: true })).toBeVisible();

    await setVisible(page, false);
    await expect(page.getByText(content, { exact: true })).toHaveCount(0);
    await expect(symbol(page)).toHaveCount(0);
    await page.clock.runFor('06:00');
    expect(await sandbox.count('/1234/'), 'requests while hidden').toBe(1);

    await setVisible(page, true);
    await expect.poll(() => sandbox.count('/1234/')).toBe(2);
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    expect(await sandbox.count('/1234/'), 'requests after the return').toBe(2);
  });

  test('offline a valid code stays to its end; back online one request is sent', async ({
    page,
    open,
    sandbox,
    context,
  }) => {
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1010');
    const { content } = await latest(responses);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText(t('state.offline'), { exact: true })).toBeVisible();
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await expect(page.getByText(t('cover.ended'))).toBeVisible({ timeout: 12_000 });
    await expect(page.getByText(content, { exact: true })).toHaveCount(0);
    expect(await sandbox.count('/1010/')).toBe(1);

    await context.setOffline(false);
    await expect(symbol(page)).toBeVisible();
    expect(await sandbox.count('/1010/')).toBe(2);
  });
});

test('a code that arrives expired is hidden and explained, and requested three times more', async ({
  page,
  open,
  sandbox,
}) => {
  await page.clock.install();
  await recordCodes(page, /\d{19}/);
  await open('/access/gym/7031');
  await expect(page.getByText(t('cover.arrived_expired'))).toBeVisible();
  await expect(symbol(page)).toHaveCount(0);
  for (const [wait, requests] of [
    [5_200, 2],
    [10_200, 3],
    [20_200, 4],
  ] as const) {
    await page.clock.runFor(wait - 1_000);
    expect(await sandbox.count('/7031/')).toBe(requests - 1);
    await page.clock.runFor(1_000);
    await expect.poll(() => sandbox.count('/7031/')).toBe(requests);
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'true');
    await page.clock.runFor(100);
  }
  await page.clock.runFor('10:00');
  expect(await sandbox.count('/7031/')).toBe(4);
  expect(await recordedCodes(page)).toEqual([]);
});
