// The order of files and requests at the start, with and without the first stage.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from './support/sandbox.ts';
import { APP_WASM, FIRST_STAGE_FILES } from './support/stages.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { installClock } from './support/fake-clock.ts';
import { t } from './support/texts.ts';

test.describe('the order of requests at the start', () => {
  /** Opens an address and returns the paths requested, in order. */
  async function requestedPaths(page: Page, address: string): Promise<string[]> {
    const paths: string[] = [];
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname.replace(/-[0-9a-f]{16}/, '');
      // The About view asks for the headers of the page.
      const isForHeaders = request.method() === 'HEAD' && path === '/';
      if (path !== '/favicon.svg' && !isForHeaders) paths.push(path);
    });
    await page.goto(address);
    await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    return paths;
  }

  test('for a pass the code is requested before the app, and nothing twice', async ({ page, sandbox }) => {
    const paths = await requestedPaths(page, `${sandbox.app}#/access/gym/1237`);
    const code = paths.indexOf('/api/gym/v1/customers/1237/access-code');
    expect([...paths.slice(0, code)].sort()).toEqual([
      '/',
      '/boot.js',
      '/latchkey-first.js',
      '/latchkey-first_bg.wasm',
      '/latchkey.css',
      '/latchkey.json',
    ]);
    expect([...paths.slice(code + 1, code + 4)].sort()).toEqual([
      '/app.css',
      '/latchkey.js',
      '/latchkey_bg.wasm',
    ]);
    expect(paths).toEqual([...new Set(paths)]);
  });

  test('for other views the app is requested at once, the first stage never, and nothing twice', async ({
    page,
    sandbox,
  }) => {
    for (const view of ['', 'about', 'activation/identity/codes-3', 'activation/identity']) {
      const paths = await requestedPaths(page, `${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
      expect(paths.slice(0, 8), view).toEqual(
        expect.arrayContaining([
          '/',
          '/app.css',
          '/boot.js',
          '/latchkey.js',
          '/latchkey_bg.wasm',
          '/latchkey.css',
          '/latchkey.json',
        ]),
      );
      expect(
        paths.filter((path) => path.includes('first')),
        view,
      ).toEqual([]);
      expect(paths, view).toEqual([...new Set(paths)]);
      page.removeAllListeners('request');
    }
  });

  test('a slow service delays the app by one second at most', async ({ page, sandbox }) => {
    await page.route('**/access-code', () => {});
    // Timed in the page, because a busy machine reports requests late.
    await page.addInitScript(() => {
      const calls = Object.assign(window, { calls: [] as { url: string; at: number }[] }).calls;
      const original = window.fetch.bind(window);
      window.fetch = (input, init) => {
        calls.push({ url: String(input), at: performance.now() });
        return original(input, init);
      };
    });
    const requested = page.waitForRequest(APP_WASM);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await requested;
    const calls = await page.evaluate(
      () => (window as unknown as { calls: { url: string; at: number }[] }).calls,
    );
    const at = (pattern: RegExp) => Number(calls.find(({ url }) => pattern.test(url))?.at);
    const delay = at(APP_WASM) - at(/access-code$/);
    expect(delay).toBeGreaterThan(950);
    // A timer may fire late on a busy machine.
    expect(delay).toBeLessThan(2_500);
    await expect(page.locator('#main')).toHaveCount(1);
  });

  test('a first stage that hangs does not block the app', async ({ page, sandbox }) => {
    await installClock(page);
    await page.route(FIRST_STAGE_FILES, () => {});
    await page.goto(`${sandbox.app}#/access/gym/1237`, { waitUntil: 'commit' });
    await expect(page.locator('#shell')).toHaveCount(1);
    await page.clock.runFor(8_500);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(1);
  });

  test('events while the code is requested cause no second request', async ({ page, sandbox }) => {
    for (const customer of [7019, 7031]) {
      await sandbox.clearLog();
      let respond = () => {};
      const held = new Promise<void>((resolve) => (respond = resolve));
      await page.route('**/access-code', async (route) => {
        await held;
        await route.continue();
      });
      const requested = page.waitForRequest('**/access-code');
      await page.goto(`${sandbox.app}?${customer}#/access/gym/${customer}`);
      await requested;
      await page.evaluate(() =>
        ['focus', 'online', 'resume', 'pageshow'].forEach((name) => dispatchEvent(new Event(name))),
      );
      respond();
      await expect(page.locator('#main .pass[aria-busy=false]')).toHaveCount(1);
      expect(await sandbox.count(`/${customer}/`), String(customer)).toBe(1);
      await page.unroute('**/access-code');
    }
  });

  test('the page has no inline script and never violates the content security policy', async ({
    page,
    sandbox,
    context,
  }) => {
    const html = readFileSync(join(DIST, 'index.html'), 'utf8');
    expect(html.match(/<script[^>]*>[^<]+<\/script>/g)).toBeNull();
    expect(html).not.toMatch(/ on\w+=|preload/);
    await context.addInitScript(() => {
      const violations = Object.assign(window, { violations: [] as string[] }).violations;
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(`${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    for (const view of ['access/my-pass', 'activation/identity/codes-3', 'about']) {
      const response = await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
      const headers = response?.headers() ?? {};
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; .*; trusted-types latchkey(;|$)/,
      );
      expect(headers['integrity-policy']).toMatch(/^blocked-destinations=\(script\)(, endpoints=\(csp\))?$/);
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate('violations')).toEqual([]);
    }
  });

  for (const [what, prepare] of [
    [
      'modules of a wrong content type',
      (page: Page) =>
        page.route('**/*.wasm', async (route) => {
          const response = await route.fetch();
          await route.fulfill({
            response,
            headers: { ...response.headers(), 'content-type': 'application/octet-stream' },
          });
        }),
    ],
    [
      'a browser without streaming compilation',
      (page: Page) =>
        page.addInitScript(() => {
          Reflect.deleteProperty(WebAssembly, 'compileStreaming');
          Reflect.deleteProperty(WebAssembly, 'instantiateStreaming');
        }),
    ],
  ] as const) {
    test(`with ${what} both services start, and lazily loaded views too`, async ({ page, sandbox }) => {
      await prepare(page);
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
      await page.goto(`${sandbox.app}?list#/activation/identity/codes-3`);
      await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(3);
      await page.goto(`${sandbox.app}?about#/about`);
      await expect(page.getByRole('heading', { name: t('about.title') })).toBeVisible();
    });
  }
});
