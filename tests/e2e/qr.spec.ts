// Every symbol the app draws is read from the screen's own pixels by two readers, in both themes and two densities.

import { accessAnswers, listAnswers, newest } from './support/answers.ts';
import { expectSymbol } from './support/qr.ts';
import { expect, test, type Locator, type Page } from './support/test.ts';
import { count, say } from './support/words.ts';

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

/** Version 40 has 185 modules with its quiet zone: on a phone at density 1 that is less than two pixels for each. */
const LARGEST = { 7054: '2953 bytes', 7057: '2953 bytes in 1477 characters' };

const USERS = ['codes-1', 'codes-3', 'soon', 'name+with/odd@chars ü', 'codes-50'];

/** The symbol as it stands there, then the same one in the dark. */
async function expectInBothThemes(page: Page, symbol: Locator, content: () => string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSymbol(symbol, content());
  }
}

for (const deviceScaleFactor of [1, 3]) {
  test.describe(`density ${deviceScaleFactor}`, () => {
    test.use({ deviceScaleFactor });

    const accessCode = (id: string, bytes?: number) => async ({ page, open }: { page: Page; open: (fragment: string) => Promise<void> }) => {
      const answers = await accessAnswers(page);
      await open(`/access/gym/${id}`);
      const { content } = await newest(answers);
      if (bytes) expect(Buffer.byteLength(content)).toBe(bytes);
      await expectInBothThemes(page, page.getByRole('img', { name: say('access.qr') }), () => answers.at(-1)?.content ?? '');
    };

    for (const [id, what] of Object.entries(CUSTOMERS)) test(`customer ${id}, ${what}`, accessCode(id));

    test.describe('on a large screen', () => {
      test.use({ viewport: { width: 1280, height: 1400 } });

      for (const [id, what] of Object.entries(LARGEST)) test(`customer ${id}, ${what}`, accessCode(id, 2953));
    });

    for (const user of USERS) {
      test(`user ${user}`, async ({ page, open }) => {
        const answers = await listAnswers(page);
        await open(`/activation/identity/${encodeURIComponent(user)}`);
        const codes = (await newest(answers)).data.activationCodes;
        const now = Date.now() / 1000;
        const ends = (end?: string) => Number(end || 0) || Infinity;
        const valid = codes
          .filter((code) => ends(code.activationNotAfter) > now)
          .sort((a, b) => ends(a.activationNotAfter) - ends(b.activationNotAfter));
        await expect(page.getByText(count('list.count', valid.length), { exact: true })).toBeVisible();
        // Of many, those that end last: none of them leaves the list while this runs.
        for (const code of valid.slice(-5)) {
          // Of a long list only the cards near the screen exist.
          const long = valid.length > 24;
          if (long) await page.getByLabel(say('search.label')).fill(code.activationCode);
          const card = page.getByRole('main').getByRole('listitem').nth(long ? 0 : valid.indexOf(code));
          if (long) await expect(page.getByText(count('list.found', 1), { exact: true })).toBeVisible();
          await card.getByRole('button', { name: say('card.show') }).click();
          await expect(card.getByText(code.activationCode, { exact: true })).toBeVisible();
          await expectInBothThemes(page, card.getByRole('img', { name: say('card.qr') }), () => code.activationCode);
        }
      });
    }
  });
}
