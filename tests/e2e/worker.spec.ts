// What stays on the device for the next visit: the files of the build, and never a word of an API.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, Sandbox } from './support/sandbox.ts';
import { expect, test, type Page } from './support/test.ts';
import { installClock } from './support/turning.ts';
import { cards } from './support/list.ts';
import { say } from './support/words.ts';

test.use({ serviceWorkers: 'allow' });

/** What the page itself asks for, without network. */
const OFFLINE = /failed: GET .*latchkey\.json net::ERR_INTERNET_DISCONNECTED/;
const STATIC = '0071930465528817402';

/** Opens a pass and lets the files be kept. */
async function keep(page: Page, app: string): Promise<void> {
  await installClock(page);
  await page.goto(`${app}#/access/gym/1237`);
  await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
  await page.clock.runFor(6_000);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** Every cache's name, and the paths in all of them. */
const caches = (page: Page) =>
  page.evaluate(async () => {
    const names = await window.caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await window.caches.open(name)).keys()));
    return { names, paths: requests.flat().map((request) => new URL(request.url).pathname.slice(1)).sort() };
  });

/** The files people load, without their packed copies. */
const built = () =>
  readdirSync(DIST, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(DIST, file)).isFile() && !/\.(br|gz)$|^sw\.js$|^latchkey\.json$/.test(file))
    .map((file) => (file === 'index.html' ? '' : file))
    .sort();

test('the first visit keeps the files of the build, all of them and nothing else', async ({ page, sandbox, troubles }) => {
  troubles.expect(/status 404/);
  await keep(page, sandbox.app);
  for (const view of ['access/my-pass', 'activation/identity/codes-3', 'access/gym/404', 'activation/identity/anna']) {
    await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
    await expect(page.locator('[aria-busy=false]')).toHaveCount(1);
  }
  const { names, paths } = await caches(page);
  expect(names).toEqual([expect.stringMatching(/^latchkey-[0-9a-f]{16}$/)]);
  expect(paths).toEqual(built());
});

test('the second visit takes from the network nothing but the settings and the codes, and asks for these once', async ({ page, sandbox }) => {
  await keep(page, sandbox.app);
  await sandbox.emptyLog();
  const network: string[] = [];
  page.on('response', (response) => {
    if (!response.fromServiceWorker()) network.push(new URL(response.url()).pathname);
  });
  await page.goto(`${sandbox.app}?again#/activation/identity/codes-3`);
  await expect(cards(page)).toHaveCount(3);
  expect(network).toEqual(['/latchkey.json', '/api/identity/digitanium/v4/users/codes-3/activationcodes']);
  expect(await sandbox.count()).toBe(1);
});

test('without network the second visit stands, says so, and shows no code', async ({ page, sandbox, troubles }) => {
  await keep(page, sandbox.app);
  troubles.expect(OFFLINE);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: say('config.failed') })).toBeVisible();
  await expect(page.getByText(STATIC)).toHaveCount(0);
  await expect(page.getByRole('img', { name: say('access.qr') })).toHaveCount(0);
});

test('a device that keeps nothing shows everything', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('not here', 'SecurityError'));
  });
  await installClock(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await page.clock.runFor(10_000);
  await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test.describe('a new version', () => {
  let folder = '';
  let site: Sandbox;

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-site-'));
    cpSync(DIST, folder, { recursive: true });
    site = await Sandbox.serve(folder);
  });

  test.afterEach(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
  });

  /** Puts another version there; `change` is done to the list of its files. */
  const publish = (change: (worker: string) => string) => {
    const file = join(folder, 'sw.js');
    const worker = readFileSync(file, 'utf8');
    expect(change(worker)).not.toBe(worker);
    writeFileSync(file, change(worker));
  };
  const named = (worker: string) => worker.replace(/latchkey-[0-9a-f]{16}"/, 'latchkey-00000000deadbeef"');
  const update = (page: Page) =>
    page.evaluate(() => navigator.serviceWorker.ready.then((kept) => kept.update()).then(() => undefined));
  const offer = (page: Page) => page.getByText(say('update.ready'));

  test('is offered while the code stands, and comes when it is wanted', async ({ page }) => {
    await keep(page, site.app);
    await page.goto(`${site.app}?again#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await page.clock.runFor(6_000);
    publish(named);
    await update(page);
    await expect(offer(page)).toBeVisible();
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    const before = (await caches(page)).names;
    expect(before).toHaveLength(2);
    await page.getByRole('button', { name: say('update.load') }).click();
    await expect(offer(page)).toHaveCount(0);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await expect.poll(() => caches(page).then(({ names }) => names)).toEqual(['latchkey-00000000deadbeef']);
  });

  test('is what a reload brings, and what stays is what comes without the network', async ({ page, troubles }) => {
    await keep(page, site.app);
    troubles.expect(OFFLINE);
    const file = join(folder, 'index.html');
    writeFileSync(file, readFileSync(file, 'utf8').replace('<title>', '<meta name="later"><title>'));
    const later = page.locator('meta[name=later]');
    await page.goto(`${site.app}?again#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await expect(later).toHaveCount(0);
    await page.reload();
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    await expect(later).toHaveCount(1);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { name: say('config.failed') })).toBeVisible();
    await expect(later).toHaveCount(0);
  });

  test('that did not come as it was built is not taken', async ({ page }) => {
    await keep(page, site.app);
    await page.goto(`${site.app}?again#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    const { names } = await caches(page);
    writeFileSync(join(folder, 'locales/de.json'), '{}');
    publish(named);
    // How the browser says that it gave the new one up.
    await page.evaluate(async () => {
      const kept = await navigator.serviceWorker.ready;
      const given = new Promise<void>((resolve) =>
        kept.addEventListener('updatefound', () => {
          const { installing } = kept;
          installing?.addEventListener('statechange', () => installing.state === 'redundant' && resolve());
        }),
      );
      await kept.update().catch(() => undefined);
      await given;
    });
    await expect(offer(page)).toHaveCount(0);
    await page.goto(`${site.app}?once-more#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC, { exact: true })).toBeVisible();
    expect((await caches(page)).names).toEqual(expect.arrayContaining(names));
  });
});
