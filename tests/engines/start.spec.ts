// Both jobs: an access pass and a list of activation codes.

import { t, plural } from '../e2e/support/texts.ts';
import { expect, test } from './support/test.ts';

test('a pass of one\'s own', async ({ app, sandbox }) => {
  await app.open('/access/my-pass');
  await app.expectText(t('state.valid'));
  await expect.poll(() => app.has('#main .pass svg.qr path')).toBe(true);
  const [minted] = await sandbox.minted();
  expect(await app.content('#main .pass .code')).toBe(minted?.content);
});

test('a static pass of a customer', async ({ app }) => {
  await app.open('/access/gym/1237');
  await expect.poll(() => app.content('#main .pass .code')).toBe('0071930465528817402');
  await app.expectText(t('end.not_stated'));
});

test('a list of three activation codes, of which one is shown and hidden', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.expectText(plural('list.count', 3));
  expect(await app.holds('1827098')).toBe(false);
  await app.click(t('card.show'));
  await expect.poll(() => app.content('.code-card .code')).toBe('1827098');
  expect(await app.has('.code-card svg.qr path')).toBe(true);
  await app.click(t('card.hide'));
  await expect.poll(() => app.holds('1827098')).toBe(false);
});
