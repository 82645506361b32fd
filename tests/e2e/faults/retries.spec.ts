// Rows 14 to 18 of the fault table: conflicts, rate limits and server errors.

import { recordedEvents, recordEvents } from '../support/event-log.ts';
import { failureDetail } from '../support/failure-details.ts';
import { rerouteRequests, pressRefresh } from '../support/refresh.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { expectNoMoreRequests, installClock, pauseClock, runUntilRequests } from '../support/fake-clock.ts';
import { textPattern, t } from '../support/texts.ts';

const HOUR = 3_600_000;
const alert = (page: Page) => page.getByRole('alert');
const code = (page: Page) => page.getByText(STATIC_CODE, { exact: true });
const tryAgain = (page: Page) => page.getByRole('button', { name: t('fail.again') });

/** Returns the milliseconds between each response and the next request, by the page's clock. */
async function pauses(page: Page): Promise<number[]> {
  const events = await recordedEvents(page);
  return events.flatMap((event, index) => {
    const next = events[index + 1];
    return event.name.startsWith('response') && next?.name === 'request' ? [next.at - event.at] : [];
  });
}

for (const view of ['/access/gym/409', '/activation/identity/error-409']) {
  test(`row 14: a conflict at ${view} is requested four times, with pauses of 100 to 400 ms`, async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 409/);
    await recordEvents(page, {});
    await open(view);
    await expect(alert(page).getByRole('heading', { name: t('fail.conflict') })).toBeVisible();
    await expect.poll(() => sandbox.count(), { timeout: 15_000 }).toBe(4);
    await expect(tryAgain(page)).toHaveAttribute('aria-disabled', 'false');
    const waited = await pauses(page);
    expect(waited).toHaveLength(3);
    for (const pause of waited) expect(pause).toBeGreaterThanOrEqual(100);
    // A busy machine may add the time of a few frames, but not to every pause.
    expect(Math.min(...waited)).toBeLessThan(500);
    for (const pause of waited) expect(pause).toBeLessThan(900);
    expect(await sandbox.count()).toBe(4);
  });
}

/** A customer, the time in Retry-After, and after how many seconds the page retries; null if it does not. */
const RETRY_AFTER: [string, string, number | null][] = [
  ['42905', '5 seconds', 5],
  ['42900', 'zero seconds, which count as one', 1],
  ['42986', 'a day', null],
];

for (const [customer, what, seconds] of RETRY_AFTER) {
  test(`row 15: 429 for ${what}: the code stays, no earlier request is possible, and the retry is ${seconds ? 'automatic' : 'manual'}`, async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await installClock(page);
    await recordEvents(page, {});
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await rerouteRequests(page, '1237', customer);
    await pressRefresh(page);
    await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(code(page)).toBeVisible();
    const count = () => sandbox.count(`/${customer}/`);
    if (seconds) {
      await runUntilRequests(page, count, 2);
      const [waited] = await pauses(page).then((all) => all.slice(-1));
      expect(waited).toBeGreaterThanOrEqual(seconds * 1_000);
      expect(waited).toBeLessThan(seconds * 1_000 + 2_000);
    } else {
      await expect(page.getByText(t('activity.held', { time: '10 minutes' }))).toBeVisible();
      await expect(tryAgain(page)).toHaveAttribute('aria-disabled', 'true');
      await tryAgain(page).click({ force: true });
      await page.clock.runFor('09:50');
      await expect(tryAgain(page)).toHaveAttribute('aria-disabled', 'true');
      await page.clock.runFor(15_000);
      await expect(tryAgain(page)).toHaveAttribute('aria-disabled', 'false');
      expect(await count()).toBe(1);
    }
    await expect(code(page)).toBeVisible();
    await expectNoMoreRequests(page, count);
  });
}

for (const [customer, form] of [
  ['42901', 'IMF-fixdate'],
  ['42902', 'RFC 850'],
  ['42903', 'asctime'],
] as const) {
  for (const [hours, device] of [
    [-5, 'five hours slow'],
    [0, 'right'],
    [5, 'five hours fast'],
  ] as const) {
    test(`row 16: 429 until a time in ${form} means five seconds on a device that is ${device}`, async ({
      page,
      open,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/status 429/);
      await installClock(page, Date.now() + hours * HOUR);
      await recordEvents(page, {});
      await open(`/access/gym/${customer}`);
      await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
      await runUntilRequests(page, () => sandbox.count(), 2);
      const [waited] = await pauses(page);
      // The header has whole seconds, so up to one of the five may be missing.
      expect(waited).toBeGreaterThanOrEqual(4_000);
      expect(waited).toBeLessThan(7_000);
    });
  }
}

for (const [customer, what] of [
  ['429', 'without Retry-After'],
  ['42904', 'with Retry-After: abc'],
  ['42906', 'with Retry-After: -5'],
] as const) {
  test(`row 17: 429 ${what} means a minute for access codes`, async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await installClock(page);
    await recordEvents(page, {});
    await open(`/access/gym/${customer}`);
    await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(page.getByText(textPattern('activity.retry'))).toBeVisible();
    await expect(tryAgain(page)).toHaveAttribute('aria-disabled', 'true');
    const count = () => sandbox.count();
    await pauseClock(page);
    await page.clock.runFor(50_000);
    expect(await count()).toBe(1);
    await runUntilRequests(page, count, 2);
    const [waited] = await pauses(page);
    expect(waited).toBeGreaterThanOrEqual(60_000);
    expect(waited).toBeLessThan(62_000);
    await expectNoMoreRequests(page, count);
  });
}

for (const wait of [undefined, 'abc', '-5']) {
  test(`row 17: 429 with ${wait ? `Retry-After: ${wait}` : 'no Retry-After'} means 5, 10 and 20 seconds for activation codes`, async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 429/);
    await installClock(page);
    await recordEvents(page, {});
    if (wait) {
      await page.route('**/activationcodes?*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'retry-after': wait } });
      });
    }
    await open('/activation/identity/error-429');
    await expect(page.getByText(t('fail.rate_limited'), { exact: true })).toBeVisible();
    const count = () => sandbox.count();
    await runUntilRequests(page, count, 4);
    const waited = await pauses(page);
    for (const [index, min] of [5_000, 10_000, 20_000].entries()) {
      expect(waited[index], `pause ${index + 1}`).toBeGreaterThanOrEqual(min);
      expect(waited[index], `pause ${index + 1}`).toBeLessThan(min + 3_000);
    }
    await expectNoMoreRequests(page, count);
  });
}

for (const [view, requests, status] of [
  ['/access/gym/50001', 3, 500],
  ['/access/gym/50203', 4, 502],
  ['/activation/identity/train-500', 3, 500],
  ['/activation/identity/train-502', 4, 502],
] as const) {
  test(`row 18: transient errors at ${view} are retried: the code arrives with request ${requests}`, async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(new RegExp(`status ${status}`));
    await open(view);
    const result = view.startsWith('/access')
      ? code(page)
      : page.getByRole('button', { name: t('card.show') });
    await expect(result).toBeVisible({ timeout: 15_000 });
    await expect(alert(page)).toHaveCount(0);
    expect(await sandbox.count()).toBe(requests);
  });
}

for (const [customer, requests] of [
  ['500', 3],
  ['502', 4],
  ['503', 4],
  ['504', 4],
] as const) {
  test(`row 18: a persistent ${customer} is requested ${requests} times in all; the code stays, the trace id is shown`, async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(new RegExp(`status ${customer}`));
    await installClock(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await rerouteRequests(page, '1237', customer);
    await pressRefresh(page);
    await expect(alert(page)).toBeVisible();
    const count = () => sandbox.count(`/${customer}/`);
    await runUntilRequests(page, count, requests);
    await expect(tryAgain(page)).toHaveAttribute('aria-disabled', 'false');
    await expectNoMoreRequests(page, count);
    expect(await failureDetail(page, 'traceId')).toMatch(/^\d+/);
    await expect(code(page)).toBeVisible();
    await expect(page.getByText(t('state.not_refreshed'), { exact: true })).toBeVisible();
  });
}

test('row 18: a 503 with Retry-After is not retried earlier, and then the code arrives', async ({
  page,
  open,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/status 503/);
  await recordEvents(page, {});
  await open('/access/gym/50301');
  await expect(code(page)).toBeVisible({ timeout: 15_000 });
  expect((await pauses(page))[0]).toBeGreaterThanOrEqual(2_000);
  expect(await sandbox.count()).toBe(2);
});
