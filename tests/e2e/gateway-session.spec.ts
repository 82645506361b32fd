// The session at the gateway: its end, signing in and back to the view, signing out, and locks that end it.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { elapsed, recordEvents } from './support/event-log.ts';
import { expectNoMoreRequests, installClock } from './support/fake-clock.ts';
import { withoutGateway } from './support/gateway.ts';
import { recordConsole, storedText } from './support/leaks.ts';
import { pressRefresh } from './support/refresh.ts';
import { addSettings } from './support/settings.ts';
import { APP_WASM, firstStagePass, holdBackApp } from './support/stages.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const PASS = '/access/gym/1237';
const LIST = '/activation/identity/codes-3';
const ACTIVATION_CODE = '1827098';

const heading = (page: Page) => page.getByRole('heading', { name: t('session.none') });
const signIn = (page: Page) => page.getByRole('main').getByRole('button', { name: t('session.sign_in') });
const signOut = (page: Page) => page.getByRole('button', { name: t('session.sign_out') });
const code = (page: Page) => page.getByText(STATIC_CODE, { exact: true });
const tabStorage = (page: Page) => page.evaluate(() => ({ ...sessionStorage }));

test.describe('the end of the session', withoutGateway(), () => {
  test.beforeEach(({ context }) => addSettings(context, { signIn: true }));

  for (const [what, view, secret] of [
    ['a pass', PASS, STATIC_CODE],
    ['a list', LIST, ACTIVATION_CODE],
  ] as const) {
    test(`a session that ends while ${what} is shown: the code is gone within 100 ms, and signing in shows the view again`, async ({
      page,
      open,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/status 401/, /status 302: GET .*\/sign-in/);
      await recordEvents(page, { code: secret });
      const lines = recordConsole(page);
      await open(view);
      const show = page.getByRole('button', { name: t('card.show') });
      if (view === LIST) await show.first().click();
      await expect(page.getByText(secret, { exact: true })).toBeVisible();
      await expect(signOut(page)).toBeVisible();
      await sandbox.setGateway('signed-out');
      await pressRefresh(page);
      await expect(heading(page)).toBeFocused();
      expect(await elapsed(page, 'response 401', 'code disappeared')).toBeLessThanOrEqual(100);
      expect(await page.content()).not.toContain(secret);
      expect([await storedText(page), ...lines].join()).not.toContain(secret);
      await expect(page.getByRole('button', { name: t('lock.button') })).toHaveCount(0);
      await signIn(page).click();
      await expect(page.locator('#main')).toBeVisible();
      expect(new URL(page.url()).hash).toBe(`#${view}`);
      if (view === LIST) await expect(show).toHaveCount(3);
      else await expect(code(page)).toBeVisible();
      expect(await tabStorage(page)).toEqual({});
    });
  }

  test('after the end of the session nothing is requested for ten minutes, and then on demand', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await installClock(page);
    await open('/access/my-pass');
    await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
    await expect(signOut(page)).toBeVisible();
    await sandbox.setGateway('signed-out');
    // The automatic renewal finds out.
    await page.clock.runFor(35_000);
    await expect(heading(page)).toBeVisible();
    await expectNoMoreRequests(page, () => sandbox.count());
    await sandbox.setGateway('signed-in');
    await page.getByRole('button', { name: t('fail.again') }).click();
    await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  });

  test('a session found to be over after the code was shown: the code is gone, and the other tabs lock', async ({
    page,
    open,
    sandbox,
    context,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401: GET .*\/session/);
    const other = await context.newPage();
    await other.goto(`${sandbox.app}#${LIST}`);
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    // Only the question who is signed in meets the end of the session.
    await page.route('**/session', async (route) => {
      await sandbox.setGateway('signed-out');
      await route.continue();
    });
    await open(PASS);
    await expect(heading(page)).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    await expect(other.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    expect((await sandbox.log('1237')).map(({ status }) => status)).toEqual([200]);
  });

  test('the end of the session locks the other tabs', async ({
    page,
    open,
    sandbox,
    context,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    const other = await context.newPage();
    await other.goto(`${sandbox.app}#${LIST}`);
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    await open(PASS);
    await expect(code(page)).toBeVisible();
    await expect(signOut(page)).toBeVisible();
    await sandbox.setGateway('signed-out');
    await pressRefresh(page);
    await expect(other.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(0);
  });

  test('a session that is over before the app has loaded: the first stage shows nothing, and one request is sent', async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await sandbox.setGateway('signed-out');
    const release = await holdBackApp(page);
    const appRequest = page.waitForRequest(APP_WASM);
    await page.goto(`${sandbox.app}#${PASS}`);
    await appRequest;
    await expect(firstStagePass(page)).toHaveCount(0);
    await release();
    await expect(heading(page)).toBeVisible();
    await expect(signIn(page)).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(1);
  });

  for (const [state, words] of [
    ['not-mapped', 'fail.not_mapped'],
    ['not-allowed', 'fail.not_allowed'],
  ] as const) {
    test(`a person whom the gateway refuses as ${state} reads why, after one request`, async ({
      page,
      open,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/status 403/);
      await open(PASS);
      await expect(code(page)).toBeVisible();
      await sandbox.setGateway(state);
      await pressRefresh(page);
      await expect(page.getByRole('heading', { name: t(words) })).toBeVisible();
      await expect(page.getByText(t(`${words}_do`))).toBeVisible();
      await expect(code(page)).toHaveCount(0);
      expect(await sandbox.count('/api/')).toBe(2);
    });
  }

  test("a service that refuses the gateway's key does not lead to signing in, and is asked once", async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await installClock(page);
    await sandbox.setGateway('key-refused');
    await open(PASS);
    await expect(page.getByRole('heading', { name: t('fail.gateway_not_accepted') })).toBeVisible();
    await expect(page.getByText(t('fail.gateway_not_accepted_do'))).toBeVisible();
    await expect(heading(page)).toHaveCount(0);
    await expect(signIn(page)).toHaveCount(0);
    await expect(signOut(page)).toBeVisible();
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count('/api/')).toBe(1);
    expect(await sandbox.count('/sign-in')).toBe(0);
  });
});

test.describe('signing in', withoutGateway(), () => {
  test.beforeEach(({ context }) => addSettings(context, { signIn: true }));

  test("the view returns after a form of the provider's origin", async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/, /status 302/);
    const provider = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<form action="${sandbox.app}sign-in"><button>Log in</button></form>`);
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const form = `http://localhost:${(provider.address() as AddressInfo).port}/form`;
    // The page keeps its window apart from those of other origins, as behind the real gateway.
    await page.route(sandbox.app, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'cross-origin-opener-policy': 'same-origin' };
      return route.fulfill({ response, headers });
    });
    await page.route('**/sign-in', (route) => route.fulfill({ status: 302, headers: { location: form } }), {
      times: 1,
    });
    await sandbox.setGateway('signed-out');
    await open(`${PASS}`);
    await signIn(page).click();
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(code(page)).toBeVisible();
    expect(new URL(page.url()).hash).toBe(`#${PASS}`);
    expect(await tabStorage(page)).toEqual({});
    provider.close();
  });

  test('only the view is stored for the return, in this tab', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    // The page stays open after such an answer.
    await page.route('**/sign-in', (route) => route.fulfill({ status: 204 }));
    await open(PASS);
    await expect(code(page)).toBeVisible();
    await expect(signOut(page)).toBeVisible();
    await sandbox.setGateway('signed-out');
    await pressRefresh(page);
    await signIn(page).click();
    await expect.poll(() => tabStorage(page)).toEqual({ 'latchkey.return': `#${PASS}` });
    const stored = await storedText(page);
    expect(stored).not.toContain(STATIC_CODE);
    expect(stored).not.toContain('Anna Berg');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('1237');
  });

  for (const [what, stored, fragment, expected] of [
    ['an address of another site', 'https://elsewhere.example/', '', ''],
    ['a script', 'javascript:alert(1)', '', ''],
    ['a fragment that names no view', '#elsewhere', '', ''],
    ['nothing', '', '', ''],
    ['a view, but the address has one', '#/about', `#${PASS}`, `#${PASS}`],
    ['a view', '#/about', '', '#/about'],
  ] as const) {
    test(`at the start the return view is used once and only where it fits: ${what}`, async ({
      page,
      open,
      sandbox,
    }) => {
      await open('/');
      await page.evaluate((text) => sessionStorage.setItem('latchkey.return', text), stored);
      await page.goto(`${sandbox.app}?again${fragment}`);
      await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
      expect(new URL(page.url()).hash).toBe(expected);
      expect(await tabStorage(page)).toEqual({});
    });
  }

  test('the first stage shows the pass to which signing in returns', async ({ page, open, sandbox }) => {
    await open('/');
    await page.evaluate((view) => sessionStorage.setItem('latchkey.return', view), `#${PASS}`);
    await holdBackApp(page);
    await page.goto(`${sandbox.app}?again`);
    await expect(firstStagePass(page).locator('.code')).toHaveText(STATIC_CODE);
  });

  test('without storage signing in ends at the home view', async ({ page, open, sandbox, browserErrors }) => {
    browserErrors.expect(/status 401/, /status 302/);
    await page.addInitScript(() =>
      Object.defineProperty(window, 'sessionStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
    );
    await sandbox.setGateway('signed-out');
    await open(PASS);
    await signIn(page).click();
    await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
    await expect(signOut(page)).toBeVisible();
  });

  test('who is signed in is asked after the code is shown, and does not delay it', async ({
    page,
    sandbox,
  }) => {
    await page.addInitScript(() => {
      const asked = Object.assign(window, { asked: [] as boolean[] }).asked;
      const original = window.fetch.bind(window);
      window.fetch = (input, init) => {
        const url = input instanceof Request ? input.url : String(input);
        if (url.endsWith('/session')) asked.push(Boolean(document.querySelector('#main .pass .code')));
        return original(input, init);
      };
    });
    await page.goto(`${sandbox.app}#${PASS}`);
    await expect(page.getByText(`${t('session.signed_in_as')} Anna Berg`)).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { asked: boolean[] }).asked)).toEqual([true]);
  });

  test('a connection for the person who is signed in asks for no name', async ({ page, open, sandbox }) => {
    await open('/');
    await page.getByRole('link', { name: /^My pass/ }).click();
    await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
    expect((await sandbox.log('/api/')).map(({ path }) => path)).toEqual([
      '/api/gym/v1/customers/me/access-code',
    ]);
  });
});

test.describe('signing out', withoutGateway(), () => {
  test('it removes the codes of all tabs and ends at the home view, where nobody is signed in', async ({
    page,
    open,
    sandbox,
    context,
    browserErrors,
  }) => {
    browserErrors.expect(/status 302: GET .*\/sign-out/, /status 401/);
    await addSettings(context, { signIn: true, lockEndsSession: true });
    const other = await context.newPage();
    await other.goto(`${sandbox.app}#${LIST}`);
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    await open(PASS);
    await expect(code(page)).toBeVisible();
    await signOut(page).click();
    await expect(other.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
    await expect(
      page.getByRole('contentinfo').getByRole('button', { name: t('session.sign_in') }),
    ).toBeVisible();
    await expect(code(page)).toHaveCount(0);
    const requests = (await sandbox.log('/sign-out')).map(({ method, status }) => `${method} ${status}`);
    expect(requests, 'the navigation alone ends the session').toEqual(['GET 302']);
  });

  test('the lock ends the session where that is configured, and only the tab that was locked asks for it', async ({
    page,
    open,
    sandbox,
    context,
    browserErrors,
  }) => {
    await addSettings(context, { signIn: true, lockEndsSession: true });
    const other = await context.newPage();
    await other.goto(`${sandbox.app}#${LIST}`);
    await expect(other.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    await open(PASS);
    await expect(code(page)).toBeVisible();
    await page.getByRole('button', { name: t('lock.button') }).click();
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect(other.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect.poll(() => sandbox.count('/sign-out')).toBe(1);
    browserErrors.expect(/status 401/);
    for (const tab of [page, other]) {
      await tab.getByRole('button', { name: t('lock.again') }).click();
      await expect(heading(tab)).toBeVisible();
      await expect(tab.getByText(t('lock.session_left'))).toHaveCount(0);
    }
    expect(await sandbox.count('/sign-out')).toBe(1);
  });

  test('a session that could not be ended is mentioned on the locked view', async ({
    page,
    open,
    context,
    browserErrors,
  }) => {
    browserErrors.expect(/failed: POST .*\/sign-out/);
    await addSettings(context, { signIn: true, lockEndsSession: true });
    await page.route('**/sign-out', (route) => route.abort('connectionreset'));
    await open(PASS);
    await expect(code(page)).toBeVisible();
    await page.getByRole('button', { name: t('lock.button') }).click();
    await expect(page.getByText(t('lock.session_left'))).toBeVisible();
    await expect(code(page)).toHaveCount(0);
  });

  test('a list that is left alone ends the session where that is configured', async ({
    page,
    open,
    sandbox,
    context,
  }) => {
    await addSettings(context, { signIn: true, lockEndsSession: true, lockAfterIdle: 30 });
    await installClock(page);
    await open(LIST);
    await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    await page.clock.runFor(28_000);
    // In small steps, or the request would time out before it is sent.
    const locked = page.getByRole('heading', { name: t('lock.title') });
    await expect
      .poll(async () => {
        await page.clock.runFor(500);
        return locked.isVisible();
      })
      .toBe(true);
    await expect.poll(() => sandbox.count('/sign-out')).toBe(1);
  });

  test('without these settings the page neither asks for the session nor ends it', async ({
    page,
    open,
    sandbox,
  }) => {
    await open(PASS);
    await expect(code(page)).toBeVisible();
    await page.getByRole('button', { name: t('lock.button') }).click();
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect(page.getByRole('contentinfo').getByRole('link')).toHaveCount(1);
    await expect(signOut(page)).toHaveCount(0);
    expect((await sandbox.log()).map(({ path }) => path)).toEqual(['/api/gym/v1/customers/1237/access-code']);
  });
});
