// A list while time goes by: asked for again, each minute if that is wished, and codes that end where they stand.

import AxeBuilder from '@axe-core/playwright';
import { card, cards, chip, choose, code, codesOpen, expectFocus, hides, list, nextFrame, scrollTo, search, shows, size, test } from './support/list.ts';
import { refresh } from './support/swap.ts';
import { expect, type Page } from './support/test.ts';
import { installClock, stopClock } from './support/turning.ts';
import { setVisible } from './support/visibility.ts';
import { count, say } from './support/words.ts';

interface Listed {
  activationCode: string;
  activationNotAfter?: string;
  [other: string]: unknown;
}

/** From now on the answers are changed before they arrive: the nth, counted from 0. */
async function changeAnswers(page: Page, change: (codes: Listed[], answer: number) => Listed[]): Promise<void> {
  let answer = 0;
  await page.route('**/api/identity/**', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: { activationCodes: Listed[]; codeCount?: number } };
    body.data.activationCodes = change(body.data.activationCodes, answer);
    body.data.codeCount = body.data.activationCodes.length;
    answer += 1;
    await route.fulfill({ response, json: body });
  });
}

/** Codes with ends so many seconds from now. */
const ending = (...seconds: number[]): Listed[] =>
  seconds.map((left, at) => ({ activationCode: `70000${at}1`, activationNotAfter: String(Math.round(Date.now() / 1_000) + left) }));

const HOURS = Array.from({ length: 30 }, (_, at) => 7_200 + at * 3_600);

/** Where every card that exists is in the document. */
const boxes = (page: Page) =>
  cards(page).evaluateAll((cards) =>
    cards.map((card) => {
      const { left, top, width, height } = card.getBoundingClientRect();
      return { place: card.getAttribute('aria-posinset'), left, top: top + scrollY, width, height };
    }),
  );

test.describe('asked for again', () => {
  test('a code that is shown stays shown, the focus stays, and what is new has its place', async ({ page, open, sandbox }) => {
    await open('/activation/identity/codes-50');
    await shows(card(page, 2)).click();
    const text = String(await code(card(page, 2)).textContent());
    const kept = await card(page, 2).elementHandle();
    await sandbox.create('codes-50', '0055443322');
    // By the keyboard, so that the focus can stay in the list.
    await page.evaluate(() => Object.assign(window, { refresh: [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh') }));
    await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
    await hides(card(page, 2)).focus();
    await page.evaluate(() => (window as unknown as { refresh: HTMLElement }).refresh.click());
    await expect.poll(() => size(page)).toBe(41);
    expect(await kept?.evaluate((card) => card.isConnected)).toBe(true);
    await expect(code(page.getByRole('listitem').filter({ has: hides(page) }))).toHaveText(text);
    await expect(hides(page)).toBeFocused();
    await expect(page.getByText(count('list.count', 41), { exact: true })).toBeVisible();
  });

  test('a code that has vanished is said, the others stay, and the focus of a vanished card stays in the list', async ({ page, open }) => {
    await changeAnswers(page, (codes, answer) => codes.filter((_, at) => answer === 0 || at !== 1));
    await open('/activation/identity/codes-3');
    await shows(card(page, 1)).click();
    await card(page, 2).focus();
    await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
    await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click());
    await expect(page.getByText(count('list.gone', 1), { exact: true })).toBeVisible();
    await expect.poll(() => size(page)).toBe(2);
    await expect(code(card(page, 1))).toHaveText('1827098');
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expectFocus(page, 1);
  });

  test('where all have vanished the focus is still not lost', async ({ page, open }) => {
    await changeAnswers(page, (codes, answer) => (answer === 0 ? codes : []));
    await open('/activation/identity/codes-3');
    await card(page, 2).focus();
    await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
    await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click());
    await expect(page.getByText(say('list.empty'), { exact: true })).toBeVisible();
    await expect(page.getByText(count('list.gone', 3), { exact: true })).toBeVisible();
    await expect(list(page)).toBeFocused();
  });

  test('a list that becomes short keeps its search field while somebody types in it', async ({ page, open }) => {
    await changeAnswers(page, (codes, answer) => (answer === 0 ? codes : codes.slice(0, 3)));
    await open('/activation/identity/codes-50');
    await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
    await search(page).fill('7');
    await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click());
    await expect(page.getByText(/no longer listed/)).toBeVisible();
    await expect(search(page)).toBeFocused();
    await expect(search(page)).toHaveValue('7');
  });

  test('far down, where codes above have vanished, what is being read stays where it is', async ({ page, open }) => {
    await changeAnswers(page, (codes, answer) => codes.filter((_, at) => answer === 0 || at % 50 !== 1));
    await open('/activation/identity/codes-10000');
    await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
    await scrollTo(page, 0.5);
    // One of the cards on the screen, and not one that will vanish: those end at a time of their own.
    const seen = await cards(page).evaluateAll((cards) =>
      cards.map((card) => ({ text: card.querySelector('.card-time')?.textContent ?? '', top: card.getBoundingClientRect().top })).filter(({ top }) => top > 0 && top < innerHeight),
    );
    await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Refresh')?.click());
    await expect(page.getByText(count('list.gone', 200), { exact: true })).toHaveCount(1, { timeout: 20_000 });
    await nextFrame(page);
    const now = await cards(page).evaluateAll((cards) => cards.map((card) => ({ text: card.querySelector('.card-time')?.textContent ?? '', top: card.getBoundingClientRect().top })));
    const stayed = seen.filter((one) => now.some((other) => other.text === one.text && Math.abs(other.top - one.top) < 2));
    expect(stayed.length).toBeGreaterThan(0);
  });

  test('what is said of a card follows the answer: a code that is listed twice from now on says so', async ({ page, open }) => {
    await changeAnswers(page, (codes, answer) => (answer === 0 ? codes : [...codes, ...codes.slice(0, 1)]));
    await open('/activation/identity/codes-3');
    await shows(card(page, 1)).click();
    await refresh(page);
    await expect(card(page, 1)).toContainText(count('card.twins', 2));
    await expect(code(card(page, 1))).toHaveText('1827098');
  });
});

test.describe('each minute', () => {
  test('the list is asked for again by itself, not while the page is hidden, and never without the wish', async ({ page, open, sandbox }) => {
    await installClock(page);
    await open('/activation/identity/codes-3');
    await expect.poll(() => size(page)).toBe(3);
    await page.clock.runFor('01:30');
    expect(await sandbox.count()).toBe(1);
    await choose(page, 'option.minute');
    await expect.poll(() => sandbox.count()).toBe(2);
    await stopClock(page);
    for (let turn = 3; turn <= 5; turn += 1) {
      // Somebody is there, or the view would be locked.
      await page.keyboard.press('Shift');
      // A minute in all, so that how long after its answer the clock was stopped is the same in each turn.
      await page.clock.runFor(50_000);
      expect(await sandbox.count()).toBe(turn - 1);
      await page.clock.runFor(9_900);
      await expect.poll(() => sandbox.count()).toBe(turn);
      await page.clock.runFor(100);
    }
    await page.keyboard.press('Shift');
    await setVisible(page, false);
    await page.clock.runFor('01:30');
    expect(await sandbox.count()).toBe(5);
    await setVisible(page, true);
    await page.clock.runFor(2_000);
    await expect.poll(() => sandbox.count()).toBe(6);
    await choose(page, 'option.minute', false);
    await page.keyboard.press('Shift');
    await page.clock.runFor('01:30');
    expect(await sandbox.count()).toBe(6);
  });

  test('the wish is kept on the device, and a code shown stays shown through it', async ({ page, open, sandbox }) => {
    await open('/activation/identity/codes-3');
    await choose(page, 'option.minute');
    await installClock(page);
    await page.reload();
    await expect.poll(() => size(page)).toBe(3);
    const asked = await sandbox.count();
    await page.clock.runFor(45_000);
    await shows(card(page, 2)).click();
    await page.clock.runFor(17_000);
    await expect.poll(() => sandbox.count()).toBe(asked + 1);
    await page.clock.runFor(500);
    await expect(code(card(page, 2))).toHaveText('04738126');
    await expect(hides(card(page, 2))).toBeFocused();
  });
});

test.describe('codes that end where they stand', () => {
  for (const [what, viewport] of [['one column', { width: 390, height: 844 }], ['three columns', { width: 1_280, height: 900 }]] as const) {
    test(`in ${what} no card moves by a pixel, also where the code was shown; counts and fold follow`, async ({ page, open }) => {
      await page.setViewportSize(viewport);
      await installClock(page);
      await changeAnswers(page, () => ending(40, 50, ...HOURS));
      await open('/activation/identity/codes-50');
      await expect.poll(() => size(page)).toBe(32);
      await page.clock.runFor(25_000);
      await shows(card(page, 1)).click();
      await expect(code(card(page, 1))).toBeVisible();
      await nextFrame(page);
      const before = await boxes(page);
      await expect(chip(page, 'state.ending')).toHaveText(/2$/);
      await page.clock.runFor(17_000);
      await expect(card(page, 1)).toContainText(say('card.ended'));
      expect(await boxes(page)).toEqual(before);
      await expect(chip(page, 'state.ending')).toHaveText(/1$/);
      await expect(chip(page, 'state.expired')).toHaveText(/1$/);
      await expect(page.getByText(count('list.expired', 1), { exact: true })).toBeVisible();
      await expect(page.getByText(count('list.count', 31), { exact: true })).toBeVisible();
      await expect(card(page, 1).getByRole('button')).toHaveCount(0);
      await page.clock.runFor(10_000);
      await expect(card(page, 2)).toContainText(say('card.ended'));
      expect(await boxes(page)).toEqual(before);
      await expect(page.getByText(count('list.expired', 2), { exact: true })).toBeVisible();
      // The next choice leaves them out.
      await chip(page, 'state.no_end').click();
      await expect.poll(() => size(page)).toBe(30);
    });
  }

  test('the focus in a card that ends stays in the list', async ({ page, open }) => {
    await installClock(page);
    await changeAnswers(page, () => ending(30, ...HOURS));
    await open('/activation/identity/codes-50');
    await shows(card(page, 1)).focus();
    await page.clock.runFor(32_000);
    await expect(card(page, 1)).toContainText(say('card.ended'));
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
  });

  test('when the last one ends the list empties, and the focus is not lost', async ({ page, open }) => {
    await installClock(page);
    await changeAnswers(page, () => ending(20, 30));
    await open('/activation/identity/codes-50');
    await card(page, 2).focus();
    await page.clock.runFor(32_000);
    await expect(page.getByText(say('list.empty'), { exact: true })).toBeVisible();
    await expect(list(page)).toBeFocused();
  });
});

test.describe('codes without a tap', () => {
  test('all stand there at once, survive a reload, are covered while the page is hidden, and can be covered again', async ({ page, open }) => {
    await open('/activation/identity/codes-50');
    await expect(code(cards(page).first())).toHaveCount(0);
    await choose(page, 'option.open');
    await expect(code(cards(page).first())).toBeVisible();
    await expect(shows(page)).toHaveCount(0);
    await expect(hides(page)).toHaveCount(0);
    await page.reload();
    await expect(code(cards(page).first())).toBeVisible();
    const text = String(await code(cards(page).first()).textContent());
    await setVisible(page, false);
    await expect(code(cards(page))).toHaveCount(0);
    expect(await page.content()).not.toContain(text);
    await setVisible(page, true);
    await expect(code(cards(page).first())).toHaveText(text);
    await choose(page, 'option.open', false);
    await expect(code(cards(page))).toHaveCount(0);
    await expect(shows(cards(page).first())).toBeVisible();
    await page.reload();
    await expect(shows(cards(page).first())).toBeVisible();
    await expect(code(cards(page))).toHaveCount(0);
  });

  test('far down, opening all and covering all keeps the card that was being read', async ({ page, open }) => {
    await open('/activation/identity/codes-10000');
    await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
    await scrollTo(page, 0.5);
    const first = () => cards(page).evaluateAll((cards) => cards.filter((card) => card.getBoundingClientRect().bottom > 150).map((card) => card.getAttribute('aria-posinset'))[0]);
    const before = Number(await first());
    for (let turn = 0; turn < 2; turn += 1) {
      // The fold is far above: somebody presses it in another way than by scrolling there.
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await page.getByLabel(say('option.open')).evaluate((box: HTMLInputElement) => box.click());
      await nextFrame(page);
      expect(Math.abs(Number(await first()) - before)).toBeLessThanOrEqual(2);
    }
  });

  test('open codes end where they stand, and no other card moves', async ({ page, open }) => {
    await codesOpen(page);
    await installClock(page);
    await changeAnswers(page, () => ending(20, 30, ...HOURS));
    await open('/activation/identity/codes-50');
    await expect(code(card(page, 1))).toBeVisible();
    await page.clock.runFor(5_000);
    const before = await boxes(page);
    await page.clock.runFor(17_000);
    await expect(card(page, 1)).toContainText(say('card.ended'));
    expect(await boxes(page)).toEqual(before);
  });
});

test.describe('no finding of axe, in light and dark', () => {
  const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
  const STATES: [string, (page: Page) => Promise<void>][] = [
    ['all open', (page) => choose(page, 'option.open')],
    ['found', (page) => search(page).fill('7')],
    ['nothing found', (page) => search(page).fill('no such code')],
    ['expired ones', (page) => chip(page, 'state.expired').click()],
    ['none chosen', (page) => page.evaluate(() => void (location.hash += '?show=none'))],
    ['a card with the focus', (page) => card(page, 2).focus()],
    ['half way down', (page) => scrollTo(page, 0.5)],
  ];
  for (const [state, reach] of STATES) {
    test(state, async ({ page, open }) => {
      await open('/activation/identity/codes-50');
      await expect(cards(page).first()).toBeVisible();
      await reach(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await nextFrame(page);
        await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)));
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        expect.soft(violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)]), colorScheme).toEqual([]);
      }
    });
  }
});
