// The about view's list of protections, from the headers of the page itself.

import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

/** The headers that a site should send with the page. */
const STRONG = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
};

const rows = (page: Page) => page.getByRole('status').getByRole('listitem');
const row = (page: Page, name: string) =>
  rows(page).filter({ has: page.getByText(name, { exact: true }) });

/** Answers the page's request for its own headers. */
async function answerHead(page: Page, app: string, headers: Record<string, string>): Promise<string[]> {
  const requests: string[] = [];
  await page.route(app, (route) => {
    if (route.request().method() !== 'HEAD') return route.continue();
    requests.push(route.request().url());
    return route.fulfill({ status: 200, headers });
  });
  return requests;
}

test('the server under the tests sends every protection, but over http not the one for https', async ({
  page,
  open,
}) => {
  await open('/about');
  await expect(rows(page)).toHaveCount(10);
  const missing = process.env.LATCHKEY_GATEWAY ? 0 : 1;
  await expect(rows(page).filter({ hasText: t('protection.there') })).toHaveCount(10 - missing);
  await expect(rows(page).filter({ hasText: t('protection.missing') })).toHaveCount(missing);
});

test('with all headers every protection is there, after one request', async ({ page, open, sandbox }) => {
  const requests = await answerHead(page, sandbox.app, STRONG);
  await open('/about');
  await expect(rows(page).filter({ hasText: t('protection.there') })).toHaveCount(10);
  await expect(row(page, 'Strict-Transport-Security')).toContainText(t('protection.secure_transport'));
  expect(requests).toEqual([sandbox.app]);
});

test('exceptions make a protection weak', async ({ page, open, sandbox }) => {
  await answerHead(page, sandbox.app, {
    ...STRONG,
    'content-security-policy': "script-src 'self' 'unsafe-inline'; frame-ancestors *",
    'cache-control': 'no-cache',
  });
  await open('/about');
  await expect(rows(page).filter({ hasText: t('protection.weak') })).toHaveCount(3);
  await expect(row(page, 'Content-Security-Policy: require-trusted-types-for')).toContainText(
    t('protection.missing'),
  );
});

test('a server that does not answer is not said to protect nothing', async ({
  page,
  open,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/failed: HEAD/);
  await page.route(sandbox.app, (route) =>
    route.request().method() === 'HEAD' ? route.abort('connectionreset') : route.continue(),
  );
  await open('/about');
  await expect(page.getByText(t('protection.unknown'))).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
});

test('where a connection takes an API key, the page says that this browser holds it', async ({
  page,
  open,
}) => {
  await open('/about');
  await expect(page.getByText(t('about.key'))).toBeVisible();
  await open('/access/gym-direct/1237');
  await expect(page.getByText(t('sign_in.key_whole'))).toBeVisible();
});
