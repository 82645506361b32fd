// Rows 11 and 37 of the fault table: a refused credential, and what the other tabs hear of it.

import { between, keepChronicle } from '../support/chronicle.ts';
import { holdInstance, inMemory } from '../support/memory.ts';
import { giveKey, giveToken } from '../support/sign-in.ts';
import { answerLike, refresh } from '../support/swap.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectNoTrace, said } from '../support/traces.ts';
import { expectSilence, installClock } from '../support/turning.ts';
import { say } from '../support/words.ts';

const STATIC = '0071930465528817402';

/** What the app's memory holds of these texts, looked at 100 ms after each 401. */
async function lookAfter401(page: Page, ...texts: string[]): Promise<void> {
  await page.addInitScript((texts) => {
    const found = Object.assign(window, { found: [] as number[][] }).found;
    const original = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const response = await original(input, init);
      const held = (window as unknown as { held: { finds(text: string): number } }).held;
      if (response.status === 401) setTimeout(() => found.push(texts.map((text) => held.finds(text))), 100);
      return response;
    };
  }, texts);
}

const found = (page: Page) => page.evaluate(() => (window as unknown as { found: number[][] }).found);

test.describe('row 11', () => {
  test('row 11: with a 401 the key is gone from document and memory, the code from the document, within 100 ms, after one request', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 401/);
    await installClock(page);
    await holdInstance(page);
    await lookAfter401(page, 'sandbox-key', STATIC);
    await keepChronicle(page, { code: STATIC });
    const lines = said(page);
    await open('/access/gym-direct/1237');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    // That they are found while they are needed shows that the search finds them.
    expect(await inMemory(page, 'sandbox-key'), 'key in use').toBeGreaterThan(0);
    expect(await inMemory(page, STATIC), 'code in use').toBeGreaterThan(0);
    await answerLike(page, '1237', '401');
    await refresh(page);
    await expect(page.getByText(say('sign_in.key_refused'))).toBeVisible();
    await expect(page.locator(':focus')).toHaveCount(1);
    expect(await between(page, 'answered 401', 'code went')).toBeLessThanOrEqual(100);
    await page.clock.runFor(150);
    await expect.poll(() => found(page).then(([one]) => one?.[0])).toBe(0);
    await expectNoTrace(page, lines, 'sandbox-key', STATIC);
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count('/401/')).toBe(1);
    expect(await inMemory(page, 'sandbox-key')).toBe(0);
  });

  test('row 11: with a 401 the token is gone from document and memory, the codes from the document, within 100 ms, after one request', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 401/);
    await installClock(page);
    await holdInstance(page);
    const secrets = ['sandbox-token', '1827098', '04738126', '68493536'];
    await lookAfter401(page, ...secrets);
    const lines = said(page);
    await open('/activation/identity-direct/codes-3');
    await giveToken(page, 'sandbox-token');
    await page.getByRole('button', { name: say('card.show') }).first().click();
    await expect(page.getByText('1827098', { exact: true })).toBeVisible();
    for (const secret of secrets) expect(await inMemory(page, secret), `${secret} in use`).toBeGreaterThan(0);
    await answerLike(page, 'codes-3', 'error-401');
    await refresh(page);
    await expect(page.getByText(say('sign_in.token_refused'))).toBeVisible();
    await page.clock.runFor(150);
    await expect.poll(() => found(page).then(([one]) => one?.[0])).toBe(0);
    await expectNoTrace(page, lines, ...secrets);
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count('error-401')).toBe(1);
  });

  for (const [what, view, whose, other, codes] of [
    ['access code', '/access/gym/1237', '1237', '401', [STATIC]],
    ['activation codes', '/activation/identity/codes-3', 'codes-3', 'error-401', ['1827098', '04738126', '68493536']],
  ] as const) {
    test(`row 11: with a 401 nothing of the ${what} is left in the app's memory after 100 ms`, async ({ page, open, troubles }) => {
      troubles.expect(/status 401/);
      await holdInstance(page);
      await lookAfter401(page, ...codes);
      await open(view);
      if (what === 'activation codes') await page.getByRole('button', { name: say('card.show') }).first().click();
      await expect(page.getByText(codes[0], { exact: true })).toBeVisible();
      await answerLike(page, whose, other);
      await refresh(page);
      await expect(page.getByText(say('fail.gateway_not_accepted'))).toBeVisible();
      await expect.poll(() => found(page).then((all) => all.length)).toBe(1);
      expect(await found(page)).toEqual([codes.map(() => 0)]);
    });
  }

  for (const user of ['error-401', 'shape-401-text', 'shape-401-html', 'shape-401-empty', 'shape-401-keycloak', 'shape-401-oauth']) {
    test(`row 11: a 401 as ${user} gives the one view, with the focus on it, after one request`, async ({ page, open, sandbox, troubles }) => {
      troubles.expect(/status 401/);
      await open(`/activation/identity-direct/${user}`);
      await giveToken(page, 'sandbox-token');
      await expect(page.getByText(say('sign_in.token_refused'))).toBeVisible();
      await expect(page.getByRole('heading', { name: say('sign_in.token_title') })).toBeVisible();
      await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
      expect(await sandbox.count(user)).toBe(1);
      expect(await page.content()).not.toContain('Authorization Required');
    });
  }
});

test.describe('row 37', () => {
  /** Two tabs of one browser with a code each, and a third that hears what they tell each other. */
  async function threeTabs(page: Page, app: string): Promise<{ other: Page; heard: () => Promise<unknown[]> }> {
    const listener = await page.context().newPage();
    await listener.goto(`${app}#/about`);
    await listener.evaluate(() => {
      const heard = Object.assign(window, { heard: [] as unknown[] }).heard;
      new BroadcastChannel('latchkey').onmessage = (message) => heard.push(message.data);
    });
    const other = await page.context().newPage();
    await keepChronicle(other, { codes: say('copy.user') });
    await other.goto(`${app}#/activation/identity-direct/codes-3`);
    await giveToken(other, 'sandbox-token');
    await expect(other.getByRole('button', { name: say('card.show') })).toHaveCount(3);
    return { other, heard: () => listener.evaluate(() => (window as unknown as { heard: unknown[] }).heard) };
  }

  async function expectLocked(page: Page): Promise<void> {
    await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible({ timeout: 1_000 });
    await expect(page.getByRole('button', { name: say('card.show') })).toHaveCount(0);
    await page.getByRole('button', { name: say('lock.again') }).click();
    await expect(page.getByRole('heading', { name: say('sign_in.token_title') })).toBeVisible();
  }

  test('row 37: a tab locked by hand locks the others within a second, by one word', async ({ page, open, sandbox }) => {
    const { other, heard } = await threeTabs(page, sandbox.app);
    await open('/access/gym-direct/1237');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: say('lock.button') }).click();
    await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible();
    await expect(page.getByText(STATIC)).toHaveCount(0);
    await expectLocked(other);
    expect(await heard()).toEqual(['lock']);
    await page.getByRole('button', { name: say('lock.again') }).click();
    await expect(page.getByRole('heading', { name: say('sign_in.key_title') })).toBeVisible();
  });

  test('row 37: a 401 in one tab locks the others within a second, by one word', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 401/);
    const { other, heard } = await threeTabs(page, sandbox.app);
    await open('/access/gym-direct/401');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(say('sign_in.key_refused'))).toBeVisible();
    await expectLocked(other);
    expect(await heard()).toEqual(['lock']);
  });

  test('row 37: otherwise two tabs know nothing of each other', async ({ page, open, sandbox }) => {
    const { other, heard } = await threeTabs(page, sandbox.app);
    await open('/activation/identity-direct/codes-1');
    await expect(page.getByRole('heading', { name: say('sign_in.token_title') })).toBeVisible();
    await open('/access/gym/1237');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    await page.close();
    await expect(other.getByRole('button', { name: say('card.show') })).toHaveCount(3);
    expect(await heard()).toEqual([]);
  });
});
