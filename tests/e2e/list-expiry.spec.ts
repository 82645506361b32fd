// Codes that end in a list that is shown, hidden and revealed.

import {
  card,
  cards,
  chip,
  code,
  showAllCodes,
  expectFocus,
  hideButtons,
  list,
  nextFrame,
  scrollTo,
  showButtons,
  size,
  test,
} from './support/list.ts';
import { changeResponses, codesEndingIn, HOURS } from './support/list-responses.ts';
import { expect, type Page } from './support/test.ts';
import { setPreference, settings } from './support/settings-dialog.ts';
import { installClock } from './support/fake-clock.ts';
import { setVisible } from './support/visibility.ts';
import { plural, t } from './support/texts.ts';

/** Returns the position of every card in the document. */
const cardBoxes = (page: Page) =>
  cards(page).evaluateAll((cards) =>
    cards.map((card) => {
      const { left, top, width, height } = card.getBoundingClientRect();
      return { place: card.getAttribute('aria-posinset') ?? card.getAttribute('aria-rowindex'), left, top: top + scrollY, width, height };
    }),
  );

test.describe('codes that end in place', () => {
  for (const [what, viewport] of [
    ['one column', { width: 390, height: 844 }],
    ['two columns', { width: 900, height: 900 }],
    ['rows', { width: 1_280, height: 900 }],
  ] as const) {
    test(`in ${what} no card moves, even a revealed one; counts and fold are updated`, async ({
      page,
      open,
    }) => {
      await page.setViewportSize(viewport);
      await installClock(page);
      await changeResponses(page, () => codesEndingIn(40, 50, ...HOURS));
      await open('/activation/identity/codes-50');
      await expect.poll(() => size(page)).toBe(32);
      await page.clock.runFor(25_000);
      await showButtons(card(page, 1)).click();
      await expect(code(card(page, 1))).toBeVisible();
      await nextFrame(page);
      const before = await cardBoxes(page);
      await expect(chip(page, 'state.ending')).toHaveText(/2$/);
      await page.clock.runFor(17_000);
      await expect(card(page, 1)).toContainText(t('card.ended'));
      expect(await cardBoxes(page)).toEqual(before);
      await expect(chip(page, 'state.ending')).toHaveText(/1$/);
      await expect(chip(page, 'state.expired')).toHaveText(/1$/);
      await expect(page.getByText(plural('list.expired', 1), { exact: true })).toBeVisible();
      await expect(page.getByText(plural('list.count', 31), { exact: true })).toBeVisible();
      await expect(card(page, 1).getByRole('button')).toHaveCount(0);
      await page.clock.runFor(10_000);
      await expect(card(page, 2)).toContainText(t('card.ended'));
      expect(await cardBoxes(page)).toEqual(before);
      await expect(page.getByText(plural('list.expired', 2), { exact: true })).toBeVisible();
      // A change of the filter removes them.
      await chip(page, 'state.no_end').click();
      await expect.poll(() => size(page)).toBe(30);
    });
  }

  test('the focus in a card that ends stays in the list', async ({ page, open }) => {
    await installClock(page);
    await changeResponses(page, () => codesEndingIn(30, ...HOURS));
    await open('/activation/identity/codes-50');
    await showButtons(card(page, 1)).focus();
    await page.clock.runFor(32_000);
    await expect(card(page, 1)).toContainText(t('card.ended'));
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
  });

  test('when the last code ends the list becomes empty, and the focus is not lost', async ({
    page,
    open,
  }) => {
    await installClock(page);
    await changeResponses(page, () => codesEndingIn(20, 30));
    await open('/activation/identity/codes-50');
    await card(page, 2).focus();
    await page.clock.runFor(32_000);
    await expect(page.getByText(t('list.empty'), { exact: true })).toBeVisible();
    await expect(list(page)).toBeFocused();
  });
});

test.describe('all codes revealed', () => {
  test('all codes are revealed at once and after a reload, hidden with the page, and can be hidden again', async ({
    page,
    open,
  }) => {
    await open('/activation/identity/codes-50');
    await expect(code(cards(page).first())).toHaveCount(0);
    await setPreference(page, 'option.open');
    await expect(code(cards(page).first())).toBeVisible();
    await expect(showButtons(page)).toHaveCount(0);
    await expect(hideButtons(page)).toHaveCount(0);
    await page.reload();
    await expect(code(cards(page).first())).toBeVisible();
    const text = String(await code(cards(page).first()).textContent());
    await setVisible(page, false);
    await expect(code(cards(page))).toHaveCount(0);
    expect(await page.content()).not.toContain(text);
    await setVisible(page, true);
    await expect(code(cards(page).first())).toHaveText(text);
    await setPreference(page, 'option.open', false);
    await expect(code(cards(page))).toHaveCount(0);
    await expect(showButtons(cards(page).first())).toBeVisible();
    await page.reload();
    await expect(showButtons(cards(page).first())).toBeVisible();
    await expect(code(cards(page))).toHaveCount(0);
  });

  test('far down, revealing and hiding all codes keeps the visible card', async ({ page, open }) => {
    await open('/activation/identity/codes-10000');
    await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
    await scrollTo(page, 0.5);
    const firstPlace = () =>
      cards(page).evaluateAll(
        (cards) =>
          cards
            .filter((card) => card.getBoundingClientRect().bottom > 150)
            .map((card) => card.getAttribute('aria-posinset'))[0],
      );
    const before = Number(await firstPlace());
    for (let press = 0; press < 2; press += 1) {
      // The dialog is opened by script and stays open: the button, which is at the top, would scroll to itself.
      const button = page.getByRole('button', { name: t('settings.title'), exact: true });
      if (press === 0) await button.dispatchEvent('click');
      await settings(page).getByLabel(t('option.open'), { exact: true }).setChecked(press === 0);
      await nextFrame(page);
      expect(Math.abs(Number(await firstPlace()) - before)).toBeLessThanOrEqual(2);
    }
  });

  test('revealed codes end in place, and no other card moves', async ({ page, open }) => {
    await showAllCodes(page);
    await installClock(page);
    await changeResponses(page, () => codesEndingIn(20, 30, ...HOURS));
    await open('/activation/identity/codes-50');
    await expect(code(card(page, 1))).toBeVisible();
    await page.clock.runFor(5_000);
    const before = await cardBoxes(page);
    await page.clock.runFor(17_000);
    await expect(card(page, 1)).toContainText(t('card.ended'));
    expect(await cardBoxes(page)).toEqual(before);
  });
});
