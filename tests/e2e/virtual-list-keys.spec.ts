// Keyboard, focus and selection in the virtual list.

import {
  card,
  cards,
  chip,
  code,
  showAllCodes,
  expectFocus,
  focused,
  hideButtons,
  list,
  nextFrame,
  openLongList,
  scrollTo,
  search,
  showButtons,
  size,
  test,
} from './support/list.ts';
import { expect } from './support/test.ts';
import { plural, t } from './support/texts.ts';

test.describe('keys', () => {
  test('in two columns the arrow, Page, Home and End keys move the focus between cards', async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width: 900, height: 800 });
    await openLongList(page, open);
    const total = await size(page);
    await card(page, 1).focus();
    for (const [key, place] of [
      ['ArrowRight', 2],
      ['ArrowDown', 4],
      ['ArrowDown', 6],
      ['ArrowLeft', 5],
      ['ArrowUp', 3],
      ['ArrowUp', 1],
      ['ArrowUp', 1],
      ['ArrowLeft', 1],
      ['End', total],
      ['ArrowRight', total],
      ['ArrowDown', total],
      ['ArrowUp', total - 2],
      ['ArrowLeft', total - 3],
      ['Home', 1],
    ] as const) {
      await page.keyboard.press(key);
      await expectFocus(page, place);
    }
    await page.keyboard.press('PageDown');
    const place = Number((await focused(page)).split(' ')[1]);
    expect(place % 2).toBe(1);
    expect(place).toBeGreaterThan(4);
    await expectFocus(page, place);
    await page.keyboard.press('PageUp');
    await expectFocus(page, 1);
  });

  test('on a phone up and down move by one card, and a held key moves through hundreds', async ({
    page,
    open,
  }) => {
    await openLongList(page, open);
    const total = await size(page);
    await card(page, 1).focus();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
    await page.keyboard.press('End');
    await expectFocus(page, total);
    await page.keyboard.press('ArrowUp');
    await expectFocus(page, total - 1);
    await page.keyboard.press('Home');
    for (let turn = 0; turn < 100; turn += 1) await page.keyboard.down('ArrowDown');
    await page.keyboard.up('ArrowDown');
    await expectFocus(page, 101);
    // Nothing covers it.
    const isOnTop = await card(page, 101).evaluate((card) => {
      const box = card.getBoundingClientRect();
      return [box.top + 4, box.bottom - 4].map((y) =>
        card.contains(document.elementFromPoint(box.left + box.width / 2, y)),
      );
    });
    expect(isOnTop).toEqual([true, true]);
  });

  test('Enter on a card reveals its code, and Tab moves on to its buttons', async ({ page, open }) => {
    await openLongList(page, open, 'codes-50');
    await card(page, 2).focus();
    await page.keyboard.press('Enter');
    await expect(code(card(page, 2))).toBeVisible();
    await expectFocus(page, 2);
    await page.keyboard.press('Tab');
    await expect(hideButtons(card(page, 2))).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 3);
    await page.keyboard.press('Space');
    await expect(search(page)).toHaveValue('');
  });

  test('keys with Shift, Ctrl, Alt or Meta are left to the browser', async ({ page, open }) => {
    await openLongList(page, open, 'codes-50');
    await card(page, 2).focus();
    for (const key of ['Shift+ArrowDown', 'Shift+End', 'Control+a', 'Alt+ArrowUp', 'Meta+j']) {
      await page.keyboard.press(key);
      await nextFrame(page);
      expect(await focused(page)).toBe('card 2');
      await expect(search(page)).toHaveValue('');
    }
  });
});

test.describe('focus', () => {
  test('the focus of a button scrolled away stays in the list and returns to its card', async ({
    page,
    open,
  }) => {
    await openLongList(page, open);
    // Clicked with the mouse, so that no key event tells the list about the focus.
    await page.evaluate(() => window.scrollTo(0, 1_200));
    await showButtons(card(page, 5)).click();
    const at = await page.evaluate(() => scrollY);
    await scrollTo(page, 0.7);
    await expect(card(page, 5)).toHaveCount(0);
    await expect(list(page)).toBeFocused();
    await page.evaluate((at) => window.scrollTo(0, at), at);
    await expectFocus(page, 5);
    await scrollTo(page, 0.7);
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 6);
  });

  test('the focus of a filtered card stays in the list, and keys start at the first card', async ({
    page,
    open,
  }) => {
    await openLongList(page, open, 'codes-50');
    await card(page, 1).focus();
    await page.keyboard.press('End');
    await expectFocus(page, 40);
    await page.evaluate(() => (location.hash += '?show=ending'));
    await expect.poll(() => size(page)).toBe(5);
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
    await page.evaluate(() => (location.hash = location.hash.replace('ending', 'none')));
    await expect(page.getByText(t('list.none_found'))).toBeVisible();
    await expect(list(page)).toBeFocused();
  });

  test('a filter changed far down starts at the top', async ({ page, open }) => {
    await openLongList(page, open);
    await scrollTo(page, 0.6);
    await chip(page, 'state.valid').click();
    await expect(card(page, 1)).toBeInViewport();
    await expect(chip(page, 'state.valid')).toBeFocused();
    // The sticky bar does not cover it.
    const [bar, first] = [
      await page.getByText(/codes found$/).boundingBox(),
      await card(page, 1).boundingBox(),
    ];
    expect(Number(first?.y)).toBeGreaterThanOrEqual(Number(bar?.y) + Number(bar?.height) - 1);
  });
});

test.describe('text selection', () => {
  test('mask dots cannot be selected, and a revealed code is selected as one text', async ({
    page,
    open,
  }) => {
    await openLongList(page, open, 'codes-50');
    await expect(card(page, 2)).toBeVisible();
    const dots = page.getByRole('img', { name: t('card.masked') });
    await page.evaluate(() =>
      document.querySelectorAll('main .code-card').forEach((card) => getSelection()?.selectAllChildren(card)),
    );
    await page.keyboard.press('Control+a');
    expect(await page.evaluate(() => getSelection()?.toString())).not.toContain('•');
    await dots.first().click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString())).not.toContain('•');
    await showButtons(card(page, 1)).click();
    const text = String(await code(card(page, 1)).textContent());
    await code(card(page, 1)).click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe(text);
  });
});

test('screen readers get the number of codes and the place of each', async ({ page, open }) => {
  await showAllCodes(page);
  await openLongList(page, open, 'codes-50');
  await expect(
    page
      .getByRole('heading')
      .getByRole('status')
      .filter({ hasText: plural('list.count', 40) }),
  ).toBeVisible();
  await scrollTo(page, 0.5);
  for (const visible of await cards(page).all()) await expect(visible).toHaveAttribute('aria-setsize', '40');
  const places = await cards(page).evaluateAll((cards) =>
    cards.map((card) => Number(card.getAttribute('aria-posinset'))),
  );
  expect(places).toEqual(places.map((_, at) => Number(places[0]) + at));
  expect(places.length).toBeLessThan(40);
});
