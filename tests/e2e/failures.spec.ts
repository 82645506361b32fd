// Everything an API can answer instead of a code: in words, with what to do, with the details a vendor asks for.

import { detail } from './support/details.ts';
import { recordCodes, codesSeen } from './support/frames.ts';
import { giveKey, giveToken } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { like, say, type Key } from './support/words.ts';

const alert = (page: Page) => page.getByRole('alert');

/** One failure: whose, what is said about it, and how often the page asks in all. */
interface Failure {
  whose: string;
  happened: Key;
  remedy: Key;
  requests: number;
  /** What the browser sees of it. */
  trouble?: RegExp;
}

const ACCESS: Failure[] = [
  { whose: '400', happened: 'fail.invalid', remedy: 'fail.invalid_customer_do', requests: 1, trouble: /status 400/ },
  { whose: '401', happened: 'fail.gateway_not_accepted', remedy: 'fail.gateway_not_accepted_do', requests: 1, trouble: /status 401/ },
  { whose: '40100', happened: 'fail.gateway_not_accepted', remedy: 'fail.gateway_not_accepted_do', requests: 1, trouble: /status 401/ },
  { whose: '403', happened: 'fail.gateway_forbidden', remedy: 'fail.gateway_forbidden_do', requests: 1, trouble: /status 403/ },
  { whose: '404', happened: 'fail.no_customer', remedy: 'fail.no_customer_do', requests: 1, trouble: /status 404/ },
  { whose: '40400', happened: 'fail.endpoint_gone', remedy: 'fail.endpoint_gone_do', requests: 1, trouble: /status 404/ },
  { whose: '410', happened: 'fail.endpoint_gone', remedy: 'fail.endpoint_gone_do', requests: 1, trouble: /status 410/ },
  { whose: '408', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 408/ },
  { whose: '409', happened: 'fail.conflict', remedy: 'fail.again_do', requests: 4, trouble: /status 409/ },
  { whose: '500', happened: 'fail.server_error', remedy: 'fail.server_error_do', requests: 3, trouble: /status 500/ },
  { whose: '502', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 502/ },
  { whose: '503', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 503/ },
  { whose: '504', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 504/ },
  { whose: '7060', happened: 'fail.malformed', remedy: 'fail.operator_do', requests: 1 },
  { whose: '7061', happened: 'fail.malformed', remedy: 'fail.operator_do', requests: 1 },
  { whose: '7081', happened: 'fail.no_code', remedy: 'fail.no_code_do', requests: 1 },
  { whose: '7082', happened: 'fail.no_code', remedy: 'fail.no_code_do', requests: 1 },
  { whose: '7083', happened: 'fail.unexpected', remedy: 'fail.unexpected_do', requests: 1 },
  { whose: '7084', happened: 'fail.unexpected', remedy: 'fail.unexpected_do', requests: 1 },
  { whose: '7086', happened: 'fail.malformed', remedy: 'fail.operator_do', requests: 1 },
  { whose: '7087', happened: 'fail.malformed', remedy: 'fail.operator_do', requests: 1 },
  { whose: '7093', happened: 'fail.incomplete', remedy: 'fail.again_do', requests: 4, trouble: /failed: .*(INCOMPLETE|CONTENT_LENGTH|RESET|EMPTY)/ },
  { whose: '7094', happened: 'fail.unreachable', remedy: 'fail.unreachable_do', requests: 4, trouble: /failed: |status 302/ },
];

const ACTIVATION: Failure[] = [
  { whose: 'error-400', happened: 'fail.invalid', remedy: 'fail.invalid_user_do', requests: 1, trouble: /status 400/ },
  { whose: 'error-401', happened: 'fail.gateway_not_accepted', remedy: 'fail.gateway_not_accepted_do', requests: 1, trouble: /status 401/ },
  { whose: 'shape-401-html', happened: 'fail.gateway_not_accepted', remedy: 'fail.gateway_not_accepted_do', requests: 1, trouble: /status 401/ },
  { whose: 'shape-401-empty', happened: 'fail.gateway_not_accepted', remedy: 'fail.gateway_not_accepted_do', requests: 1, trouble: /status 401/ },
  { whose: 'shape-401-keycloak', happened: 'fail.gateway_not_accepted', remedy: 'fail.gateway_not_accepted_do', requests: 1, trouble: /status 401/ },
  { whose: 'error-403', happened: 'fail.gateway_forbidden', remedy: 'fail.gateway_forbidden_do', requests: 1, trouble: /status 403/ },
  { whose: 'error-404', happened: 'fail.no_user', remedy: 'fail.no_user_do', requests: 1, trouble: /status 404/ },
  { whose: 'missing-path', happened: 'fail.endpoint_gone', remedy: 'fail.other_installation_do', requests: 1, trouble: /status 404/ },
  { whose: 'error-409', happened: 'fail.conflict', remedy: 'fail.again_do', requests: 4, trouble: /status 409/ },
  { whose: 'error-500', happened: 'fail.server_error', remedy: 'fail.server_error_do', requests: 3, trouble: /status 500/ },
  { whose: 'error-502', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 502/ },
  { whose: 'error-503', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 503/ },
  { whose: 'error-504', happened: 'fail.unavailable', remedy: 'fail.again_do', requests: 4, trouble: /status 504/ },
  { whose: 'shape-other-user', happened: 'fail.wrong_user', remedy: 'fail.wrong_user_do', requests: 1 },
  { whose: 'shape-status-error', happened: 'fail.refused', remedy: 'fail.operator_do', requests: 1 },
  { whose: 'shape-html', happened: 'fail.unexpected', remedy: 'fail.unexpected_do', requests: 1 },
  { whose: 'shape-wrong-type', happened: 'fail.unexpected', remedy: 'fail.unexpected_do', requests: 1 },
  { whose: 'shape-truncated', happened: 'fail.malformed', remedy: 'fail.operator_do', requests: 1 },
  { whose: 'shape-empty', happened: 'fail.no_code', remedy: 'fail.no_code_do', requests: 1 },
  { whose: 'shape-204', happened: 'fail.no_code', remedy: 'fail.no_code_do', requests: 1 },
  { whose: 'fault-cut-short', happened: 'fail.incomplete', remedy: 'fail.again_do', requests: 4, trouble: /failed: .*(INCOMPLETE|CONTENT_LENGTH|RESET|EMPTY)/ },
  { whose: 'fault-redirect', happened: 'fail.unreachable', remedy: 'fail.unreachable_token_do', requests: 4, trouble: /failed: |status 302/ },
];

for (const [job, cases] of [['access/gym', ACCESS], ['activation/identity', ACTIVATION]] as const) {
  test.describe(job, () => {
    for (const { whose, happened, remedy, requests, trouble } of cases) {
      test(`${whose}: ${say(happened)}, after ${requests} in all`, async ({ page, open, sandbox, troubles }) => {
        if (trouble) troubles.expect(trouble);
        let asked = 0;
        page.on('request', (request) => (asked += Number(/access-code$|activationcodes\?/.test(request.url()))));
        await open(`/${job}/${whose}`);
        await expect(alert(page).getByRole('heading', { name: say(happened) })).toBeVisible();
        await expect(alert(page).getByText(say(remedy, { origin: new URL(sandbox.app).origin }))).toBeVisible();
        await expect.poll(() => asked, { timeout: 10_000 }).toBe(requests);
        // Then the page is silent: nothing is under way and nothing is planned.
        await expect(alert(page).getByRole('button', { name: say('fail.again') })).toHaveAttribute('aria-disabled', 'false');
        await expect(alert(page)).not.toContainText(/Trying again in|Asking again|You can try/);
        expect(asked).toBe(requests);
        // Chromium itself repeats a 408 on a connection that it has used before.
        if (whose !== '408') expect(await sandbox.count()).toBe(requests);
        await expect(page.getByRole('img')).toHaveCount(0);
      });
    }
  });
}

test('the details a vendor asks for are folded, complete, and can be copied', async ({ page, open, context, troubles }) => {
  troubles.expect(/status 400/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  let report: Record<string, string> = {};
  await page.route('**/access-code', async (route) => {
    const response = await route.fetch();
    report = (await response.json()) as Record<string, string>;
    await route.fulfill({ response });
  });
  await open('/access/gym/400');
  await expect.poll(() => report.traceId).toMatch(/^\d+$/);
  await expect(page.getByText(`${say('fail.service_says')} ${report.errorMessage}`)).toBeVisible();
  await expect(page.getByText(String(report.traceId))).toBeHidden();
  expect(await detail(page, say('details.status'))).toBe('400');
  expect(await detail(page, 'errorCode')).toContain(report.errorCode);
  expect(await detail(page, 'traceId')).toContain(report.traceId);
  await page.getByRole('button', { name: say('copy.this'), exact: true }).last().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(report.traceId);
});

test('the first line of a failure names no bare status', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/status 500/);
  await open('/access/gym/500');
  // Each try brings a trace id of its own, and with it other details.
  await expect.poll(() => sandbox.count('/500/')).toBe(3);
  await expect(alert(page)).not.toContainText(/Trying again in|Asking again/);
  await expect(alert(page).getByRole('heading')).not.toContainText('500');
  expect(await detail(page, say('details.status'))).toBe('500');
});

test.describe('foreign text', () => {
  test('a login page in place of the answer leaves no trace in the document', async ({ page, open }) => {
    await open('/access/gym/7083');
    await expect(page.getByText(say('fail.unexpected'))).toBeVisible();
    expect(await detail(page, say('details.content_type'))).toMatch(/^text\/html/);
    expect(Number(await detail(page, say('details.length')))).toBeGreaterThan(100);
    expect(await page.content()).not.toMatch(/portal|accept the terms|Guest network/);
    expect(await page.evaluate(() => 'portal' in window)).toBe(false);
  });

  test('the page of a web server in a refusal leaves no trace either', async ({ page, open, troubles }) => {
    troubles.expect(/status 401/);
    await open('/activation/identity/shape-401-html');
    await expect(page.getByText(say('fail.gateway_not_accepted'))).toBeVisible();
    expect(await page.content()).not.toContain('Authorization Required');
  });

  test('a hostile message is text, short, and without control or direction characters', async ({ page, open, troubles }) => {
    troubles.expect(/status 400/);
    await open('/access/gym/7076');
    const message = page.getByText(say('fail.service_says'));
    await expect(message).toContainText('<b>bold</b>');
    const text = (await message.innerText()).replace(`${say('fail.service_says')} `, '');
    expect(text.length).toBeLessThanOrEqual(301);
    expect(await page.getByRole('main').innerText()).not.toMatch(/[\u0007\u202c\u202e]/);
    expect(await page.evaluate(() => document.querySelectorAll('main b, main i, main img').length)).toBe(0);
  });

  test('half an answer shows no part of a code in any frame', async ({ page, open }) => {
    await recordCodes(page, /00719304655|1827/);
    await open('/access/gym/7086');
    await expect(page.getByText(say('fail.malformed'))).toBeVisible();
    await open('/activation/identity/shape-truncated');
    await expect(page.getByText(say('fail.malformed'))).toBeVisible();
    expect(await codesSeen(page)).toEqual([]);
  });

  test('an answer for somebody else shows neither code nor name', async ({ page, open }) => {
    await open('/activation/identity/shape-other-user');
    await expect(page.getByText(say('fail.wrong_user'))).toBeVisible();
    await expect(page.getByRole('button', { name: say('card.show') })).toHaveCount(0);
    expect(await page.content()).not.toContain('codes-50');
  });

  test('a service that reports an error in a good answer is quoted', async ({ page, open }) => {
    await open('/activation/identity/shape-status-error');
    await expect(page.getByText(`${say('fail.service_says')} The tenant is being migrated.`)).toBeVisible();
    expect(await detail(page, 'status')).toBe('ERROR');
  });
});

test.describe('a pause the service asks for', () => {
  test('429 without a time: a minute, during which nobody asks; then once more by itself', async ({
    page,
    open,
    sandbox,
    troubles,
  }) => {
    troubles.expect(/status 429/);
    await page.clock.install();
    await open('/access/gym/429');
    await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(page.getByText(like('activity.retry'))).toBeVisible();
    const again = page.getByRole('button', { name: say('fail.again') });
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    await again.click({ force: true });
    await page.clock.runFor(45_000);
    expect(await sandbox.count()).toBe(1);
    await page.clock.runFor(16_000);
    await expect.poll(() => sandbox.count()).toBe(2);
    await expect(page.getByText(like('activity.held'))).toBeVisible();
    await page.clock.runFor('05:00');
    expect(await sandbox.count()).toBe(2);
    await expect(again).toHaveAttribute('aria-disabled', 'false');
  });

  test('429 for five seconds: the code comes by itself afterwards', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 429/);
    await open('/access/gym/42905');
    await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
    await expect(page.getByRole('img', { name: say('access.qr') })).toBeVisible({ timeout: 10_000 });
    await expect(alert(page)).toHaveCount(0);
    const [refused, good] = (await sandbox.log()).map((entry) => Date.parse(entry.time));
    expect(Number(good) - Number(refused)).toBeGreaterThanOrEqual(5_000);
  });

  test('429 for a day: ten minutes are sat out, nothing comes by itself', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 429/);
    await page.clock.install();
    await open('/access/gym/42986');
    await expect(page.getByText(say('activity.held', { time: '10 minutes' }))).toBeVisible();
    await page.clock.runFor('11:00');
    expect(await sandbox.count()).toBe(1);
    const again = page.getByRole('button', { name: say('fail.again') });
    await expect(again).toHaveAttribute('aria-disabled', 'false');
    await again.click();
    await expect.poll(() => sandbox.count()).toBe(2);
  });

  test('429 from in front of the identity provider: from five seconds, doubling', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 429/);
    await page.clock.install();
    await open('/activation/identity/error-429');
    await expect(page.getByText(say('fail.rate_limited'), { exact: true })).toBeVisible();
    for (const [pause, requests] of [[5_000, 2], [10_000, 3], [20_000, 4]] as const) {
      // The pause begins when the page has read the answer, not when the sandbox has sent it.
      await expect(page.getByText(like('activity.retry'))).toBeVisible();
      // The last round ended up to two seconds after its request.
      await page.clock.runFor(pause - 3_000);
      expect(await sandbox.count()).toBe(requests - 1);
      await page.clock.runFor(4_500);
      await expect.poll(() => sandbox.count()).toBe(requests);
    }
    await page.clock.runFor('10:00');
    expect(await sandbox.count()).toBe(4);
  });

  test('503 with a time is asked again no sooner', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 503/);
    await open('/access/gym/50300');
    await expect(page.getByText(say('fail.unavailable'))).toBeVisible();
    await expect.poll(() => sandbox.count(), { timeout: 15_000 }).toBe(4);
    const times = (await sandbox.log()).map((entry) => Date.parse(entry.time));
    const gaps = times.slice(1).map((time, index) => time - Number(times[index]));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000);
  });
});

test.describe('no answer', () => {
  test('silence is given up after five seconds', async ({ page, open }) => {
    await page.clock.install();
    // The app comes up to a second after the request, which is the first stage's.
    await open('/access/gym/7091');
    await page.clock.runFor(2_500);
    await expect(alert(page)).toHaveCount(0);
    await page.clock.runFor(2_500);
    await expect(page.getByText(say('fail.timeout'))).toBeVisible();
    await expect(page.getByText(say('fail.timeout_do'))).toBeVisible();
  });

  test('a body that drips is given up after ten seconds', async ({ page, open }) => {
    const begun = page.waitForRequest('**/access-code').then(() => Date.now());
    await open('/access/gym/7092');
    await expect(page.getByText(say('fail.timeout'))).toBeVisible({ timeout: 12_000 });
    expect(Date.now() - (await begun)).toBeGreaterThan(8_500);
  });

  test('a service that cannot be reached is asked four times, and every possible cause is named', async ({
    page,
    open,
    sandbox,
    troubles,
  }) => {
    troubles.expect(/failed: .*CONNECTION_REFUSED/);
    let requests = 0;
    await page.route('**/access-code', (route) => {
      requests += 1;
      return route.abort('connectionrefused');
    });
    await open('/access/gym/1234');
    await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
    await expect(page.getByText(say('fail.unreachable_do', { origin: new URL(sandbox.app).origin }))).toBeVisible();
    await expect.poll(() => requests, { timeout: 10_000 }).toBe(4);
    await expect(alert(page)).not.toContainText(/Trying again in|Asking again/);
    expect(requests).toBe(4);
  });

  test('a redirect is not followed', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/failed: |status 302/);
    await open('/access/gym-direct/7094');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
    expect(await sandbox.count('/1235/')).toBe(0);
  });

  test('offline from the start nothing is asked; back online it asks once', async ({ page, open, sandbox, context }) => {
    await open('/access/gym');
    await context.setOffline(true);
    await page.getByLabel(say('customer.label')).fill('1237');
    await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
    await expect(page.getByText(say('fail.offline'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
    await context.setOffline(false);
    await expect(page.getByRole('img', { name: say('access.qr') })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });
});

test.describe('a code that is on the screen', () => {
  /** Shows a static code, then lets the next request fail like customer `id`. */
  async function failNext(page: Page, open: (fragment: string) => Promise<void>, id: string): Promise<void> {
    await open('/access/gym/1237');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await page.route('**/1237/access-code', (route) =>
      route.continue({ url: route.request().url().replace('1237', id) }),
    );
    const refresh = page.getByRole('button', { name: say('access.refresh') });
    await expect(refresh).toHaveAttribute('aria-disabled', 'false');
    await refresh.click();
    await expect(alert(page)).toBeVisible();
  }

  for (const [id, what] of [['400', 'a 400'], ['500', 'a 500'], ['7083', 'a login page'], ['429', 'a pause']] as const) {
    test(`stays through ${what}, marked as not refreshed`, async ({ page, open, troubles }) => {
      if (id !== '7083') troubles.expect(new RegExp(`status ${id}`));
      await failNext(page, open, id);
      await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
      await expect(page.getByText(say('state.not_refreshed'), { exact: true })).toBeVisible();
    });
  }

  for (const id of ['401', '403', '404', '410']) {
    test(`goes with a ${id}`, async ({ page, open, troubles }) => {
      troubles.expect(new RegExp(`status ${id}`));
      await failNext(page, open, id);
      await expect(page.getByText('0071930465528817402', { exact: true })).toHaveCount(0);
      await expect(page.getByRole('img', { name: say('access.qr') })).toHaveCount(0);
      expect(await page.content()).not.toContain('0071930465528817402');
    });
  }
});

test('a refused token brings the question back in words, for each way a 401 may look', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/status 401/);
  for (const user of ['error-401', 'shape-401-text', 'shape-401-oauth']) {
    await open(`/activation/identity-direct/${user}`);
    await giveToken(page, 'sandbox-token');
    await expect(page.getByText(say('sign_in.token_refused'))).toBeVisible();
    expect(await sandbox.count(user)).toBe(1);
  }
});

test('a page without its settings asks for them when the network is back, not at each move of the focus', async ({ page, sandbox, troubles }) => {
  troubles.expect(/status 503/);
  let asked = 0;
  await page.route('**/latchkey.json', (route) => {
    asked += 1;
    return route.fulfill({ status: 503, body: 'no' });
  });
  await page.goto(sandbox.app);
  await expect(page.getByText(say('config.failed'))).toBeVisible();
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press('Tab');
  expect(asked).toBe(1);
  // However short it was away, and whether or not the page got to look meanwhile.
  for (const times of [2, 3, 4]) {
    await page.evaluate(() => {
      dispatchEvent(new Event('offline'));
      dispatchEvent(new Event('online'));
    });
    await expect.poll(() => asked).toBe(times);
  }
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect.poll(() => asked).toBe(5);
});

test('Try again asks again, and the code takes the failure\'s place', async ({ page, open, troubles }) => {
  troubles.expect(/status 404/);
  await page.route('**/1237/access-code', (route) => route.continue({ url: route.request().url().replace('1237', '404') }));
  await open('/access/gym/1237');
  const again = page.getByRole('button', { name: say('fail.again') });
  await expect(again).toHaveAttribute('aria-disabled', 'false');
  await page.unroute('**/1237/access-code');
  await again.click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});

test.describe('without a gateway the credential is named', () => {
  test('a key that may not see a customer', async ({ page, open, troubles }) => {
    troubles.expect(/status 403/);
    await open('/access/gym-direct/403');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(say('fail.forbidden_customer'), { exact: true })).toBeVisible();
    await expect(page.getByText(say('fail.forbidden_customer_do'))).toBeVisible();
  });

  test('a token without the right', async ({ page, open, troubles }) => {
    troubles.expect(/status 403/);
    await open('/activation/identity-direct/error-403');
    await giveToken(page, 'sandbox-token');
    await expect(page.getByText(say('fail.forbidden_user'), { exact: true })).toBeVisible();
    await expect(page.getByText(say('fail.forbidden_user_do'))).toBeVisible();
  });
});
