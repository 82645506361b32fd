// Every symbol the app draws is read from the screen's own pixels by two readers, in both themes and two densities.

import { accessAnswers, listAnswers, newest } from './support/answers.ts';
import { expectSymbol } from './support/qr.ts';
import { expect, test } from './support/test.ts';
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

for (const colorScheme of ['light', 'dark'] as const) {
  for (const deviceScaleFactor of [1, 3]) {
    test.describe(`${colorScheme}, density ${deviceScaleFactor}`, () => {
      test.use({ colorScheme, deviceScaleFactor });

      for (const [id, what] of Object.entries(CUSTOMERS)) {
        test(`customer ${id}, ${what}`, async ({ page, open }) => {
          const answers = await accessAnswers(page);
          await open(`/access/gym/${id}`);
          const { content } = await newest(answers);
          await expectSymbol(page.getByRole('img', { name: say('access.qr') }), content);
        });
      }

      test.describe('on a large screen', () => {
        test.use({ viewport: { width: 1280, height: 1400 } });

        for (const [id, what] of Object.entries(LARGEST)) {
          test(`customer ${id}, ${what}`, async ({ page, open }) => {
            const answers = await accessAnswers(page);
            await open(`/access/gym/${id}`);
            const { content } = await newest(answers);
            expect(Buffer.byteLength(content)).toBe(2953);
            await expectSymbol(page.getByRole('img', { name: say('access.qr') }), content);
          });
        }
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
          // A code that ends while this runs leaves the list; those that end last don't.
          for (const code of valid.length > 5 ? valid.slice(-5) : valid) {
            const card = page.getByRole('listitem').nth(valid.indexOf(code));
            await card.getByRole('button', { name: say('card.show') }).click();
            await expect(card.getByText(code.activationCode, { exact: true })).toBeVisible();
            await expectSymbol(card.getByRole('img', { name: say('card.qr') }), code.activationCode);
          }
        });
      }
    });
  }
}
