// Every failure of an API: its explanation, what to do, and the effect on a code that is shown.

import { withoutGateway } from './support/gateway.ts';
import { enterKey, enterToken } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { t, type Key } from './support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');

/**
 * The customer or user that causes a failure, its two texts, the requests in all, and the browser's error.
 */
type Failure = [id: string, heading: Key, remedy: Key, requests: number, browserError?: RegExp];

const ACCESS: Failure[] = [
  ['400', 'fail.invalid', 'fail.invalid_customer_do', 1, /status 400/],
  ['401', 'fail.gateway_not_accepted', 'fail.gateway_not_accepted_do', 1, /status 401/],
  ['40100', 'fail.gateway_not_accepted', 'fail.gateway_not_accepted_do', 1, /status 401/],
  ['403', 'fail.gateway_forbidden', 'fail.gateway_forbidden_do', 1, /status 403/],
  ['404', 'fail.no_customer', 'fail.no_customer_do', 1, /status 404/],
  ['40400', 'fail.endpoint_gone', 'fail.endpoint_gone_do', 1, /status 404/],
  ['410', 'fail.endpoint_gone', 'fail.endpoint_gone_do', 1, /status 410/],
  ['408', 'fail.unavailable', 'fail.again_do', 4, /status 408/],
  ['409', 'fail.conflict', 'fail.again_do', 4, /status 409/],
  ['500', 'fail.server_error', 'fail.server_error_do', 3, /status 500/],
  ['502', 'fail.unavailable', 'fail.again_do', 4, /status 502/],
  ['503', 'fail.unavailable', 'fail.again_do', 4, /status 503/],
  ['504', 'fail.unavailable', 'fail.again_do', 4, /status 504/],
  ['7060', 'fail.malformed', 'fail.operator_do', 1],
  ['7061', 'fail.malformed', 'fail.operator_do', 1],
  ['7081', 'fail.no_code', 'fail.no_code_do', 1],
  ['7082', 'fail.no_code', 'fail.no_code_do', 1],
  ['7083', 'fail.unexpected', 'fail.unexpected_do', 1],
  ['7084', 'fail.unexpected', 'fail.unexpected_do', 1],
  ['7086', 'fail.malformed', 'fail.operator_do', 1],
  ['7087', 'fail.malformed', 'fail.operator_do', 1],
  ['7093', 'fail.incomplete', 'fail.again_do', 4, /failed: .*(INCOMPLETE|CONTENT_LENGTH|RESET|EMPTY)/],
  ['7094', 'fail.unreachable', 'fail.unreachable_do', 4, /failed: |status 302/],
];

const ACTIVATION: Failure[] = [
  ['error-400', 'fail.invalid', 'fail.invalid_user_do', 1, /status 400/],
  ['error-401', 'fail.gateway_not_accepted', 'fail.gateway_not_accepted_do', 1, /status 401/],
  ['shape-401-html', 'fail.gateway_not_accepted', 'fail.gateway_not_accepted_do', 1, /status 401/],
  ['shape-401-empty', 'fail.gateway_not_accepted', 'fail.gateway_not_accepted_do', 1, /status 401/],
  ['shape-401-keycloak', 'fail.gateway_not_accepted', 'fail.gateway_not_accepted_do', 1, /status 401/],
  ['error-403', 'fail.gateway_forbidden', 'fail.gateway_forbidden_do', 1, /status 403/],
  ['error-404', 'fail.no_user', 'fail.no_user_do', 1, /status 404/],
  ['missing-path', 'fail.endpoint_gone', 'fail.other_installation_do', 1, /status 404/],
  ['error-409', 'fail.conflict', 'fail.again_do', 4, /status 409/],
  ['error-500', 'fail.server_error', 'fail.server_error_do', 3, /status 500/],
  ['error-502', 'fail.unavailable', 'fail.again_do', 4, /status 502/],
  ['error-503', 'fail.unavailable', 'fail.again_do', 4, /status 503/],
  ['error-504', 'fail.unavailable', 'fail.again_do', 4, /status 504/],
  ['shape-other-user', 'fail.wrong_user', 'fail.wrong_user_do', 1],
  ['shape-status-error', 'fail.refused', 'fail.operator_do', 1],
  ['shape-html', 'fail.unexpected', 'fail.unexpected_do', 1],
  ['shape-wrong-type', 'fail.unexpected', 'fail.unexpected_do', 1],
  ['shape-truncated', 'fail.malformed', 'fail.operator_do', 1],
  ['shape-empty', 'fail.no_code', 'fail.no_code_do', 1],
  ['shape-204', 'fail.no_code', 'fail.no_code_do', 1],
  [
    'fault-cut-short',
    'fail.incomplete',
    'fail.again_do',
    4,
    /failed: .*(INCOMPLETE|CONTENT_LENGTH|RESET|EMPTY)/,
  ],
  ['fault-redirect', 'fail.unreachable', 'fail.unreachable_token_do', 4, /failed: |status 302/],
];

for (const [view, cases] of [
  ['access/gym', ACCESS],
  ['activation/identity', ACTIVATION],
] as const) {
  test.describe(view, () => {
    for (const [id, heading, remedy, requests, browserError] of cases) {
      const isBroken = ['7093', '7094', 'fault-cut-short', 'fault-redirect'].includes(id);
      test(
        `${id}: ${t(heading)}, requests: ${requests}`,
        withoutGateway(isBroken),
        async ({ page, open, sandbox, browserErrors }) => {
          if (browserError) browserErrors.expect(browserError);
          let count = 0;
          page.on(
            'request',
            (request) => (count += Number(/access-code$|activationcodes\?/.test(request.url()))),
          );
          await open(`/${view}/${id}`);
          await expect(alert(page).getByRole('heading', { name: t(heading) })).toBeVisible();
          await expect(
            alert(page).getByText(t(remedy, { origin: new URL(sandbox.app).origin })),
          ).toBeVisible();
          await expect.poll(() => count, { timeout: 10_000 }).toBe(requests);
          // No request is in flight, and none is scheduled.
          await expect(alert(page).getByRole('button', { name: t('fail.again') })).toHaveAttribute(
            'aria-disabled',
            'false',
          );
          await expect(alert(page)).not.toContainText(/Trying again in|Asking again|You can try/);
          expect(count).toBe(requests);
          // Chromium itself repeats a request after a 408 on a reused connection.
          if (id !== '408') expect(await sandbox.count()).toBe(requests);
          await expect(page.getByRole('img')).toHaveCount(0);
        },
      );
    }
  });
}

test.describe('a code that is on the screen', () => {
  /** Shows a static code, then refreshes it with the response for customer `id`. */
  async function failRefresh(
    page: Page,
    open: (fragment: string) => Promise<void>,
    id: string,
  ): Promise<void> {
    await open('/access/gym/1237');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await page.route('**/1237/access-code', (route) =>
      route.continue({ url: route.request().url().replace('1237', id) }),
    );
    const refresh = page.getByRole('button', { name: t('access.refresh') });
    await expect(refresh).toHaveAttribute('aria-disabled', 'false');
    await refresh.click();
    await expect(alert(page)).toBeVisible();
  }

  for (const [id, what] of [
    ['400', 'a 400'],
    ['500', 'a 500'],
    ['7083', 'a login page'],
    ['429', 'a 429'],
  ] as const) {
    test(`stays through ${what}, marked as not refreshed`, async ({ page, open, browserErrors }) => {
      if (id !== '7083') browserErrors.expect(new RegExp(`status ${id}`));
      await failRefresh(page, open, id);
      await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
      await expect(page.getByText(t('state.not_refreshed'), { exact: true })).toBeVisible();
    });
  }

  for (const id of ['401', '403', '404', '410']) {
    test(`disappears with a ${id}`, async ({ page, open, browserErrors }) => {
      browserErrors.expect(new RegExp(`status ${id}`));
      await failRefresh(page, open, id);
      await expect(page.getByText('0071930465528817402', { exact: true })).toHaveCount(0);
      await expect(page.getByRole('img', { name: t('access.qr') })).toHaveCount(0);
      expect(await page.content()).not.toContain('0071930465528817402');
    });
  }
});

test('a rejected token is reported and asked for again, for each form of a 401', async ({
  page,
  open,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/status 401/);
  for (const user of ['error-401', 'shape-401-text', 'shape-401-oauth']) {
    await open(`/activation/identity-direct/${user}`);
    await enterToken(page, 'sandbox-token');
    await expect(page.getByText(t('sign_in.token_refused'))).toBeVisible();
    expect(await sandbox.count(user)).toBe(1);
  }
});

test('Try again sends a request, and the code replaces the failure', async ({
  page,
  open,
  browserErrors,
}) => {
  browserErrors.expect(/status 404/);
  await page.route('**/1237/access-code', (route) =>
    route.continue({ url: route.request().url().replace('1237', '404') }),
  );
  await open('/access/gym/1237');
  const again = page.getByRole('button', { name: t('fail.again') });
  await expect(again).toHaveAttribute('aria-disabled', 'false');
  await page.unroute('**/1237/access-code');
  await again.click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});

test.describe('without a gateway the failure names the credential', () => {
  test('a key without permission for a customer', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 403/);
    await open('/access/gym-direct/403');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(t('fail.forbidden_customer'), { exact: true })).toBeVisible();
    await expect(page.getByText(t('fail.forbidden_customer_do'))).toBeVisible();
  });

  test('a token without permission', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 403/);
    await open('/activation/identity-direct/error-403');
    await enterToken(page, 'sandbox-token');
    await expect(page.getByText(t('fail.forbidden_user'), { exact: true })).toBeVisible();
    await expect(page.getByText(t('fail.forbidden_user_do'))).toBeVisible();
  });
});
