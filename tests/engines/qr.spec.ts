// What the window shows is read by both readers.

import { readImage } from '../e2e/support/qr.ts';
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';
import { t } from '../e2e/support/texts.ts';

/** Expects that both readers read exactly this text from the window. An engine may paint a moment after it has scrolled. */
async function expectOnScreen(app: App, content: string): Promise<void> {
  const read = async () => readImage(await app.picture());
  await expect.poll(read).toEqual({ zxing: [content], zbar: [content] });
}

test('the symbol of a pass', async ({ app, sandbox }) => {
  await app.open('/access/my-pass');
  await expect.poll(() => app.has('#main .pass svg.qr path')).toBe(true);
  await expectOnScreen(app, (await sandbox.minted())[0]?.content ?? '');
});

test('the symbol of a long text', async ({ app, sandbox }) => {
  await app.open('/access/gym/1236');
  await expect.poll(() => app.has('#main .pass svg.qr path')).toBe(true);
  await expectOnScreen(app, await sandbox.accessCode('1236'));
});

test('the symbol of an activation code, in its card and large', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(t('card.show'));
  await expect.poll(() => app.has('.code-card svg.qr path')).toBe(true);
  await app.run(() => document.querySelector('.code-card svg.qr')?.scrollIntoView({ block: 'center' }));
  await expectOnScreen(app, '1827098');
  await app.click(t('card.hide'));
  await app.click(t('card.large'));
  await expect.poll(() => app.has('dialog svg.qr path')).toBe(true);
  await expectOnScreen(app, '1827098');
});
