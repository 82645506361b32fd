// Rows 3 to 5 and 9 of the fault table: timeouts, truncated responses and redirects.

import { withoutGateway } from '../support/gateway.ts';
import { elapsed, recordedEvents, recordEvents } from '../support/event-log.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { recordedCodes, recordCodes } from '../support/code-recorder.ts';
import { addConnection, showCustomer } from '../support/own-connection.ts';
import { enterKey, enterToken } from '../support/sign-in.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectNoMoreRequests, installClock, pauseClock, runUntilRequests } from '../support/fake-clock.ts';
import { t } from '../support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');

/** Moves a paused clock in small steps until the text is there. */
async function runUntilText(page: Page, text: string): Promise<void> {
  const step = async () => {
    await page.clock.runFor(100);
    return page.getByText(text).count();
  };
  await expect.poll(step, { timeout: 30_000, intervals: [10] }).toBe(1);
}

test('row 3: a request without a response times out after 5 seconds', async ({ page, open, sandbox }) => {
  await installClock(page);
  await recordEvents(page, { timeout: t('fail.timeout') });
  await open('/access/gym/7091');
  await expect.poll(() => sandbox.count()).toBe(1);
  await pauseClock(page);
  await runUntilText(page, t('fail.timeout'));
  const waited = await elapsed(page, 'request', 'timeout appeared');
  expect(waited).toBeGreaterThanOrEqual(4_500);
  expect(waited).toBeLessThanOrEqual(5_500);
  const count = () => sandbox.count();
  // Each retry times out after the same time.
  await runUntilRequests(page, count, 4);
  await page.clock.runFor(10_000);
  await expectNoMoreRequests(page, count);
});

test(
  'row 4: a slow body times out 10 seconds after the request, and the connection is closed',
  withoutGateway(),
  async ({ page, open, sandbox }) => {
    const proxy = await TcpProxy.to(Number(sandbox.port));
    await installClock(page);
    await recordEvents(page, { timeout: t('fail.timeout') });
    await recordCodes(page, /\d{7,}/);
    await open('/connections/new');
    await addConnection(page, proxy.address);
    await showCustomer(page, '7092');
    await expect
      .poll(() => recordedEvents(page).then((events) => events.some(({ name }) => name === 'response 200')))
      .toBe(true);
    await pauseClock(page);
    const before = proxy.closedByClient;
    await runUntilText(page, t('fail.timeout'));
    const waited = await elapsed(page, 'request', 'timeout appeared');
    expect(waited).toBeGreaterThanOrEqual(9_500);
    expect(waited).toBeLessThanOrEqual(10_500);
    await expect
      .poll(() => proxy.closedByClient, 'connections closed by the browser')
      .toBeGreaterThan(before);
    expect(await recordedCodes(page)).toEqual([]);
    await page.close();
    await proxy.close();
  },
);

for (const [what, view] of [
  ['cut short', '/access/gym/7093'],
  ['of a wrong length', '/access/gym/7096'],
  ['cut short', '/activation/identity/fault-cut-short'],
  ['of a wrong length', '/activation/identity/fault-length'],
] as const) {
  test(
    `row 5: a response ${what} at ${view} is requested four times, and no frame shows a part of a code`,
    withoutGateway(),
    async ({ page, open, sandbox, browserErrors }) => {
      browserErrors.expect(/failed: .*(INCOMPLETE|CONTENT_LENGTH|RESET|EMPTY)/);
      await installClock(page);
      await recordCodes(page, /\d{5,}/);
      await open(view);
      await expect(page.getByText(t('fail.incomplete'))).toBeVisible();
      const count = () => sandbox.count();
      await runUntilRequests(page, count, 4);
      await expect(alert(page).getByRole('button', { name: t('fail.again') })).toHaveAttribute(
        'aria-disabled',
        'false',
      );
      await expectNoMoreRequests(page, count);
      expect(await recordedCodes(page)).toEqual([]);
    },
  );
}

test.describe('row 9', () => {
  for (const view of [
    '/access/gym-direct/7097',
    '/activation/identity-direct/fault-elsewhere',
    '/activation/shift-direct/fault-elsewhere',
  ]) {
    test(`row 9: a redirect at ${view} to another origin sends nothing there`, async ({
      page,
      open,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/failed: |status 302/);
      await installClock(page);
      await recordCodes(page, /0099999999999999999/);
      await open(view);
      await (view.startsWith('/access') ? enterKey(page, 'sandbox-key') : enterToken(page, 'sandbox-token'));
      await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
      await runUntilRequests(page, () => sandbox.count(), 4);
      await expectNoMoreRequests(page, () => sandbox.count());
      expect(await sandbox.foreignRequests(), 'requests to the other origin').toEqual([]);
      expect(await recordedCodes(page)).toEqual([]);
    });
  }

  test(
    'row 9: a gateway that redirects to another origin sends nothing there',
    withoutGateway(),
    async ({ page, open, sandbox, browserErrors }) => {
      browserErrors.expect(/failed: |status 302/);
      await installClock(page);
      await open('/access/gym/7097');
      await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
      await runUntilRequests(page, () => sandbox.count(), 4);
      await expectNoMoreRequests(page, () => sandbox.count());
      expect(await sandbox.foreignRequests()).toEqual([]);
    },
  );
});
