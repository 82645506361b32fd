// The first stage leaves everything but a valid code to the app.

import { withoutGateway } from './support/gateway.ts';
import { APP_WASM, FIRST_STAGE_FILES, holdBackApp, firstStagePass } from './support/stages.ts';
import { expect, STATIC_CODE, test } from './support/test.ts';

test.describe('cases left to the app', () => {
  for (const [what, customer, browserError, retried] of [
    ['an end without an offset', 7011, undefined],
    ['an end that cannot be read', 7019, undefined],
    ['an end in the past', 7031, undefined],
    ['a format without a symbol', 7041, undefined],
    ['content too long for a symbol', 7055, undefined],
    ['a field given twice', 7087, undefined],
    ['no code at all', 7081, undefined],
    ['an HTML page', 7083, undefined],
    ['a 401', 401, /status 401/],
    ['a 404', 404, /status 404/],
    ['a 429', 42_986, /status 429/],
    ['a 500', 500, /status 500/, 'retried'],
    ['a redirect', 7094, /status 302|failed: GET/, 'retried'],
    ['a connection that is reset', 7095, /failed: GET/, 'retried'],
    ['a truncated body', 7093, undefined, 'retried'],
  ] as const) {
    test(
      `${what}: the first stage shows nothing, and the app takes over the response`,
      withoutGateway(customer === 7095),
      async ({ page, sandbox, browserErrors }) => {
        if (browserError) browserErrors.expect(browserError);
        if (customer === 7093) page.on('requestfailed', () => browserErrors.expect(/failed: GET/));
        // Counted in the page, because the browser itself repeats a request whose connection breaks.
        let requests = 0;
        page.on('request', (request) => (requests += Number(request.url().endsWith('/access-code'))));
        const release = await holdBackApp(page);
        // The app is requested once the first stage has left the response to it.
        const appRequest = page.waitForRequest(APP_WASM);
        await page.goto(`${sandbox.app}#/access/gym/${customer}`);
        await appRequest;
        await expect(page.locator('#shell .skeleton')).toHaveCount(1);
        await expect(firstStagePass(page)).toHaveCount(0);
        await expect(page.locator('[role=alert]')).toHaveCount(0);
        expect(requests).toBe(1);
        await release();
        await expect(page.locator('#main .pass[aria-busy=false]')).toHaveCount(1);
        // The app retries some of them at once.
        if (!retried) expect(requests).toBe(1);
      },
    );
  }

  test('invalid passes, connections with a key and hidden pages send no early request', async ({
    page,
    sandbox,
  }) => {
    for (const view of [
      'access/gym',
      'access/gym-direct/1237',
      'access/identity/1',
      'access/nowhere/1',
      'access/gym/x',
    ]) {
      await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
      await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    }
    await page.addInitScript(() =>
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' }),
    );
    await page.goto(`${sandbox.app}?hidden#/access/gym/1237`);
    await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(0);
  });

  test("without the first stage's files the app shows everything", async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 404/, /integrity/);
    await page.route(FIRST_STAGE_FILES, (route) =>
      route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }),
    );
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await sandbox.count('/api/')).toBe(1);
  });
});
