// Takes screenshots of every view in four sizes and both themes into target/screenshots, and of some into
// docs/screenshots.

import { join } from 'node:path';
import { ROOT } from './support/sandbox.ts';
import { test } from './support/test.ts';
import { VIEWS } from './support/views.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
  { width: 844, height: 390 },
  { width: 1280, height: 900 },
];

/** The screenshots for the documentation: view, size and theme, and the name of the file. */
const DOCUMENTED: Record<string, string> = {
  'access-valid-390x844-light': 'access-light.png',
  'access-valid-390x844-dark': 'access-dark.png',
  'list-revealed-390x844-light': 'list.png',
  'list-revealed-1280x900-light': 'list-desktop.png',
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    const size = `${viewport.width}x${viewport.height}`;
    test.describe(`${size} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, deviceScaleFactor: 2 });

      for (const { name, fragment, prepare, browserError } of VIEWS) {
        test(name, async ({ page, open, browserErrors }) => {
          if (browserError) browserErrors.expect(browserError);
          await open(fragment);
          await prepare(page);
          const screenshot = `${name}-${size}-${colorScheme}`;
          const documented = DOCUMENTED[screenshot];
          await page.evaluate(() => {
            (document.activeElement as HTMLElement).blur();
            scrollTo(0, 0);
          });
          await page.screenshot({
            path: join(ROOT, 'target/screenshots', `${screenshot}.png`),
            fullPage: true,
          });
          if (documented) await page.screenshot({ path: join(ROOT, 'docs/screenshots', documented) });
        });
      }
    });
  }
}
