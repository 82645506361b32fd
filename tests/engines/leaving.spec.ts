// A page that is locked, left, brought back, or opened without network.

import { t } from '../e2e/support/texts.ts';
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const STATIC = '0071930465528817402';

test('locked by hand, the page has no code any more', async ({ app }) => {
  await app.open('/activation/identity/codes-3');
  await app.click(t('card.show'));
  await expect.poll(() => app.holds('1827098')).toBe(true);
  await app.click(t('lock.button'));
  await app.expectText(t('lock.title'));
  for (const code of ['1827098', '04738126', '68493536']) expect(await app.holds(code)).toBe(false);
  await app.click(t('lock.again'));
  await expect.poll(() => app.has('.code-card')).toBe(true);
});

test('left and brought back by the browser, the page has no code until it has asked once more', async ({ app, network, sandbox }) => {
  // Firefox keeps no page that may not be stored, and Chromium drops one if a finalizer runs there after it was left: it
  // then loads the page again, which has no code either.
  network.cacheControl = 'no-cache';
  network.hasFinalizers = false;
  await app.open('/access/gym/1237');
  await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC);
  await app.run(() => {
    addEventListener('pageshow', (event) => {
      const { outerHTML, textContent } = document.documentElement;
      const shown = { persisted: event.persisted, document: outerHTML + textContent };
      Object.assign(window, { shown });
    }, { capture: true });
  });
  await app.driver.get(`${network.address}favicon.svg`);
  await app.driver.navigate().back();
  await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC);
  const shown = await app.run(() => (window as unknown as { shown?: { persisted: boolean; document: string } }).shown);
  expect(shown?.persisted, 'the page was kept').toBe(true);
  expect(shown?.document).not.toContain(STATIC);
  expect(await sandbox.count()).toBe(2);
});

test.describe('with the files kept on the device', () => {
  const visit = async (app: App) => {
    await app.open('/access/gym/1237');
    await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC);
    await expect.poll(() => app.run(() => navigator.serviceWorker.getRegistration().then((kept) => kept?.active?.state))).toBe('activated');
    // WebKit may take a moment until what the worker has stored is found.
    await expect.poll(() => app.run(() => caches.match('./').then((page) => page !== undefined))).toBe(true);
  };

  test('without network the second visit shows the page, which says so and has no code', async ({ app, network }) => {
    await visit(app);
    await network.disconnect();
    await app.open('/access/gym/1237');
    await app.expectText(t('fail.no_connection'));
    expect(await app.holds(STATIC)).toBe(false);
  });

  test('a reload asks the network for the page', async ({ app, network }) => {
    await visit(app);
    await app.open('/access/gym/1237');
    network.headAddition = '<meta name="later">';
    await app.run(() => location.reload());
    await expect.poll(() => app.has('meta[name=later]')).toBe(true);
    await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC);
  });
});
