// A static code on paper and in files; why other codes have neither.

import { readFileSync } from 'node:fs';
import { expectAccessible } from './support/accessibility.ts';
import { printCalls, printToPdf, stubPrint } from './support/printing.ts';
import { expectImage } from './support/qr.ts';
import { SIZES } from './support/sizes.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { t, tGerman, type Key } from './support/texts.ts';

const button = (page: Page, name: Key) => page.getByRole('button', { name: t(name), exact: true });
const card = (page: Page) => page.locator('.letters');

test.beforeEach(async ({ page }) => stubPrint(page));

async function printCard(page: Page): Promise<void> {
  await button(page, 'paper.print').click();
  await expect.poll(() => printCalls(page)).toBe(1);
}

async function save(page: Page, name: Key): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

for (const viewport of SIZES) {
  const size = `${viewport.width} x ${viewport.height}`;

  test.describe(size, () => {
    test.use({ viewport });

    test(`${size}: the buttons fit, and axe finds nothing`, async ({ page, open }) => {
      await open('/access/gym/1237');
      for (const name of ['paper.print', 'detail.svg', 'detail.png'] as const)
        await expect(button(page, name)).toBeVisible();
      await expectAccessible(page);
    });

    test(`${size}: the saved files have the code`, async ({ page, open, context }) => {
      await open('/access/gym/1237');
      const png = await save(page, 'detail.png');
      expect(png.name).toBe('access-code.png');
      await expectImage(png.bytes, STATIC_CODE);
      await expect(page.getByText(t('paper.saved', { name: 'access-code.png' }))).toBeVisible();
      const svg = await save(page, 'detail.svg');
      expect(svg.name).toBe('access-code.svg');
      const viewer = await context.newPage();
      await viewer.setViewportSize({ width: 600, height: 600 });
      await viewer.setContent(svg.bytes.toString('utf8'));
      await expectImage(await viewer.locator('svg').screenshot(), STATIC_CODE);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: the card is one page with name, customer, symbol and code, and nothing else`, async ({
    page,
    open,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open('/access/gym/1237');
    await printCard(page);
    await expect(card(page)).toBeHidden();
    const { images, texts } = await printToPdf(page);
    expect(images).toHaveLength(1);
    await expectImage(images[0] as Buffer, STATIC_CODE);
    const text = String(texts[0]).replace(/\s+/g, ' ');
    for (const part of [
      'Latchkey sandbox',
      'Studio desk',
      t('access.customer'),
      '1237',
      t('access.code'),
      '0071 9304 6552 8817 402',
      t('paper.warning'),
    ])
      expect(text).toContain(part);
    for (const key of ['lock.button', 'settings.title', 'paper.print', 'access.refresh'] as const)
      expect(text).not.toContain(t(key));
    // It stays while phones make the page, until the page is used again.
    await expect(card(page)).toHaveCount(1);
    await page.keyboard.press('Shift');
    await expect(card(page)).toHaveCount(0);
  });
}

test('the card is printed by keyboard', async ({ page, open }) => {
  await open('/access/gym/1235');
  await button(page, 'paper.print').press('Enter');
  await expect.poll(() => printCalls(page)).toBe(1);
  await expectImage((await printToPdf(page)).images[0] as Buffer, 'PSZRKAM7');
});

test('a lock removes the card with the rest', async ({ page, open, context }) => {
  await open('/access/gym/1237');
  await printCard(page);
  await expect(card(page)).toHaveCount(1);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: t('lock.button'), exact: true }).click();
  await expect(card(page)).toHaveCount(0);
  expect(await page.content()).not.toContain(STATIC_CODE);
});

test('a browser that does not print says so', async ({ page, open }) => {
  await open('/access/gym/1237');
  await page.evaluate(() => {
    window.print = () => {
      throw new Error('no printer');
    };
  });
  await button(page, 'paper.print').click();
  await expect(page.getByText(t('letter.not_here'))).toBeVisible();
  await expect(card(page)).toHaveCount(0);
});

test('a code without a symbol is printed as text, and has no files', async ({ page, open }) => {
  await open('/access/gym/7041');
  await expect(button(page, 'detail.svg')).toHaveCount(0);
  await printCard(page);
  const { images, texts } = await printToPdf(page);
  expect(images).toHaveLength(1);
  expect(texts[0]).toContain('0071 9304 6552 8817 402');
});

for (const [id, reason] of [
  ['1234', 'paper.ends'],
  ['7034', 'paper.ends'],
  ['7019', 'paper.unknown_end'],
] as const) {
  test(`customer ${id}: there is no paper, and the reason is said`, async ({ page, open }) => {
    await open(`/access/gym/${id}`);
    await expect(page.getByText(t(reason), { exact: true })).toBeVisible();
    for (const name of ['paper.print', 'detail.svg', 'detail.png'] as const)
      await expect(button(page, name)).toHaveCount(0);
  });
}

test.describe('in German, by touch', () => {
  test.use({
    locale: 'de-DE',
    viewport: { width: 320, height: 568 },
    hasTouch: true,
    isMobile: true,
  });

  test('the buttons fit a small phone, and a tap prints', async ({ page, open }) => {
    await open('/access/gym/1237');
    await expectAccessible(page);
    await page.getByRole('button', { name: tGerman('paper.print'), exact: true }).tap();
    await expect.poll(() => printCalls(page)).toBe(1);
    expect((await printToPdf(page)).texts.join(' ')).toContain(tGerman('access.code'));
  });
});
