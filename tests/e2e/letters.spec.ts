// Activation letters: visible only in print, and removed from the document afterwards.

import { collectListResponses, latest } from './support/responses.ts';
import { printCalls, stubPrint, printToPdf } from './support/printing.ts';
import { expectImage, readImage } from './support/qr.ts';
import { expect, test, type Page } from './support/test.ts';
import { choose, languageChoice } from './support/settings-dialog.ts';
import { plural, t, tGerman } from './support/texts.ts';

const letters = (page: Page) => page.locator('.letters');

async function printLetter(page: Page, nth = 0): Promise<void> {
  await page
    .getByRole('button', { name: t('card.large') })
    .nth(nth)
    .click();
  await page.getByRole('button', { name: t('detail.print') }).click();
  await expect.poll(() => printCalls(page), { timeout: 15_000 }).toBe(1);
}

const joinLines = (text: string | undefined) => String(text).replace(/\s+/g, ' ');

test.beforeEach(async ({ page }) => stubPrint(page));

for (const format of ['normal', 'mpower'] as const) {
  test(`${format}: one page with everything the app asks for, and a symbol that both readers read`, async ({
    page,
    open,
  }) => {
    const responses = await collectListResponses(page);
    await open(`/activation/identity/codes-3?qr=true&format=${format}`);
    const { qrImage, activationCode } = (await latest(responses)).data.activationCodes[1] ?? {
      activationCode: '',
    };
    const serverSymbol = await readImage(Buffer.from(String(qrImage).split(',')[1] ?? '', 'base64'));
    await printLetter(page, 1);
    await expect(letters(page)).toBeHidden();
    const printout = await printToPdf(page);
    expect(printout.images).toHaveLength(1);
    await expectImage(
      printout.images[0] as Buffer,
      format === 'normal' ? activationCode : String(serverSymbol.zxing[0]),
    );
    const text = joinLines(printout.texts[0]);
    for (const part of [
      'Help desk',
      'codes-3',
      'demo',
      '0473 8126',
      'CET',
      ...(
        [
          'letter.title',
          'letter.step_open',
          'letter.step_scan',
          'letter.step_password',
          'letter.destroy',
        ] as const
      ).map((key) => t(key)),
    ]) {
      expect(text).toContain(part);
    }
    // The page itself is not printed.
    expect(text).not.toContain(t('lock.button'));
    expect(text).not.toContain(t('dialog.close'));
    // They stay while phones make the pages, until the page is used again.
    await expect(letters(page)).toHaveCount(1);
    await page.keyboard.press('Shift');
    await expect(letters(page)).toHaveCount(0);
  });
}

test('a printed letter is black on white in the dark theme too, and its symbol measures more than five centimetres', async ({
  page,
  open,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open('/activation/identity/codes-1');
  await printLetter(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const print = await page.evaluate(() => {
    const of = (selector: string) => getComputedStyle(document.querySelector(selector) as Element);
    const symbol = document.querySelector('.letter .qr') as SVGElement;
    const side = Number(symbol.getAttribute('viewBox')?.split(' ')[2]);
    return {
      ink: of('.letter dd').color,
      paper: of('.letters').backgroundColor,
      page: of('html').backgroundColor,
      centimetres: ((symbol.getBoundingClientRect().width * (side - 8)) / side / 96) * 2.54,
    };
  });
  expect(print).toMatchObject({
    ink: 'rgb(0, 0, 0)',
    paper: 'rgb(255, 255, 255)',
    page: 'rgb(255, 255, 255)',
  });
  expect(print.centimetres).toBeGreaterThan(5);
});

test('a letter can be printed in German', async ({ page, open }) => {
  await open('/activation/identity/codes-1');
  await choose(page, languageChoice, 'de');
  await page.getByRole('button', { name: tGerman('card.large') }).click();
  await page.getByRole('button', { name: tGerman('detail.print') }).click();
  await expect.poll(() => printCalls(page)).toBe(1);
  const text = joinLines((await printToPdf(page)).texts[0]);
  for (const key of ['letter.title', 'letter.step_scan', 'letter.end', 'letter.destroy'] as const)
    expect(text).toContain(tGerman(key));
});

test('an mpower image that cannot be redrawn is replaced by an explanation', async ({ page, open }) => {
  await open('/activation/identity/shape-image-logo?qr=true&format=mpower');
  await printLetter(page);
  const printout = await printToPdf(page);
  expect(await readImage(printout.images[0] as Buffer)).toEqual({ zxing: [], zbar: [] });
  const text = joinLines(printout.texts[0]);
  expect(text).toContain(t('letter.step_type'));
  expect(text).toContain('1827 098');
});

for (const [what, leave] of [
  ['another view', (page: Page) => page.evaluate(() => void (location.hash = '#/about'))],
  [
    'a lock',
    (page: Page) =>
      page.locator('button', { hasText: new RegExp(`^${t('lock.button')}$`) }).dispatchEvent('click'),
  ],
  ['leaving the page', (page: Page) => page.evaluate(() => dispatchEvent(new Event('pagehide')))],
] as const) {
  test(`${what} removes a letter that was not printed`, async ({ page, open }) => {
    await open('/activation/identity/codes-1');
    await printLetter(page);
    await expect(letters(page)).toHaveCount(1);
    await leave(page);
    await expect(letters(page)).toHaveCount(0);
    expect(await page.content()).not.toContain('6849351');
  });
}

test('a letter is removed when its code ends', async ({ page, open }) => {
  await open('/activation/identity/soon');
  await printLetter(page);
  await expect(page.locator('.letter')).toHaveCount(1);
  await expect(page.locator('.letter')).toHaveCount(0, { timeout: 20_000 });
});

test.describe('many at once', () => {
  /** Selects all listed codes and returns their number. */
  async function selectAll(page: Page): Promise<number> {
    await page.getByRole('button', { name: t('pick.start'), exact: true }).click();
    const all = page.getByRole('button', { name: /^Select all/ });
    const number = Number(String(await all.textContent()).replace(/\D/g, ''));
    await all.click();
    return number;
  }

  test('each letter has its own page and symbol, and building them causes no long task', async ({
    page,
    open,
  }) => {
    await page.addInitScript(() => {
      const tasks = Object.assign(window, { tasks: [] as number[] }).tasks;
      new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map((entry) => entry.duration)),
      ).observe({ type: 'longtask' });
    });
    const responses = await collectListResponses(page);
    await open('/activation/identity/codes-50');
    const codes = (await latest(responses)).data.activationCodes.map((code) => code.activationCode);
    expect(await selectAll(page)).toBe(40);
    await page.evaluate(() => ((window as unknown as { tasks: number[] }).tasks.length = 0));
    await page.getByRole('button', { name: plural('pick.print', 40) }).click();
    await expect.poll(() => printCalls(page), { timeout: 20_000 }).toBe(1);
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    expect(Math.max(0, ...tasks)).toBeLessThan(100);
    const printout = await printToPdf(page);
    expect(printout.images).toHaveLength(40);
    for (const at of [0, 13, 26, 39]) {
      const { zxing, zbar } = await readImage(printout.images[at] as Buffer);
      expect(zxing).toEqual(zbar);
      expect(codes).toContain(zxing[0]);
      expect(joinLines(printout.texts[at]).replaceAll(' ', '')).toContain(String(zxing[0]));
    }
    // They stay while phones make the pages, until the page is used again.
    await expect(letters(page)).toHaveCount(1);
    await page.keyboard.press('Shift');
    await expect(letters(page)).toHaveCount(0);
  });

  // The letters used to belong to the print button, and stayed in the document if it was removed before the
  // lock.
  test('a lock removes them, even after the selection has ended', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await selectAll(page);
    await page.getByRole('button', { name: plural('pick.print', 3) }).click();
    await expect.poll(() => printCalls(page)).toBe(1);
    await expect(page.locator('.letter')).toHaveCount(3);
    // Clicks without a touch, which alone would remove the letters.
    await page.getByRole('button', { name: t('pick.done') }).dispatchEvent('click');
    await expect(page.locator('.letter')).toHaveCount(3);
    await page.getByRole('button', { name: t('lock.button') }).dispatchEvent('click');
    await expect(letters(page)).toHaveCount(0);
  });

  test('expired codes are left out, and the page says so', async ({ page, open }) => {
    await open('/activation/identity/codes-50?show=ending,expired');
    const selected = await selectAll(page);
    await page.getByRole('button', { name: plural('pick.print', selected) }).click();
    await expect.poll(() => printCalls(page)).toBe(1);
    await expect(page.getByText(plural('letter.left_out', 10))).toBeVisible();
    expect((await printToPdf(page)).images).toHaveLength(selected - 10);
  });

  test('more than five hundred are rejected with an explanation', async ({ page, open }) => {
    await open('/activation/identity/codes-10000');
    await selectAll(page);
    await page.getByRole('button', { name: /^Print [\d,]+ letters$/ }).click();
    await expect(page.getByText(t('letter.too_many', { most: '500' }))).toBeVisible();
    expect(await printCalls(page)).toBe(0);
    await expect(letters(page)).toHaveCount(0);
  });
});
