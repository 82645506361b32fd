// The first code of a list is on the screen without scrolling.

import { card, cards, code, openLongList, showAllCodes, test } from './support/list.ts';
import { expect } from './support/test.ts';

const SIZES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 1_280, height: 900 },
];
const LISTS = ['codes-3', 'codes-50', 'codes-10000'];

for (const viewport of SIZES) {
  test.describe(`${viewport.width} x ${viewport.height}`, () => {
    test.use({ viewport });

    for (const [what, locale, language] of [
      ['hidden', 'en-GB', 'English'],
      ['hidden', 'de-DE', 'German'],
      ['shown', 'de-DE', 'German'],
    ] as const) {
      test.describe(language, () => {
        test.use({ locale });

        for (const fragment of LISTS) {
          test(`the first of ${fragment}, ${what}, is on the screen as a whole`, async ({ page, open }) => {
            if (what === 'shown') await showAllCodes(page);
            await open(`/activation/identity/${fragment}`);
            const line = page.locator('.code-card').first().locator('.code-line');
            await expect(line).toBeVisible({ timeout: 20_000 });
            await expect(line.locator('bdi')).toHaveCount(what === 'shown' ? 1 : 0);
            await expect(line).toBeInViewport({ ratio: 1 });
            expect(await page.evaluate(() => scrollY)).toBe(0);
            // Nothing covers it.
            const isOnTop = await line.evaluate((line) => {
              const { left, top, bottom } = line.getBoundingClientRect();
              return [top + 2, bottom - 2].map((y) => line.contains(document.elementFromPoint(left + 8, y)));
            });
            expect(isOnTop).toEqual([true, true]);
          });
        }
      });
    }
  });
}

test('the bar stays in view while the list scrolls, and scrolls away on a low screen', async ({
  page,
  open,
}) => {
  for (const { width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    await openLongList(page, open);
    await page.evaluate(() => window.scrollTo(0, 2_000));
    const bar = page.locator('.list-bar');
    if (height < 480) await expect(bar).not.toBeInViewport();
    else await expect(bar).toBeInViewport({ ratio: 1 });
    // No more than a quarter of the screen.
    const box = await bar.boundingBox();
    expect(Number(box?.height), `${width} x ${height}`).toBeLessThan(Math.max(height, 568) / 4);
    await expect(cards(page).first()).toBeVisible();
  }
});

test('user id, tenant and the button that changes them are one line on a wide screen and on a phone', async ({
  page,
  open,
}) => {
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await open('/activation/identity/codes-3');
    await expect(card(page, 1)).toBeVisible();
    await expect(code(card(page, 1))).toHaveCount(0);
    const tops = await page
      .locator('.account')
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => Math.round(button.getBoundingClientRect().top)));
    expect(tops).toHaveLength(3);
    expect(new Set(tops).size, `${viewport.width}`).toBe(1);
  }
});
