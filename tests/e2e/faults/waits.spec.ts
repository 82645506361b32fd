// Rows 14 to 18 of the fault table: the service asks for patience, or has troubles of its own.

import { chronicle, keepChronicle } from '../support/chronicle.ts';
import { detail } from '../support/details.ts';
import { answerLike, refresh } from '../support/swap.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectSilence, installClock, stopClock, turnUntil } from '../support/turning.ts';
import { like, say } from '../support/words.ts';

const STATIC = '0071930465528817402';
const HOUR = 3_600_000;
const alert = (page: Page) => page.getByRole('alert');
const code = (page: Page) => page.getByText(STATIC, { exact: true });
const again = (page: Page) => page.getByRole('button', { name: say('fail.again') });

/** Milliseconds between each answer and the next request, by the page's clock. */
async function pauses(page: Page): Promise<number[]> {
  const moments = await chronicle(page);
  return moments.flatMap((moment, index) => {
    const next = moments[index + 1];
    return moment.what.startsWith('answered') && next?.what === 'asked' ? [next.at - moment.at] : [];
  });
}

for (const view of ['/access/gym/409', '/activation/identity/error-409']) {
  test(`row 14: a conflict at ${view} is tried four times, after 100 to 400 ms each`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 409/);
    await keepChronicle(page, {});
    await open(view);
    await expect(alert(page).getByRole('heading', { name: say('fail.conflict') })).toBeVisible();
    await expect.poll(() => sandbox.count(), { timeout: 15_000 }).toBe(4);
    await expect(again(page)).toHaveAttribute('aria-disabled', 'false');
    const waited = await pauses(page);
    expect(waited).toHaveLength(3);
    for (const pause of waited) expect(pause).toBeGreaterThanOrEqual(100);
    // A busy machine may be late by the time of a few frames, though not each time.
    expect(Math.min(...waited)).toBeLessThan(500);
    for (const pause of waited) expect(pause).toBeLessThan(900);
    expect(await sandbox.count()).toBe(4);
  });
}

/** A pause the service asks for, and after how many seconds the page asks again by itself, if ever. */
const STATED: [string, string, number | null][] = [
  ['42905', '5 seconds', 5],
  ['42900', 'no seconds, which are at least one', 1],
  ['42986', 'a day', null],
];

for (const [customer, what, seconds] of STATED) {
  test(`row 15: 429 for ${what}: the code stays, nobody can ask before, and then it is asked ${seconds ? 'once' : 'by hand'}`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 429/);
    await installClock(page);
    await keepChronicle(page, {});
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await answerLike(page, '1237', customer);
    await refresh(page);
    await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(code(page)).toBeVisible();
    const count = () => sandbox.count(`/${customer}/`);
    if (seconds) {
      await turnUntil(page, count, 2);
      const [waited] = await pauses(page).then((all) => all.slice(-1));
      expect(waited).toBeGreaterThanOrEqual(seconds * 1_000);
      expect(waited).toBeLessThan(seconds * 1_000 + 2_000);
    } else {
      await expect(page.getByText(say('activity.held', { time: '10 minutes' }))).toBeVisible();
      await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
      await again(page).click({ force: true });
      await page.clock.runFor('09:50');
      await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
      await page.clock.runFor(15_000);
      await expect(again(page)).toHaveAttribute('aria-disabled', 'false');
      expect(await count()).toBe(1);
    }
    await expect(code(page)).toBeVisible();
    await expectSilence(page, count);
  });
}

for (const [customer, form] of [['42901', 'IMF-fixdate'], ['42902', 'RFC 850'], ['42903', 'asctime']] as const) {
  for (const [hours, device] of [[-5, 'five hours slow'], [0, 'right'], [5, 'five hours fast']] as const) {
    test(`row 16: 429 until a time as ${form} is five seconds on a device that is ${device}`, async ({ page, open, sandbox, troubles }) => {
      troubles.expect(/status 429/);
      await installClock(page, Date.now() + hours * HOUR);
      await keepChronicle(page, {});
      await open(`/access/gym/${customer}`);
      await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
      await turnUntil(page, () => sandbox.count(), 2);
      const [waited] = await pauses(page);
      // The header has whole seconds, so up to one of the five may be cut off.
      expect(waited).toBeGreaterThanOrEqual(4_000);
      expect(waited).toBeLessThan(7_000);
    });
  }
}

for (const [customer, what] of [['429', 'without Retry-After'], ['42904', 'with Retry-After: abc'], ['42906', 'with Retry-After: -5']] as const) {
  test(`row 17: 429 ${what} is a minute for access codes`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 429/);
    await installClock(page);
    await keepChronicle(page, {});
    await open(`/access/gym/${customer}`);
    await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(page.getByText(like('activity.retry'))).toBeVisible();
    await expect(again(page)).toHaveAttribute('aria-disabled', 'true');
    const count = () => sandbox.count();
    await stopClock(page);
    await page.clock.runFor(50_000);
    expect(await count()).toBe(1);
    await turnUntil(page, count, 2);
    const [waited] = await pauses(page);
    expect(waited).toBeGreaterThanOrEqual(60_000);
    expect(waited).toBeLessThan(62_000);
    await expectSilence(page, count);
  });
}

for (const wait of [undefined, 'abc', '-5']) {
  test(`row 17: 429 with ${wait ? `Retry-After: ${wait}` : 'no Retry-After'} is 5, 10 and 20 seconds for activation codes`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 429/);
    await installClock(page);
    await keepChronicle(page, {});
    if (wait) {
      await page.route('**/activationcodes?*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'retry-after': wait } });
      });
    }
    await open('/activation/identity/error-429');
    await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
    const count = () => sandbox.count();
    await turnUntil(page, count, 4);
    const waited = await pauses(page);
    for (const [index, least] of [5_000, 10_000, 20_000].entries()) {
      expect(waited[index], `pause ${index + 1}`).toBeGreaterThanOrEqual(least);
      expect(waited[index], `pause ${index + 1}`).toBeLessThan(least + 3_000);
    }
    await expectSilence(page, count);
  });
}

for (const [view, requests, status] of [
  ['/access/gym/50001', 3, 500],
  ['/access/gym/50203', 4, 502],
  ['/activation/identity/train-500', 3, 500],
  ['/activation/identity/train-502', 4, 502],
] as const) {
  test(`row 18: troubles that pass at ${view} are sat out: the code comes with request ${requests}`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(new RegExp(`status ${status}`));
    await open(view);
    const there = view.startsWith('/access') ? code(page) : page.getByRole('button', { name: say('card.show') });
    await expect(there).toBeVisible({ timeout: 15_000 });
    await expect(alert(page)).toHaveCount(0);
    expect(await sandbox.count()).toBe(requests);
  });
}

for (const [customer, requests] of [['500', 3], ['502', 4], ['503', 4], ['504', 4]] as const) {
  test(`row 18: a ${customer} that stays is tried ${requests} times in all; the code stays, the trace id is told`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(new RegExp(`status ${customer}`));
    await installClock(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await answerLike(page, '1237', customer);
    await refresh(page);
    await expect(alert(page)).toBeVisible();
    const count = () => sandbox.count(`/${customer}/`);
    await turnUntil(page, count, requests);
    await expect(again(page)).toHaveAttribute('aria-disabled', 'false');
    await expectSilence(page, count);
    expect(await detail(page, 'traceId')).toMatch(/^\d+/);
    await expect(code(page)).toBeVisible();
    await expect(page.getByText(say('state.not_refreshed'), { exact: true })).toBeVisible();
  });
}

test('row 18: a 503 that names a time is asked again no sooner, and then the code comes', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/status 503/);
  await keepChronicle(page, {});
  await open('/access/gym/50301');
  await expect(code(page)).toBeVisible({ timeout: 15_000 });
  expect((await pauses(page))[0]).toBeGreaterThanOrEqual(2_000);
  expect(await sandbox.count()).toBe(2);
});
