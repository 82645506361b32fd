// The page can be installed: its manifest, its icons, where it starts, and what the browser says of it.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test, type Page } from './support/test.ts';
import { DIST, Sandbox } from './support/sandbox.ts';
import { addSettings } from './support/settings.ts';
import { t } from './support/texts.ts';

interface Image {
  src: string;
  sizes: string;
  type: string;
  purpose?: string;
  form_factor?: string;
}

interface Manifest {
  name: string;
  short_name: string;
  start_url: string;
  scope: string;
  display: string;
  background_color: string;
  theme_color: string;
  icons: Image[];
  screenshots: Image[];
  shortcuts: { name: string; url: string; icons: Image[] }[];
}

const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.webmanifest'), 'utf8')) as Manifest;
const home = (page: Page) => page.getByRole('heading', { name: t('home.title'), level: 1 });

const MY_PASS = {
  id: 'my-pass',
  name: 'My pass',
  service: 'access-code',
  base: '/api/gym',
  auth: 'gateway',
  subject: 'me',
};
const LIST = {
  id: 'identity',
  name: 'Help desk',
  service: 'activation-codes',
  base: '/api/identity',
  tenant: 'demo',
  installation: 'ssms',
};
const DESK = { id: 'gym', name: 'Studio desk', service: 'access-code', base: '/api/gym', auth: 'gateway' };

test('the manifest has what a browser needs to install the page', () => {
  expect(manifest).toMatchObject({
    name: 'Latchkey',
    short_name: 'Latchkey',
    scope: './',
    display: 'standalone',
  });
  expect(manifest.start_url).toMatch(/^\.\/#/);
  // Without an `id` the browser takes the address of the start, which has the folder of the page in it.
  expect(manifest).not.toHaveProperty('id');
  for (const colour of [manifest.background_color, manifest.theme_color])
    expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  const icons = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`);
  expect(icons).toEqual(
    expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable', '512x512 monochrome']),
  );
  expect(manifest.screenshots.map((image) => image.form_factor)).toEqual(
    expect.arrayContaining(['narrow', 'wide']),
  );
});

test('every image of the manifest exists, with the size that it says', () => {
  const images = [
    ...manifest.icons,
    ...manifest.screenshots,
    ...manifest.shortcuts.flatMap(({ icons }) => icons),
    { src: 'install/apple-touch-icon.png', sizes: '180x180', type: 'image/png' },
  ];
  for (const { src, sizes, type } of images) {
    const { width, height } = PNG.sync.read(readFileSync(join(DIST, src)));
    expect(`${width}x${height}`, src).toBe(sizes);
    expect(type).toBe('image/png');
  }
});

test('a maskable icon fills its square, and a monochrome one is transparent around its drawing', () => {
  const alphaOf = (purpose: string) => {
    const icon = manifest.icons.find((image) => image.purpose === purpose);
    const { data } = PNG.sync.read(readFileSync(join(DIST, icon?.src ?? '')));
    return new Set(data.filter((_, index) => index % 4 === 3));
  };
  expect([...alphaOf('maskable')]).toEqual([255]);
  const monochrome = alphaOf('monochrome');
  expect(monochrome.has(0) && monochrome.has(255)).toBe(true);
});

test('the page is linked to its manifest after the first paint, and the browser finds nothing wrong', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/');
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', 'manifest.webmanifest');
  await expect(page.locator('link[rel=apple-touch-icon]')).toHaveCount(1);
  const browser = await page.context().newCDPSession(page);
  const found = await browser.send('Page.getAppManifest');
  expect(found.errors).toEqual([]);
  expect(found.url).toBe(`${sandbox.app}manifest.webmanifest`);
  const errors = (await browser.send('Page.getInstallabilityErrors')).installabilityErrors;
  // Playwright's contexts count as incognito, in which nothing can be installed.
  expect(errors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  expect(await browser.send('Page.getAppId')).toMatchObject({ appId: sandbox.app });
  const response = await page.request.get(`${sandbox.app}manifest.webmanifest`);
  expect(response.headers()['content-type']).toBe('application/manifest+json');
});

test('below a folder, the installed page starts there and is an app of its own', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-folder-'));
  mkdirSync(join(folder, 'codes'));
  cpSync(DIST, join(folder, 'codes'), { recursive: true });
  cpSync(DIST, folder, { recursive: true });
  const site = await Sandbox.startWithSite(folder);
  try {
    await page.route('**/latchkey.json', (route) => route.fulfill({ json: {} }));
    await page.goto(`${site.app}codes/index.html`);
    await expect(page.locator('link[rel=manifest]')).toHaveCount(1);
    const browser = await page.context().newCDPSession(page);
    const { appId } = await browser.send('Page.getAppId');
    expect(appId).toBe(`${site.app}codes/`);
  } finally {
    await site.stop();
    rmSync(folder, { recursive: true });
  }
});

test('the installed page starts at home, where several passes may be meant', async ({ page, sandbox }) => {
  await addSettings(page, { connections: [MY_PASS, { ...MY_PASS, id: 'second' }] });
  await page.goto(sandbox.app + manifest.start_url.slice(2));
  await expect(home(page)).toBeVisible();
  await expect(page).toHaveURL(`${sandbox.app}#/`);
});

test('it starts at the only pass that needs no typing, and Back leads home', async ({ page, sandbox }) => {
  await addSettings(page, { connections: [LIST, DESK, MY_PASS] });
  await page.goto(sandbox.app + manifest.start_url.slice(2));
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  await expect(page).toHaveURL(`${sandbox.app}#/access/my-pass`);
  await page.goBack();
  await expect(home(page)).toBeVisible();
  await expect(page).toHaveURL(`${sandbox.app}#/`);
  // The home view stays when it is opened again.
  await page.reload();
  await expect(home(page)).toBeVisible();
});

test('each shortcut leads to its view', async ({ page, sandbox }) => {
  await addSettings(page, { connections: [LIST, DESK, MY_PASS] });
  const urlOf = (name: string) =>
    sandbox.app + (manifest.shortcuts.find((one) => one.name === name)?.url.slice(2) ?? '');
  await page.goto(urlOf('Access code'));
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  await expect(page).toHaveURL(`${sandbox.app}#/access/my-pass`);
  // An installed page that is open already only gets another fragment.
  await page.goto(urlOf('Activation codes'));
  await expect(page.getByLabel(t('user.label'))).toBeVisible();
  await expect(page).toHaveURL(`${sandbox.app}#/activation/identity`);
  await page.goBack();
  await expect(home(page)).toBeVisible();
});
