// Rows 1 to 5 and 9 of the fault table: no answer, or only a part of one.

import { between, chronicle, keepChronicle } from '../support/chronicle.ts';
import { closedPort, Forwarder } from '../support/forwarder.ts';
import { codesSeen, recordCodes } from '../support/frames.ts';
import { addService, showCustomer } from '../support/own.ts';
import { Sandbox } from '../support/sandbox.ts';
import { giveKey, giveToken } from '../support/sign-in.ts';
import { refresh } from '../support/swap.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectSilence, installClock, stopClock, turnUntil } from '../support/turning.ts';
import { say } from '../support/words.ts';

const STATIC = '0071930465528817402';
const alert = (page: Page) => page.getByRole('alert');

/** Counts what the page asks an API for, whether or not it gets there. Preflights are the browser's own. */
function asked(page: Page): () => number {
  let requests = 0;
  page.on('request', (request) => {
    requests += Number(request.method() === 'GET' && /access-code$|activationcodes\?/.test(request.url()));
  });
  return () => requests;
}

/** Lets the next attempts fail until the page has given up, and gives all the words of its card. */
async function givenUp(page: Page, count: () => number): Promise<string> {
  await expect(alert(page)).toBeVisible();
  await turnUntil(page, count, 4);
  await expect(alert(page).getByRole('button', { name: say('fail.again') })).toHaveAttribute('aria-disabled', 'false');
  await expectSilence(page, count);
  return alert(page).innerText();
}

test('row 1: offline nothing is asked and that is said within a second; back online one request leaves', async ({ page, open, sandbox, context }) => {
  await installClock(page);
  await keepChronicle(page, { offline: say('fail.offline'), mark: say('state.offline') });
  await open('/access/gym');
  await context.setOffline(true);
  await page.getByLabel(say('customer.label')).fill('1237');
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
  await expect(page.getByText(say('fail.offline'))).toBeVisible();
  await page.clock.runFor('10:00');
  expect(await sandbox.count(), 'requests while offline').toBe(0);

  await context.setOffline(false);
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  await expectSilence(page, () => sandbox.count());
  expect(await sandbox.count(), 'requests after the return').toBe(1);

  await context.setOffline(true);
  await expect(page.getByText(say('state.offline'), { exact: true })).toBeVisible();
  expect(await between(page, 'offline', 'mark came'), 'milliseconds to the word').toBeLessThan(1_000);
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  await expectSilence(page, () => sandbox.count());
});

test.describe('row 2', () => {
  /** What the page says for each cause. It cannot tell them apart, so it says the same. */
  const words = (sandbox: Sandbox) =>
    [say('fail.unreachable'), say('fail.unreachable_do', { origin: new URL(sandbox.app).origin }), say('fail.again')].join('\n');
  const tidy = (text: string) => text.split(/\n+/).map((line) => line.trim()).filter(Boolean).join('\n');

  const ADDRESSES: [string, RegExp, (sandbox: Sandbox) => Promise<string>][] = [
    ['refused', /CONNECTION_REFUSED/, async () => `http://127.0.0.1:${await closedPort()}`],
    ['whose certificate fails', /SSL|CERT/, async (sandbox) => `https://127.0.0.1:${sandbox.port}`],
    ['without an address', /NAME_NOT_RESOLVED|INTERNET_DISCONNECTED/, async () => 'https://studio.invalid'],
  ];
  for (const [what, error, base] of ADDRESSES) {
    test(`row 2: a service ${what} is unreachable, in the words for all causes, after four requests`, async ({ page, open, sandbox, troubles }) => {
      troubles.expect(error);
      await installClock(page);
      const count = asked(page);
      await open('/connections/new');
      await addService(page, await base(sandbox));
      await showCustomer(page, '1237');
      expect(tidy(await givenUp(page, count))).toBe(words(sandbox));
    });
  }

  for (const [what, customer] of [['resets the connection', '7095'], ['redirects', '7097']] as const) {
    test(`row 2: a service that ${what} is unreachable, in the words for all causes, after four requests`, async ({ page, open, sandbox, troubles }) => {
      troubles.expect(/failed: |status 302/);
      await installClock(page);
      const count = asked(page);
      await open(`/access/gym-direct/${customer}`);
      await giveKey(page, 'sandbox-key');
      expect(tidy(await givenUp(page, count))).toBe(words(sandbox));
    });
  }

  test('row 2: a service that refuses this site by CORS is unreachable, in the words for all causes, after four requests', async ({ page, troubles }) => {
    troubles.expect(/failed: /);
    const strict = await Sandbox.start('--cors', 'none');
    try {
      await installClock(page);
      const count = asked(page);
      await page.goto(`${strict.app}#/access/gym-direct/1237`);
      await giveKey(page, 'sandbox-key');
      expect(tidy(await givenUp(page, count))).toBe(words(strict));
      expect(await strict.count(), 'requests let through').toBe(0);
    } finally {
      await strict.stop();
    }
  });

  test('row 2: where the page\'s own server is dead too, it is the connection', async ({ page, troubles }) => {
    troubles.expect(/CONNECTION_REFUSED/);
    const mortal = await Sandbox.start();
    try {
      await installClock(page);
      const count = asked(page);
      await page.goto(`${mortal.app}#/access/gym/1237`);
      await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
      await mortal.stop();
      await refresh(page);
      await expect(page.getByText(say('fail.no_connection'))).toBeVisible();
      await expect(page.getByText(say('fail.no_connection_do'))).toBeVisible();
      await expect(page.getByText(say('fail.unreachable'))).toHaveCount(0);
      await turnUntil(page, count, 5);
      await expect(alert(page).getByRole('button', { name: say('fail.again') })).toHaveAttribute('aria-disabled', 'false');
      await expectSilence(page, count);
      await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    } finally {
      await mortal.stop();
    }
  });
});

/** Turns a stopped clock in small steps until the words are there. */
async function turnTo(page: Page, words: string): Promise<void> {
  const there = async () => {
    await page.clock.runFor(100);
    return page.getByText(words).count();
  };
  await expect.poll(there, { timeout: 30_000, intervals: [10] }).toBe(1);
}

test('row 3: silence is given up 5 seconds after the request left', async ({ page, open, sandbox }) => {
  await installClock(page);
  await keepChronicle(page, { timeout: say('fail.timeout') });
  await open('/access/gym/7091');
  await expect.poll(() => sandbox.count()).toBe(1);
  await stopClock(page);
  await turnTo(page, say('fail.timeout'));
  const waited = await between(page, 'asked', 'timeout came');
  expect(waited).toBeGreaterThanOrEqual(4_500);
  expect(waited).toBeLessThanOrEqual(5_500);
  const count = () => sandbox.count();
  // Each further attempt waits as long again.
  await turnUntil(page, count, 4);
  await page.clock.runFor(10_000);
  await expectSilence(page, count);
});

test('row 4: a body that drips is given up 10 seconds after the request left, and the connection is closed', async ({ page, open, sandbox }) => {
  const forwarder = await Forwarder.to(Number(sandbox.port));
  await installClock(page);
  await keepChronicle(page, { timeout: say('fail.timeout') });
  await recordCodes(page, /\d{7,}/);
  await open('/connections/new');
  await addService(page, forwarder.address);
  await showCustomer(page, '7092');
  await expect.poll(() => chronicle(page).then((moments) => moments.some((moment) => moment.what === 'answered 200'))).toBe(true);
  await stopClock(page);
  const before = forwarder.hungUp;
  await turnTo(page, say('fail.timeout'));
  const waited = await between(page, 'asked', 'timeout came');
  expect(waited).toBeGreaterThanOrEqual(9_500);
  expect(waited).toBeLessThanOrEqual(10_500);
  await expect.poll(() => forwarder.hungUp, 'connections closed by the browser').toBeGreaterThan(before);
  expect(await codesSeen(page)).toEqual([]);
  await page.close();
  await forwarder.close();
});

for (const [what, view] of [
  ['cut short', '/access/gym/7093'],
  ['of a wrong length', '/access/gym/7096'],
  ['cut short', '/activation/identity/fault-cut-short'],
  ['of a wrong length', '/activation/identity/fault-length'],
] as const) {
  test(`row 5: an answer ${what} at ${view} is asked for four times, and no frame shows a part of a code`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/failed: .*(INCOMPLETE|CONTENT_LENGTH|RESET|EMPTY)/);
    await installClock(page);
    await recordCodes(page, /\d{5,}/);
    await open(view);
    await expect(page.getByText(say('fail.incomplete'))).toBeVisible();
    const count = () => sandbox.count();
    await turnUntil(page, count, 4);
    await expect(alert(page).getByRole('button', { name: say('fail.again') })).toHaveAttribute('aria-disabled', 'false');
    await expectSilence(page, count);
    expect(await codesSeen(page)).toEqual([]);
  });
}

test.describe('row 9', () => {
  for (const view of ['/access/gym-direct/7097', '/activation/identity-direct/fault-elsewhere', '/activation/shift-direct/fault-elsewhere']) {
    test(`row 9: a redirect at ${view} to another origin takes nothing there`, async ({ page, open, sandbox, troubles }) => {
      troubles.expect(/failed: |status 302/);
      await installClock(page);
      await recordCodes(page, /0099999999999999999/);
      await open(view);
      await (view.startsWith('/access') ? giveKey(page, 'sandbox-key') : giveToken(page, 'sandbox-token'));
      await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
      await turnUntil(page, () => sandbox.count(), 4);
      await expectSilence(page, () => sandbox.count());
      expect(await sandbox.elsewhere(), 'visits of the other origin').toEqual([]);
      expect(await codesSeen(page)).toEqual([]);
    });
  }

  test('row 9: a gateway that redirects to another origin takes nothing there', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/failed: |status 302/);
    await installClock(page);
    await open('/access/gym/7097');
    await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
    await turnUntil(page, () => sandbox.count(), 4);
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.elsewhere()).toEqual([]);
  });
});

test('row 2: where the page\'s own server leads elsewhere, it is not the connection', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/failed: |status 302/);
  await page.route('**/access-code', (route) => route.abort('connectionrefused'));
  // A sign-in in front of the site, whose session has ended, answers the probe too.
  await page.route('**/latchkey.json', (route) => {
    if (route.request().method() !== 'HEAD') return route.fallback();
    const url = `${sandbox.api}v1/customers/7094/access-code`;
    return route.continue({ url, method: 'GET', headers: { 'x-api-key': 'sandbox-key' } });
  });
  await open('/access/gym/1237');
  await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
  await expect.poll(() => sandbox.count('/7094/')).toBe(4);
  await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
});
