// Finding a code in a list: search, order, states; and what of that the address keeps.

import { listAnswers, newest, type ListedCode } from './support/answers.ts';
import { cards, chip, code, codesOpen, everyCode, expectFocus, list, nextFrame, order, search, size, test } from './support/list.ts';
import { expect, type Page } from './support/test.ts';
import { count, say, type Key } from './support/words.ts';

const nothing = (page: Page) => page.getByText(say('list.none_found'), { exact: true });
const found = (page: Page, n: number) => page.getByText(count('list.found', n), { exact: true });
const end = (listed: ListedCode) => (Number(listed.activationNotAfter) > 0 ? Number(listed.activationNotAfter) * 1_000 : Infinity);
const STATES: Key[] = ['state.valid', 'state.ending', 'state.no_end', 'state.expired'];

/** Opens a list whose codes show themselves, and gives what the service sent. */
async function openList(page: Page, open: (fragment: string) => Promise<void>, fragment: string): Promise<ListedCode[]> {
  await codesOpen(page);
  const answers = await listAnswers(page);
  await open(`/activation/identity/${fragment}`);
  await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
  return (await newest(answers)).data.activationCodes;
}

test.describe('search', () => {
  test('a part of a code finds it, whatever its case and with blanks or hyphens between', async ({ page, open }) => {
    const sent = await openList(page, open, 'codes-50');
    // The one code of letters ends in days.
    const wanted = String(sent[17]?.activationCode);
    expect(wanted).toMatch(/[A-Za-z]/);
    const [a, b, c] = [wanted.slice(0, 3), wanted.slice(3, 5), wanted.slice(5)];
    for (const typed of [wanted, wanted.toUpperCase(), wanted.toLowerCase(), `${a} ${b} ${c}`, `${a}-${b}-${c}`, ` ${a}\u00a0${b}‑${c} `, `${b}${c}`]) {
      await search(page).fill(typed);
      await expect(found(page, 1)).toBeVisible();
      await expect(cards(page)).toHaveCount(1);
      await expect(code(cards(page))).toHaveText(wanted);
    }
    await search(page).fill('');
    await expect.poll(() => size(page)).toBe(40);
    await expect(page.getByText(say('list.found', {})).first()).toBeHidden();
  });

  test('what is searched for stands in no address, history or storage, and is gone with the view', async ({ page, open }) => {
    const sent = await openList(page, open, 'codes-50');
    const wanted = String(sent[0]?.activationCode);
    await search(page).fill(wanted);
    await chip(page, 'state.expired').click();
    const kept = await page.evaluate(() => JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }, document.title]));
    expect(kept).not.toContain(wanted);
    await page.reload();
    await expect(search(page)).toHaveValue('');
  });

  test('nothing found is said, and one press shows all again without losing the focus', async ({ page, open }) => {
    await openList(page, open, 'codes-50');
    await search(page).fill('no such code');
    await expect(nothing(page)).toBeVisible();
    await expect(found(page, 0)).toBeVisible();
    await expect(cards(page)).toHaveCount(0);
    await page.getByRole('button', { name: say('list.all') }).click();
    await expect.poll(() => size(page)).toBe(40);
    await expect(search(page)).toHaveValue('');
    await expect(nothing(page)).toBeHidden();
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
  });

  test('of ten thousand codes one is found, and typing it letter by letter finds fewer each time', async ({ page, open }) => {
    const sent = await openList(page, open, 'codes-10000');
    const now = Date.now();
    const good = sent.filter((one) => end(one) > now + 3_600_000);
    const wanted = String(good.at(-1)?.activationCode);
    await search(page).focus();
    for (let length = 1; length <= wanted.length; length += 1) {
      await page.keyboard.type(wanted[length - 1] ?? '');
      const part = wanted.slice(0, length);
      const certain = good.filter((one) => one.activationCode.toLowerCase().includes(part.toLowerCase())).length;
      const most = sent.filter((one) => one.activationCode.toLowerCase().includes(part.toLowerCase())).length;
      await expect.poll(() => size(page)).toBeLessThanOrEqual(most);
      expect(await size(page)).toBeGreaterThanOrEqual(certain);
    }
    expect(await cards(page).evaluateAll((cards) => cards.map((card) => card.querySelector('bdi')?.textContent))).toContain(wanted);
    await expect(search(page)).toBeFocused();
  });

  test('a letter typed on a card goes on in the search field', async ({ page, open }) => {
    const sent = await openList(page, open, 'codes-50');
    const wanted = String(sent.find((one) => end(one) > Date.now() + 7_200_000 && Number.isFinite(end(one)))?.activationCode);
    await cards(page).first().focus();
    await page.keyboard.type(wanted);
    await expect(search(page)).toBeFocused();
    await expect(search(page)).toHaveValue(wanted);
    await expect(code(cards(page))).toHaveText([wanted]);
  });

  test('Ctrl+F goes to the search field, and the second time to the browser\'s own search', async ({ page, open }) => {
    await openList(page, open, 'codes-50');
    await page.evaluate(() => addEventListener('keydown', (event) => Object.assign(window, { prevented: event.defaultPrevented })));
    const prevented = () => page.evaluate(() => (window as unknown as { prevented: boolean }).prevented);
    await cards(page).first().focus();
    await page.keyboard.press('Control+f');
    await expect(search(page)).toBeFocused();
    expect(await prevented()).toBe(true);
    await page.keyboard.press('Control+f');
    expect(await prevented()).toBe(false);
    // Without a field there is nothing to be in the way of.
    await open('/activation/identity/codes-3');
    await expect(cards(page).first()).toBeVisible();
    await page.keyboard.press('Control+f');
    expect(await prevented()).toBe(false);
  });

  test('a list of three has no field, and a letter typed on its cards narrows nothing', async ({ page, open }) => {
    await openList(page, open, 'codes-3');
    await expect(search(page)).toHaveCount(0);
    await cards(page).first().focus();
    await page.keyboard.type('x');
    await nextFrame(page);
    expect(await size(page)).toBe(3);
    await expect(nothing(page)).toHaveCount(0);
    await expectFocus(page, 1);
  });
});

test.describe('order', () => {
  const ORDERS: [Key, string, (a: ListedCode, b: ListedCode) => number][] = [
    // Without an end comes last; what could not be told apart stands as it was sent.
    ['order.end', '', (a, b) => (end(a) === end(b) ? 0 : end(a) - end(b))],
    ['order.sent', 'sort=sent', () => 0],
    ['order.code', 'sort=code', (a, b) => (a.activationCode < b.activationCode ? -1 : 1)],
  ];
  for (const [name, pair, compare] of ORDERS) {
    test(`${pair || 'the usual order'}: all fifty cards stand as the answer says`, async ({ page, open }) => {
      const sent = await openList(page, open, 'codes-50');
      await order(page).selectOption(say('order.sent'));
      await order(page).selectOption(say(name));
      await expect(page).toHaveURL(pair ? new RegExp(`codes-50\\?${pair}$`) : /codes-50$/);
      const expected = sent.filter((one) => end(one) > Date.now()).sort(compare).map((one) => one.activationCode);
      await expect.poll(() => everyCode(page)).toEqual(expected);
    });
  }

  test('ten thousand by code: the beginning, the middle and the end are right', async ({ page, open }) => {
    const sent = await openList(page, open, 'codes-10000?sort=code&show=valid,ending,no-end,expired');
    await expect(order(page)).toHaveValue('code');
    const sorted = sent.map((one) => one.activationCode).sort((a, b) => (a < b ? -1 : 1));
    expect(await size(page)).toBe(10_000);
    for (const key of ['Home', 'PageDown', 'End', 'ArrowUp', 'PageUp']) {
      await cards(page).first().focus();
      await page.keyboard.press(key);
      await nextFrame(page);
      const standing = await cards(page).evaluateAll((cards) =>
        cards.map((card) => [Number(card.getAttribute('aria-posinset')), card.querySelector('bdi.code')?.textContent ?? null] as const),
      );
      expect(standing.length).toBeGreaterThan(1);
      // Of what has expired no code is shown.
      for (const [place, text] of standing) expect(text ?? sorted[place - 1]).toBe(sorted[place - 1]);
    }
  });

  test('an address edited by hand also moves what the field says, after a choice by hand too', async ({ page, open }) => {
    await openList(page, open, 'codes-50');
    await order(page).selectOption(say('order.code'));
    await page.evaluate(() => (location.hash = location.hash.replace('sort=code', 'sort=sent')));
    await expect(order(page)).toHaveValue('sent');
    await page.evaluate(() => (location.hash = location.hash.replace('?sort=sent', '')));
    await expect(order(page)).toHaveValue('end');
  });
});

test.describe('states', () => {
  test('each chip counts the codes in its state, and takes them out of the list and puts them in', async ({ page, open }) => {
    await openList(page, open, 'codes-50');
    const counts = [32, 5, 3, 10];
    for (const [at, state] of STATES.entries()) {
      await expect(chip(page, state)).toHaveText(new RegExp(`${counts[at]}$`));
      await expect(chip(page, state)).toHaveAttribute('aria-pressed', String(state !== 'state.expired'));
    }
    for (const [state, words, left] of [
      ['state.valid', 'ending,no-end', 8],
      ['state.ending', 'no-end', 3],
      ['state.expired', 'no-end,expired', 13],
      ['state.no_end', 'expired', 10],
    ] as const) {
      await chip(page, state).click();
      await expect(page).toHaveURL(new RegExp(`\\?show=${words}$`));
      await expect(found(page, left)).toBeVisible();
      expect(await size(page)).toBe(left);
      await expect(chip(page, state)).toBeFocused();
    }
    await expect(cards(page).filter({ hasText: say('card.ended') })).toHaveCount(await cards(page).count());
    await chip(page, 'state.expired').click();
    await expect(page).toHaveURL(/\?show=none$/);
    await expect(nothing(page)).toBeVisible();
    await page.getByRole('button', { name: say('list.all') }).click();
    await expect(page).toHaveURL(/codes-50$/);
    expect(await size(page)).toBe(40);
  });

  test('order and states survive a reload, and are no steps on the way back', async ({ page, open, sandbox }) => {
    await open('/');
    await page.evaluate(() => (location.hash = '/activation/identity/codes-50'));
    await expect(cards(page).first()).toBeVisible();
    const heading = await page.getByRole('heading', { level: 1 }).elementHandle();
    await order(page).selectOption(say('order.code'));
    await chip(page, 'state.valid').click();
    await chip(page, 'state.expired').click();
    // The same view stays: nothing is asked for again, nothing is built anew.
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

  test('what an address says in unknown words is left out', async ({ page, open }) => {
    await openList(page, open, 'codes-50?sort=colour&show=purple,expired&x=1');
    await expect(order(page)).toHaveValue('end');
    await expect(found(page, 10)).toBeVisible();
    await page.evaluate(() => (location.hash = '/activation/identity/codes-50?show=purple'));
    await expect.poll(() => size(page)).toBe(40);
  });

  test('a list of three narrowed by its address can be widened again', async ({ page, open }) => {
    await openList(page, open, 'codes-3?show=no-end,valid');
    await expect(found(page, await size(page))).toBeVisible();
    await page.evaluate(() => (location.hash = '/activation/identity/codes-3?show=no-end'));
    await expect(nothing(page)).toBeVisible();
    await chip(page, 'state.valid').click();
    await expect(cards(page).first()).toBeVisible();
    await expect(chip(page, 'state.valid')).toBeFocused();
    await chip(page, 'state.no_end').click();
    await expect(chip(page, 'state.no_end')).toBeFocused();
  });

  test('of ten thousand the 2 000 expired ones are shown by one press below the list, the latest first', async ({ page, open }) => {
    const sent = await openList(page, open, 'codes-10000');
    await page.getByText(/^2,0\d\d expired codes$/).click();
    await page.getByRole('button', { name: say('list.expired_all') }).click();
    await expect(page).toHaveURL(/\?show=expired$/);
    const expired = sent.filter((one) => end(one) <= Date.now()).length;
    expect(Math.abs((await size(page)) - expired)).toBeLessThan(50);
    await expect(cards(page).first()).toHaveAttribute('aria-posinset', '1');
    await expect(cards(page).first()).toBeInViewport();
  });
});
