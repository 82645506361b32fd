// A browser's translator wraps text nodes in elements, and extensions join them (`normalize`). The app must
// go on.

import { card, cards, chip, code, search, showButtons, size } from './support/list.ts';
import { expect, test, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';
import { normalize, translate } from './support/translator.ts';

for (const [what, disturb] of [
  ['a translator', translate],
  ['an extension that joins texts', normalize],
  [
    'both',
    async (page: Page) => {
      await translate(page);
      await normalize(page);
    },
  ],
] as const) {
  test(`with ${what}, a pass counts down, is renewed and can be left`, async ({ page, sandbox, open }) => {
    await open('/access/gym/1010');
    const digits = page.locator('#main .digits');
    await expect(digits).toHaveText(/^0:0\d$/);
    await disturb(page);
    const symbol = await page.locator('#main svg.qr path').getAttribute('d');
    const before = await digits.textContent();
    await expect(digits).not.toHaveText(String(before));
    await expect(page.locator('#main svg.qr path')).not.toHaveAttribute('d', String(symbol), {
      timeout: 12_000,
    });
    await disturb(page);
    expect(await sandbox.count('/1010/')).toBeGreaterThan(1);
    await page.getByRole('link', { name: t('about.link') }).click();
    await expect(page.getByRole('heading', { level: 1, name: t('about.title') })).toBeFocused();
    await expect(page.locator('#main .pass')).toHaveCount(0);
    await disturb(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.locator('#main svg.qr')).toHaveCount(1);
  });

  test(`with ${what}, a list can be revealed, filtered and searched`, async ({ page, open }) => {
    await open('/activation/identity/codes-50');
    await expect(cards(page).first()).toBeVisible();
    await disturb(page);
    await showButtons(card(page, 1)).click();
    await expect(code(card(page, 1))).toBeVisible();
    await disturb(page);
    await expect(page.getByRole('button', { name: t('card.hide') })).toHaveCount(1);
    await chip(page, 'state.valid').click();
    await expect.poll(() => size(page)).toBeLessThan(40);
    await disturb(page);
    await search(page).fill('nothing like it');
    await expect(cards(page)).toHaveCount(0);
    await expect(page.getByText(plural('list.found', 0))).toBeVisible();
    await search(page).fill('');
    await expect.poll(() => cards(page).count()).toBeGreaterThan(0);
  });
}
