// Activation letters: on paper what is needed to activate an app, on the screen nothing, in the document no longer
// than it takes to print.

import { listAnswers, newest } from './support/answers.ts';
import { askedToPrint, holdPrinting, print } from './support/paper.ts';
import { expectPicture, readPicture } from './support/qr.ts';
import { expect, test, type Page } from './support/test.ts';
import { count, say, sayGerman } from './support/words.ts';

const letters = (page: Page) => page.locator('.letters');

async function askForLetter(page: Page, nth = 0): Promise<void> {
  await page.getByRole('button', { name: say('card.large') }).nth(nth).click();
  await page.getByRole('button', { name: say('detail.print') }).click();
  await expect.poll(() => askedToPrint(page), { timeout: 15_000 }).toBe(1);
}

const flat = (text: string | undefined) => String(text).replace(/\s+/g, ' ');

test.beforeEach(async ({ page }) => holdPrinting(page));

for (const format of ['normal', 'mpower'] as const) {
  test(`${format}: one page with everything the app asks for, and a symbol that both readers read`, async ({ page, open }) => {
    const heard = await listAnswers(page);
    await open(`/activation/identity/codes-3?qr=true&format=${format}`);
    const { qrImage, activationCode } = (await newest(heard)).data.activationCodes[1] ?? { activationCode: '' };
    const own = await readPicture(Buffer.from(String(qrImage).split(',')[1] ?? '', 'base64'));
    await askForLetter(page, 1);
    await expect(letters(page)).toBeHidden();
    const paper = await print(page);
    expect(paper.pages).toHaveLength(1);
    await expectPicture(paper.pages[0] as Buffer, format === 'normal' ? activationCode : String(own.zxing[0]));
    const text = flat(paper.texts[0]);
    for (const words of ['Help desk', 'codes-3', 'demo', '0473 8126', 'GMT+1', ...(['letter.title', 'letter.step_open', 'letter.step_scan', 'letter.step_password', 'letter.destroy'] as const).map((key) => say(key))]) {
      expect(text).toContain(words);
    }
    // Nothing of the page itself.
    expect(text).not.toContain(say('lock.button'));
    expect(text).not.toContain(say('detail.close'));
    await expect(letters(page)).toHaveCount(0);
  });
}

test('on paper everything is black on white in the dark theme too, and the symbol measures more than five centimetres', async ({ page, open }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open('/activation/identity/codes-1');
  await askForLetter(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const looks = await page.evaluate(() => {
    const of = (selector: string) => getComputedStyle(document.querySelector(selector) as Element);
    const symbol = document.querySelector('.letter .qr') as SVGElement;
    const side = Number(symbol.getAttribute('viewBox')?.split(' ')[2]);
    return {
      ink: of('.letter dd').color,
      paper: of('.letters').backgroundColor,
      page: of('html').backgroundColor,
      centimetres: (symbol.getBoundingClientRect().width * (side - 8)) / side / 96 * 2.54,
    };
  });
  expect(looks).toMatchObject({ ink: 'rgb(0, 0, 0)', paper: 'rgb(255, 255, 255)', page: 'rgb(255, 255, 255)' });
  expect(looks.centimetres).toBeGreaterThan(5);
});

test('in German', async ({ page, open }) => {
  await open('/activation/identity/codes-1');
  await page.getByLabel(say('settings.language')).selectOption('de');
  await page.getByRole('button', { name: sayGerman('card.large') }).click();
  await page.getByRole('button', { name: sayGerman('detail.print') }).click();
  await expect.poll(() => askedToPrint(page)).toBe(1);
  const text = flat((await print(page)).texts[0]);
  for (const key of ['letter.title', 'letter.step_scan', 'letter.end', 'letter.destroy'] as const) expect(text).toContain(sayGerman(key));
});

test('an mpower image that cannot be redrawn leaves words in place of the symbol', async ({ page, open }) => {
  await open('/activation/identity/shape-image-logo?qr=true&format=mpower');
  await askForLetter(page);
  const paper = await print(page);
  expect(await readPicture(paper.pages[0] as Buffer)).toEqual({ zxing: [], zbar: [] });
  const text = flat(paper.texts[0]);
  expect(text).toContain(say('letter.step_type'));
  expect(text).toContain('1827 098');
});

for (const [what, go] of [
  ['another view', (page: Page) => page.evaluate(() => void (location.hash = '#/about'))],
  ['a lock', (page: Page) => page.locator('button', { hasText: new RegExp(`^${say('lock.button')}$`) }).dispatchEvent('click')],
  ['leaving the page', (page: Page) => page.evaluate(() => dispatchEvent(new Event('pagehide')))],
] as const) {
  test(`${what} takes a letter away that was not printed`, async ({ page, open }) => {
    await open('/activation/identity/codes-1');
    await askForLetter(page);
    await expect(letters(page)).toHaveCount(1);
    await go(page);
    await expect(letters(page)).toHaveCount(0);
    expect(await page.content()).not.toContain('6849351');
  });
}

test('a letter goes when its code ends', async ({ page, open }) => {
  await open('/activation/identity/soon');
  await askForLetter(page);
  await expect(page.locator('.letter')).toHaveCount(1);
  await expect(page.locator('.letter')).toHaveCount(0, { timeout: 20_000 });
});

test.describe('many at once', () => {
  /** Picks everything that is listed; how many that is. */
  async function pickAll(page: Page): Promise<number> {
    await page.getByRole('button', { name: say('pick.letters') }).click();
    const all = page.getByRole('button', { name: /^Select all/ });
    const number = Number(String(await all.textContent()).replace(/\D/g, ''));
    await all.click();
    return number;
  }

  test('each has a page of its own with its own symbol, and writing them never holds the page up for long', async ({ page, open }) => {
    await page.addInitScript(() => {
      const tasks = Object.assign(window, { tasks: [] as number[] }).tasks;
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
    });
    const heard = await listAnswers(page);
    await open('/activation/identity/codes-50');
    const codes = (await newest(heard)).data.activationCodes.map((code) => code.activationCode);
    expect(await pickAll(page)).toBe(40);
    await page.evaluate(() => ((window as unknown as { tasks: number[] }).tasks.length = 0));
    await page.getByRole('button', { name: count('pick.print', 40) }).click();
    await expect.poll(() => askedToPrint(page), { timeout: 20_000 }).toBe(1);
    const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
    expect(Math.max(0, ...tasks)).toBeLessThan(100);
    const paper = await print(page);
    expect(paper.pages).toHaveLength(40);
    for (const at of [0, 13, 26, 39]) {
      const { zxing, zbar } = await readPicture(paper.pages[at] as Buffer);
      expect(zxing).toEqual(zbar);
      expect(codes).toContain(zxing[0]);
      expect(flat(paper.texts[at]).replaceAll(' ', '')).toContain(String(zxing[0]));
    }
    await expect(letters(page)).toHaveCount(0);
  });

  // They once belonged to the button that was pressed, and stayed in the document where it had gone before the lock.
  test('a lock takes them away, also when picking has ended meanwhile', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await pickAll(page);
    await page.getByRole('button', { name: count('pick.print', 3) }).click();
    await expect.poll(() => askedToPrint(page)).toBe(1);
    await expect(page.locator('.letter')).toHaveCount(3);
    // Without a touch, which would take them away itself.
    await page.getByRole('button', { name: say('pick.done') }).dispatchEvent('click');
    await expect(page.locator('.letter')).toHaveCount(3);
    await page.getByRole('button', { name: say('lock.button') }).click();
    await expect(letters(page)).toHaveCount(0);
  });

  test('codes that have ended are left out, and that is said', async ({ page, open }) => {
    await open('/activation/identity/codes-50?show=ending,expired');
    const picked = await pickAll(page);
    await page.getByRole('button', { name: count('pick.print', picked) }).click();
    await expect.poll(() => askedToPrint(page)).toBe(1);
    await expect(page.getByText(count('letter.left_out', 10))).toBeVisible();
    expect((await print(page)).pages).toHaveLength(picked - 10);
  });

  test('more than five hundred are refused in words', async ({ page, open }) => {
    await open('/activation/identity/codes-10000');
    await pickAll(page);
    await page.getByRole('button', { name: /^Print [\d,]+ letters$/ }).click();
    await expect(page.getByText(say('letter.too_many', { most: '500' }))).toBeVisible();
    expect(await askedToPrint(page)).toBe(0);
    await expect(letters(page)).toHaveCount(0);
  });
});
