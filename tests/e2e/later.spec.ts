// What a first view does not need comes in a second module: when, and what happens where it does not come.

import { expect, test, type Page } from './support/test.ts';
import { say } from './support/words.ts';

const STATIC = '0071930465528817402';
const LATER = /\/latchkey-[0-9a-f]{16}_later\.wasm$/;
const FAILED = /failed: GET .*_later\.wasm/;

/** The requests for the second module so far. */
function asked(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => LATER.test(request.url()) && urls.push(request.url()));
  return urls;
}

const heading = (page: Page, key: Parameters<typeof say>[0]) => page.getByRole('heading', { level: 1, name: say(key) });

test('a first visit to a pass fetches the second module only after the code is shown, and once', async ({ page, sandbox }) => {
  const urls = asked(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/access-code*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Longer than the pause the page makes before it fetches.
  await page.waitForTimeout(2_000);
  expect(urls).toEqual([]);
  answer();
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  await expect.poll(() => urls.length).toBe(1);
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(heading(page, 'about.title')).toBeFocused();
  expect(urls.length).toBe(1);
});

test('a view of the second module is there at once when it is opened first', async ({ page, open }) => {
  const urls = asked(page);
  await open('/connections/new');
  await expect(heading(page, 'connection.title')).toBeVisible();
  await page.getByLabel(say('form.base'), { exact: true }).fill('ftp://nowhere');
  await page.getByRole('button', { name: say('form.save'), exact: true }).click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
  expect(urls.length).toBe(1);
});

test('while the second module is on its way, what stands stays usable, and the view comes with the focus', async ({ page, open }) => {
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
  ['cannot be reached', (page: Page) => page.route(LATER, (route) => route.abort())],
  ['is gone', (page: Page) => page.route(LATER, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'gone' }))],
  ['is something else', (page: Page) => page.route(LATER, (route) => route.fulfill({ contentType: 'text/html', body: '<p>Sign in' }))],
  ['is cut short', (page: Page) => page.route(LATER, (route) => route.fulfill({ contentType: 'application/wasm', body: Buffer.from([0, 97, 115, 109, 1, 0]) }))],
] as const) {
  test(`where the second module ${what}, the view says so in words, and a try later brings it`, async ({ page, open, troubles }) => {
    if (what === 'cannot be reached') troubles.expect(FAILED);
    if (what === 'is gone') troubles.expect(/status 404: GET .*_later\.wasm/);
    const urls = asked(page);
    await block(page);
    await open('/');
    await page.getByRole('link', { name: say('home.add') }).click();
    await expect(heading(page, 'later.failed')).toBeFocused();
    await expect(page.getByRole('alert')).toContainText(say('later.failed_do'));
    const before = urls.length;
    await page.getByRole('button', { name: say('fail.again') }).click();
    await expect.poll(() => urls.length).toBe(before + 1);
    await expect(heading(page, 'later.failed')).toBeFocused();
    await page.unroute(LATER);
    await page.getByRole('button', { name: say('fail.again') }).click();
    await expect(heading(page, 'connection.title')).toBeFocused();
    // The rest of the page has noticed nothing.
    await page.goto(`${page.url().split('#')[0]}#/access/gym/1237`);
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  });
}

test('offline the form opens once the second module is here', async ({ page, context, open }) => {
  const arrived = page.waitForResponse(LATER);
  await open('/');
  await (await arrived).finished();
  await context.setOffline(true);
  await page.getByRole('link', { name: say('home.add') }).click();
  await expect(heading(page, 'connection.title')).toBeFocused();
  await page.getByLabel(say('form.name'), { exact: true }).fill('Elsewhere');
  await expect(page.getByLabel(say('form.name'), { exact: true })).toHaveValue('Elsewhere');
});

test('offline before that, the view says so, and comes by itself with the network', async ({ page, context, open, troubles }) => {
  await page.route(LATER, (route) => route.abort());
  troubles.expect(FAILED);
  await open('/');
  await page.waitForEvent('requestfailed', (request) => LATER.test(request.url()));
  await context.setOffline(true);
  await page.unroute(LATER);
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(heading(page, 'later.failed')).toBeVisible();
  await context.setOffline(false);
  await expect(heading(page, 'about.title')).toBeVisible();
});

test('a second module that arrives when the app has ended brings nothing of it back', async ({ page, open, troubles }) => {
  troubles.expect(/page error: thrown by a test/);
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route(LATER, async (route) => {
    await held;
    await route.continue();
  });
  const begun = page.waitForRequest(LATER);
  await open('/access/gym/1237');
  await begun;
  await page.evaluate("setTimeout(() => { throw new Error('thrown by a test'); })\n//# sourceURL=/latchkey-0.js");
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
  const arrived = page.waitForResponse(LATER);
  send();
  await (await arrived).finished();
  // Longer than it takes to compile.
  await page.waitForTimeout(500);
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
  await expect(page.getByRole('main')).toHaveCount(1);
});
