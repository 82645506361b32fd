// Rows 11 and 37 of the fault table: a rejected credential, and the lock of other tabs.

import { elapsed, recordEvents } from '../support/event-log.ts';
import { trackWasmMemory, countInMemory } from '../support/wasm-memory.ts';
import { enterKey, enterToken } from '../support/sign-in.ts';
import { rerouteRequests, pressRefresh } from '../support/refresh.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { expectNoTrace, recordConsole } from '../support/leaks.ts';
import { expectNoMoreRequests, installClock } from '../support/fake-clock.ts';
import { t } from '../support/texts.ts';

/** Counts these texts in the app's memory 100 ms after each 401. */
async function searchMemoryAfter401(page: Page, ...texts: string[]): Promise<void> {
  await page.addInitScript((texts) => {
    const counts = Object.assign(window, { counts: [] as number[][] }).counts;
    const original = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const response = await original(input, init);
      const { wasmMemory } = window as unknown as { wasmMemory: { count(text: string): number } };
      if (response.status === 401)
        setTimeout(() => counts.push(texts.map((text) => wasmMemory.count(text))), 100);
      return response;
    };
  }, texts);
}

const countsAfter401 = (page: Page) =>
  page.evaluate(() => (window as unknown as { counts: number[][] }).counts);

test.describe('row 11', () => {
  test('row 11: with a 401 the key is gone from document and memory, the code from the document, within 100 ms, after one request', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await installClock(page);
    await trackWasmMemory(page);
    await searchMemoryAfter401(page, 'sandbox-key', STATIC_CODE);
    await recordEvents(page, { code: STATIC_CODE });
    const lines = recordConsole(page);
    await open('/access/gym-direct/1237');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    // Proves that the search finds them while they are in use.
    expect(await countInMemory(page, 'sandbox-key'), 'key in use').toBeGreaterThan(0);
    expect(await countInMemory(page, STATIC_CODE), 'code in use').toBeGreaterThan(0);
    await rerouteRequests(page, '1237', '401');
    await pressRefresh(page);
    await expect(page.getByText(t('sign_in.key_refused'))).toBeVisible();
    await expect(page.locator(':focus')).toHaveCount(1);
    expect(await elapsed(page, 'response 401', 'code disappeared')).toBeLessThanOrEqual(100);
    await page.clock.runFor(150);
    await expect.poll(() => countsAfter401(page).then(([one]) => one?.[0])).toBe(0);
    await expectNoTrace(page, lines, 'sandbox-key', STATIC_CODE);
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count('/401/')).toBe(1);
    expect(await countInMemory(page, 'sandbox-key')).toBe(0);
  });

  test('row 11: with a 401 the token is gone from document and memory, the codes from the document, within 100 ms, after one request', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await installClock(page);
    await trackWasmMemory(page);
    const secrets = ['sandbox-token', '1827098', '04738126', '68493536'];
    await searchMemoryAfter401(page, ...secrets);
    const lines = recordConsole(page);
    await open('/activation/identity-direct/codes-3');
    await enterToken(page, 'sandbox-token');
    await page
      .getByRole('button', { name: t('card.show') })
      .first()
      .click();
    await expect(page.getByText('1827098', { exact: true })).toBeVisible();
    for (const secret of secrets)
      expect(await countInMemory(page, secret), `${secret} in use`).toBeGreaterThan(0);
    await rerouteRequests(page, 'codes-3', 'error-401');
    await pressRefresh(page);
    await expect(page.getByText(t('sign_in.token_refused'))).toBeVisible();
    await page.clock.runFor(150);
    await expect.poll(() => countsAfter401(page).then(([one]) => one?.[0])).toBe(0);
    await expectNoTrace(page, lines, ...secrets);
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count('error-401')).toBe(1);
  });

  for (const [what, view, subject, rejected, codes] of [
    ['access code', '/access/gym/1237', '1237', '401', [STATIC_CODE]],
    [
      'activation codes',
      '/activation/identity/codes-3',
      'codes-3',
      'error-401',
      ['1827098', '04738126', '68493536'],
    ],
  ] as const) {
    test(`row 11: with a 401 nothing of the ${what} is left in the app's memory after 100 ms`, async ({
      page,
      open,
      browserErrors,
    }) => {
      browserErrors.expect(/status 401/);
      await trackWasmMemory(page);
      await searchMemoryAfter401(page, ...codes);
      await open(view);
      if (what === 'activation codes')
        await page
          .getByRole('button', { name: t('card.show') })
          .first()
          .click();
      await expect(page.getByText(codes[0], { exact: true })).toBeVisible();
      await rerouteRequests(page, subject, rejected);
      await pressRefresh(page);
      await expect(page.getByText(t('fail.gateway_not_accepted'))).toBeVisible();
      await expect.poll(() => countsAfter401(page).then((all) => all.length)).toBe(1);
      expect(await countsAfter401(page)).toEqual([codes.map(() => 0)]);
    });
  }

  for (const user of [
    'error-401',
    'shape-401-text',
    'shape-401-html',
    'shape-401-empty',
    'shape-401-keycloak',
    'shape-401-oauth',
  ]) {
    test(`row 11: a 401 as ${user} shows the sign-in form, focused, after one request`, async ({
      page,
      open,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/status 401/);
      await open(`/activation/identity-direct/${user}`);
      await enterToken(page, 'sandbox-token');
      await expect(page.getByText(t('sign_in.token_refused'))).toBeVisible();
      await expect(page.getByRole('heading', { name: t('sign_in.token_title') })).toBeVisible();
      await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
      expect(await sandbox.count(user)).toBe(1);
      expect(await page.content()).not.toContain('Authorization Required');
    });
  }
});

test.describe('row 37', () => {
  /** Opens a tab with a list, and one that records the messages between tabs. */
  async function openOtherTabs(
    page: Page,
    app: string,
  ): Promise<{ other: Page; messages: () => Promise<unknown[]> }> {
    const listener = await page.context().newPage();
    await listener.goto(`${app}#/about`);
    await listener.evaluate(() => {
      const messages = Object.assign(window, { messages: [] as unknown[] }).messages;
      new BroadcastChannel('latchkey').onmessage = ({ data }) => messages.push(data);
    });
    const other = await page.context().newPage();
    await recordEvents(other, { codes: t('copy.user') });
    await other.goto(`${app}#/activation/identity-direct/codes-3`);
    await enterToken(other, 'sandbox-token');
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    return {
      other,
      messages: () => listener.evaluate(() => (window as unknown as { messages: unknown[] }).messages),
    };
  }

  async function expectLocked(page: Page): Promise<void> {
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible({ timeout: 1_000 });
    await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(0);
    await page.getByRole('button', { name: t('lock.again') }).click();
    await expect(page.getByRole('heading', { name: t('sign_in.token_title') })).toBeVisible();
  }

  test('row 37: a manual lock locks the other tabs within a second, with one message', async ({
    page,
    open,
    sandbox,
  }) => {
    const { other, messages } = await openOtherTabs(page, sandbox.app);
    await open('/access/gym-direct/1237');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: t('lock.button') }).click();
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect(page.getByText(STATIC_CODE)).toHaveCount(0);
    await expectLocked(other);
    expect(await messages()).toEqual(['lock']);
    await page.getByRole('button', { name: t('lock.again') }).click();
    await expect(page.getByRole('heading', { name: t('sign_in.key_title') })).toBeVisible();
  });

  test('row 37: a 401 in one tab locks the others within a second, with one message', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    const { other, messages } = await openOtherTabs(page, sandbox.app);
    await open('/access/gym-direct/401');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(t('sign_in.key_refused'))).toBeVisible();
    await expectLocked(other);
    expect(await messages()).toEqual(['lock']);
  });

  test('row 37: tabs send each other no other messages', async ({ page, open, sandbox }) => {
    const { other, messages } = await openOtherTabs(page, sandbox.app);
    await open('/activation/identity-direct/codes-1');
    await expect(page.getByRole('heading', { name: t('sign_in.token_title') })).toBeVisible();
    await open('/access/gym/1237');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.close();
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    expect(await messages()).toEqual([]);
  });
});
