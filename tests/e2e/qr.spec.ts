// Two readers read every kind of symbol from the screen's pixels, in both themes and at two pixel densities.

import { withoutGateway } from './support/gateway.ts';
import { collectAccessResponses, collectListResponses, latest } from './support/responses.ts';
import { expectSymbol } from './support/qr.ts';
import { expect, test, type Locator, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';

/** Customers whose content fits a symbol on a phone. */
const CUSTOMERS = {
  1234: '19 digits',
  1235: 'a token',
  1236: 'a JSON text',
  1237: 'a static code',
  1238: 'a code without overlap',
  7052: 'blanks and a tab',
  7053: 'bidi, zero-width and control characters and NUL',
};

/**
 * Version 40 has 185 modules with its quiet zone: on a phone at density 1 less than two pixels for each
 * module.
 */
const LARGEST = { 7054: '2953 bytes', 7057: '2953 bytes in 1477 characters' };

const USERS = ['codes-1', 'codes-3', 'soon', 'name+with/odd@chars ü', 'codes-50'];

/** Expects the symbol in the light and in the dark theme. */
async function expectInBothThemes(page: Page, symbol: Locator, content: () => string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSymbol(symbol, content());
  }
}

for (const deviceScaleFactor of [1, 3]) {
  test.describe(`density ${deviceScaleFactor}`, () => {
    test.use({ deviceScaleFactor });

    const accessCode =
      (id: string, bytes?: number) =>
      async ({ page, open }: { page: Page; open: (fragment: string) => Promise<void> }) => {
        const responses = await collectAccessResponses(page);
        await open(`/access/gym/${id}`);
        const { content } = await latest(responses);
        if (bytes) expect(Buffer.byteLength(content)).toBe(bytes);
        await expectInBothThemes(
          page,
          page.getByRole('img', { name: t('access.qr') }),
          () => responses.at(-1)?.content ?? '',
        );
      };

    for (const [id, what] of Object.entries(CUSTOMERS)) test(`customer ${id}, ${what}`, accessCode(id));

    test.describe('on a large screen', () => {
      test.use({ viewport: { width: 1280, height: 1400 } });

      for (const [id, what] of Object.entries(LARGEST)) test(`customer ${id}, ${what}`, accessCode(id, 2953));
    });

    for (const user of USERS) {
      test(`user ${user}`, withoutGateway(user.includes('/')), async ({ page, open }) => {
        const responses = await collectListResponses(page);
        await open(`/activation/identity/${encodeURIComponent(user)}`);
        const codes = (await latest(responses)).data.activationCodes;
        const now = Date.now() / 1000;
        const ends = (end?: string) => Number(end || 0) || Infinity;
        const valid = codes
          .filter((code) => ends(code.activationNotAfter) > now)
          .sort((a, b) => ends(a.activationNotAfter) - ends(b.activationNotAfter));
        await expect(page.getByText(plural('list.count', valid.length), { exact: true })).toBeVisible();
        // The codes that end last, because none of them expires during the test.
        for (const code of valid.slice(-5)) {
          // A long list renders only the cards near the screen.
          const isLong = valid.length > 24;
          if (isLong) await page.getByLabel(t('search.label')).fill(code.activationCode);
          const card = page
            .getByRole('main')
            .getByRole('listitem')
            .nth(isLong ? 0 : valid.indexOf(code));
          if (isLong) await expect(page.getByText(plural('list.found', 1), { exact: true })).toBeVisible();
          await card.getByRole('button', { name: t('card.show') }).click();
          await expect(card.getByText(code.activationCode, { exact: true })).toBeVisible();
          await expectInBothThemes(
            page,
            card.getByRole('img', { name: t('card.qr') }),
            () => code.activationCode,
          );
        }
      });
    }
  });
}
