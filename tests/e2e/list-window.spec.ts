// Only the cards near the screen exist; a person must not notice: the bar, the keys and the focus know of all of them.

import { card, cards, chip, code, codesOpen, countElements, expectFocus, focused, hides, list, mostElements, nextFrame, scrollTo, search, shows, size, test } from './support/list.ts';
import { expect, type Page } from './support/test.ts';
import { count, say } from './support/words.ts';

const WIDE = { width: 1_280, height: 800 };

async function openLong(page: Page, open: (fragment: string) => Promise<void>, fragment = 'codes-10000'): Promise<void> {
  await open(`/activation/identity/${fragment}`);
  await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
}

/** Where the cards on the screen are: their places in the list and their upper edges. */
function onScreen(page: Page): Promise<{ place: number; top: number }[]> {
  // In one go: a card may leave between being found and being measured.
  return list(page).evaluate((list) =>
    [...list.children]
      .map((card) => ({ place: Number(card.getAttribute('aria-posinset')), top: card.getBoundingClientRect().top }))
      .filter(({ top }) => top > -150 && top < innerHeight),
  );
}

test.describe('the start', () => {
  for (const [what, fragment, total] of [['a long list', 'codes-10000', 8_000], ['a short one', 'codes-50', 32]] as const) {
    test(`of ${what}: what is painted first are the cards on the screen alone, and those around them come after`, async ({ page, open }) => {
      await page.setViewportSize(WIDE);
      await page.addInitScript(() => {
        const look = () => {
          const cards = document.querySelectorAll('main li.code-card').length;
          if (!cards) return requestAnimationFrame(look);
          // What this frame still does comes before it is painted; asked for first, this comes before all that the next one does.
          requestAnimationFrame(() => Object.assign(window, { painted: document.querySelectorAll('main li.code-card').length }));
        };
        requestAnimationFrame(look);
      });
      await openLong(page, open, fragment);
      expect(await size(page)).toBeGreaterThanOrEqual(total);
      const painted = Number(await (await page.waitForFunction(() => Reflect.get(window, 'painted'))).jsonValue());
      const onScreen = await list(page).evaluate((list) => [...list.children].filter((card) => card.getBoundingClientRect().top < innerHeight).length);
      expect(painted).toBeGreaterThanOrEqual(onScreen);
      // A row more at most: where on the screen the list would begin was guessed.
      expect(painted).toBeLessThanOrEqual(onScreen + 3);
      await expect.poll(() => cards(page).count()).toBeGreaterThan(painted);
    });
  }
});

test.describe('scrolling', () => {
  for (const [what, viewport] of [['a phone', { width: 390, height: 844 }], ['a wide screen', WIDE], ['a narrow phone', { width: 320, height: 568 }]] as const) {
    test(`on ${what}, far away, the cards there fill the screen, and the bar stands where they are in the list`, async ({ page, open }) => {
      await page.setViewportSize(viewport);
      await openLong(page, open);
      const total = await size(page);
      for (const share of [0.25, 0.5, 0.9, 0.1]) {
        await list(page).evaluate((list, share) => {
          const box = list.getBoundingClientRect();
          window.scrollBy(0, box.top + share * box.height);
        }, share);
        await nextFrame(page);
        const seen = await onScreen(page);
        const columns = seen.filter(({ top }) => Math.abs(top - Number(seen[0]?.top)) < 1).length;
        // No gap at either edge, no card twice, none left out.
        expect(Math.min(...seen.map(({ top }) => top))).toBeLessThanOrEqual(160);
        expect(Math.max(...seen.map(({ top }) => top))).toBeGreaterThan(viewport.height - 320);
        expect(seen.map(({ place }) => place)).toEqual(seen.map((_, at) => Number(seen[0]?.place) + at));
        expect((Number(seen[0]?.place) - 1) % columns).toBe(0);
        expect(Math.abs(Number(seen[0]?.place) / total - share)).toBeLessThan(0.03);
      }
      await scrollTo(page, 1);
      await expect(card(page, total)).toHaveCount(1);
      await expect(page.getByText(/expired codes$/)).toBeInViewport();
      await scrollTo(page, 0);
      await expect(card(page, 1)).toHaveCount(1);
    });
  }

  test('slowly scrolled nothing jumps, also past cards that are higher than others', async ({ page, open }) => {
    await openLong(page, open, 'codes-50');
    await shows(cards(page).nth(0)).click();
    await shows(cards(page)).first().click();
    await expect(hides(page)).toHaveCount(2);
    for (const step of [60, -60]) {
      for (let turn = 0; turn < 40; turn += 1) {
        const before = await onScreen(page);
        const at = await page.evaluate((step) => {
          const before = scrollY;
          window.scrollBy(0, step);
          return { moved: scrollY - before };
        }, step);
        await nextFrame(page);
        const after = await onScreen(page);
        for (const { place, top } of before) {
          const same = after.find((other) => other.place === place);
          if (same && at.moved === step) expect(Math.abs(same.top - (top - step)), `card ${place} at turn ${turn}`).toBeLessThan(2);
        }
      }
    }
  });

  test('a card scrolled away and back is masked and whole; the page holds 2 000 elements at most in every frame', async ({ page, open }) => {
    await countElements(page);
    await page.setViewportSize(WIDE);
    await openLong(page, open);
    await shows(card(page, 1)).click();
    await expect(code(card(page, 1))).toBeVisible();
    for (let share = 0; share <= 1; share += 0.1) await scrollTo(page, share);
    for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, -4_000);
    await scrollTo(page, 0);
    await expect(shows(card(page, 1))).toBeVisible();
    expect(await mostElements(page)).toBeLessThanOrEqual(2_000);
  });

  test('on a screen that is very low, and on one that is very high, the cards fill it', async ({ page, open }) => {
    for (const height of [240, 2_400]) {
      await page.setViewportSize({ width: 700, height });
      await openLong(page, open);
      await scrollTo(page, 0.5);
      const seen = await onScreen(page);
      expect(Math.max(...seen.map(({ top }) => top))).toBeGreaterThan(height - 320);
      // What stays in front of them leaves them room.
      const bar = await search(page).boundingBox();
      expect(height - Math.max(0, Number(bar?.y) + Number(bar?.height))).toBeGreaterThan(150);
    }
  });

  test('where the window becomes wider or narrower, the card that was being read stays', async ({ page, open }) => {
    await page.setViewportSize(WIDE);
    await openLong(page, open);
    await scrollTo(page, 0.4);
    for (const width of [390, 1_280, 700, 320, 1_280]) {
      const [first] = (await onScreen(page)).filter(({ top }) => top >= 0);
      await page.setViewportSize({ width, height: 800 });
      await nextFrame(page);
      const seen = await onScreen(page);
      expect(seen.map(({ place }) => place)).toContain(first?.place);
      expect(seen.map(({ place }) => place)).toEqual(seen.map((_, at) => Number(seen[0]?.place) + at));
    }
  });
});

// It once asked for a frame after each frame, for as long as no card was on the screen.
test('a list below the screen asks for no frames while nothing happens', async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 400 });
  await page.addInitScript(() => {
    const asked = Object.assign(window, { frames: { count: 0 } }).frames;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => ((asked.count += 1), ask(callback));
  });
  await openLong(page, open, 'codes-50');
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(list(page)).not.toBeInViewport();
  const perSecond = await page.evaluate(async () => {
    const { frames } = window as unknown as { frames: { count: number } };
    const wait = (millis: number) => new Promise((over) => setTimeout(over, millis));
    await wait(500);
    const before = frames.count;
    await wait(1_000);
    return frames.count - before;
  });
  expect(perSecond).toBeLessThan(10);
});

test.describe('keys', () => {
  test('in three columns arrows, Page, Home and End move the focus from card to card', async ({ page, open }) => {
    await page.setViewportSize(WIDE);
    await openLong(page, open);
    const total = await size(page);
    await card(page, 1).focus();
    for (const [key, place] of [
      ['ArrowRight', 2], ['ArrowDown', 5], ['ArrowDown', 8], ['ArrowLeft', 7], ['ArrowUp', 4], ['ArrowUp', 1], ['ArrowUp', 1], ['ArrowLeft', 1],
      ['End', total], ['ArrowRight', total], ['ArrowDown', total], ['ArrowUp', total - 3], ['ArrowLeft', total - 4], ['Home', 1],
    ] as const) {
      await page.keyboard.press(key);
      await expectFocus(page, place);
    }
    await page.keyboard.press('PageDown');
    const page1 = Number((await focused(page)).split(' ')[1]);
    expect(page1 % 3).toBe(1);
    expect(page1).toBeGreaterThan(6);
    await expectFocus(page, page1);
    await page.keyboard.press('PageUp');
    await expectFocus(page, 1);
  });

  test('on a phone up and down are one card, and held down a key leads on through hundreds', async ({ page, open }) => {
    await openLong(page, open);
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
    // Nothing stands in front of it.
    const hit = await card(page, 101).evaluate((card) => {
      const box = card.getBoundingClientRect();
      return [box.top + 4, box.bottom - 4].map((y) => card.contains(document.elementFromPoint(box.left + box.width / 2, y)));
    });
    expect(hit).toEqual([true, true]);
  });

  test('Enter on a card shows its code, and Tab goes on to its buttons', async ({ page, open }) => {
    await openLong(page, open, 'codes-50');
    await card(page, 2).focus();
    await page.keyboard.press('Enter');
    await expect(code(card(page, 2))).toBeVisible();
    await expectFocus(page, 2);
    await page.keyboard.press('Tab');
    await expect(hides(card(page, 2))).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 3);
    await page.keyboard.press('Space');
    await expect(search(page)).toHaveValue('');
  });

  test('with Shift arrows mark text, and with Ctrl, Alt and Meta keys are the browser\'s', async ({ page, open }) => {
    await openLong(page, open, 'codes-50');
    await card(page, 2).focus();
    for (const key of ['Shift+ArrowDown', 'Shift+End', 'Control+a', 'Alt+ArrowUp', 'Meta+k']) {
      await page.keyboard.press(key);
      await nextFrame(page);
      expect(await focused(page)).toBe('li 2');
      await expect(search(page)).toHaveValue('');
    }
  });
});

test.describe('what stands', () => {
  test('stays within the screen and its margin after jumps by key, and after a search that found nothing', async ({ page, open }) => {
    await page.setViewportSize(WIDE);
    await openLong(page, open);
    const most = 24;
    const walk = async () => {
      for (let turn = 0; turn < 15; turn += 1) {
        await page.evaluate(() => window.scrollBy(0, -300));
        await nextFrame(page);
      }
      await expect.poll(() => cards(page).count()).toBeLessThanOrEqual(most);
    };
    await cards(page).first().focus();
    for (const key of ['End', 'PageUp', 'Home', 'End']) {
      await page.keyboard.press(key);
      await nextFrame(page);
    }
    await walk();
    await search(page).fill('nothing like it');
    await expect(cards(page)).toHaveCount(0);
    await search(page).fill('');
    await expect.poll(() => cards(page).count()).toBeGreaterThan(0);
    await scrollTo(page, 0.5);
    await walk();
    // Those around the screen stand too, so that Tab and the browser's search lead on.
    const seen = (await onScreen(page)).length;
    await expect.poll(() => cards(page).count()).toBeGreaterThan(seen);
  });
});

test.describe('focus', () => {
  test('a button that is scrolled away keeps the focus in the list, and its card has it when it is back', async ({ page, open }) => {
    await openLong(page, open);
    // Pressed with the mouse: no key has told where the focus is.
    await page.evaluate(() => window.scrollTo(0, 1_200));
    await shows(card(page, 5)).click();
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

  test('filtered away, the focus stays in the list, and keys begin at its first card', async ({ page, open }) => {
    await openLong(page, open, 'codes-50');
    await card(page, 1).focus();
    await page.keyboard.press('End');
    await expectFocus(page, 40);
    await page.evaluate(() => (location.hash += '?show=ending'));
    await expect.poll(() => size(page)).toBe(5);
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, 2);
    await page.evaluate(() => (location.hash = location.hash.replace('ending', 'none')));
    await expect(page.getByText(say('list.none_found'))).toBeVisible();
    await expect(list(page)).toBeFocused();
  });

  test('others chosen while far down begin at the top', async ({ page, open }) => {
    await openLong(page, open);
    await scrollTo(page, 0.6);
    await chip(page, 'state.valid').click();
    await expect(card(page, 1)).toBeInViewport();
    await expect(chip(page, 'state.valid')).toBeFocused();
    // The bar that stays is not in front of it.
    const [bar, first] = [await page.getByText(/codes found$/).boundingBox(), await card(page, 1).boundingBox()];
    expect(Number(first?.y)).toBeGreaterThanOrEqual(Number(bar?.y) + Number(bar?.height) - 1);
  });
});

test.describe('what is selected', () => {
  test('dots cannot be selected, and a code shown is one text', async ({ page, open }) => {
    await openLong(page, open, 'codes-50');
    await expect(card(page, 2)).toBeVisible();
    const dots = page.getByRole('img', { name: say('card.masked') });
    await page.evaluate(() => document.querySelectorAll('main li').forEach((card) => getSelection()?.selectAllChildren(card)));
    await page.keyboard.press('Control+a');
    expect(await page.evaluate(() => getSelection()?.toString())).not.toContain('•');
    await dots.first().click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString())).not.toContain('•');
    await shows(card(page, 1)).click();
    const text = String(await code(card(page, 1)).textContent());
    await code(card(page, 1)).click({ clickCount: 3 });
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe(text);
  });
});

test('the number of codes, and each place among them, are said to a screen reader', async ({ page, open }) => {
  await codesOpen(page);
  await openLong(page, open, 'codes-50');
  await expect(page.getByRole('heading').getByRole('status').filter({ hasText: count('list.count', 40) })).toBeVisible();
  await scrollTo(page, 0.5);
  for (const one of await cards(page).all()) await expect(one).toHaveAttribute('aria-setsize', '40');
  const places = await cards(page).evaluateAll((cards) => cards.map((card) => Number(card.getAttribute('aria-posinset'))));
  expect(places).toEqual(places.map((_, at) => Number(places[0]) + at));
  expect(places.length).toBeLessThan(40);
});
