// Big and small: text size, zoom, narrow and low screens, kiosks, display scaling. Nothing is cut off, and the symbol decodes.

import { addStyles } from '../support/styles.ts';
import { expectSymbol } from '../support/qr.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { t } from '../support/texts.ts';

const VIEWS = ['/', '/access/gym/1237', '/access/gym', '/activation/identity/codes-3', '/activation/identity/codes-50', '/connections/new', '/about'];

/** Texts and buttons whose content is wider than themselves, and how much wider than the screen the page is. */
const cutOff = (page: Page) =>
  page.evaluate(() => ({
    sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    texts: [...document.querySelectorAll('#main h1, #main p, #main button, #main label, #main dd, header a, footer a')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible')
      .map((element) => element.textContent),
  }));

for (const [what, viewport, textSize] of [
  ['320 pixels', { width: 320, height: 568 }, 100],
  ['zoom 400 % of a desktop', { width: 320, height: 256 }, 100],
  ['text of 200 % on a phone', { width: 390, height: 844 }, 200],
  ['text of 200 % on a small phone', { width: 320, height: 568 }, 200],
  ['a phone on its side', { width: 844, height: 390 }, 100],
  ['a kiosk', { width: 1920, height: 1080 }, 100],
] as const) {
  test.describe(what, () => {
    test.use({ viewport });
    test(`row 60: with ${what} nothing is cut off`, async ({ page, open }) => {
      for (const view of VIEWS) {
        await open(view);
        await addStyles(page, `:root { font-size: ${textSize}% }`);
        expect(await cutOff(page), view).toEqual({ sideways: 0, texts: [] });
      }
    });

    // The place of the symbol was as high as eleven lines, and so as wide.
    test(`row 60: with ${what} nothing is cut off while a code is awaited`, async ({ page, open }) => {
      await page.route('**/access-code', () => {});
      await open('/access/gym/1060');
      await addStyles(page, `:root { font-size: ${textSize}% }`);
      await expect(page.locator('.pass .skeleton')).toBeVisible();
      expect(await cutOff(page)).toEqual({ sideways: 0, texts: [] });
    });
  });
}

for (const scale of [0.67, 1, 1.25, 1.5, 2, 3]) {
  test.describe(`display scaling ${scale}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: scale });
    test(`row 60: with display scaling ${scale} the symbol decodes`, async ({ page, open }) => {
      await open('/access/gym/1237');
      const symbol = page.getByRole('img', { name: t('access.qr') });
      await expectSymbol(symbol, STATIC_CODE);
    });
  });
}
