// One activation code in front of its list: large, and copied.

import { Key } from 'selenium-webdriver';
import { t } from '../e2e/support/texts.ts';
import { expect, test } from './support/test.ts';

const DIALOG = '//dialog';
const LARGE = t('card.large');

test('the large view takes the focus, closes by Escape, and gives the focus back', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(LARGE, 2);
  await expect.poll(() => app.content('dialog .code')).toBe('04738126');
  expect(await app.has('dialog svg.qr path')).toBe(true);
  await expect.poll(() => app.run(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  await app.press(Key.ESCAPE);
  await expect.poll(() => app.has('dialog')).toBe(false);
  expect(await app.run(() => document.activeElement?.getAttribute('aria-label'))).toBe(LARGE);
  expect(await app.run(() => document.activeElement?.closest('[role="listitem"]')?.getAttribute('aria-posinset'))).toBe('2');
  expect(await app.holds('04738126')).toBe(false);
});

test('what is copied can be pasted', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(LARGE, 2);
  for (const [button, text] of [['copy.user', 'codes-3'], ['copy.tenant', 'demo'], ['copy.code', '04738126']] as const) {
    await app.click(t(button), 1, DIALOG);
    await app.expectText(t('copy.done'));
    expect(await app.paste()).toBe(text);
  }
});
