// The virtual list: only the cards near the screen are in the document, without a visible difference.

import {
  card,
  cards,
  code,
  recordElementCount,
  hideButtons,
  list,
  maxElementCount,
  nextFrame,
  openLongList,
  scrollTo,
  search,
  showButtons,
  size,
  test,
} from './support/list.ts';
import { expect, type Page } from './support/test.ts';

const WIDE = { width: 1_280, height: 800 };

/** Returns the places and the upper edges of the cards on the screen. */
function visibleCards(page: Page): Promise<{ place: number; top: number }[]> {
  // In one evaluation, because a card may be removed between two.
  return list(page).evaluate((list) =>
    [...list.children]
      .map((card) => ({
        place: Number(card.getAttribute('aria-posinset') ?? Number(card.getAttribute('aria-rowindex')) - 1),
        top: card.getBoundingClientRect().top,
      }))
      .filter(({ top }) => top > -150 && top < innerHeight),
  );
}

test.describe('the first paint', () => {
  for (const [what, fragment, total] of [
    ['a long list', 'codes-10000', 8_000],
    ['a short list', 'codes-50', 32],
  ] as const) {
    test(`of ${what} contains only the cards on the screen; those around them follow`, async ({
      page,
      open,
    }) => {
      await page.setViewportSize(WIDE);
      await page.addInitScript(() => {
        const look = () => {
          const cards = document.querySelectorAll('main .code-card').length;
          if (!cards) return requestAnimationFrame(look);
          // Runs first in the next frame, so after this frame's work and paint.
          requestAnimationFrame(() =>
            Object.assign(window, { painted: document.querySelectorAll('main .code-card').length }),
          );
        };
        requestAnimationFrame(look);
      });
      await openLongList(page, open, fragment);
      expect(await size(page)).toBeGreaterThanOrEqual(total);
      const painted = Number(
        await (await page.waitForFunction(() => Reflect.get(window, 'painted'))).jsonValue(),
      );
      const visible = await list(page).evaluate(
        (list) => [...list.children].filter((card) => card.getBoundingClientRect().top < innerHeight).length,
      );
      expect(painted).toBeGreaterThanOrEqual(visible);
      // At most one row more, because the list's position on the screen is estimated.
      expect(painted).toBeLessThanOrEqual(visible + 3);
      await expect.poll(() => cards(page).count()).toBeGreaterThan(painted);
    });
  }
});

test.describe('scrolling', () => {
  for (const [what, viewport] of [
    ['a phone', { width: 390, height: 844 }],
    ['a wide screen', WIDE],
    ['a narrow phone', { width: 320, height: 568 }],
  ] as const) {
    test(`on ${what}, after a jump, the cards fill the screen, and the scroll bar matches their place in the list`, async ({
      page,
      open,
    }) => {
      await page.setViewportSize(viewport);
      await openLongList(page, open);
      const total = await size(page);
      for (const share of [0.25, 0.5, 0.9, 0.1]) {
        await list(page).evaluate((list, share) => {
          const box = list.getBoundingClientRect();
          window.scrollBy(0, box.top + share * box.height);
        }, share);
        await nextFrame(page);
        const visible = await visibleCards(page);
        const columns = visible.filter(({ top }) => Math.abs(top - Number(visible[0]?.top)) < 1).length;
        // No gap at either edge, and no card missing or twice.
        expect(Math.min(...visible.map(({ top }) => top))).toBeLessThanOrEqual(160);
        expect(Math.max(...visible.map(({ top }) => top))).toBeGreaterThan(viewport.height - 320);
        expect(visible.map(({ place }) => place)).toEqual(
          visible.map((_, at) => Number(visible[0]?.place) + at),
        );
        expect((Number(visible[0]?.place) - 1) % columns).toBe(0);
        expect(Math.abs(Number(visible[0]?.place) / total - share)).toBeLessThan(0.03);
      }
      await scrollTo(page, 1);
      await expect(card(page, total)).toHaveCount(1);
      await expect(page.getByText(/expired codes$/)).toBeInViewport();
      await scrollTo(page, 0);
      await expect(card(page, 1)).toHaveCount(1);
    });
  }

  test('nothing jumps during slow scrolling, even past taller cards', async ({ page, open }) => {
    await openLongList(page, open, 'codes-50');
    await showButtons(cards(page).nth(0)).click();
    await showButtons(cards(page)).first().click();
    await expect(hideButtons(page)).toHaveCount(2);
    for (const step of [60, -60]) {
      for (let turn = 0; turn < 40; turn += 1) {
        const before = await visibleCards(page);
        const scroll = await page.evaluate((step) => {
          const before = scrollY;
          window.scrollBy(0, step);
          return { moved: scrollY - before };
        }, step);
        await nextFrame(page);
        const after = await visibleCards(page);
        for (const { place, top } of before) {
          const same = after.find((other) => other.place === place);
          if (same && scroll.moved === step)
            expect(Math.abs(same.top - (top - step)), `card ${place} in iteration ${turn}`).toBeLessThan(2);
        }
      }
    }
  });

  test('a card scrolled away and back is masked again; no frame has more than 2 000 elements', async ({
    page,
    open,
  }) => {
    await recordElementCount(page);
    await page.setViewportSize(WIDE);
    await openLongList(page, open);
    await showButtons(card(page, 1)).click();
    await expect(code(card(page, 1))).toBeVisible();
    for (let share = 0; share <= 1; share += 0.1) await scrollTo(page, share);
    for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, -4_000);
    await scrollTo(page, 0);
    await expect(showButtons(card(page, 1))).toBeVisible();
    expect(await maxElementCount(page)).toBeLessThanOrEqual(2_000);
  });

  test('the cards fill a very low and a very high screen', async ({ page, open }) => {
    for (const height of [240, 2_400]) {
      await page.setViewportSize({ width: 700, height });
      await openLongList(page, open);
      await scrollTo(page, 0.5);
      const visible = await visibleCards(page);
      expect(Math.max(...visible.map(({ top }) => top))).toBeGreaterThan(height - 320);
      // The sticky bar leaves them room.
      const bar = await search(page).boundingBox();
      expect(height - Math.max(0, Number(bar?.y) + Number(bar?.height))).toBeGreaterThan(150);
    }
  });

  test('the visible card stays when the window changes its width', async ({ page, open }) => {
    await page.setViewportSize(WIDE);
    await openLongList(page, open);
    await scrollTo(page, 0.4);
    // At 960 pixels the rows become cards.
    for (const width of [390, 1_280, 700, 320, 1_280, 900, 1_000]) {
      const [first] = (await visibleCards(page)).filter(({ top }) => top >= 0);
      await page.setViewportSize({ width, height: 800 });
      await nextFrame(page);
      const visible = await visibleCards(page);
      expect(visible.map(({ place }) => place)).toContain(first?.place);
      expect(visible.map(({ place }) => place)).toEqual(
        visible.map((_, at) => Number(visible[0]?.place) + at),
      );
    }
  });
});

// It used to request a frame after each frame while no card was on the screen.
test('a list below the screen requests no frames while idle', async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 240 });
  await page.addInitScript(() => {
    const frames = Object.assign(window, { frames: { count: 0 } }).frames;
    const original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => ((frames.count += 1), original(callback));
  });
  await openLongList(page, open, 'codes-50');
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(list(page)).not.toBeInViewport();
  const perSecond = await page.evaluate(async () => {
    const { frames } = window as unknown as { frames: { count: number } };
    const wait = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
    await wait(500);
    const before = frames.count;
    await wait(1_000);
    return frames.count - before;
  });
  expect(perSecond).toBeLessThan(10);
});

test.describe('the rendered cards', () => {
  test('stay within the screen and its margin after jumps by key and after an empty search', async ({
    page,
    open,
  }) => {
    await page.setViewportSize(WIDE);
    await openLongList(page, open);
    // Fifteen rows on the screen, and eight above and below it.
    const maxCards = 34;
    const scrollUp = async () => {
      for (let turn = 0; turn < 15; turn += 1) {
        await page.evaluate(() => window.scrollBy(0, -300));
        await nextFrame(page);
      }
      await expect.poll(() => cards(page).count()).toBeLessThanOrEqual(maxCards);
    };
    await cards(page).first().focus();
    for (const key of ['End', 'PageUp', 'Home', 'End']) {
      await page.keyboard.press(key);
      await nextFrame(page);
    }
    await scrollUp();
    await search(page).fill('nothing like it');
    await expect(cards(page)).toHaveCount(0);
    await search(page).fill('');
    await expect.poll(() => cards(page).count()).toBeGreaterThan(0);
    await scrollTo(page, 0.5);
    await scrollUp();
    // The cards around the screen are rendered too, for Tab and the browser's search.
    const visible = (await visibleCards(page)).length;
    await expect.poll(() => cards(page).count()).toBeGreaterThan(visible);
  });
});
