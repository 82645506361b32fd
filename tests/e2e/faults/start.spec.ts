// Rows 36 and 38 to 40 of the fault table: no storage, an app that fails, an app that does not start.

import { chromium } from '@playwright/test';
import { trackWasmMemory, countInMemory } from '../support/wasm-memory.ts';
import { enterKey } from '../support/sign-in.ts';
import { expect, STATIC_CODE, test } from '../support/test.ts';
import { openSettings, themeChoice } from '../support/settings-dialog.ts';
import { expectNoTrace, recordConsole } from '../support/leaks.ts';
import { setVisible } from '../support/visibility.ts';
import { plural, t } from '../support/texts.ts';

/** The texts of boot/guard.js, which are in no catalog. */
const GUARD = {
  failed: 'Something went wrong',
  missing: 'The page did not load completely',
  unable: 'This browser is too old',
  reload: 'Reload',
};

test.describe('row 36', () => {
  for (const [what, names] of [
    ['localStorage and sessionStorage', ['localStorage', 'sessionStorage']],
    ['indexedDB and caches', ['indexedDB', 'caches']],
    ['all stores', ['localStorage', 'sessionStorage', 'indexedDB', 'caches']],
  ] as const) {
    test(`row 36: if ${what} throw, both services work and nothing is stored`, async ({ page, open }) => {
      await page.addInitScript((names) => {
        for (const name of names) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        }
      }, names);
      await open('/access/gym-direct/1237');
      await enterKey(page, 'sandbox-key');
      await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
      await open('/activation/identity/codes-3');
      await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
      await page
        .getByRole('button', { name: t('card.show') })
        .first()
        .click();
      await expect(page.getByRole('img', { name: t('card.qr') })).toBeVisible();
      const hasNoStorage = (names as readonly string[]).includes('localStorage');
      await openSettings(page);
      await expect(page.getByText(t('settings.forgets'))).toHaveCount(hasNoStorage ? 1 : 0);
      await themeChoice(page).selectOption('dark');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await page.reload();
      await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
      if (hasNoStorage) await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
    });
  }

  test('row 36: if localStorage is full, both services work and nothing is stored', async ({
    page,
    open,
  }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await open('/access/gym/1237');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await open('/activation/identity/codes-3');
    await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
    await openSettings(page);
    await expect(page.getByText(t('settings.forgets'))).toHaveCount(1);
  });
});

test.describe('row 38', () => {
  test('row 38: if the app traps, a static card is shown and every secret is gone', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/page error: /);
    await trackWasmMemory(page);
    const lines = recordConsole(page);
    await open('/access/gym-direct/1237');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    // A real trap: one of the exports is called with a size or an address beyond its memory, which ends as a
    // panic does. Their names are shortened by the build, so all of them are tried.
    await page.evaluate(() => {
      const { exports } = (window as unknown as { wasmMemory: { exports: WebAssembly.Exports } }).wasmMemory;
      const functions = Object.values(exports).filter((value) => typeof value === 'function') as ((
        ...args: number[]
      ) => unknown)[];
      const trap = functions.find((call) => {
        try {
          call(0x7fff_fff0, 0x7fff_fff0, 1, 1);
          return false;
        } catch (error) {
          return error instanceof WebAssembly.RuntimeError;
        }
      });
      setTimeout(() => trap?.(0x7fff_fff0, 0x7fff_fff0, 1, 1));
    });
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
    await expect(page.getByRole('button', { name: GUARD.reload })).toBeVisible();
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeFocused();
    await expect(page.getByRole('img')).toHaveCount(0);
    await expectNoTrace(page, lines, STATIC_CODE, 'sandbox-key');
    for (const secret of [STATIC_CODE, 'sandbox-key']) expect(await countInMemory(page, secret)).toBe(0);
    // Later events do not revive the app.
    await sandbox.clearLog();
    await setVisible(page, false);
    await setVisible(page, true);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
    expect(await sandbox.count()).toBe(0);
    await page.getByRole('button', { name: GUARD.reload }).click();
    await expect(page.getByRole('heading', { name: t('sign_in.key_title') })).toBeVisible();
  });

  test('row 38: pending frames and modules do not reach an app that has ended', async ({ page, open }) => {
    // The browser's own functions, because the guard blocks its wrappers once the app has ended.
    await page.addInitScript(() =>
      Object.assign(window, {
        original: {
          fetch: window.fetch.bind(window),
          compile: WebAssembly.compileStreaming.bind(WebAssembly),
        },
      }),
    );
    await open('/access/gym/1237');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.evaluate(`(async () => {
      window.reached = [];
      const module = await fetch(document.getElementById('app').dataset.module);
      requestAnimationFrame(() => reached.push('frame'));
      WebAssembly.compileStreaming(module).then(() => reached.push('module'));
      dispatchEvent(new ErrorEvent('error', { error: new Error('thrown by a test') }));
    })()
    //# sourceURL=/latchkey-0.js`);
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
    // Work started afterwards completes, so the pending work had time to complete too.
    await page.evaluate(`(async () => {
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      const resources = performance.getEntriesByType('resource');
      await original.compile(original.fetch(resources.find(({ name }) => name.endsWith('_bg.wasm')).name));
    })()`);
    expect(await page.evaluate('reached')).toEqual([]);
  });

  for (const [what, fail] of [
    ['an uncaught error', 'setTimeout(() => { throw new Error("0071930465528817402"); })'],
    ['an unhandled rejection', 'void Promise.reject(new Error("0071930465528817402"))'],
  ] as const) {
    test(`row 38: ${what} that is not the app's own does not remove the code`, async ({
      page,
      open,
      browserErrors,
    }) => {
      browserErrors.expect(/page error: /);
      await open('/access/gym/1237');
      await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
      await page.evaluate(`${fail}\n//# sourceURL=https://elsewhere.example/injected.js`);
      // A later task runs after the page's error handlers.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    });

    test(`row 38: ${what} shows the same card, and its message is nowhere in the page`, async ({
      page,
      open,
      browserErrors,
    }) => {
      browserErrors.expect(/page error: /);
      await open('/access/gym/1237');
      await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
      await page.evaluate(`${fail}\n//# sourceURL=/latchkey-0123456789abcdef.js`);
      await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
      expect(await page.content()).not.toContain(STATIC_CODE);
    });
  }
});

test.describe('row 39', () => {
  for (const [what, address] of [
    ['the module', '**/*.wasm'],
    ['its script', '**/latchkey-*.js'],
  ] as const) {
    test(`row 39: without ${what} a card says so, and Reload loads the page`, async ({
      page,
      sandbox,
      browserErrors,
    }) => {
      browserErrors.expect(/status 404|page error|console: /);
      await page.route(address, (route) =>
        route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }),
      );
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expect(page.getByRole('heading', { name: GUARD.missing })).toBeVisible();
      await page.unroute(address);
      await page.getByRole('button', { name: GUARD.reload }).click();
      await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    });
  }
});

test.describe('row 40', () => {
  test('row 40: a browser without WebAssembly gets a message within a second', async ({
    page,
    sandbox,
    browserErrors,
  }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'WebAssembly');
      const heading = Object.assign(window, { heading: { at: NaN } }).heading;
      new MutationObserver(() => {
        if (document.querySelector('h1')) heading.at = Math.min(heading.at || Infinity, performance.now());
      }).observe(document, { subtree: true, childList: true });
    });
    // The module's glue may fail later, without effect.
    page.on('pageerror', () => browserErrors.expect(/page error/));
    await page.goto(sandbox.app);
    await expect(page.getByRole('heading', { name: GUARD.unable })).toBeVisible();
    const { shown, loaded } = await page.evaluate(() => ({
      shown: (window as unknown as { heading: { at: number } }).heading.at,
      loaded: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd,
    }));
    expect(shown - loaded).toBeLessThan(1_000);
    await expect(page.getByRole('button', { name: GUARD.reload })).toHaveCount(0);
  });

  test('row 40: without JavaScript a text says what is needed', async ({ sandbox, launchOptions }) => {
    // This switch acts like the browser's setting.
    const args = [...(launchOptions.args ?? []), '--blink-settings=scriptEnabled=false'];
    const browser = await chromium.launch({ ...launchOptions, args });
    try {
      const page = await browser.newPage();
      await page.goto(sandbox.app);
      const client = await page.context().newCDPSession(page);
      // Locators need script, so the text is read from the browser's accessibility tree.
      const accessibleText = async () => {
        const { nodes } = await client.send('Accessibility.getFullAXTree');
        return nodes.map((node) => String(node.name?.value)).join('\n');
      };
      await expect.poll(accessibleText).toMatch(/did not start: .*JavaScript is off/);
    } finally {
      await browser.close();
    }
  });
});

// The browser frees the app's functions some time after its end, when their memory has been wiped.
test('errors in what is left of an app that was ended are not reported', async ({
  page,
  open,
  browserErrors,
}) => {
  const fail = (message: string) =>
    page.evaluate(`setTimeout(() => { throw new Error('${message}'); })\n//# sourceURL=/latchkey-0.js`);
  browserErrors.expect(/the first error/);
  await open('/access/gym/1237');
  await fail('the first error');
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
  await fail('a later one');
  await page.waitForTimeout(300);
});
