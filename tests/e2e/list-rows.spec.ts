// The rows of a long list on a wide screen: columns, order by their heads, keys, selection.

import {
  card,
  cards,
  code,
  expectFocus,
  focused,
  grid,
  hideButtons,
  list,
  nextFrame,
  openLongList,
  openRevealedList,
  order,
  scrollTo,
  search,
  showButtons,
  size,
  test,
} from './support/list.ts';
import { expect, type Page } from './support/test.ts';
import { plural, t, type Key } from './support/texts.ts';

const WIDE = { width: 1_280, height: 800 };
test.use({ viewport: WIDE });

const head = (page: Page, name: Key) => grid(page).getByRole('columnheader', { name: t(name), exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: t('detail.title') });
/** The places of the selected rows in the document. */
const selected = (page: Page) =>
  list(page)
    .locator('[aria-selected="true"]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex')) - 1));

test.describe('layout', () => {
  test('each code is one line of code, state, end and actions, with targets of 44 pixels', async ({
    page,
    open,
  }) => {
    await openLongList(page, open, 'codes-50');
    const columns = await grid(page)
      .getByRole('columnheader')
      .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().left));
    expect(columns).toHaveLength(4);
    for (const row of (await cards(page).all()).slice(0, 8)) {
      const cells = row.getByRole('gridcell');
      await expect(cells).toHaveCount(4);
      const lefts = await cells.evaluateAll((cells) =>
        cells.map((cell) => cell.getBoundingClientRect().left),
      );
      expect(lefts).toEqual(columns);
      expect(Number((await row.boundingBox())?.height)).toBeLessThan(60);
      const buttons = row.getByRole('button');
      await expect(buttons).toHaveCount(3);
      for (const button of await buttons.all()) {
        const box = await button.boundingBox();
        expect(Math.min(Number(box?.width), Number(box?.height))).toBeGreaterThanOrEqual(44);
      }
    }
    const rows = await cards(page).evaluateAll((rows) =>
      rows.map((row) => row.getBoundingClientRect().height),
    );
    expect(new Set(rows).size).toBe(1);
  });

  test('a revealed code keeps the height of its row, without a symbol', async ({ page, open }) => {
    await openLongList(page, open, 'codes-50');
    const before = await card(page, 2).boundingBox();
    await showButtons(card(page, 2)).click();
    await expect(code(card(page, 2))).toBeVisible();
    await expect(page.getByRole('img', { name: t('card.qr') })).toHaveCount(0);
    expect(await card(page, 2).boundingBox()).toEqual(before);
    await hideButtons(card(page, 2)).click();
    await expect(code(card(page, 2))).toHaveCount(0);
  });

  test('few codes are cards, and so are many on a narrower screen', async ({ page, open }) => {
    await openLongList(page, open, 'codes-3');
    await expect(page.getByRole('list', { name: t('activation.title') })).toBeVisible();
    await expect(grid(page)).toHaveCount(0);
    await openLongList(page, open, 'codes-50');
    await expect(grid(page)).toBeVisible();
    await card(page, 5).focus();
    await page.setViewportSize({ width: 900, height: 800 });
    await expect(grid(page)).toHaveCount(0);
    await expectFocus(page, 5);
    await expect(card(page, 5)).toHaveAttribute('aria-setsize', '40');
    await page.setViewportSize(WIDE);
    await expect(grid(page)).toBeVisible();
    await expectFocus(page, 5);
  });

  test('the heads stay below the bar, and a row that has the focus is covered by neither', async ({
    page,
    open,
  }) => {
    await openLongList(page, open);
    await card(page, 1).focus();
    for (let press = 0; press < 60; press += 1) await page.keyboard.press('ArrowDown');
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('ArrowUp');
      await nextFrame(page);
      const { heads, row } = await card(page, 60 - press).evaluate((row) => ({
        heads: Number(row.closest('[role="grid"]')?.firstElementChild?.getBoundingClientRect().bottom),
        row: row.getBoundingClientRect().top,
      }));
      expect(row).toBeGreaterThanOrEqual(heads - 1);
    }
    await expect(head(page, 'list.head_code')).toBeInViewport();
    await expect(search(page)).toBeInViewport();
  });
});

test.describe('order', () => {
  test('the heads of code and end sort, and pressed again the list is as it was sent', async ({
    page,
    open,
  }) => {
    const sent = await openRevealedList(page, open, 'codes-50');
    const valid = sent
      .filter(
        (one) => Number(one.activationNotAfter) === 0 || Number(one.activationNotAfter) * 1_000 > Date.now(),
      )
      .map((one) => one.activationCode);
    await expect(head(page, 'list.head_end')).toHaveAttribute('aria-sort', 'ascending');
    await expect(head(page, 'list.head_code')).toHaveAttribute('aria-sort', 'none');
    const button = head(page, 'list.head_code').getByRole('button');
    await button.click();
    await expect(page).toHaveURL(/sort=code$/);
    await expect(order(page)).toHaveValue('code');
    await expect(head(page, 'list.head_code')).toHaveAttribute('aria-sort', 'ascending');
    await expect(head(page, 'list.head_end')).toHaveAttribute('aria-sort', 'none');
    await expect(code(card(page, 1))).toHaveText([...valid].sort((a, b) => (a < b ? -1 : 1))[0] ?? '');
    await expect(button).toBeFocused();
    await button.click();
    await expect(order(page)).toHaveValue('sent');
    await expect(code(card(page, 1))).toHaveText(valid[0] ?? '');
    await head(page, 'list.head_end').getByRole('button').click();
    await expect(order(page)).toHaveValue('end');
    await expect(head(page, 'list.head_state')).not.toHaveAttribute('aria-sort');
  });
});

test.describe('keys', () => {
  test('the arrow, Page, Home and End keys move the focus between rows', async ({ page, open }) => {
    await openLongList(page, open);
    const total = await size(page);
    await card(page, 1).focus();
    for (const [key, place] of [
      ['ArrowDown', 2],
      ['ArrowDown', 3],
      ['ArrowUp', 2],
      ['End', total],
      ['ArrowDown', total],
      ['ArrowUp', total - 1],
      ['Home', 1],
    ] as const) {
      await page.keyboard.press(key);
      await expectFocus(page, place);
    }
    await page.keyboard.press('PageDown');
    expect(Number((await focused(page)).split(' ')[1])).toBeGreaterThan(10);
    await page.keyboard.press('PageUp');
    await expectFocus(page, 1);
  });

  test('Enter shows a code large, and closing that gives the focus back', async ({ page, open }) => {
    await openLongList(page, open, 'codes-50');
    await card(page, 3).focus();
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expectFocus(page, 3);
  });

  test('Space selects a row, and with Shift the arrow keys extend and shrink the selection', async ({
    page,
    open,
  }) => {
    await openLongList(page, open, 'codes-50');
    await card(page, 3).focus();
    await page.keyboard.press('Space');
    await expect(card(page, 3)).toHaveAttribute('aria-selected', 'true');
    await expectFocus(page, 3);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expectFocus(page, 5);
    expect(await selected(page)).toEqual([3, 4, 5]);
    await page.keyboard.press('Shift+ArrowUp');
    expect(await selected(page)).toEqual([3, 4]);
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Shift+ArrowUp');
    expect(await selected(page)).toEqual([2, 3]);
    await expect(page.getByRole('button', { name: plural('pick.print', 2), exact: true })).toBeVisible();
    await page.keyboard.press('Space');
    expect(await selected(page)).toEqual([3]);
    await expect(card(page, 3).getByRole('checkbox')).toBeChecked();
    await expect(search(page)).toHaveValue('');
    await page.getByRole('button', { name: t('pick.done'), exact: true }).click();
    expect(await selected(page)).toEqual([]);
    await expect(page.getByRole('button', { name: t('pick.start'), exact: true })).toBeFocused();
  });

  test('a selection by keys reaches rows that are not in the document', async ({ page, open }) => {
    await openLongList(page, open);
    await card(page, 1).focus();
    for (let press = 0; press < 80; press += 1) await page.keyboard.press('Shift+ArrowDown');
    await expectFocus(page, 81);
    await expect(page.getByRole('button', { name: plural('pick.print', 81), exact: true })).toBeVisible();
    await scrollTo(page, 0);
    await expect(card(page, 1)).toHaveAttribute('aria-selected', 'true');
  });
});

test.describe('the pointer', () => {
  test('a click with Shift selects every row from the last one, and selects no text', async ({
    page,
    open,
  }) => {
    await openLongList(page, open, 'codes-50');
    const state = (place: number) => card(page, place).getByRole('gridcell').nth(1);
    await state(2).click();
    await expectFocus(page, 2);
    expect(await selected(page)).toEqual([]);
    await state(5).click({ modifiers: ['Shift'] });
    expect(await selected(page)).toEqual([2, 3, 4, 5]);
    await expectFocus(page, 5);
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
    // The anchor stays.
    await state(1).click({ modifiers: ['Shift'] });
    expect(await selected(page)).toEqual([1, 2]);
    await card(page, 8).getByRole('checkbox').check();
    await card(page, 6)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    expect(await selected(page)).toEqual([1, 2, 6, 7, 8]);
    await expect(card(page, 6).getByRole('checkbox')).toBeChecked();
    // A button does what it says.
    await showButtons(card(page, 10)).click({ modifiers: ['Shift'] });
    await expect(code(card(page, 10))).toBeVisible();
    expect(await selected(page)).toEqual([1, 2, 6, 7, 8]);
  });
});
