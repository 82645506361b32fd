// Rows 1 and 2 of the fault table: offline devices and unreachable services.

import { withoutGateway } from '../support/gateway.ts';
import { elapsed, recordEvents } from '../support/event-log.ts';
import { unusedPort } from '../support/tcp-proxy.ts';
import { addConnection, showCustomer } from '../support/own-connection.ts';
import { Sandbox } from '../support/sandbox.ts';
import { enterKey } from '../support/sign-in.ts';
import { pressRefresh } from '../support/refresh.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { expectNoMoreRequests, installClock, runUntilRequests } from '../support/fake-clock.ts';
import { t } from '../support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');

/** Counts the page's requests to an API, also those that fail, without the browser's preflights. */
function countRequests(page: Page): () => number {
  let requests = 0;
  page.on('request', (request) => {
    requests += Number(request.method() === 'GET' && /access-code$|activationcodes\?/.test(request.url()));
  });
  return () => requests;
}

/** Waits until the page has used all its retries, and returns the text of the failure. */
async function textAfterRetries(page: Page, count: () => number): Promise<string> {
  await expect(alert(page)).toBeVisible();
  await runUntilRequests(page, count, 4);
  await expect(alert(page).getByRole('button', { name: t('fail.again') })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  await expectNoMoreRequests(page, count);
  return alert(page).innerText();
}

test('row 1: offline nothing is requested and the page says so within a second; back online one request is sent', async ({
  page,
  open,
  sandbox,
  context,
  browserErrors,
}) => {
  // The first load is tried once, because a browser may be wrong about being offline.
  browserErrors.expect(/failed: GET .*access-code/);
  await installClock(page);
  await recordEvents(page, { offline: t('fail.offline'), mark: t('state.offline') });
  await open('/access/gym');
  await context.setOffline(true);
  await page.getByLabel(t('customer.label')).fill('1237');
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
  await expect(page.getByText(t('fail.offline'))).toBeVisible();
  await page.clock.runFor('10:00');
  expect(await sandbox.count(), 'requests while offline').toBe(0);

  await context.setOffline(false);
  await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await expectNoMoreRequests(page, () => sandbox.count());
  expect(await sandbox.count(), 'requests after the return').toBe(1);

  await context.setOffline(true);
  await expect(page.getByText(t('state.offline'), { exact: true })).toBeVisible();
  expect(await elapsed(page, 'offline', 'mark appeared'), 'milliseconds until the page says so').toBeLessThan(
    1_000,
  );
  await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await expectNoMoreRequests(page, () => sandbox.count());
});

test.describe('row 2', () => {
  /** The text for every cause: a page cannot distinguish them. */
  const unreachableText = (sandbox: Sandbox) =>
    [
      t('fail.unreachable'),
      t('fail.unreachable_do', { origin: new URL(sandbox.app).origin }),
      t('fail.again'),
    ].join('\n');
  const trimLines = (text: string) =>
    text
      .split(/\n+/)
      .map((line) => line.trim())
      .filter(Boolean)
      .join('\n');

  const ADDRESSES: [string, RegExp, (sandbox: Sandbox) => Promise<string>][] = [
    ['that refuses connections', /CONNECTION_REFUSED/, async () => `http://127.0.0.1:${await unusedPort()}`],
    ['whose certificate fails', /SSL|CERT/, async (sandbox) => `https://127.0.0.1:${sandbox.port}`],
    ['without an address', /NAME_NOT_RESOLVED|INTERNET_DISCONNECTED/, async () => 'https://studio.invalid'],
  ];
  for (const [what, error, base] of ADDRESSES) {
    test(
      `row 2: a service ${what} is reported as unreachable, with the same text for all causes, after four requests`,
      withoutGateway(),
      async ({ page, open, sandbox, browserErrors }) => {
        browserErrors.expect(error);
        await installClock(page);
        const count = countRequests(page);
        await open('/connections/new');
        await addConnection(page, await base(sandbox));
        await showCustomer(page, '1237');
        expect(trimLines(await textAfterRetries(page, count))).toBe(unreachableText(sandbox));
      },
    );
  }

  for (const [what, customer] of [
    ['resets the connection', '7095'],
    ['redirects', '7097'],
  ] as const) {
    test(`row 2: a service that ${what} is reported as unreachable, with the same text for all causes, after four requests`, async ({
      page,
      open,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/failed: |status 302/);
      await installClock(page);
      const count = countRequests(page);
      await open(`/access/gym-direct/${customer}`);
      await enterKey(page, 'sandbox-key');
      expect(trimLines(await textAfterRetries(page, count))).toBe(unreachableText(sandbox));
    });
  }

  test('row 2: a service that rejects this site by CORS is reported as unreachable, with the same text for all causes, after four requests', async ({
    page,
    browserErrors,
  }) => {
    browserErrors.expect(/failed: /);
    const rejecting = await Sandbox.start('--cors', 'none');
    try {
      await installClock(page);
      const count = countRequests(page);
      await page.goto(`${rejecting.app}#/access/gym-direct/1237`);
      await enterKey(page, 'sandbox-key');
      expect(trimLines(await textAfterRetries(page, count))).toBe(unreachableText(rejecting));
      expect(await rejecting.count(), 'requests let through').toBe(0);
    } finally {
      await rejecting.stop();
    }
  });

  test("row 2: if the page's own server is down too, the connection is reported as lost", async ({
    page,
    browserErrors,
  }) => {
    browserErrors.expect(/CONNECTION_REFUSED/);
    const stopping = await Sandbox.start();
    try {
      await installClock(page);
      const count = countRequests(page);
      await page.goto(`${stopping.app}#/access/gym/1237`);
      await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
      await stopping.stop();
      await pressRefresh(page);
      await expect(page.getByText(t('fail.no_connection'))).toBeVisible();
      await expect(page.getByText(t('fail.no_connection_do'))).toBeVisible();
      await expect(page.getByText(t('fail.unreachable'))).toHaveCount(0);
      await runUntilRequests(page, count, 5);
      await expect(alert(page).getByRole('button', { name: t('fail.again') })).toHaveAttribute(
        'aria-disabled',
        'false',
      );
      await expectNoMoreRequests(page, count);
      await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    } finally {
      await stopping.stop();
    }
  });
});

test("row 2: if the page's own server redirects, the service is reported as unreachable", async ({
  page,
  open,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/failed: |status 302/);
  await page.route('**/access-code', (route) => route.abort('connectionrefused'));
  // A gateway whose sign-in has expired redirects the probe too.
  await page.route('**/latchkey.json', (route) => {
    if (route.request().method() !== 'HEAD') return route.fallback();
    const url = `${sandbox.api}v1/customers/7094/access-code`;
    return route.continue({ url, method: 'GET', headers: { 'x-api-key': 'sandbox-key' } });
  });
  await open('/access/gym/1237');
  await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
  await expect.poll(() => sandbox.count('/7094/')).toBe(4);
  await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
});
