// A static code that a person keeps on the device: where it is shown, what removes it, and that it is nowhere in clear.

import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { databaseText, keepBox, keepCode, keptCount } from './support/kept-code.ts';
import { recordConsole, storedText } from './support/leaks.ts';
import { addConnection, showCustomer } from './support/own-connection.ts';
import { expectSymbol } from './support/qr.ts';
import { closeSettings, openSettings, settings } from './support/settings-dialog.ts';
import { enterKey } from './support/sign-in.ts';
import { t, textPattern } from './support/texts.ts';

const PASS = '/access/gym/1237';
const CODE_PATH = '**/access-code';
const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });
const keptWords = (page: Page) => page.getByText(textPattern('kept.words'));

/** Opens a pass whose code is static, and keeps it. */
async function openAndKeep(page: Page, open: (fragment: string) => Promise<void>): Promise<void> {
  await open(PASS);
  await expect(symbol(page)).toBeVisible();
  await expect(keepBox(page)).not.toBeChecked();
  expect(await keptCount(page)).toBe(0);
  await keepCode(page);
  expect(await keptCount(page)).toBe(1);
}

/** Answers requests for codes in place of the service. */
const answer = (page: Page, status: number, json: object) =>
  page.route(CODE_PATH, (route) => route.fulfill({ status, json }));

/** Makes the service unreachable. */
const cutOff = (page: Page) => page.route(CODE_PATH, (route) => route.abort('connectionrefused'));

const CUT_OFF = /failed: GET .*access-code net::ERR_CONNECTION_REFUSED/;

/** Opens the pass again, as after a restart of the browser. */
async function reopen(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.goBack();
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
}

test('a kept code is shown when the service cannot be reached, and both readers read it', async ({
  page,
  open,
  browserErrors,
}) => {
  await openAndKeep(page, open);
  browserErrors.expect(CUT_OFF);
  await cutOff(page);
  await reopen(page);
  await expect(keptWords(page)).toBeVisible();
  await expect(page.getByText(t('state.kept'), { exact: true })).toBeVisible();
  await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await expectSymbol(symbol(page), STATIC_CODE);
  // The words have the time at which it was kept, in this minute or the one before.
  await expect(keptWords(page)).toContainText(String(new Date().getFullYear()));
});

test('once the service answers again, its code takes the place of the kept one', async ({
  page,
  open,
  browserErrors,
}) => {
  await openAndKeep(page, open);
  browserErrors.expect(CUT_OFF);
  await cutOff(page);
  await reopen(page);
  await expect(keptWords(page)).toBeVisible();
  await page.unroute(CODE_PATH);
  // The page asks again at once when the network is back.
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect(keptWords(page)).toHaveCount(0);
  await expect(symbol(page)).toBeVisible();
  await expect(keepBox(page)).toBeChecked();
});

test('without a kept code the view says what to do', async ({ page, open, browserErrors }) => {
  browserErrors.expect(CUT_OFF);
  await cutOff(page);
  await open(PASS);
  await expect(page.getByText(t('kept.nothing'))).toBeVisible();
  await expect(symbol(page)).toHaveCount(0);
});

test('it is nowhere in clear: only encrypted, with a key that no script can read', async ({ page, open }) => {
  const lines = recordConsole(page);
  await openAndKeep(page, open);
  const database = await databaseText(page);
  expect(database).toContain('key, extractable: false, uses: encrypt,decrypt');
  for (const part of [STATIC_CODE, STATIC_CODE.slice(0, 8), STATIC_CODE.slice(-8)]) {
    expect(database).not.toContain(part);
    expect(await storedText(page)).not.toContain(part);
    expect(lines.join('\n')).not.toContain(part);
  }
  // The same text encrypted again is another one.
  await keepBox(page).uncheck();
  await expect.poll(() => keptCount(page)).toBe(0);
  await keepCode(page);
  expect(await databaseText(page)).not.toBe(database);
});

test('nothing is stored for a pass whose code is not kept, and no database is made', async ({ page, open }) => {
  await open(PASS);
  await expect(symbol(page)).toBeVisible();
  await expect(keepBox(page)).not.toBeChecked();
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('a code that is moved to another pass in the database cannot be decrypted there', async ({
  page,
  open,
  browserErrors,
}) => {
  await openAndKeep(page, open);
  await page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await finished(indexedDB.open('latchkey'));
    const store = database.transaction('codes', 'readwrite').objectStore('codes');
    const [key] = await finished(store.getAllKeys());
    const record: unknown = await finished(store.get(key ?? ''));
    await finished(store.put(record, String(key).replaceAll('1237', '1235')));
    database.close();
  });
  expect(await keptCount(page)).toBe(2);
  browserErrors.expect(CUT_OFF);
  await cutOff(page);
  await open('/access/gym/1235');
  await expect(page.getByText(t('kept.nothing'))).toBeVisible();
  await expect(symbol(page)).toHaveCount(0);
  await open(PASS);
  await expect(keptWords(page)).toBeVisible();
});

test('a code with an end, or one whose end cannot be read, is not offered to be kept', async ({ page, open }) => {
  await open('/access/gym/1234');
  await expect(symbol(page)).toBeVisible();
  await expect(page.getByRole('button', { name: t('copy.code') })).toBeVisible();
  await expect(keepBox(page)).toHaveCount(0);
  await answer(page, 200, { content: '12345678', format: 'QR_CODE', expiresAt: 'soon' });
  await open(PASS);
  await expect(page.getByText('12345678', { exact: true })).toBeVisible();
  await expect(keepBox(page)).toHaveCount(0);
});

test('a browser without such keys does not offer it, and says why', async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
  await open(PASS);
  await expect(symbol(page)).toBeVisible();
  await expect(page.getByText(t('keep.unavailable'))).toBeVisible();
  await expect(keepBox(page)).toHaveCount(0);
});

test('a browser that refuses to store says so, and the box is empty again', async ({ page, open }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  await open(PASS);
  await keepBox(page).click();
  await expect(page.getByText(t('keep.failed'))).toBeVisible();
  await expect(keepBox(page)).not.toBeChecked();
});

test.describe('what removes or replaces it', () => {
  test.beforeEach(async ({ page, open }) => {
    await openAndKeep(page, open);
  });

  test('unticking the box', async ({ page }) => {
    await keepBox(page).uncheck();
    await expect.poll(() => keptCount(page)).toBe(0);
    await expect(keepBox(page)).toBeFocused();
  });

  test('its button while it is shown', async ({ page, browserErrors }) => {
    browserErrors.expect(CUT_OFF);
    await cutOff(page);
    await reopen(page);
    await page.getByRole('button', { name: t('kept.remove') }).click();
    await expect(symbol(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect.poll(() => keptCount(page)).toBe(0);
  });

  test('its button in the settings', async ({ page }) => {
    await openSettings(page);
    const name = t('home.forget', { name: 'Studio desk · 1237' });
    await settings(page).getByRole('button', { name }).click();
    await expect(settings(page).getByText(t('settings.kept_none'))).toBeVisible();
    await closeSettings(page);
    expect(await keptCount(page)).toBe(0);
  });

  test('a lock', async ({ page }) => {
    await page.getByRole('button', { name: t('lock.button'), exact: true }).click();
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    // The key is gone too.
    await expect.poll(() => databaseText(page)).toBe('');
  });

  test('another code: it is kept in place of the old one', async ({ page, browserErrors }) => {
    await answer(page, 200, { content: '9988776655', format: 'QR_CODE' });
    const before = await databaseText(page);
    await reopen(page);
    await expect(page.getByText('9988776655', { exact: true })).toBeVisible();
    await expect(keepBox(page)).toBeChecked();
    await expect.poll(() => databaseText(page)).not.toBe(before);
    browserErrors.expect(CUT_OFF);
    await page.unroute(CODE_PATH);
    await cutOff(page);
    await reopen(page);
    await expect(keptWords(page)).toBeVisible();
    await expectSymbol(symbol(page), '9988776655');
  });

  test('a code with an end', async ({ page }) => {
    const end = new Date(Date.now() + 60_000).toISOString();
    await answer(page, 200, { content: '9988776655', format: 'QR_CODE', expiresAt: end });
    await reopen(page);
    await expect(symbol(page)).toBeVisible();
    await expect.poll(() => keptCount(page)).toBe(0);
  });

  for (const status of [403, 404, 410]) {
    test(`an answer with the status ${status}`, async ({ page, browserErrors }) => {
      browserErrors.expect(new RegExp(`status ${status}`));
      await answer(page, status, {});
      await reopen(page);
      await expect(page.getByRole('alert')).toBeVisible();
      await expect(symbol(page)).toHaveCount(0);
      await expect.poll(() => keptCount(page)).toBe(0);
    });
  }

  test('not a fault of the service, which shows it', async ({ page, browserErrors }) => {
    browserErrors.expect(/status 503/);
    await answer(page, 503, {});
    await reopen(page);
    await expect(keptWords(page)).toBeVisible();
    expect(await keptCount(page)).toBe(1);
  });

  test('not the end of a session; but the code of another person is not kept', async ({
    page,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await answer(page, 401, { errorCode: 'gateway.session', errorMessage: 'x' });
    await reopen(page);
    await expect(page.getByRole('heading', { name: t('session.none') })).toBeVisible();
    await expect.poll(() => databaseText(page)).toContain('doubtful: true');
    await page.unroute(CODE_PATH);
    await answer(page, 200, { content: '9988776655', format: 'QR_CODE' });
    await reopen(page);
    await expect(page.getByText('9988776655', { exact: true })).toBeVisible();
    await expect.poll(() => keptCount(page)).toBe(0);
    await expect(keepBox(page)).not.toBeChecked();
  });
});

test('signing out removes it before the page is left', async ({ page, open }) => {
  await page.route('**/latchkey.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), signIn: true } });
  });
  await page.route('**/session', (route) => route.fulfill({ json: { name: 'Mia' } }));
  await page.route('**/sign-out', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>out</title>' }),
  );
  await openAndKeep(page, open);
  await page.getByRole('button', { name: t('session.sign_out') }).click();
  await expect(page).toHaveTitle('out');
  expect(await databaseText(page)).toBe('');
});

test('forgetting a connection removes its codes; without its key they are shown', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/connections/new');
  await addConnection(page, sandbox.api);
  await showCustomer(page, '1237');
  await expect(symbol(page)).toBeVisible();
  await keepCode(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: t('sign_in.key_title') })).toBeVisible();
  await expect(page.getByText(textPattern('kept.without_key'))).toBeVisible();
  await expectSymbol(symbol(page), STATIC_CODE);
  await enterKey(page, 'sandbox-key');
  await expect(keepBox(page)).toBeChecked();
  await page.goto(`${sandbox.app}#/`);
  await page.getByRole('button', { name: t('home.forget', { name: 'Elsewhere' }) }).click();
  await expect.poll(() => keptCount(page)).toBe(0);
});

test('it is hidden while the page is not in view', async ({ page, open, browserErrors }) => {
  await openAndKeep(page, open);
  browserErrors.expect(CUT_OFF);
  await cutOff(page);
  await reopen(page);
  await expect(symbol(page)).toBeVisible();
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(symbol(page)).toHaveCount(0);
  await expect(page.getByText(STATIC_CODE)).toHaveCount(0);
});
