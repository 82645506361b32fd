// The service worker caches the files of the build, and no response of an API.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutGateway } from './support/gateway.ts';
import { DIST, Sandbox } from './support/sandbox.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { installClock } from './support/fake-clock.ts';
import { cards } from './support/list.ts';
import { t } from './support/texts.ts';

test.use({ serviceWorkers: 'allow' });

/** The error of the page's own request without network. */
const OFFLINE = /failed: GET .*latchkey\.json net::ERR_INTERNET_DISCONNECTED/;

/** The one request for a code that the page tries though the browser reports no network. */
const CODE_OFFLINE = /failed: GET .*access-code net::ERR_INTERNET_DISCONNECTED/;

/** Opens a pass and waits until the service worker has cached the files. */
async function visitAndCache(page: Page, app: string): Promise<void> {
  await installClock(page);
  await page.goto(`${app}#/access/gym/1237`);
  await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await page.clock.runFor(6_000);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** Returns the names of all caches, while the page is there: one that loads again has none to tell. */
const cacheNames = (page: Page) =>
  cacheContents(page).then(
    ({ names }) => names,
    () => undefined,
  );

/** Returns the names of all caches, and the paths in them. */
const cacheContents = (page: Page) =>
  page.evaluate(async () => {
    const names = await window.caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await window.caches.open(name)).keys()));
    return {
      names,
      paths: requests
        .flat()
        .map((request) => new URL(request.url).pathname.slice(1))
        .sort(),
    };
  });

/** Returns the files of the build that a visit needs, without their compressed copies. */
const buildFiles = () =>
  readdirSync(DIST, { recursive: true })
    .map(String)
    .filter(
      (file) =>
        statSync(join(DIST, file)).isFile() &&
        !/\.(br|gz)$|^sw\.js$|^latchkey\.json$|^manifest\.webmanifest$|^install\//.test(file),
    )
    .map((file) => (file === 'index.html' ? '' : file))
    .sort();

test('the first visit caches exactly the files of the build', async ({ page, sandbox, browserErrors }) => {
  browserErrors.expect(/status 404/);
  await visitAndCache(page, sandbox.app);
  for (const view of [
    'access/my-pass',
    'activation/identity/codes-3',
    'access/gym/404',
    'activation/identity/anna',
  ]) {
    await page.goto(`${sandbox.app}?${view.replaceAll('/', '-')}#/${view}`);
    await expect(page.locator('[aria-busy=false]')).toHaveCount(1);
  }
  const { names, paths } = await cacheContents(page);
  expect(names).toEqual([expect.stringMatching(/^latchkey-[0-9a-f]{16}$/)]);
  expect(paths).toEqual(buildFiles());
});

test('the second visit requests only latchkey.json and the codes, each once', async ({ page, sandbox }) => {
  await visitAndCache(page, sandbox.app);
  await sandbox.clearLog();
  const network: string[] = [];
  page.on('response', (response) => {
    if (!response.fromServiceWorker()) network.push(new URL(response.url()).pathname);
  });
  await page.goto(`${sandbox.app}?again#/activation/identity/codes-3`);
  await expect(cards(page)).toHaveCount(3);
  expect(network).toEqual(['/latchkey.json', '/api/identity/digitanium/v4/users/codes-3/activationcodes']);
  expect(await sandbox.count()).toBe(1);
});

test('without network the second visit loads, says so, and shows no code', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  await visitAndCache(page, sandbox.app);
  browserErrors.expect(OFFLINE);
  browserErrors.expectMaybe(CODE_OFFLINE);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText(t('fail.offline'))).toBeVisible();
  await expect(page.getByText(STATIC_CODE)).toHaveCount(0);
  await expect(page.getByRole('img', { name: t('access.qr') })).toHaveCount(0);
});

test('the page works without a service worker', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('not here', 'SecurityError'));
  });
  await installClock(page);
  await page.goto(`${sandbox.app}#/access/gym/1237`);
  await page.clock.runFor(10_000);
  await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test.describe('a new version', withoutGateway(), () => {
  let folder = '';
  let site: Sandbox;

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latchkey-site-'));
    cpSync(DIST, folder, { recursive: true });
    site = await Sandbox.startWithSite(folder);
  });

  test.afterEach(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
  });

  /** Publishes another version by changing sw.js. */
  const publish = (change: (worker: string) => string) => {
    const file = join(folder, 'sw.js');
    const worker = readFileSync(file, 'utf8');
    expect(change(worker)).not.toBe(worker);
    writeFileSync(file, change(worker));
  };
  const withNewVersion = (worker: string) =>
    worker.replace(/latchkey-[0-9a-f]{16}"/, 'latchkey-00000000deadbeef"');
  const update = (page: Page) =>
    page.evaluate(() =>
      navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => undefined),
    );
  const offer = (page: Page) => page.getByText(t('update.ready'));

  test('is offered while the code stays, and installed on request', async ({ page }) => {
    await visitAndCache(page, site.app);
    await page.goto(`${site.app}?again#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.clock.runFor(6_000);
    publish(withNewVersion);
    await update(page);
    await expect(offer(page)).toBeVisible();
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    const before = (await cacheContents(page)).names;
    expect(before).toHaveLength(2);
    await page.getByRole('button', { name: t('update.load') }).click();
    await expect(offer(page)).toHaveCount(0);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect.poll(() => cacheNames(page)).toEqual(['latchkey-00000000deadbeef']);
  });

  test('that another tab has loaded does not touch the code of this one', async ({ page }) => {
    await visitAndCache(page, site.app);
    const other = await page.context().newPage();
    await installClock(other);
    // A dynamic code, which a reload would request again.
    await page.goto(`${site.app}?again#/access/my-pass`);
    await expect(page.locator('#main').getByRole('img', { name: t('access.qr') })).toBeVisible();
    await page.evaluate(() => {
      const code = document.querySelector('#main .code');
      Object.assign(window, { wasReplaced: false });
      new MutationObserver(() => {
        if (!code?.isConnected) Object.assign(window, { wasReplaced: true });
      }).observe(document, { subtree: true, childList: true });
    });
    await other.goto(`${site.app}?other#/about`);
    await other.clock.runFor(6_000);
    publish(withNewVersion);
    await update(other);
    await other.getByRole('button', { name: t('update.load') }).click();
    await expect.poll(() => cacheNames(other)).toEqual(['latchkey-00000000deadbeef']);
    await expect(offer(other)).toHaveCount(0);
    await expect(page.locator('#main').getByRole('img', { name: t('access.qr') })).toBeVisible();
    // A reload would have removed the mark as well.
    expect(await page.evaluate(() => (window as unknown as { wasReplaced?: boolean }).wasReplaced)).toBe(
      false,
    );
  });

  test('is loaded by a reload, while the cached version is used offline', async ({ page, browserErrors }) => {
    await visitAndCache(page, site.app);
    browserErrors.expect(OFFLINE);
    browserErrors.expectMaybe(CODE_OFFLINE);
    const file = join(folder, 'index.html');
    writeFileSync(file, readFileSync(file, 'utf8').replace('<title>', '<meta name="later"><title>'));
    const later = page.locator('meta[name=later]');
    await page.goto(`${site.app}?again#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect(later).toHaveCount(0);
    await page.reload();
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect(later).toHaveCount(1);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByText(t('fail.offline'))).toBeVisible();
    await expect(later).toHaveCount(0);
  });

  test('with a wrong digest is not installed', async ({ page }) => {
    await visitAndCache(page, site.app);
    await page.goto(`${site.app}?again#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    const { names } = await cacheContents(page);
    writeFileSync(join(folder, 'locales/de.json'), '{}');
    publish(withNewVersion);
    // The browser marks a worker that failed to install as redundant.
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const discarded = new Promise<void>((resolve) =>
        registration.addEventListener('updatefound', () => {
          const { installing } = registration;
          installing?.addEventListener('statechange', () => installing.state === 'redundant' && resolve());
        }),
      );
      await registration.update().catch(() => undefined);
      await discarded;
    });
    await expect(offer(page)).toHaveCount(0);
    await page.goto(`${site.app}?once-more#/access/gym/1237`);
    await expect(page.locator('#main').getByText(STATIC_CODE, { exact: true })).toBeVisible();
    expect((await cacheContents(page)).names).toEqual(expect.arrayContaining(names));
  });
});
