// The start of every view: what is asked for before the app is there, what is seen meanwhile, and that nothing moves.

import { expect, test } from './support/test.ts';
import { APP, holdApp } from './support/stages.ts';
import { installClock } from './support/turning.ts';
import { like, say } from './support/words.ts';

const STATIC = '0071930465528817402';
/** The app's stylesheet. */
const STYLES = /\/app-[0-9a-f]+\.css$/;
for (const [what, view, path] of [
  ['a customer\'s code', 'access/gym/1237', '/api/gym/v1/customers/1237/access-code'],
  ['a person\'s own code', 'access/my-pass', '/api/gym/v1/customers/me/access-code'],
] as const) {
  test(`before the app is there ${what} is asked for, and then not again`, async ({ page, sandbox }) => {
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/${view}`);
    await expect.poll(() => sandbox.log('/api/').then((log) => log.map((entry) => entry.path))).toEqual([path]);
    await release();
    await expect(page.locator('[aria-busy=false]')).toHaveCount(1);
    expect(await sandbox.count('/api/')).toBe(1);
  });
}

test('the app is in the page only once its stylesheet is there', async ({ page, sandbox }) => {
  // A stylesheet is on this list from when it has loaded.
  await page.addInitScript(() => {
    const seen = Object.assign(window, { seen: [] as number[] }).seen;
    new MutationObserver(() => {
      if (document.getElementById('main')) seen.push(document.styleSheets.length);
    }).observe(document, { subtree: true, childList: true });
  });
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(STYLES, async (route) => {
    await released;
    await route.continue();
  });
  const module = page.waitForResponse(APP);
  await page.goto(`${sandbox.app}#/about`, { waitUntil: 'commit' });
  await (await module).finished();
  await expect(page.locator('#shell')).toHaveCount(1);
  release();
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { seen: number[] }).seen[0])).toBe(2);
});

test('the rules of the app\'s stylesheet come after those of the page', async ({ page, open }) => {
  for (const view of ['/about', '/access/gym/1237']) {
    await open(view);
    const sheets = await page.evaluate(() => [...document.styleSheets].map(({ href }) => new URL(href ?? '').pathname));
    expect(sheets, view).toEqual([expect.stringMatching(/\/latchkey-\w+\.css$/), expect.stringMatching(STYLES)]);
  }
});

test('a stylesheet that does not load is a part of the page that is missing', async ({ page, sandbox, troubles }) => {
  troubles.expect(/status 404/, /page error/);
  await page.route(STYLES, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }));
  await page.goto(`${sandbox.app}#/about`);
  await expect(page.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible();
  await page.unroute(STYLES);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
});

test('after the first paint the numbers of a long list are as the language writes them', async ({ browser, sandbox }) => {
  for (const [locale, separated] of [['en-GB', /^\d,\d{3}\b/], ['de-DE', /^\d\.\d{3}\b/]] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${sandbox.app}#/activation/identity/codes-10000`);
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: separated })).toBeVisible();
    await expect(page.locator('.chip-count').filter({ hasText: separated }).first()).toBeVisible();
    await context.close();
  }
});

test('a service that takes its time keeps nothing but its codes', async ({ page, sandbox }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/activationcodes?*', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
  await expect(page.locator('footer select')).toHaveCount(2);
  release();
  await expect(page.getByText(like('end.valid_until')).first()).toBeVisible();
});

for (const [what, scheduler] of [['no scheduler', undefined], ['a scheduler that does not yield', {}]] as const) {
  test(`a browser with ${what} shows a long list as well`, async ({ page, sandbox }) => {
    await page.addInitScript((scheduler) => Object.defineProperty(window, 'scheduler', { value: scheduler }), scheduler);
    await page.goto(`${sandbox.app}#/activation/identity/codes-10000`);
    await expect(page.locator('main li.code-card').first()).toBeVisible();
  });
}

test('what needs a credential, a name or a connection there is, is not asked for', async ({ page, sandbox }) => {
  for (const view of ['access/gym', 'access/gym-direct/1237', 'activation/identity-direct/anna', 'access/identity/1', 'activation/gym/a', 'about']) {
    const release = await holdApp(page);
    const config = page.waitForResponse('**/latchkey.json');
    await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
    await config;
    await release();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.unroute(APP);
  }
  expect(await sandbox.count()).toBe(0);
});

test('a page that nobody sees asks for nothing but its own files', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  });
  const release = await holdApp(page);
  const config = page.waitForResponse('**/latchkey.json');
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await config;
  await release();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await sandbox.count()).toBe(0);
});

test('who goes elsewhere before the app is there does not get the first code', async ({ page, sandbox }) => {
  const release = await holdApp(page);
  await page.route('**/1237/access-code', () => {});
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/1237/'));
  const asked = page.waitForRequest('**/1237/access-code');
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await asked;
  await page.evaluate(() => location.assign('#/access/my-pass'));
  await ended;
  await release();
  await expect(page.getByRole('img', { name: say('access.qr') })).toBeVisible();
  expect((await sandbox.log('/api/')).map((entry) => entry.path)).toEqual(['/api/gym/v1/customers/me/access-code']);
});

test('where the app does not come, what was asked for early ends', async ({ page, sandbox, troubles }) => {
  troubles.expect(/failed: GET .*access-code|WebAssembly|Incorrect response|wasm/);
  await page.route('**/access-code', () => {});
  const asked = page.waitForRequest('**/access-code');
  await page.route(APP, async (route) => {
    await asked;
    await route.fulfill({ contentType: 'application/wasm', body: 'not a module' });
  });
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/access-code'));
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await ended;
  await expect(page.getByRole('alert')).toBeVisible();
});

test('the time an early answer tells is that at which it came, however late the app is', async ({ page, sandbox }) => {
  await installClock(page);
  const release = await holdApp(page);
  const answered = page.waitForResponse('**/access-code');
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await answered;
  await page.clock.runFor(60_000);
  await release();
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  for (const off of ['clock.ahead', 'clock.behind'] as const) await expect(page.getByText(like(off))).toHaveCount(0);
});

test('the frame of the page is painted before the app is there, in the colours that were chosen', async ({ page, open, sandbox }) => {
  await open('/');
  await page.getByRole('combobox', { name: say('settings.theme') }).selectOption('dark');
  const release = await holdApp(page);
  await page.goto(`${sandbox.app}?again#/access/gym/1237`);
  await expect(page.locator('#shell .brand svg')).toBeVisible();
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await ground();
  await release();
  await expect(page.locator('#shell')).toHaveCount(0);
  expect(await ground()).toBe(before);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 800 }]) {
  for (const locale of ['en-GB', 'de-DE']) {
    test(`nothing moves while a view comes: ${viewport.width} px, ${locale}`, async ({ browser, sandbox }) => {
      for (const view of ['', 'access/gym/1237', 'access/my-pass', 'activation/identity/codes-50', 'activation/identity/error-404', 'activation/identity', 'about']) {
        const context = await browser.newContext({ viewport, locale });
        const page = await context.newPage();
        await page.addInitScript(() => {
          const moved = Object.assign(window, { moved: [] as string[] }).moved;
          type Shift = PerformanceEntry & { value: number; sources: { node?: Node }[] };
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as Shift[]) {
              moved.push(`${entry.value} ${entry.sources.map(({ node }) => (node as Element | undefined)?.outerHTML?.slice(0, 80)).join(', ')}`);
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        // What comes late has the most to move.
        await page.route('**/api/**', async (route) => {
          await expect(page.locator('main .skeleton')).toHaveCount(1);
          await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
          await route.continue();
        });
        await page.goto(`${sandbox.app}#/${view}`);
        await expect(page.locator('main h1')).toBeVisible();
        await expect(page.locator('.skeleton')).toHaveCount(0);
        if (view.endsWith('codes-50')) await expect(page.locator('.card-time .quiet').first()).toHaveText(/./);
        await expect(page.locator('footer select')).toHaveCount(2);
        await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
        expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved), view).toEqual([]);
        await context.close();
      }
    });
  }
}
