// Rows 36 and 38 to 40 of the fault table: the browser keeps nothing, the app breaks, or never starts.

import { chromium } from '@playwright/test';
import { holdInstance, inMemory } from '../support/memory.ts';
import { giveKey } from '../support/sign-in.ts';
import { expect, test } from '../support/test.ts';
import { expectNoTrace, said } from '../support/traces.ts';
import { setVisible } from '../support/visibility.ts';
import { count, say } from '../support/words.ts';

const STATIC = '0071930465528817402';

/** The words of the static code in boot/guard.js, which has no catalog. */
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
    ['every store', ['localStorage', 'sessionStorage', 'indexedDB', 'caches']],
  ] as const) {
    test(`row 36: where ${what} throw, both jobs work and nothing is remembered`, async ({ page, open }) => {
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
      await giveKey(page, 'sandbox-key');
      await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
      await open('/activation/identity/codes-3');
      await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
      await page.getByRole('button', { name: say('card.show') }).first().click();
      await expect(page.getByRole('img', { name: say('card.qr') })).toBeVisible();
      const forgets = (names as readonly string[]).includes('localStorage');
      await expect(page.getByText(say('settings.forgets'))).toHaveCount(forgets ? 1 : 0);
      await page.getByLabel(say('settings.theme')).selectOption(say('theme.dark'));
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      await page.reload();
      await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
      if (forgets) await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
    });
  }

  test('row 36: where localStorage is full, both jobs work and nothing is remembered', async ({ page, open }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await open('/access/gym/1237');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    await open('/activation/identity/codes-3');
    await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
    await expect(page.getByText(say('settings.forgets'))).toHaveCount(1);
  });
});

test.describe('row 38', () => {
  test('row 38: when the app traps, a card from static code stands there and every secret is gone', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/page error: /);
    await holdInstance(page);
    const lines = said(page);
    await open('/access/gym-direct/1237');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    // A real trap: the names of exports are shortened by the build, so that one is found by trying. Asked for more
    // memory than there can be, or for a place outside of it, the app's own code gives up as it does in a panic.
    await page.evaluate(() => {
      const { exports } = (window as unknown as { held: { exports: WebAssembly.Exports } }).held;
      const calls = Object.values(exports).filter((one) => typeof one === 'function') as ((...args: number[]) => unknown)[];
      const traps = calls.find((call) => {
        try {
          call(0x7fff_fff0, 0x7fff_fff0, 1, 1);
          return false;
        } catch (error) {
          return error instanceof WebAssembly.RuntimeError;
        }
      });
      setTimeout(() => traps?.(0x7fff_fff0, 0x7fff_fff0, 1, 1));
    });
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
    await expect(page.getByRole('button', { name: GUARD.reload })).toBeVisible();
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeFocused();
    await expect(page.getByRole('img')).toHaveCount(0);
    await expectNoTrace(page, lines, STATIC, 'sandbox-key');
    for (const secret of [STATIC, 'sandbox-key']) expect(await inMemory(page, secret)).toBe(0);
    // What the app still hears brings nothing of it back to life.
    await sandbox.emptyLog();
    await setVisible(page, false);
    await setVisible(page, true);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
    expect(await sandbox.count()).toBe(0);
    await page.getByRole('button', { name: GUARD.reload }).click();
    await expect(page.getByRole('heading', { name: say('sign_in.key_title') })).toBeVisible();
  });

  test('row 38: no frame and no module that was asked for before reaches an app that has ended', async ({ page, open }) => {
    // The browser's own: the guard lets nothing through once the app has ended.
    await page.addInitScript(() => Object.assign(window, { own: { fetch: window.fetch.bind(window), compile: WebAssembly.compileStreaming.bind(WebAssembly) } }));
    await open('/access/gym/1237');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    await page.evaluate(`(async () => {
      window.reached = [];
      const module = await fetch(document.querySelector('script[data-app-wasm]').dataset.appWasm);
      requestAnimationFrame(() => reached.push('frame'));
      WebAssembly.compileStreaming(module).then(() => reached.push('module'));
      dispatchEvent(new ErrorEvent('error', { error: new Error('thrown by a test') }));
    })()
    //# sourceURL=/latchkey-0.js`);
    await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
    // What is asked for afterwards comes: so there was time for the others.
    await page.evaluate(`(async () => {
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      await own.compile(own.fetch(performance.getEntriesByType('resource').find(({ name }) => name.endsWith('_bg.wasm')).name));
    })()`);
    expect(await page.evaluate('reached')).toEqual([]);
  });

  for (const [what, fail] of [
    ['an error nobody caught', 'setTimeout(() => { throw new Error("0071930465528817402"); })'],
    ['a promise nobody caught', 'void Promise.reject(new Error("0071930465528817402"))'],
  ] as const) {
    test(`row 38: ${what} that is not the app's own leaves the code where it is`, async ({ page, open, troubles }) => {
      troubles.expect(/page error: /);
      await open('/access/gym/1237');
      await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
      await page.evaluate(`${fail}\n//# sourceURL=https://elsewhere.example/injected.js`);
      // The page has heard of it by the time it hears of something later.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    });

    test(`row 38: ${what} brings the same card, and its message stands nowhere in the page`, async ({ page, open, troubles }) => {
      troubles.expect(/page error: /);
      await open('/access/gym/1237');
      await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
      await page.evaluate(`${fail}\n//# sourceURL=/latchkey-0123456789abcdef.js`);
      await expect(page.getByRole('heading', { name: GUARD.failed })).toBeVisible();
      expect(await page.content()).not.toContain(STATIC);
    });
  }
});

test.describe('row 39', () => {
  for (const [what, address] of [['the module', '**/*.wasm'], ['its script', '**/latchkey-*.js']] as const) {
    test(`row 39: without ${what} there is a card that says so, and Reload brings the page`, async ({ page, sandbox, troubles }) => {
      troubles.expect(/status 404|page error|console: /);
      await page.route(address, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }));
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expect(page.getByRole('heading', { name: GUARD.missing })).toBeVisible();
      await page.unroute(address);
      await page.getByRole('button', { name: GUARD.reload }).click();
      await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    });
  }
});

test.describe('row 40', () => {
  test('row 40: a browser without WebAssembly is told so within a second', async ({ page, sandbox, troubles }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'WebAssembly');
      const shown = Object.assign(window, { shown: { at: NaN } }).shown;
      new MutationObserver(() => {
        if (document.querySelector('h1')) shown.at = Math.min(shown.at || Infinity, performance.now());
      }).observe(document, { subtree: true, childList: true });
    });
    // The module's own script may fail as well, later; nothing comes of it.
    page.on('pageerror', () => troubles.expect(/page error/));
    await page.goto(sandbox.app);
    await expect(page.getByRole('heading', { name: GUARD.unable })).toBeVisible();
    const { shown, ready } = await page.evaluate(() => ({
      shown: (window as unknown as { shown: { at: number } }).shown.at,
      ready: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd,
    }));
    expect(shown - ready).toBeLessThan(1_000);
    await expect(page.getByRole('button', { name: GUARD.reload })).toHaveCount(0);
  });

  test('row 40: with script switched off a text says what is needed', async ({ sandbox, launchOptions }) => {
    // As the browser's own setting does it: the switch for tests leaves the text of <noscript> unread.
    const args = [...(launchOptions.args ?? []), '--blink-settings=scriptEnabled=false'];
    const browser = await chromium.launch({ ...launchOptions, args });
    try {
      const page = await browser.newPage();
      await page.goto(sandbox.app);
      const client = await page.context().newCDPSession(page);
      // No script, no locators: what a screen reader is told is asked of the browser itself.
      const told = async () => {
        const { nodes } = await client.send('Accessibility.getFullAXTree');
        return nodes.map((node) => String(node.name?.value)).join('\n');
      };
      await expect.poll(told).toMatch(/It needs JavaScript and WebAssembly/);
    } finally {
      await browser.close();
    }
  });
});
