// One activation code in front of its list: large, copied, and as a letter.

import { Key } from 'selenium-webdriver';
import { count, say } from '../e2e/support/words.ts';
import { expect, test } from './support/test.ts';

const DIALOG = '//dialog';
const LARGE = say('card.large');

test('the large view takes the focus, closes by Escape, and gives the focus back', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(LARGE, 2);
  await expect.poll(() => app.content('dialog .code')).toBe('04738126');
  expect(await app.has('dialog svg.qr path')).toBe(true);
  await expect.poll(() => app.run(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  await app.press(Key.ESCAPE);
  await expect.poll(() => app.has('dialog')).toBe(false);
  expect(await app.run(() => document.activeElement?.getAttribute('aria-label'))).toBe(LARGE);
  expect(await app.run(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'))).toBe('2');
  expect(await app.html()).not.toContain('04738126');
});

test('what is copied can be pasted', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(LARGE, 2);
  for (const [button, text] of [['copy.user', 'codes-3'], ['copy.tenant', 'demo'], ['copy.code', '04738126']] as const) {
    await app.click(say(button), 1, DIALOG);
    await app.expectText(say('copy.done'));
    expect(await app.paste()).toBe(text);
  }
});

test('a letter is written for the printer alone, and goes once it is printed', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(LARGE, 2);
  await app.click(say('detail.print'), 1, DIALOG);
  await expect.poll(async () => (await app.recorder()).printed).toBe(1);
  const letter = await app.content('body > .letters');
  for (const words of [say('letter.title'), say('letter.step_scan'), 'codes-3', 'demo', '04738126']) expect(letter).toContain(words);
  expect(await app.has('.letters svg.qr path')).toBe(true);
  expect(await app.run(() => getComputedStyle(document.querySelector('.letters') as Element).display)).toBe('none');
  await app.run(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => app.has('.letters')).toBe(false);
});

test('letters for all codes of a list', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(say('pick.letters'));
  await app.click(count('pick.all', 3));
  await app.click(count('pick.print', 3));
  await expect.poll(async () => (await app.recorder()).printed).toBe(1);
  expect(await app.count('.letters > .letter')).toBe(3);
});
