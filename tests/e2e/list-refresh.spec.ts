// The refresh of a list, by hand and each minute.

import {
  card,
  cards,
  code,
  expectFocus,
  hideButtons,
  list,
  nextFrame,
  scrollTo,
  search,
  showButtons,
  size,
  test,
} from './support/list.ts';
import { changeResponses } from './support/list-responses.ts';
import { pressRefresh } from './support/refresh.ts';
import { expect } from './support/test.ts';
import { setPreference } from './support/settings-dialog.ts';
import { installClock, pauseClock } from './support/fake-clock.ts';
import { setVisible } from './support/visibility.ts';
import { plural, t } from './support/texts.ts';

test.describe('refresh', () => {
  test('a revealed code stays revealed, the focus stays, and a new code is inserted', async ({
    page,
    open,
    sandbox,
  }) => {
    await open('/activation/identity/codes-50');
    await showButtons(card(page, 2)).click();
    const text = String(await code(card(page, 2)).textContent());
    const handle = await card(page, 2).elementHandle();
    await sandbox.create('codes-50', '0055443322');
    // Clicked by script, so that the focus stays in the list.
    await page.evaluate(() =>
      Object.assign(window, {
        refresh: [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh'),
      }),
    );
    await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
    await hideButtons(card(page, 2)).focus();
    await page.evaluate(() => (window as unknown as { refresh: HTMLElement }).refresh.click());
    await expect.poll(() => size(page)).toBe(41);
    expect(await handle?.evaluate((card) => card.isConnected)).toBe(true);
    await expect(code(page.getByRole('listitem').filter({ has: hideButtons(page) }))).toHaveText(text);
    await expect(hideButtons(page)).toBeFocused();
    await expect(page.getByText(plural('list.count', 41), { exact: true })).toBeVisible();
  });

  test('a removed code is reported, the others stay, and the focus of its card stays in the list', async ({
    page,
    open,
  }) => {
    await changeResponses(page, (codes, response) => codes.filter((_, at) => response === 0 || at !== 1));
    await open('/activation/identity/codes-3');
    await showButtons(card(page, 1)).click();
    await card(page, 2).focus();
    await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click(),
    );
    await expect(page.getByText(plural('list.gone', 1), { exact: true })).toBeVisible();
    await expect.poll(() => size(page)).toBe(2);
    await expect(code(card(page, 1))).toHaveText('1827098');
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expectFocus(page, 1);
  });

  test('if all codes were removed, the focus is not lost', async ({ page, open }) => {
    await changeResponses(page, (codes, response) => (response === 0 ? codes : []));
    await open('/activation/identity/codes-3');
    await card(page, 2).focus();
    await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click(),
    );
    await expect(page.getByText(t('list.empty'), { exact: true })).toBeVisible();
    await expect(page.getByText(plural('list.gone', 3), { exact: true })).toBeVisible();
    await expect(list(page)).toBeFocused();
  });

  test('a list that becomes short keeps its search field while it has the focus', async ({ page, open }) => {
    await changeResponses(page, (codes, response) => (response === 0 ? codes : codes.slice(0, 3)));
    await open('/activation/identity/codes-50');
    await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
    await search(page).fill('7');
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click(),
    );
    await expect(page.getByText(/no longer listed/)).toBeVisible();
    await expect(search(page)).toBeFocused();
    await expect(search(page)).toHaveValue('7');
  });

  test('far down, the visible cards keep their position when codes above were removed', async ({
    page,
    open,
  }) => {
    await changeResponses(page, (codes, response) =>
      codes.filter((_, at) => response === 0 || at % 50 !== 1),
    );
    await open('/activation/identity/codes-10000');
    await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
    await scrollTo(page, 0.5);
    // The cards on the screen, identified by their ends; removed ones have other ends.
    const before = await cards(page).evaluateAll((cards) =>
      cards
        .map((card) => ({
          text: card.querySelector('.card-time')?.textContent ?? '',
          top: card.getBoundingClientRect().top,
        }))
        .filter(({ top }) => top > 0 && top < innerHeight),
    );
    await page.evaluate(() =>
      [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click(),
    );
    await expect(page.getByText(plural('list.gone', 200), { exact: true })).toHaveCount(1, {
      timeout: 20_000,
    });
    await nextFrame(page);
    const after = await cards(page).evaluateAll((cards) =>
      cards.map((card) => ({
        text: card.querySelector('.card-time')?.textContent ?? '',
        top: card.getBoundingClientRect().top,
      })),
    );
    const stayed = before.filter(({ text, top }) =>
      after.some((card) => card.text === text && Math.abs(card.top - top) < 2),
    );
    expect(stayed.length).toBeGreaterThan(0);
  });

  test('a card is updated: a code that is now listed twice says so', async ({ page, open }) => {
    await changeResponses(page, (codes, response) =>
      response === 0 ? codes : [...codes, ...codes.slice(0, 1)],
    );
    await open('/activation/identity/codes-3');
    await showButtons(card(page, 1)).click();
    await pressRefresh(page);
    await expect(card(page, 1)).toContainText(plural('card.twins', 2));
    await expect(code(card(page, 1))).toHaveText('1827098');
  });
});

test.describe('automatic refresh', () => {
  test('the list is requested each minute, but not while the page is hidden or the option is off', async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await open('/activation/identity/codes-3');
    await expect.poll(() => size(page)).toBe(3);
    await page.clock.runFor('01:30');
    expect(await sandbox.count()).toBe(1);
    await setPreference(page, 'option.minute');
    await expect.poll(() => sandbox.count()).toBe(2);
    await pauseClock(page);
    for (let requests = 3; requests <= 5; requests += 1) {
      // A key press keeps the idle view from locking.
      await page.keyboard.press('Shift');
      // Exactly a minute in all, so that each iteration starts at the same distance from its response.
      await page.clock.runFor(50_000);
      expect(await sandbox.count()).toBe(requests - 1);
      await page.clock.runFor(9_900);
      await expect.poll(() => sandbox.count()).toBe(requests);
      await page.clock.runFor(100);
    }
    await page.keyboard.press('Shift');
    await setVisible(page, false);
    await page.clock.runFor('01:30');
    expect(await sandbox.count()).toBe(5);
    await setVisible(page, true);
    await page.clock.runFor(2_000);
    await expect.poll(() => sandbox.count()).toBe(6);
    await setPreference(page, 'option.minute', false);
    await page.keyboard.press('Shift');
    await page.clock.runFor('01:30');
    expect(await sandbox.count()).toBe(6);
  });

  test('the option is stored on the device, and a revealed code stays revealed', async ({
    page,
    open,
    sandbox,
  }) => {
    await open('/activation/identity/codes-3');
    await setPreference(page, 'option.minute');
    await installClock(page);
    await page.reload();
    await expect.poll(() => size(page)).toBe(3);
    const before = await sandbox.count();
    await page.clock.runFor(45_000);
    await showButtons(card(page, 2)).click();
    await page.clock.runFor(17_000);
    await expect.poll(() => sandbox.count()).toBe(before + 1);
    await page.clock.runFor(500);
    await expect(code(card(page, 2))).toHaveText('04738126');
    await expect(hideButtons(card(page, 2))).toBeFocused();
  });
});
