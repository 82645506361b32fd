// Letters that carry an activation code on paper.

import { PNG } from 'pngjs';
import { Key } from 'selenium-webdriver';
import { expectImage } from '../e2e/support/qr.ts';
import { plural, t } from '../e2e/support/texts.ts';
import type { App } from './support/app.ts';
import { showPaper } from './support/paper.ts';
import { expect, test } from './support/test.ts';

async function askForLetter(app: App): Promise<void> {
  await app.open('/activation/identity/codes-3');
  await app.click(t('card.large'), 2);
  await app.click(t('detail.print'), 1, '//dialog');
  await expect.poll(async () => (await app.recorder()).printed).toBe(1);
}

test('a letter holds everything the app asks for, is not seen on the screen, and stays after afterprint', async ({ app }) => {
  await askForLetter(app);
  const letter = await app.content('body > .letters');
  for (const words of [t('letter.title'), t('letter.step_scan'), 'codes-3', 'demo', '04738126']) expect(letter).toContain(words);
  expect(await app.run(() => getComputedStyle(document.querySelector('.letters') as Element).display)).toBe('none');
  // Phones send it at once and make the pages later.
  await app.run(() => dispatchEvent(new Event('afterprint')));
  expect(await app.has('.letters')).toBe(true);
});

test('on paper both readers read its symbol, and the numbers of its steps are inside of its box', async ({ app }) => {
  await askForLetter(app);
  await showPaper(app);
  const picture = await app.picture();
  await expectImage(picture, '04738126');
  const { list, item, top, bottom } = await app.run(() => {
    const list = document.querySelector('.letter ol')?.getBoundingClientRect();
    const item = document.querySelector('.letter li')?.getBoundingClientRect();
    return { list: list?.left ?? 0, item: item?.left ?? 0, top: list?.top ?? 0, bottom: list?.bottom ?? 0 };
  });
  const png = PNG.sync.read(picture);
  /** How many dark pixels there are in these columns beside the steps. */
  const ink = (from: number, to: number) => {
    let dark = 0;
    for (let y = Math.ceil(top); y < Math.min(bottom, png.height); y += 1) {
      for (let x = Math.max(0, Math.floor(from)); x < Math.floor(to); x += 1) dark += Number((png.data[(y * png.width + x) * 4] ?? 255) < 128);
    }
    return dark;
  };
  expect(ink(list, item), 'ink of the numbers').toBeGreaterThan(10);
  expect(ink(list - 20, list), 'ink outside of the box').toBe(0);
});

test('a letter goes at the next key', async ({ app }) => {
  await askForLetter(app);
  expect(await app.has('.letters')).toBe(true);
  await app.press(Key.SHIFT);
  await expect.poll(() => app.has('.letters')).toBe(false);
});

test('letters for all codes of a list', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(t('pick.start'));
  await app.click(plural('pick.all', 3));
  await app.click(plural('pick.print', 3));
  await expect.poll(async () => (await app.recorder()).printed).toBe(1);
  expect(await app.count('.letters > .letter')).toBe(3);
});
