// The start of every view: stylesheets, the first paint, and layout shifts.

import { expect, test } from './support/test.ts';
import { choose, themeChoice } from './support/settings-dialog.ts';
import { APP_WASM, holdBackApp } from './support/stages.ts';
import { textPattern } from './support/texts.ts';

/** Matches the app's stylesheet. */
const STYLES = /\/app-[0-9a-f]+\.css$/;

test('the app mounts only after its stylesheet has loaded', async ({ page, sandbox }) => {
  // `document.styleSheets` contains only loaded stylesheets.
  await page.addInitScript(() => {
    const counts = Object.assign(window, { counts: [] as number[] }).counts;
    new MutationObserver(() => {
      if (document.getElementById('main')) counts.push(document.styleSheets.length);
    }).observe(document, { subtree: true, childList: true });
  });
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(STYLES, async (route) => {
    await released;
    await route.continue();
  });
  const module = page.waitForResponse(APP_WASM);
  await page.goto(`${sandbox.app}#/about`, { waitUntil: 'commit' });
  await (await module).finished();
  await expect(page.locator('#shell')).toHaveCount(1);
  release();
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { counts: number[] }).counts[0])).toBe(2);
});

test("the rules of the app's stylesheet come after those of the page", async ({ page, open }) => {
  for (const view of ['/about', '/access/gym/1237']) {
    await open(view);
    const sheets = await page.evaluate(() =>
      [...document.styleSheets].map(({ href }) => new URL(href ?? '').pathname),
    );
    expect(sheets, view).toEqual([
      expect.stringMatching(/\/latchkey-\w+\.css$/),
      expect.stringMatching(STYLES),
    ]);
  }
});

test('a stylesheet that does not load is reported as a missing part of the page', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/status 404/);
  await page.route(STYLES, (route) =>
    route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }),
  );
  await page.goto(`${sandbox.app}#/about`);
  await expect(page.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible();
  await page.unroute(STYLES);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
});

test('after the first paint the numbers of a long list are localized', async ({ browser, sandbox }) => {
  for (const [locale, separated] of [
    ['en-GB', /^\d,\d{3}\b/],
    ['de-DE', /^\d\.\d{3}\b/],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`${sandbox.app}#/activation/identity/codes-10000`);
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: separated })).toBeVisible();
    await expect(page.locator('.chip-count').filter({ hasText: separated }).first()).toBeVisible();
    await context.close();
  }
});

test('a slow service delays nothing but its codes', async ({ page, sandbox }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/activationcodes?*', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
  await expect(page.getByRole('contentinfo').getByRole('link')).toHaveCount(1);
  release();
  await expect(page.getByText(textPattern('end.valid_until')).first()).toBeVisible();
});

for (const [what, scheduler] of [
  ['no scheduler', undefined],
  ['a scheduler that does not yield', {}],
] as const) {
  test(`a browser with ${what} shows a long list too`, async ({ page, sandbox }) => {
    await page.addInitScript(
      (scheduler) => Object.defineProperty(window, 'scheduler', { value: scheduler }),
      scheduler,
    );
    await page.goto(`${sandbox.app}#/activation/identity/codes-10000`);
    await expect(page.locator('main .code-card').first()).toBeVisible();
  });
}

test("the page's frame is painted before the app has loaded, in the chosen theme", async ({
  page,
  open,
  sandbox,
}) => {
  await open('/');
  await choose(page, themeChoice, 'dark');
  const release = await holdBackApp(page);
  await page.goto(`${sandbox.app}?again#/access/gym/1237`);
  await expect(page.locator('#shell .brand svg')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length))
    .toBe(1);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await background();
  await release();
  await expect(page.locator('#shell')).toHaveCount(0);
  expect(await background()).toBe(before);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]) {
  for (const locale of ['en-GB', 'de-DE']) {
    test(`no layout shift while a view loads: ${viewport.width} px, ${locale}`, async ({
      browser,
      sandbox,
    }) => {
      for (const view of [
        '',
        'access/gym/1237',
        'access/my-pass',
        'activation/identity/codes-50',
        'activation/identity/error-404',
        'activation/identity',
        'about',
      ]) {
        const context = await browser.newContext({ viewport, locale });
        const page = await context.newPage();
        await page.addInitScript(() => {
          const shifts = Object.assign(window, { shifts: [] as string[] }).shifts;
          type Shift = PerformanceEntry & { value: number; sources: { node?: Node }[] };
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as Shift[]) {
              const nodes = entry.sources.map(({ node }) =>
                (node as Element | undefined)?.outerHTML?.slice(0, 80),
              );
              shifts.push(`${entry.value} ${nodes.join(', ')}`);
            }
          }).observe({ type: 'layout-shift', buffered: true });
        });
        // A late response has the most content to shift.
        await page.route('**/api/**', async (route) => {
          await expect(page.locator('main .skeleton')).toHaveCount(1);
          await page.evaluate(
            () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
          );
          await route.continue();
        });
        await page.goto(`${sandbox.app}#/${view}`);
        await expect(page.locator('main h1')).toBeVisible();
        await expect(page.locator('.skeleton')).toHaveCount(0);
        if (view.endsWith('codes-50'))
          await expect(page.locator('.card-time .quiet').first()).toHaveText(/./);
        await expect(page.getByRole('contentinfo').getByRole('link')).toHaveCount(1);
        await page.evaluate(
          () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
        );
        expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts), view).toEqual(
          [],
        );
        await context.close();
      }
    });
  }
}
