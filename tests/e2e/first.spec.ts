// The first stage of the start: a pass's code is on the screen before the app is there, and the app takes over without a seam.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessAnswers, newest } from './support/answers.ts';
import { recordCodes, codesSeen } from './support/frames.ts';
import { holdInstance, inMemory } from './support/memory.ts';
import { expectSymbol, read } from './support/qr.ts';
import { DIST } from './support/sandbox.ts';
import { APP, FIRST, expectSeamless, holdApp, recordSymbol, shellPass, symbolFrames } from './support/stages.ts';
import { expect, test, type Page } from './support/test.ts';
import { installClock } from './support/turning.ts';
import { setVisible } from './support/visibility.ts';
import { say } from './support/words.ts';

const STATIC = '0071930465528817402';
const code = (page: Page) => shellPass(page).locator('.code');

test.describe('the code before the app', () => {
  test('a dynamic code: symbol, digits in groups, ring and time left, and no word', async ({ page, sandbox }) => {
    const answers = await accessAnswers(page);
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    const { content } = await newest(answers);
    await expect(code(page)).toHaveText(content);
    expect(await code(page).locator('span').count()).toBeGreaterThan(1);
    const { zxing, zbar } = await read(shellPass(page).locator('svg.qr'));
    expect({ zxing, zbar }).toEqual({ zxing: [content], zbar: [content] });
    await expect(shellPass(page).locator('.digits')).toHaveText(/^0:[0-2]\d$/);
    expect(await shellPass(page).locator('.hand').evaluate((hand) => hand.getAnimations().length)).toBe(1);
    await expect(shellPass(page).getByRole('heading', { name: 'Studio desk' })).toBeVisible();
    // Name, id, code and time are data; nothing else stands there.
    const text = (await shellPass(page).innerText()).replace(/\s/g, '');
    expect(text).toMatch(new RegExp(`^Studiodesk1010${content}0:[0-2]\\d$`));
    await release();
    await expectSymbol(page.getByRole('img', { name: say('access.qr') }), content);
    expect(await sandbox.count('/api/')).toBe(1);
  });

  test('a static code: without ring, time and lock', async ({ page, sandbox }) => {
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC);
    await expect(shellPass(page).locator('.countdown')).toHaveCount(0);
    await expect(page.locator('.expires')).toHaveCount(0);
    await release();
  });

  test('the time left goes on by the second', async ({ page, sandbox }) => {
    await holdApp(page);
    await page.goto(`${sandbox.app}#/access/my-pass`);
    const digits = shellPass(page).locator('.digits');
    const before = await digits.textContent();
    await expect(digits).not.toHaveText(before ?? '');
  });

  test('a network that the browser says is not there is tried all the same', async ({ page, sandbox }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC);
    // The app says what the browser says, and keeps the code.
    await release();
    await expect(page.getByText(say('state.offline'), { exact: true })).toBeVisible();
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(1);
  });

  test('a network that is lost before the app is there leaves the code where it is', async ({ page, sandbox }) => {
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC);
    await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false }));
    await release();
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await expect(page.getByText(say('state.offline'), { exact: true })).toBeVisible();
  });

  test('it is asked for in the language of the app', async ({ browser, sandbox }) => {
    for (const [locale, chosen, language] of [['de-AT', undefined, 'de'], ['de-DE', 'en', 'en'], ['fr-FR', undefined, 'en']] as const) {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      if (chosen) await page.addInitScript((chosen) => localStorage.setItem('latchkey.language', chosen), chosen);
      const asked: (string | undefined)[] = [];
      page.on('request', (request) => request.url().endsWith('/access-code') && asked.push(request.headers()['accept-language']));
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
      expect(asked, locale).toEqual([language]);
      await context.close();
    }
  });

  for (const [what, locale, languages, catalog] of [
    ['whose texts cannot be fetched', 'de-DE', undefined, 404],
    ['that is the only one offered', 'en-GB', ['de'], 200],
  ] as const) {
    test(`a language ${what} costs no second request and no code`, async ({ browser, sandbox }) => {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      await recordSymbol(page);
      if (catalog !== 200) await page.route('**/locales/de.json', (route) => route.fulfill({ status: catalog, body: '' }));
      if (languages) {
        await page.route('**/latchkey.json', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, json: { ...(await response.json()) as object, languages } });
        });
      }
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expectSeamless(page);
      await expect(page.locator('html')).toHaveAttribute('lang', catalog === 200 ? 'de' : 'en');
      expect(await sandbox.count('/api/')).toBe(1);
      await context.close();
    });
  }
});

test.describe('what is left to the app', () => {
  for (const [what, customer, trouble, retried] of [
    ['an end without an offset', 7011, undefined],
    ['an end that cannot be read', 7019, undefined],
    ['an end that has passed', 7031, undefined],
    ['a format that is not drawn', 7041, undefined],
    ['a content that no symbol holds', 7055, undefined],
    ['a field given twice', 7087, undefined],
    ['no code at all', 7081, undefined],
    ['a page in place of an answer', 7083, undefined],
    ['a refusal', 401, /status 401/],
    ['no such customer', 404, /status 404/],
    ['a wait', 42_986, /status 429/],
    ['a fault of the service', 500, /status 500/, 'retried'],
    ['a redirect', 7094, /status 302|failed: GET/, 'retried'],
    ['a connection that is reset', 7095, /failed: GET/, 'retried'],
    ['a body cut short', 7093, undefined, 'retried'],
  ] as const) {
    test(`${what}: nothing is shown and nothing said, and the app takes the answer`, async ({ page, sandbox, troubles }) => {
      if (trouble) troubles.expect(trouble);
      if (customer === 7093) page.on('requestfailed', () => troubles.expect(/failed: GET/));
      // Counted here: a connection that breaks the browser itself tries again.
      let asked = 0;
      page.on('request', (request) => (asked += Number(request.url().endsWith('/access-code'))));
      const release = await holdApp(page);
      // The app is asked for once this stage has given up.
      const givenUp = page.waitForRequest(APP);
      await page.goto(`${sandbox.app}#/access/gym/${customer}`);
      await givenUp;
      await expect(page.locator('#shell .skeleton')).toHaveCount(1);
      await expect(shellPass(page)).toHaveCount(0);
      await expect(page.locator('[role=alert]')).toHaveCount(0);
      expect(asked).toBe(1);
      await release();
      await expect(page.locator('#main .pass[aria-busy=false]')).toHaveCount(1);
      // Some of these the app asks for again by itself, and soon.
      if (!retried) expect(asked).toBe(1);
    });
  }

  test('a pass that is none, a connection with a key and a page that nobody sees load no answer', async ({ page, sandbox }) => {
    for (const view of ['access/gym', 'access/gym-direct/1237', 'access/identity/1', 'access/nowhere/1', 'access/gym/x']) {
      await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
      await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    }
    await page.addInitScript(() => Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' }));
    await page.goto(`${sandbox.app}?hidden#/access/gym/1237`);
    await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(0);
  });

  test('without its own files the app shows everything', async ({ page, sandbox, troubles }) => {
    troubles.expect(/status 404/);
    await page.route(FIRST, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }));
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await sandbox.count('/api/')).toBe(1);
  });
});

test.describe('the order of the start', () => {
  /** The files and requests of a start, in the order in which they were asked for. */
  async function asked(page: Page, address: string): Promise<string[]> {
    const paths: string[] = [];
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname.replace(/-[0-9a-f]{16}/, '');
      if (path !== '/favicon.svg') paths.push(path);
    });
    await page.goto(address);
    await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
    return paths;
  }

  test('at a pass the code is asked for before the app, and nothing twice', async ({ page, sandbox }) => {
    const paths = await asked(page, `${sandbox.app}#/access/gym/1237`);
    const code = paths.indexOf('/api/gym/v1/customers/1237/access-code');
    expect([...paths.slice(0, code)].sort()).toEqual(['/', '/boot.js', '/latchkey-first.js', '/latchkey-first_bg.wasm', '/latchkey.css', '/latchkey.json']);
    expect([...paths.slice(code + 1, code + 4)].sort()).toEqual(['/app.css', '/latchkey.js', '/latchkey_bg.wasm']);
    expect(paths).toEqual([...new Set(paths)]);
  });

  test('everywhere else the app is asked for at once, the first stage not at all, and nothing twice', async ({ page, sandbox }) => {
    for (const view of ['', 'about', 'activation/identity/codes-3', 'activation/identity']) {
      const paths = await asked(page, `${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
      expect(paths.slice(0, 8), view).toEqual(expect.arrayContaining(['/', '/app.css', '/boot.js', '/latchkey.js', '/latchkey_bg.wasm', '/latchkey.css', '/latchkey.json']));
      expect(paths.filter((path) => path.includes('first')), view).toEqual([]);
      expect(paths, view).toEqual([...new Set(paths)]);
      page.removeAllListeners('request');
    }
  });

  test('a service that takes its time holds the app back for a second and no longer', async ({ page, sandbox }) => {
    await page.route('**/access-code', () => {});
    // By the page's own clock: here requests are told of late on a busy machine.
    await page.addInitScript(() => {
      const calls = Object.assign(window, { calls: [] as { url: string; at: number }[] }).calls;
      const original = window.fetch.bind(window);
      window.fetch = (input, init) => {
        calls.push({ url: String(input), at: performance.now() });
        return original(input, init);
      };
    });
    const asked = page.waitForRequest(APP);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await asked;
    const calls = await page.evaluate(() => (window as unknown as { calls: { url: string; at: number }[] }).calls);
    const at = (pattern: RegExp) => Number(calls.find(({ url }) => pattern.test(url))?.at);
    const held = at(APP) - at(/access-code$/);
    expect(held).toBeGreaterThan(950);
    // What the machine needs for a timer comes on top.
    expect(held).toBeLessThan(2_500);
    await expect(page.locator('#main')).toHaveCount(1);
  });

  test('a first stage that hangs does not keep the app away', async ({ page, sandbox }) => {
    await installClock(page);
    await page.route(FIRST, () => {});
    await page.goto(`${sandbox.app}#/access/gym/1237`, { waitUntil: 'commit' });
    await expect(page.locator('#shell')).toHaveCount(1);
    await page.clock.runFor(8_500);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    expect(await sandbox.count('/api/')).toBe(1);
  });

  test('what happens while the code is asked for does not make it be asked for twice', async ({ page, sandbox }) => {
    for (const customer of [7019, 7031]) {
      await sandbox.emptyLog();
      let answer = () => {};
      const held = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/access-code', async (route) => {
        await held;
        await route.continue();
      });
      const asked = page.waitForRequest('**/access-code');
      await page.goto(`${sandbox.app}?${customer}#/access/gym/${customer}`);
      await asked;
      await page.evaluate(() => ['focus', 'online', 'resume', 'pageshow'].forEach((name) => dispatchEvent(new Event(name))));
      answer();
      await expect(page.locator('#main .pass[aria-busy=false]')).toHaveCount(1);
      expect(await sandbox.count(`/${customer}/`), String(customer)).toBe(1);
      await page.unroute('**/access-code');
    }
  });

  test('no script stands in the page itself, and the policy of the server is never broken', async ({ page, sandbox, context }) => {
    const html = readFileSync(join(DIST, 'index.html'), 'utf8');
    expect(html.match(/<script[^>]*>[^<]+<\/script>/g)).toBeNull();
    expect(html).not.toMatch(/ on\w+=|preload/);
    await context.addInitScript(() => {
      const broken = Object.assign(window, { broken: [] as string[] }).broken;
      document.addEventListener('securitypolicyviolation', (event) => broken.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    for (const view of ['access/my-pass', 'activation/identity/codes-3', 'about']) {
      const response = await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
      expect(response?.headers()['content-security-policy']).toBe(
        "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types latchkey",
      );
      await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate('broken')).toEqual([]);
    }
  });

  for (const [what, prepare] of [
    ['modules under a wrong type', (page: Page) => page.route('**/*.wasm', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
    })],
    ['a browser that compiles no streams', (page: Page) => page.addInitScript(() => {
      Reflect.deleteProperty(WebAssembly, 'compileStreaming');
      Reflect.deleteProperty(WebAssembly, 'instantiateStreaming');
    })],
  ] as const) {
    test(`with ${what} both jobs start, and what is loaded later too`, async ({ page, sandbox }) => {
      await prepare(page);
      await page.goto(`${sandbox.app}#/access/gym/1237`);
      await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
      await page.goto(`${sandbox.app}?list#/activation/identity/codes-3`);
      await expect(page.getByRole('button', { name: say('card.show') })).toHaveCount(3);
      await page.goto(`${sandbox.app}?about#/about`);
      await expect(page.getByRole('heading', { name: say('about.title') })).toBeVisible();
    });
  }
});

test.describe('the hand-over', () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 320, height: 568 }, { width: 844, height: 390 }, { width: 1280, height: 900 }]) {
    for (const locale of ['en-GB', 'de-DE']) {
      test(`no pixel of the symbol changes and nothing moves: ${viewport.width} x ${viewport.height}, ${locale}`, async ({ browser, sandbox }) => {
        // None of these codes is renewed while the test looks, however slow the machine is.
        for (const view of ['access/gym/1237', 'access/my-pass', 'access/gym/1060', 'access/gym/7054']) {
          const context = await browser.newContext({ viewport, locale, deviceScaleFactor: 2 });
          const page = await context.newPage();
          await recordSymbol(page);
          await page.addInitScript(() => {
            const moved = Object.assign(window, { moved: [] as number[] }).moved;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) moved.push((entry as PerformanceEntry & { value: number }).value);
            }).observe({ type: 'layout-shift', buffered: true });
          });
          const release = await holdApp(page);
          await page.goto(`${sandbox.app}#/${view}`);
          const symbol = page.locator('.pass svg.qr');
          await expect(symbol).toBeVisible();
          const before = await symbol.screenshot({ animations: 'allow' });
          await release();
          await expectSeamless(page);
          expect((await symbol.screenshot({ animations: 'allow' })).equals(before), view).toBe(true);
          expect(await page.evaluate('moved'), view).toEqual([]);
          await context.close();
        }
      });
    }
  }

  test('the longest customer id fits 320 pixels in both stages, and nothing moves', async ({ page, sandbox }) => {
    await page.setViewportSize({ width: 320, height: 568 });
    await recordSymbol(page);
    await page.route('**/9223372036854775807/access-code', (route) =>
      route.fulfill({ json: { format: 'QR_CODE', content: STATIC }, headers: { date: new Date().toUTCString() } }),
    );
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/9223372036854775807`);
    await expect(code(page)).toHaveText(STATIC);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    await release();
    await expectSeamless(page);
    expect(await fits()).toBe(true);
    const id = page.getByText('9223372036854775807', { exact: true });
    const state = page.getByText(say('state.valid'), { exact: true });
    const [left, right] = [await id.boundingBox(), await state.boundingBox()];
    expect(Number(left?.x) + Number(left?.width)).toBeLessThanOrEqual(Number(right?.x));
    expect(Number(right?.x) + Number(right?.width)).toBeLessThanOrEqual(300);
  });

  const times = Number(process.env.LATCHKEY_HANDOVERS ?? 20);
  test(`${times} times at a random moment: no flash, one request, the same symbol`, async ({ browser, sandbox }) => {
    test.setTimeout(45_000 + times * 5_000);
    for (let time = 0; time < times; time += 1) {
      await sandbox.emptyLog();
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      await recordSymbol(page);
      const late = Math.floor(Math.random() * 800);
      await page.route(APP, async (route) => {
        await new Promise((over) => setTimeout(over, late));
        await route.continue();
      });
      await page.goto(`${sandbox.app}#/access/${time % 2 ? 'my-pass' : 'gym/1237'}`);
      await expectSeamless(page);
      expect(await sandbox.count('/api/'), `${late} ms late`).toBe(1);
      await context.close();
    }
  });

  test('what was selected stays selected', async ({ page, sandbox }) => {
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await code(page).click();
    const selected = () => page.evaluate(() => String(getSelection()));
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#shell .code') ?? document.body));
    expect(await selected()).toBe(STATIC);
    await release();
    await expect.poll(selected).toBe(STATIC);
    expect(await page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('#main') !== null)).toBe(true);
  });

  test('a code that was asked for long before the app came is renewed before its end', async ({ page, sandbox }) => {
    await recordCodes(page, /\d{19}/);
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    // Less than five seconds before its end: that long after its own request the app would not ask again.
    await expect(shellPass(page).locator('.digits')).toHaveText('0:04', { timeout: 10_000 });
    await release();
    await expect.poll(() => codesSeen(page).then((seen) => seen.length)).toBe(2);
    const [first, second] = await codesSeen(page);
    expect(Number(second?.first) - Number(first?.last), 'milliseconds without a code').toBeLessThan(500);
    expect(await sandbox.count('/1010/')).toBe(2);
  });

  test('of the first stage nothing is left in memory once the app has gone on', async ({ page, sandbox }) => {
    await holdInstance(page);
    const release = await holdApp(page);
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC);
    expect(await inMemory(page, STATIC)).toBeGreaterThan(0);
    await release();
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await page.evaluate(() => location.assign('#/'));
    await expect(page.locator('#main .pass')).toHaveCount(0);
    await expect.poll(() => inMemory(page, STATIC), { timeout: 2_000 }).toBe(0);
  });
});

test.describe('the app does not come', () => {
  test('the code stays to its end with a line and Reload, and goes then', async ({ page, sandbox, troubles }) => {
    troubles.expect(/status 404/, /page error/);
    await recordCodes(page, /\d{19}/);
    const answers = await accessAnswers(page);
    await page.route(APP, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }));
    await page.goto(`${sandbox.app}#/access/gym/1010`);
    const line = page.getByRole('alert');
    await expect(line).toContainText('This code stays until its end');
    const { content, expiresAt } = await newest(answers);
    await expect(code(page)).toHaveText(content);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Studio desk');
    await expect(page.getByRole('heading', { name: 'The page did not load completely' })).toBeVisible({ timeout: 15_000 });
    await expect(code(page)).toHaveCount(0);
    const [seen] = await codesSeen(page);
    expect(seen?.last).toBeLessThan(Date.parse(expiresAt ?? ''));
    await page.unroute(APP);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('#main .pass .code')).toBeVisible();
  });

  test('a page that is hidden when the app fails keeps its code for the way back', async ({ page, sandbox, troubles }) => {
    troubles.expect(/status 404/, /page error/);
    let fail = () => {};
    const held = new Promise<void>((resolve) => (fail = resolve));
    await page.route(APP, async (route) => {
      await held;
      await route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' });
    });
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(code(page)).toHaveText(STATIC);
    await setVisible(page, false);
    fail();
    await expect(page.getByRole('alert')).toHaveCount(1);
    await setVisible(page, true);
    await expect(code(page)).toHaveText(STATIC);
  });

  test('a module that is none is no reason to take a good code away', async ({ page, sandbox, troubles }) => {
    troubles.expect(/page error/);
    await page.route(APP, (route) => route.fulfill({ contentType: 'application/wasm', body: 'not a module' }));
    await page.goto(`${sandbox.app}#/access/gym/1237`);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(code(page)).toHaveText(STATIC);
  });
});

test('frames of a symbol are told apart', async ({ page, sandbox }) => {
  await recordSymbol(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(page.locator('#main .pass svg.qr')).toBeVisible();
  await page.evaluate(() => document.querySelector<SVGElement>('.pass svg.qr')?.style.setProperty('margin-top', '1px'));
  await expect.poll(async () => (await symbolFrames(page)).length).toBeGreaterThan(2);
});

test('hidden, the code goes; seen again, it is back; after a switch of the view it is gone for good', async ({ page, sandbox }) => {
  const release = await holdApp(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(code(page)).toHaveText(STATIC);
  await setVisible(page, false);
  await expect(page.getByText(STATIC)).toHaveCount(0);
  await setVisible(page, true);
  await expect(code(page)).toHaveText(STATIC);
  await page.evaluate(() => location.assign('#/about'));
  await expect(page.getByText(STATIC)).toHaveCount(0);
  await expect(page.locator('#shell .skeleton')).toHaveCount(1);
  await release();
  await expect(page.getByRole('heading', { name: say('about.title') })).toBeVisible();
});
