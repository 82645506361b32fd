// What the pass does not need comes in modules of its own, the list's and the rest's: when, and what happens where they do not come.

import { cards } from './support/list.ts';
import { expect, test, type Page } from './support/test.ts';
import { expectSilence, installClock } from './support/turning.ts';
import { count, say } from './support/words.ts';

const STATIC = '0071930465528817402';
const LATER = /\/latchkey-[0-9a-f]{16}_(list|rest)\.wasm$/;
const LIST = /_list\.wasm$/;
const REST = /_rest\.wasm$/;
const FAILED = /failed: GET .*_rest\.wasm/;

/** The requests for later modules so far. */
function asked(page: Page, which = LATER): string[] {
  const urls: string[] = [];
  page.on('request', (request) => which.test(request.url()) && urls.push(request.url()));
  return urls;
}

const heading = (page: Page, key: Parameters<typeof say>[0]) => page.getByRole('heading', { level: 1, name: say(key) });

test('a first visit to a pass fetches neither later module before the code is shown, and then each once', async ({ page, sandbox }) => {
  const urls = asked(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/access-code*', async (route) => {
    await held;
    await route.continue();
  });
  await installClock(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Longer than the pause the page makes before it fetches, and shorter than it waits for the code.
  await page.clock.runFor(4_000);
  expect(urls).toEqual([]);
  answer();
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  await expect.poll(() => urls.length).toBe(2);
  expect(urls).toEqual([expect.stringMatching(LIST), expect.stringMatching(REST)]);
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(heading(page, 'about.title')).toBeFocused();
  await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
  await expect(cards(page)).toHaveCount(3);
  expect(urls.length).toBe(2);
});

test('an address of a list asks for its module along with the first, and before the list', async ({ page, sandbox }) => {
  const urls: string[] = [];
  const unused: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  page.on('console', (message) => /was preloaded/.test(message.text()) && unused.push(message.text()));
  const asked = page.waitForRequest(LIST);
  // The first module does not arrive before the list's was asked for: it cannot be what asks.
  await page.route(/_bg\.wasm$/, async (route) => {
    await asked;
    await route.continue();
  });
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  const api = page.waitForRequest(/\/api\/identity\//);
  await installClock(page);
  await page.route(/\/api\/identity\//, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
  const first = (await api).url();
  const place = (pattern: RegExp) => urls.findIndex((url) => pattern.test(url));
  expect(place(LIST)).toBeLessThan(urls.indexOf(first));
  // What is not needed yet waits until something stands.
  await page.clock.runFor(4_000);
  expect(place(REST)).toBe(-1);
  answer();
  await expect(cards(page)).toHaveCount(3);
  await expect.poll(() => place(REST)).toBeGreaterThan(0);
  // What was asked for early is what is used.
  expect(urls.filter((url) => LIST.test(url)).length).toBe(1);
  expect(unused).toEqual([]);
});

test('a list that is opened before its module is here keeps a place for it', async ({ page, open }) => {
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route(LIST, async (route) => {
    await held;
    await route.continue();
  });
  await open('/');
  await page.goto(`${page.url().split('#')[0]}#/activation/identity/codes-3`);
  await expect(page.locator('main .skeleton')).toHaveCount(1);
  send();
  await expect(cards(page)).toHaveCount(3);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

for (const [what, block] of [
  ['cannot be reached', (page: Page) => page.route(LIST, (route) => route.abort())],
  ['is another one', (page: Page) => page.route(LIST, (route) => route.fulfill({ contentType: 'application/wasm', body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) }))],
] as const) {
  test(`where the list's module ${what}, its address says so in words, and a try later brings it`, async ({ page, open, troubles }) => {
    if (what === 'cannot be reached') troubles.expect(/failed: GET .*_list\.wasm/);
    await block(page);
    await open('/activation/identity/codes-3');
    await expect(heading(page, 'later.failed')).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(say('later.failed_do'));
    await page.unroute(LIST);
    await page.getByRole('button', { name: say('fail.again') }).click();
    await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await page.goto(`${page.url().split('#')[0]}#/access/gym/1237`);
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  });
}

test('a view of the last module is there at once when it is opened first', async ({ page, open }) => {
  const urls = asked(page);
  await open('/connections/new');
  await expect(heading(page, 'connection.title')).toBeVisible();
  await page.getByLabel(say('form.base'), { exact: true }).fill('ftp://nowhere');
  await page.getByRole('button', { name: say('form.save'), exact: true }).click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
  expect(urls.length).toBe(2);
});

test('while the later modules are on their way, what stands stays usable, and the view comes with the focus', async ({ page, open }) => {
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route(LATER, async (route) => {
    await held;
    await route.continue();
  });
  await open('/');
  await page.getByRole('link', { name: say('home.add') }).click();
  await expect(page.locator('main .skeleton')).toHaveCount(1);
  await page.getByLabel(say('settings.theme')).selectOption(say('theme.dark'));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  send();
  await expect(heading(page, 'connection.title')).toBeFocused();
  await expect(page.locator('main .skeleton')).toHaveCount(0);
});

for (const [what, block] of [
  ['cannot be reached', (page: Page) => page.route(REST, (route) => route.abort())],
  ['is gone', (page: Page) => page.route(REST, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }))],
  ['is something else', (page: Page) => page.route(REST, (route) => route.fulfill({ contentType: 'text/html', body: '<p>Sign in' }))],
  ['is cut short', (page: Page) => page.route(REST, (route) => route.fulfill({ contentType: 'application/wasm', body: Buffer.from([0, 97, 115, 109, 1, 0]) }))],
] as const) {
  test(`where the last module ${what}, the view says so in words, and a try later brings it`, async ({ page, open, troubles }) => {
    if (what === 'cannot be reached') troubles.expect(FAILED);
    if (what === 'is gone') troubles.expect(/status 404: GET .*_rest\.wasm/);
    const urls = asked(page, REST);
    await block(page);
    await installClock(page);
    await open('/');
    await page.getByRole('link', { name: say('home.add') }).click();
    await expect(heading(page, 'later.failed')).toBeFocused();
    await expect(page.getByRole('alert')).toContainText(say('later.failed_do'));
    // The page tries by itself too, once something stands, and after that no more.
    await page.clock.runFor(5_000);
    await expect(heading(page, 'later.failed')).toBeVisible();
    await expectSilence(page, () => urls.length);
    const before = urls.length;
    await page.getByRole('button', { name: say('fail.again') }).click();
    await expect.poll(() => urls.length).toBe(before + 1);
    await expect(heading(page, 'later.failed')).toBeFocused();
    await page.unroute(REST);
    await page.getByRole('button', { name: say('fail.again') }).click();
    await expect(heading(page, 'connection.title')).toBeFocused();
    // The rest of the page has noticed nothing.
    await page.goto(`${page.url().split('#')[0]}#/access/gym/1237`);
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  });
}

test('offline the form and a list open once the later modules are here', async ({ page, context, open }) => {
  const arrived = page.waitForResponse(REST);
  await open('/');
  await (await arrived).finished();
  await context.setOffline(true);
  await page.getByRole('link', { name: say('home.add') }).click();
  await expect(heading(page, 'connection.title')).toBeFocused();
  await page.getByLabel(say('form.name'), { exact: true }).fill('Elsewhere');
  await expect(page.getByLabel(say('form.name'), { exact: true })).toHaveValue('Elsewhere');
  await page.goto(`${page.url().split('#')[0]}#/activation/identity/codes-3`);
  await expect(page.getByRole('alert')).toContainText(say('fail.offline'));
});

test('offline before that, the view says so, and comes by itself with the network', async ({ page, context, open, troubles }) => {
  await page.route(REST, (route) => route.abort());
  troubles.expect(FAILED);
  await open('/');
  await page.waitForEvent('requestfailed', (request) => REST.test(request.url()));
  await context.setOffline(true);
  await page.unroute(REST);
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(heading(page, 'later.failed')).toBeVisible();
  await context.setOffline(false);
  await expect(heading(page, 'about.title')).toBeVisible();
});

test('a module that arrives when the app has ended brings nothing of it back', async ({ page, open, troubles }) => {
  troubles.expect(/page error: thrown by a test/);
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route(REST, async (route) => {
    await held;
    await route.continue();
  });
  const begun = page.waitForRequest(REST);
  // The browser's own: the guard lets nothing through once the app has ended.
  await page.addInitScript(() => Object.assign(window, { own: { fetch: window.fetch.bind(window), compile: WebAssembly.compileStreaming } }));
  await open('/access/gym/1237');
  await begun;
  await page.evaluate("setTimeout(() => { throw new Error('thrown by a test'); })\n//# sourceURL=/latchkey-0.js");
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
  const arrived = page.waitForResponse(REST);
  send();
  const module = await arrived;
  await module.finished();
  // The same file, fetched after it, has been compiled by now: so there was time for the first.
  await page.evaluate(async (url) => {
    const { own } = window as unknown as { own: { fetch: typeof fetch; compile: typeof WebAssembly.compileStreaming } };
    await own.compile.call(WebAssembly, own.fetch(url));
  }, module.url());
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
});

test('where what shows a code large cannot be reached, that is said where one looks, far down a list too', async ({ page, open, troubles }) => {
  troubles.expect(FAILED);
  await page.route(REST, (route) => route.abort());
  await open('/activation/identity/codes-10000');
  const large = page.getByRole('button', { name: say('card.large') });
  await expect(large.first()).toBeVisible();
  await page.evaluate(() => scrollTo(0, 50_000));
  await expect(large.nth(3)).toBeInViewport();
  await large.nth(3).click();
  await expect(page.getByRole('alert').filter({ hasText: say('later.failed') })).toBeInViewport({ ratio: 1 });
  await page.unroute(REST);
  await page.getByRole('button', { name: say('fail.again') }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});
