// The rows of the fault table that the first stage of the start can meet, with the app held back: what it shows is as safe as what
// the app shows.

import { accessAnswers, newest } from '../support/answers.ts';
import { codesSeen, recordCodes } from '../support/frames.ts';
import { holdInstance, inMemory } from '../support/memory.ts';
import { withKeptPages } from '../support/kept.ts';
import { read } from '../support/qr.ts';
import { APP, holdApp, shellPass } from '../support/stages.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectNoTrace, said } from '../support/traces.ts';
import { installClock } from '../support/turning.ts';
import { setVisible } from '../support/visibility.ts';
import { say } from '../support/words.ts';

const STATIC = '0071930465528817402';
const HOUR = 3_600_000;
const code = (page: Page) => shellPass(page).locator('.code');
/** Sets the device's clock, as a person does. */
const setClock = async (page: Page, by: number) => page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) + by);

test('row 22: before the app hidden characters are spelled out, and the symbol is exact', async ({ page, sandbox }) => {
  const answers = await accessAnswers(page);
  await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/7053`);
  await expect(shellPass(page).locator('svg.qr')).toBeVisible();
  const { content } = await newest(answers);
  expect(await code(page).textContent()).toMatch(/⟨U\+202E⟩/);
  expect(await code(page).textContent()).not.toMatch(/\p{Cc}|\p{Cf}/u);
  expect((await read(shellPass(page).locator('svg.qr'))).zbar).toEqual([content]);
});

test('row 23: dead on arrival, a code is in no frame before the app either', async ({ page, sandbox }) => {
  await recordCodes(page, /\d{19}/);
  const release = await holdApp(page);
  // The app is asked for once the first stage has read the answer and given up.
  const givenUp = page.waitForRequest(APP);
  await page.goto(`${sandbox.app}#/access/gym/7031`);
  await givenUp;
  await release();
  await expect(page.getByText(say('cover.arrived_expired'))).toBeVisible();
  expect(await codesSeen(page)).toEqual([]);
});

test.describe('row 24', () => {
  test('row 24: a code that ends before the app is there is gone from page and memory, and in no later frame', async ({ page, sandbox }) => {
    await recordCodes(page, /\d{19}/);
    await holdInstance(page);
    const answers = await accessAnswers(page);
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    const { content, expiresAt } = await newest(answers);
    await expect(code(page)).toHaveText(content);
    await expect(code(page)).toHaveCount(0, { timeout: 15_000 });
    expect(await page.content()).not.toContain(content);
    await expect.poll(() => inMemory(page, content), { timeout: 1_000 }).toBe(0);
    const seen = (await codesSeen(page)).find(({ text }) => text === content);
    expect(seen?.last).toBeLessThan(Date.parse(expiresAt ?? ''));
    // The app asks for the next one at once.
    await release();
    await expect(page.locator('#main .pass .code')).toBeVisible({ timeout: 3_000 });
    expect(await sandbox.count('/1010/')).toBe(2);
  });

  test('row 24: while nothing can run before the app, the code is not to be seen after its end', async ({ page, sandbox }) => {
    await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1003`);
    await expect(code(page)).toBeVisible();
    const opacities = await page.evaluate(async () => {
      const guarded = [...document.querySelectorAll('.expires')];
      // Nothing of the first stage runs any more.
      for (let id = Number(setTimeout(() => {})); id > 0; id--) clearTimeout(id);
      const from = Date.now();
      while (Date.now() - from < 3_500);
      for (let frames = 0; frames < 3; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
      return guarded.map((one) => [one.isConnected, getComputedStyle(one).opacity]);
    });
    expect(opacities).toEqual([[true, '0'], [true, '0']]);
    expect((await read(page.locator('.expires').first())).zxing).toEqual([]);
  });
});

for (const hours of [-12, 12]) {
  test(`row 25: before the app the time left is right on a device ${hours} hours off`, async ({ page, sandbox }) => {
    await installClock(page, Date.now() + hours * HOUR);
    await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1060`);
    const digits = shellPass(page).locator('.digits');
    await expect(digits).toHaveText(/^(1:00|0:5\d)$/);
    const asked = Date.parse((await sandbox.log('/1060/'))[0]?.time ?? '');
    const face = (await digits.textContent()) ?? '';
    const [minutes, seconds] = face.split(':').map(Number);
    expect(Math.abs(Number(minutes) * 60 + Number(seconds) - (asked + 60_000 - Date.now()) / 1_000), face).toBeLessThan(1.6);
  });
}

for (const [what, jump] of [['forward by half a minute', 30_000], ['back by an hour', -HOUR]] as const) {
  test(`row 26: set ${what} before the app is there, the clock takes the code away within a second`, async ({ page, sandbox }) => {
    await installClock(page);
    await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1060`);
    await expect(code(page)).toBeVisible();
    await setClock(page, jump);
    await expect(code(page)).toHaveCount(0, { timeout: 1_200 });
  });
}

test('row 28: after a sleep the first frame before the app is without the code', async ({ page, sandbox }) => {
  await installClock(page);
  const answers = await accessAnswers(page);
  await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1060`);
  const { content } = await newest(answers);
  await expect(code(page)).toHaveText(content);
  await setVisible(page, false);
  await setClock(page, HOUR);
  const frame = await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    return document.body.textContent;
  });
  expect(frame).not.toContain(content);
});

test('row 29: hidden before the app is there, the page shows nothing; seen again, what is still good', async ({ page, sandbox }) => {
  await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC);
  await setVisible(page, false);
  expect(await page.content()).not.toContain(STATIC);
  await setVisible(page, true);
  await expect(code(page)).toHaveText(STATIC);
  expect(await sandbox.count('/api/')).toBe(1);
});

test('row 30: left before the app is there and brought back by the browser, the page has no code, and starts anew', async ({ sandbox, launchOptions }) => {
  await withKeptPages(launchOptions, sandbox.app, async (page) => {
    await page.addInitScript(() => {
      addEventListener('pageshow', ({ persisted }) => persisted && sessionStorage.setItem('kept', document.documentElement.outerHTML), { capture: true });
    });
    await page.route(APP, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }));
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.getByRole('alert')).toContainText('This code stays until its end');
    await expect(code(page)).toHaveText(STATIC);
    await page.unroute(APP);
    await page.goto(`${sandbox.app}favicon.svg`);
    await page.goBack({ waitUntil: 'commit' });
    // The page that was kept has no code, and starts anew: the app is there now.
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    const kept = await page.evaluate(() => sessionStorage.getItem('kept'));
    expect(kept).toContain('id="shell"');
    expect(kept).not.toContain(STATIC);
  });
});

for (const customer of [7012, 7013, 7018, 7020, 7023] as const) {
  test(`row 31: before the app an end as customer ${customer} has it is an end`, async ({ page, sandbox }) => {
    await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/${customer}`);
    await expect(shellPass(page).locator('.digits')).toHaveText(/\d:\d\d/);
    await expect(page.locator('.expires')).toHaveCount(2);
  });
}

test('row 36: where every store throws, the code comes before the app all the same', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC);
});

test('row 37: a lock in another tab takes the code away before the app is there, and the app stays locked', async ({ page, sandbox }) => {
  const release = await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC);
  const other = await page.context().newPage();
  await other.goto(`${sandbox.app}#/about`);
  await other.evaluate(() => new BroadcastChannel('latchkey').postMessage('lock'));
  await expect(code(page)).toHaveCount(0, { timeout: 1_000 });
  // The app has not heard the word itself.
  await release();
  await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible();
  expect(await sandbox.count('/api/')).toBe(1);
});

test('row 38: where the first stage traps, everything goes and its memory is wiped', async ({ page, sandbox, troubles }) => {
  troubles.expect(/page error/);
  await holdInstance(page);
  await holdApp(page);
  const lines = said(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC);
  expect(await inMemory(page, STATIC)).toBeGreaterThan(0);
  // A real trap: called for a place outside of its memory, whichever of its functions that is.
  await page.evaluate(() => {
    const { exports } = (window as unknown as { held: { exports: WebAssembly.Exports } }).held;
    const calls = Object.values(exports).filter((one) => typeof one === 'function') as ((...args: number[]) => unknown)[];
    const trap = calls.find((call) => {
      try {
        call(0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0, 1, 0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0);
        return false;
      } catch (error) {
        return error instanceof WebAssembly.RuntimeError;
      }
    });
    setTimeout(() => trap?.(0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0, 1, 0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0, 0x7fff_fff0));
  });
  await expect(page.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible();
  expect(await inMemory(page, STATIC)).toBe(0);
  await expectNoTrace(page, lines, STATIC);
});

test('nothing of a code shown before the app is kept, said or left in an address', async ({ page, sandbox }) => {
  const lines = said(page);
  const release = await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC);
  await release();
  await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
  await page.evaluate(() => location.assign('#/about'));
  await expect(page.getByRole('heading', { name: say('about.title') })).toBeVisible();
  await expectNoTrace(page, lines, STATIC);
});
