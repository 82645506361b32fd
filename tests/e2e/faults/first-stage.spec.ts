// The rows of the fault table that concern the first stage, with the app held back.

import { collectAccessResponses, latest } from '../support/responses.ts';
import { recordedCodes, recordCodes } from '../support/code-recorder.ts';
import { trackWasmMemory, countInMemory } from '../support/wasm-memory.ts';
import { withBfcache } from '../support/bfcache.ts';
import { readSymbol } from '../support/qr.ts';
import { APP_WASM, holdBackApp, firstStagePass } from '../support/stages.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { expectNoTrace, recordConsole } from '../support/leaks.ts';
import { installClock } from '../support/fake-clock.ts';
import { setVisible } from '../support/visibility.ts';
import { t } from '../support/texts.ts';

const HOUR = 3_600_000;
const code = (page: Page) => firstStagePass(page).locator('.code');
/** Moves the device's clock by so many milliseconds. */
const moveClock = async (page: Page, by: number) =>
  page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) + by);

test('row 22: the first stage spells hidden characters out, and its symbol is exact', async ({
  page,
  sandbox,
}) => {
  const responses = await collectAccessResponses(page);
  await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/7053`);
  await expect(firstStagePass(page).locator('svg.qr')).toBeVisible();
  const { content } = await latest(responses);
  expect(await code(page).textContent()).toMatch(/⟨U\+202E⟩/);
  expect(await code(page).textContent()).not.toMatch(/\p{Cc}|\p{Cf}/u);
  expect((await readSymbol(firstStagePass(page).locator('svg.qr'))).zbar).toEqual([content]);
});

test('row 23: a code that arrives expired is in no frame of the first stage either', async ({
  page,
  sandbox,
}) => {
  await recordCodes(page, /\d{19}/);
  const release = await holdBackApp(page);
  // The app is requested once the first stage has read the response and left it to the app.
  const appRequest = page.waitForRequest(APP_WASM);
  await page.goto(`${sandbox.app}#/access/gym/7031`);
  await appRequest;
  await release();
  await expect(page.getByText(t('cover.arrived_expired'))).toBeVisible();
  expect(await recordedCodes(page)).toEqual([]);
});

test.describe('row 24', () => {
  test('row 24: a code that ends before the app has loaded is gone from page and memory, and in no later frame', async ({
    page,
    sandbox,
  }) => {
    await recordCodes(page, /\d{19}/);
    await trackWasmMemory(page);
    const responses = await collectAccessResponses(page);
    const release = await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    const { content, expiresAt } = await latest(responses);
    await expect(code(page)).toHaveText(content);
    await expect(code(page)).toHaveCount(0, { timeout: 15_000 });
    expect(await page.content()).not.toContain(content);
    await expect.poll(() => countInMemory(page, content), { timeout: 1_000 }).toBe(0);
    const seen = (await recordedCodes(page)).find(({ text }) => text === content);
    expect(seen?.last).toBeLessThan(Date.parse(expiresAt ?? ''));
    // The app requests the next one at once.
    await release();
    await expect(page.locator('#main .pass .code')).toBeVisible({ timeout: 3_000 });
    expect(await sandbox.count('/1010/')).toBe(2);
  });

  test('row 24: while the first stage is blocked, the code is not visible after its end', async ({
    page,
    sandbox,
  }) => {
    await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1003`);
    await expect(code(page)).toBeVisible();
    const opacities = await page.evaluate(async () => {
      const expiring = [...document.querySelectorAll('.expires')];
      // Stops the timers of the first stage.
      for (let id = Number(setTimeout(() => {})); id > 0; id--) clearTimeout(id);
      const from = Date.now();
      while (Date.now() - from < 3_500);
      for (let frames = 0; frames < 3; frames++)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      return expiring.map((element) => [element.isConnected, getComputedStyle(element).opacity]);
    });
    expect(opacities).toEqual([
      [true, '0'],
      [true, '0'],
    ]);
    expect((await readSymbol(page.locator('.expires').first())).zxing).toEqual([]);
  });
});

for (const hours of [-12, 12]) {
  test(`row 25: the first stage shows the correct time left on a device ${hours} hours off`, async ({
    page,
    sandbox,
  }) => {
    await installClock(page, Date.now() + hours * HOUR);
    await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1060`);
    const digits = firstStagePass(page).locator('.digits');
    await expect(digits).toHaveText(/^(1:00|0:5\d)$/);
    const requested = Date.parse((await sandbox.log('/1060/'))[0]?.time ?? '');
    const text = (await digits.textContent()) ?? '';
    const [minutes, seconds] = text.split(':').map(Number);
    expect(
      Math.abs(Number(minutes) * 60 + Number(seconds) - (requested + 60_000 - Date.now()) / 1_000),
      text,
    ).toBeLessThan(1.6);
  });
}

for (const [what, jump] of [
  ['forward by half a minute', 30_000],
  ['back by an hour', -HOUR],
] as const) {
  test(`row 26: if the clock is set ${what} before the app has loaded, the code disappears within a second`, async ({
    page,
    sandbox,
  }) => {
    await installClock(page);
    await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1060`);
    await expect(code(page)).toBeVisible();
    await moveClock(page, jump);
    await expect(code(page)).toHaveCount(0, { timeout: 1_200 });
  });
}

test('row 28: the first frame of the first stage after a sleep has no code', async ({ page, sandbox }) => {
  await installClock(page);
  const responses = await collectAccessResponses(page);
  await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1060`);
  const { content } = await latest(responses);
  await expect(code(page)).toHaveText(content);
  await setVisible(page, false);
  await moveClock(page, HOUR);
  const text = await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    return document.body.textContent;
  });
  expect(text).not.toContain(content);
});

test('row 29: a page hidden before the app has loaded shows nothing; visible again, it shows a code that is still valid', async ({
  page,
  sandbox,
}) => {
  await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC_CODE);
  await setVisible(page, false);
  expect(await page.content()).not.toContain(STATIC_CODE);
  await setVisible(page, true);
  await expect(code(page)).toHaveText(STATIC_CODE);
  expect(await sandbox.count('/api/')).toBe(1);
});

test('row 30: a page left before the app has loaded and restored by the browser has no code and starts again', async ({
  sandbox,
  launchOptions,
}) => {
  await withBfcache(launchOptions, sandbox.app, async (page) => {
    await page.addInitScript(() => {
      addEventListener(
        'pageshow',
        ({ persisted }) =>
          persisted && sessionStorage.setItem('restored', document.documentElement.outerHTML),
        { capture: true },
      );
    });
    await page.route(APP_WASM, (route) =>
      route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }),
    );
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.getByRole('alert')).toContainText('This code stays until its end');
    await expect(code(page)).toHaveText(STATIC_CODE);
    await page.unroute(APP_WASM);
    await page.goto(`${sandbox.app}favicon.svg`);
    await page.goBack({ waitUntil: 'commit' });
    // The restored page has no code and reloads; the app is available now.
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    const restored = await page.evaluate(() => sessionStorage.getItem('restored'));
    expect(restored).toContain('id="shell"');
    expect(restored).not.toContain(STATIC_CODE);
  });
});

for (const customer of [7012, 7013, 7018, 7020, 7023, 7025, 7026, 7028, 7029] as const) {
  test(`row 31: the first stage understands the end of customer ${customer}`, async ({ page, sandbox }) => {
    await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/${customer}`);
    await expect(firstStagePass(page).locator('.digits')).toHaveText(/\d:\d\d/);
    await expect(page.locator('.expires')).toHaveCount(2);
  });
}

for (const [customer, what, locks] of [
  [7034, 'in a month', 2],
  [7024, 'in 9999', 0],
  [7038, 'that is the largest integer', 0],
] as const) {
  test(`row 31: the first stage shows no digits for an end ${what}`, async ({ page, sandbox }) => {
    await holdBackApp(page);
    await page.goto(`${sandbox.app}#/access/gym/${customer}`);
    await expect(firstStagePass(page).locator('svg.qr')).toBeVisible();
    await expect(firstStagePass(page).locator('.countdown')).toHaveCount(0);
    await expect(page.locator('.expires')).toHaveCount(locks);
  });
}

test('row 36: if every store throws, the first stage still shows the code', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC_CODE);
});

test('row 37: a lock in another tab removes the code before the app has loaded, and the app stays locked', async ({
  page,
  sandbox,
}) => {
  const release = await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC_CODE);
  const other = await page.context().newPage();
  await other.goto(`${sandbox.app}#/about`);
  await other.evaluate(() => new BroadcastChannel('latchkey').postMessage('lock'));
  await expect(code(page)).toHaveCount(0, { timeout: 1_000 });
  // The app itself did not receive the message.
  await release();
  await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
  expect(await sandbox.count('/api/')).toBe(1);
});

test('row 38: if the first stage traps, everything is removed and its memory is wiped', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/page error/);
  await trackWasmMemory(page);
  await holdBackApp(page);
  const lines = recordConsole(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC_CODE);
  expect(await countInMemory(page, STATIC_CODE)).toBeGreaterThan(0);
  // A real trap: one of the exports is called with an address outside its memory. Their names are shortened
  // by the build, so all of them are tried.
  await page.evaluate(() => {
    const { exports } = (window as unknown as { wasmMemory: { exports: WebAssembly.Exports } }).wasmMemory;
    const functions = Object.values(exports).filter((value) => typeof value === 'function') as ((
      ...args: number[]
    ) => unknown)[];
    const trap = functions.find((call) => {
      try {
        call(
          0x7fff_fff0,
          0x7fff_fff0,
          0x7fff_fff0,
          0x7fff_fff0,
          1,
          0x7fff_fff0,
          0x7fff_fff0,
          0x7fff_fff0,
          0x7fff_fff0,
        );
        return false;
      } catch (error) {
        return error instanceof WebAssembly.RuntimeError;
      }
    });
    setTimeout(() =>
      trap?.(
        0x7fff_fff0,
        0x7fff_fff0,
        0x7fff_fff0,
        0x7fff_fff0,
        1,
        0x7fff_fff0,
        0x7fff_fff0,
        0x7fff_fff0,
        0x7fff_fff0,
      ),
    );
  });
  await expect(page.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible();
  expect(await countInMemory(page, STATIC_CODE)).toBe(0);
  await expectNoTrace(page, lines, STATIC_CODE);
});

test('a code shown by the first stage is neither stored nor logged nor left in an address', async ({
  page,
  sandbox,
}) => {
  const lines = recordConsole(page);
  const release = await holdBackApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC_CODE);
  await release();
  await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await page.evaluate(() => location.assign('#/about'));
  await expect(page.getByRole('heading', { name: t('about.title') })).toBeVisible();
  await expectNoTrace(page, lines, STATIC_CODE);
});
