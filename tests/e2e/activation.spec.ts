// The list of a user's activation codes: count, codes, ends, copying and refresh.

import { withoutGateway } from './support/gateway.ts';
import { readClipboard } from './support/clipboard.ts';
import { collectListResponses, latest } from './support/responses.ts';
import { cards, showButtons } from './support/list.ts';
import { expect, test } from './support/test.ts';
import { plural, textPattern, t } from './support/texts.ts';

test('a user without codes gets an explanation, not an empty page', async ({ page, open }) => {
  await open('/activation/identity/codes-0');
  await expect(page.getByText(plural('list.count', 0), { exact: true })).toBeVisible();
  await expect(page.getByText(t('list.empty'))).toBeVisible();
  await expect(page.getByText(t('list.empty_do'))).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(showButtons(page)).toHaveCount(0);
});

test('a code is hidden until it is revealed, and hidden again after half a minute', async ({
  page,
  open,
}) => {
  await page.clock.install();
  await open('/activation/identity/codes-1');
  await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain('6849351');
  await showButtons(page).click();
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: t('card.qr') })).toBeVisible();
  await page.clock.runFor(28_000);
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await page.clock.runFor(3_500);
  await expect(page.getByText('6849351', { exact: true })).toHaveCount(0);
  expect(await page.content()).not.toContain('6849351');
});

test('Hide hides the code at once', async ({ page, open }) => {
  await open('/activation/identity/codes-1');
  await showButtons(page).click();
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: t('card.hide') }).click();
  await expect(page.getByText('6849351', { exact: true })).toHaveCount(0);
});

test('three codes are sorted by their ends, each with its local end and the time until then', async ({
  page,
  open,
}) => {
  const responses = await collectListResponses(page);
  await open('/activation/identity/codes-3');
  const codes = (await latest(responses)).data.activationCodes;
  await expect(cards(page)).toHaveCount(3);
  const [soonest, , last] = codes;
  const local = (end?: string) =>
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' })
      .format(Number(end) * 1000)
      .replace(/\s/g, '\\s');
  await expect(cards(page).first()).toContainText(new RegExp(local(soonest?.activationNotAfter)));
  await expect(cards(page).first()).toContainText(/in (1 hour|\d\d minutes)/);
  await expect(cards(page).first().getByRole('timer')).toHaveText(/^([1-5]\d:\d\d|1:00:00)$/);
  await expect(cards(page).nth(1)).toContainText(/in (2|3) days|in \d\d hours/);
  await expect(cards(page).last()).toContainText(new RegExp(local(last?.activationNotAfter)));
  await expect(cards(page).last()).toContainText(/in (59|60) days/);
  await showButtons(page).nth(1).click();
  await expect(cards(page).nth(1).getByText('04738126', { exact: true })).toBeVisible();
});

test('the expired ones of fifty codes are folded away', async ({ page, open, sandbox }) => {
  await open('/activation/identity/codes-50');
  await expect(cards(page).first()).toBeVisible();
  // Some more codes end minutes after the sandbox's start.
  const now = await sandbox.now();
  const ends = (await sandbox.activationCodes('codes-50')).map(
    (one) => Number(one.activationNotAfter) * 1_000,
  );
  const expired = ends.filter((end) => end > 0 && end <= now).length;
  await expect(page.getByText(plural('list.count', 50 - expired), { exact: true })).toBeVisible();
  // Only the cards near the screen are in the document; each states its place in the list.
  await expect(cards(page).first()).toHaveAttribute('aria-setsize', String(50 - expired));
  await expect(page.getByText(textPattern('end.ended_at')).first()).toBeHidden();
  await page.getByText(plural('list.expired', expired)).click();
  await expect(page.getByText(textPattern('end.ended_at'))).toHaveCount(expired);
  await expect(page.getByText(textPattern('end.ended_at')).first()).toBeVisible();
  await cards(page).first().focus();
  await page.keyboard.press('End');
  await expect(cards(page).last()).toHaveAttribute('aria-posinset', String(50 - expired));
  await expect(cards(page).filter({ hasText: t('state.no_end') })).toHaveCount(3);
});

test('a list of only expired codes says that none is valid', async ({ page, open }) => {
  await open('/activation/identity/expired');
  await expect(page.getByText(t('list.empty'))).toBeVisible();
  await expect(page.getByText(plural('list.expired', 3))).toBeVisible();
});

test('a code that ends while it is shown moves to the expired ones at once', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/activation/identity/soon');
  await showButtons(page).click();
  await expect(page.getByText('7420916', { exact: true })).toBeVisible();
  await expect(page.getByText(plural('list.expired', 1))).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('7420916', { exact: true })).toHaveCount(0);
  await expect(page.getByText(t('list.empty'))).toBeVisible();
  expect(await sandbox.count()).toBe(1);
});

test('ten thousand codes leave the page usable', async ({ page, open }) => {
  await open('/activation/identity/codes-10000');
  // Some of the 8 000 valid codes end minutes after the sandbox's start.
  await expect(page.getByText(/^[78],\d{3} valid codes$/)).toBeVisible({ timeout: 20_000 });
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
  await cards(page).first().focus();
  await page.keyboard.press('End');
  await expect(cards(page).last()).toHaveAttribute('aria-posinset', /^(8000|7\d{3})$/);
  await showButtons(page).last().click();
  await expect(page.getByRole('img', { name: t('card.qr') })).toBeVisible();
  await page.getByText(/^2,\d{3} expired codes$/).click();
  await expect(page.getByText(textPattern('end.ended_at')).first()).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
});

test.describe('copying', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test(
    'user id, tenant and code are copied exactly, with a confirmation',
    withoutGateway(),
    async ({ page, open }) => {
      await open('/activation/identity/name%2Bwith%2Fodd%40chars%20%C3%BC');
      for (const [button, text] of [
        ['copy.user', 'name+with/odd@chars ü'],
        ['copy.tenant', 'demo'],
        ['copy.code', '6849351'],
      ] as const) {
        await page.getByRole('button', { name: t(button) }).click();
        await expect.poll(() => readClipboard(page)).toBe(text);
      }
      await expect(page.getByText(t('copy.done')).last()).toBeVisible();
    },
  );

  test('a grouped code is selected as one text', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await showButtons(page).nth(1).click();
    const code = page.getByText('04738126', { exact: true });
    const selected = await code.evaluate((element) => {
      getSelection()?.selectAllChildren(element);
      return getSelection()?.toString();
    });
    expect(selected).toBe('04738126');
  });
});

test('a code created meanwhile appears after Refresh', async ({ page, open, sandbox }) => {
  await open('/activation/identity/codes-1');
  await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
  await sandbox.create('codes-1', '0055443322');
  await sandbox.clearLog();
  const refresh = page.getByRole('button', { name: t('access.refresh') });
  await expect(refresh).toHaveAttribute('aria-disabled', 'false');
  await refresh.click();
  await expect(page.getByText(plural('list.count', 2), { exact: true })).toBeVisible();
  expect(await sandbox.count()).toBe(1);
  await showButtons(page).last().click();
  await expect(page.getByText('0055443322', { exact: true })).toBeVisible();
});
