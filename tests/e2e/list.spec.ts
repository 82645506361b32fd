// Order and filters of a list, and the part of them that is in the address.

import type { ListedCode } from './support/responses.ts';
import { cards, chip, allCodes, nextFrame, openRevealedList, order, size, test } from './support/list.ts';
import { expect, type Page } from './support/test.ts';
import { plural, t, type Key } from './support/texts.ts';

const emptyResult = (page: Page) => page.getByText(t('list.none_found'), { exact: true });
const found = (page: Page, n: number) => page.getByText(plural('list.found', n), { exact: true });

const end = (listed: ListedCode) =>
  Number(listed.activationNotAfter) > 0 ? Number(listed.activationNotAfter) * 1_000 : Infinity;
const STATES: Key[] = ['state.valid', 'state.ending', 'state.no_end', 'state.expired'];

test.describe('order', () => {
  const ORDERS: [Key, string, (a: ListedCode, b: ListedCode) => number][] = [
    // Codes without an end come last; codes with the same end keep their order.
    ['order.end', '', (a, b) => (end(a) === end(b) ? 0 : end(a) - end(b))],
    ['order.sent', 'sort=sent', () => 0],
    ['order.code', 'sort=code', (a, b) => (a.activationCode < b.activationCode ? -1 : 1)],
  ];
  for (const [name, pair, compare] of ORDERS) {
    test(`${pair || 'the default order'}: all fifty cards are sorted correctly`, async ({ page, open }) => {
      const sent = await openRevealedList(page, open, 'codes-50');
      await order(page).selectOption(t('order.sent'));
      await order(page).selectOption(t(name));
      await expect(page).toHaveURL(pair ? new RegExp(`codes-50\\?${pair}$`) : /codes-50$/);
      const expected = sent
        .filter((listed) => end(listed) > Date.now())
        .sort(compare)
        .map((listed) => listed.activationCode);
      await expect.poll(() => allCodes(page)).toEqual(expected);
    });
  }

  test('ten thousand codes sorted by code are right at the beginning, in the middle and at the end', async ({
    page,
    open,
  }) => {
    const sent = await openRevealedList(page, open, 'codes-10000?sort=code&show=valid,ending,no-end,expired');
    await expect(order(page)).toHaveValue('code');
    const sorted = sent.map((listed) => listed.activationCode).sort((a, b) => (a < b ? -1 : 1));
    expect(await size(page)).toBe(10_000);
    for (const key of ['Home', 'PageDown', 'End', 'ArrowUp', 'PageUp']) {
      await cards(page).first().focus();
      await page.keyboard.press(key);
      await nextFrame(page);
      const shown = await cards(page).evaluateAll((cards) =>
        cards.map(
          (card) =>
            [
              Number(card.getAttribute('aria-posinset')),
              card.querySelector('bdi.code')?.textContent ?? null,
            ] as const,
        ),
      );
      expect(shown.length).toBeGreaterThan(1);
      // Expired entries show no code.
      for (const [place, text] of shown) expect(text ?? sorted[place - 1]).toBe(sorted[place - 1]);
    }
  });

  test('editing the address changes the sort field, also after a manual choice', async ({ page, open }) => {
    await openRevealedList(page, open, 'codes-50');
    await order(page).selectOption(t('order.code'));
    await page.evaluate(() => (location.hash = location.hash.replace('sort=code', 'sort=sent')));
    await expect(order(page)).toHaveValue('sent');
    await page.evaluate(() => (location.hash = location.hash.replace('?sort=sent', '')));
    await expect(order(page)).toHaveValue('end');
  });
});

test.describe('states', () => {
  test('each filter chip counts the codes in its state, and hides and shows them', async ({ page, open }) => {
    await openRevealedList(page, open, 'codes-50');
    const counts = [32, 5, 3, 10];
    for (const [at, state] of STATES.entries()) {
      await expect(chip(page, state)).toHaveText(new RegExp(`${counts[at]}$`));
      await expect(chip(page, state)).toHaveAttribute('aria-pressed', String(state !== 'state.expired'));
    }
    for (const [state, query, remaining] of [
      ['state.valid', 'ending,no-end', 8],
      ['state.ending', 'no-end', 3],
      ['state.expired', 'no-end,expired', 13],
      ['state.no_end', 'expired', 10],
    ] as const) {
      await chip(page, state).click();
      await expect(page).toHaveURL(new RegExp(`\\?show=${query}$`));
      await expect(found(page, remaining)).toBeVisible();
      expect(await size(page)).toBe(remaining);
      await expect(chip(page, state)).toBeFocused();
    }
    await expect(cards(page).filter({ hasText: t('card.ended') })).toHaveCount(await cards(page).count());
    await chip(page, 'state.expired').click();
    await expect(page).toHaveURL(/\?show=none$/);
    await expect(emptyResult(page)).toBeVisible();
    await page.getByRole('button', { name: t('list.all') }).click();
    await expect(page).toHaveURL(/codes-50$/);
    expect(await size(page)).toBe(40);
  });

  test('order and filters survive a reload and add no history entries', async ({ page, open, sandbox }) => {
    await open('/');
    await page.evaluate(() => (location.hash = '/activation/identity/codes-50'));
    await expect(cards(page).first()).toBeVisible();
    const heading = await page.getByRole('heading', { level: 1 }).elementHandle();
    await order(page).selectOption(t('order.code'));
    await chip(page, 'state.valid').click();
    await chip(page, 'state.expired').click();
    // The view stays: there is no new request, and nothing is rebuilt.
    expect(await heading?.evaluate((heading) => heading.isConnected)).toBe(true);
    expect(await sandbox.count()).toBe(1);
    await page.reload();
    await expect(page).toHaveURL(/codes-50\?sort=code&show=ending,no-end,expired$/);
    await expect(order(page)).toHaveValue('code');
    await expect(found(page, 18)).toBeVisible();
    await expect(chip(page, 'state.valid')).toHaveAttribute('aria-pressed', 'false');
    await page.goBack();
    await expect(page).toHaveURL(/#\/$/);
    await page.goForward();
    await expect(found(page, 18)).toBeVisible();
  });

  test('unknown words in an address are ignored', async ({ page, open }) => {
    await openRevealedList(page, open, 'codes-50?sort=colour&show=purple,expired&x=1');
    await expect(order(page)).toHaveValue('end');
    await expect(found(page, 10)).toBeVisible();
    await page.evaluate(() => (location.hash = '/activation/identity/codes-50?show=purple'));
    await expect.poll(() => size(page)).toBe(40);
  });

  test('a list of three filtered by its address can be widened again', async ({ page, open }) => {
    await openRevealedList(page, open, 'codes-3?show=no-end,valid');
    await expect(found(page, await size(page))).toBeVisible();
    await page.evaluate(() => (location.hash = '/activation/identity/codes-3?show=no-end'));
    await expect(emptyResult(page)).toBeVisible();
    await chip(page, 'state.valid').click();
    await expect(cards(page).first()).toBeVisible();
    await expect(chip(page, 'state.valid')).toBeFocused();
    await chip(page, 'state.no_end').click();
    await expect(chip(page, 'state.no_end')).toBeFocused();
  });

  test('one press below the list shows the 2 000 expired codes of ten thousand, the latest first', async ({
    page,
    open,
  }) => {
    const sent = await openRevealedList(page, open, 'codes-10000');
    await page.getByText(/^2,0\d\d expired codes$/).click();
    await page.getByRole('button', { name: t('list.expired_all') }).click();
    await expect(page).toHaveURL(/\?show=expired$/);
    const expired = sent.filter((listed) => end(listed) <= Date.now()).length;
    expect(Math.abs((await size(page)) - expired)).toBeLessThan(50);
    await expect(cards(page).first()).toHaveAttribute('aria-posinset', '1');
    await expect(cards(page).first()).toBeInViewport();
  });
});
