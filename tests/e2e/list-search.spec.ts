// The search in a list.

import type { ListedCode } from './support/responses.ts';
import {
  cards,
  chip,
  code,
  expectFocus,
  list,
  nextFrame,
  openRevealedList,
  search,
  size,
  test,
} from './support/list.ts';
import { expect, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';

const emptyResult = (page: Page) => page.getByText(t('list.none_found'), { exact: true });
const found = (page: Page, n: number) => page.getByText(plural('list.found', n), { exact: true });

const end = (listed: ListedCode) =>
  Number(listed.activationNotAfter) > 0 ? Number(listed.activationNotAfter) * 1_000 : Infinity;

test.describe('search', () => {
  test('a part of a code finds it, regardless of case, blanks and hyphens', async ({ page, open }) => {
    const sent = await openRevealedList(page, open, 'codes-50');
    // This code has letters and ends in days.
    const wanted = String(sent[17]?.activationCode);
    expect(wanted).toMatch(/[A-Za-z]/);
    const [a, b, c] = [wanted.slice(0, 3), wanted.slice(3, 5), wanted.slice(5)];
    for (const typed of [
      wanted,
      wanted.toUpperCase(),
      wanted.toLowerCase(),
      `${a} ${b} ${c}`,
      `${a}-${b}-${c}`,
      ` ${a}\u00a0${b}‑${c} `,
      `${b}${c}`,
    ]) {
      await search(page).fill(typed);
      await expect(found(page, 1)).toBeVisible();
      await expect(cards(page)).toHaveCount(1);
      await expect(code(cards(page))).toHaveText(wanted);
    }
    await search(page).fill('');
    await expect.poll(() => size(page)).toBe(40);
    await expect(page.getByText(t('list.found', {})).first()).toBeHidden();
  });

  test('the search text is in no address, history or storage, and is gone after a reload', async ({
    page,
    open,
  }) => {
    const sent = await openRevealedList(page, open, 'codes-50');
    const wanted = String(sent[0]?.activationCode);
    await search(page).fill(wanted);
    await chip(page, 'state.expired').click();
    const stored = await page.evaluate(() =>
      JSON.stringify([
        location.href,
        history.state,
        { ...localStorage },
        { ...sessionStorage },
        document.title,
      ]),
    );
    expect(stored).not.toContain(wanted);
    await page.reload();
    await expect(search(page)).toHaveValue('');
  });

  test('an empty result is reported, and one press shows all again without losing the focus', async ({
    page,
    open,
  }) => {
    await openRevealedList(page, open, 'codes-50');
    await search(page).fill('no such code');
    await expect(emptyResult(page)).toBeVisible();
    await expect(found(page, 0)).toBeVisible();
    await expect(cards(page)).toHaveCount(0);
    await page.getByRole('button', { name: t('list.all') }).click();
    await expect.poll(() => size(page)).toBe(40);
    await expect(search(page)).toHaveValue('');
    await expect(emptyResult(page)).toBeHidden();
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
  });

  test('one of ten thousand codes is found, and each typed letter narrows the result', async ({
    page,
    open,
  }) => {
    const sent = await openRevealedList(page, open, 'codes-10000');
    const now = Date.now();
    const valid = sent.filter((listed) => end(listed) > now + 3_600_000);
    const wanted = String(valid.at(-1)?.activationCode);
    await search(page).focus();
    for (let length = 1; length <= wanted.length; length += 1) {
      await page.keyboard.type(wanted[length - 1] ?? '');
      const part = wanted.slice(0, length);
      const matches = (listed: ListedCode) =>
        listed.activationCode.toLowerCase().includes(part.toLowerCase());
      const [min, max] = [valid.filter(matches).length, sent.filter(matches).length];
      await expect.poll(() => size(page)).toBeLessThanOrEqual(max);
      expect(await size(page)).toBeGreaterThanOrEqual(min);
    }
    expect(
      await cards(page).evaluateAll((cards) => cards.map((card) => card.querySelector('bdi')?.textContent)),
    ).toContain(wanted);
    await expect(search(page)).toBeFocused();
  });

  test('typing on a card continues in the search field', async ({ page, open }) => {
    const sent = await openRevealedList(page, open, 'codes-50');
    const wanted = String(
      sent.find((listed) => end(listed) > Date.now() + 7_200_000 && Number.isFinite(end(listed)))
        ?.activationCode,
    );
    await cards(page).first().focus();
    await page.keyboard.type(wanted);
    await expect(search(page)).toBeFocused();
    await expect(search(page)).toHaveValue(wanted);
    await expect(code(cards(page))).toHaveText([wanted]);
  });

  test("Ctrl+F goes to the search field, and the second time to the browser's own search", async ({
    page,
    open,
  }) => {
    await openRevealedList(page, open, 'codes-50');
    await page.evaluate(() =>
      addEventListener('keydown', (event) => Object.assign(window, { prevented: event.defaultPrevented })),
    );
    const prevented = () => page.evaluate(() => (window as unknown as { prevented: boolean }).prevented);
    await cards(page).first().focus();
    await page.keyboard.press('Control+f');
    await expect(search(page)).toBeFocused();
    expect(await prevented()).toBe(true);
    await page.keyboard.press('Control+f');
    expect(await prevented()).toBe(false);
    // A short list has no search field, so the browser's search is not prevented.
    await open('/activation/identity/codes-3');
    await expect(cards(page).first()).toBeVisible();
    await page.keyboard.press('Control+f');
    expect(await prevented()).toBe(false);
  });

  test('a list of three has no search field, and typing on its cards has no effect', async ({
    page,
    open,
  }) => {
    await openRevealedList(page, open, 'codes-3');
    await expect(search(page)).toHaveCount(0);
    await cards(page).first().focus();
    await page.keyboard.type('x');
    await nextFrame(page);
    expect(await size(page)).toBe(3);
    await expect(emptyResult(page)).toHaveCount(0);
    await expectFocus(page, 1);
  });
});
