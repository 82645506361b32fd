// A build for demonstrations: both jobs without a server, only at `#/demo`.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectSymbol } from './support/qr.ts';
import { DIST, ROOT, Sandbox } from './support/sandbox.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';

let folder: string;
let site: Sandbox;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-demo-'));
  cpSync(DIST, folder, { recursive: true });
  execFileSync('node', ['scripts/add-demo.mjs', folder], { cwd: ROOT });
  for (const file of readdirSync(folder)) if (/\.(br|gz)$/.test(file)) rmSync(join(folder, file));
  site = await Sandbox.startWithSite(folder);
});

test.afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

const fault = (page: Page) => page.locator('#demo-panel select');

/** Opens a view of the demonstration. The server has nothing but files. */
async function openDemo(page: Page, view = ''): Promise<string[]> {
  const requested: string[] = [];
  page.on('request', (request) => {
    if (/\/api\/|latchkey\.json|\/time$/.test(request.url())) requested.push(request.url());
  });
  await page.goto(`${site.app}#/demo${view}`);
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
  return requested;
}

test('both jobs play without a server', async ({ page }) => {
  const requested = await openDemo(page);
  await expect(page).toHaveURL(/#\/$/);
  await page.getByRole('link', { name: /^My pass/ }).click();
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  await expect(page.getByRole('timer')).toBeVisible();
  await openDemo(page, '/access/gym/1237');
  await expectSymbol(page.getByRole('img', { name: t('access.qr') }), STATIC_CODE);
  await openDemo(page, '/activation/identity/codes-50');
  await expect(page.getByText(plural('list.count', 43), { exact: true })).toBeVisible();
  expect(requested).toEqual([]);
});

test('a pass is renewed before its end', async ({ page }) => {
  await openDemo(page, '/access/my-pass');
  const code = page.locator('#main .pass .code');
  const first = await code.textContent();
  await expect(code).not.toHaveText(first ?? '', { timeout: 35_000 });
});

test('a fault is chosen from the list, and the page says what it means', async ({ page }) => {
  await openDemo(page, '/access/gym/1060');
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  await fault(page).selectOption('503');
  await page.evaluate(() => void (location.hash = '#/access/gym/1061'));
  await expect(page.getByRole('alert')).toBeVisible();
  await fault(page).selectOption('none');
  // The page tries again by itself.
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
});

test('a reload stays in the demonstration; another tab is not in it', async ({ page, context }) => {
  await openDemo(page, '/access/gym/1237');
  await page.reload();
  await expect(fault(page)).toBeVisible();
  await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
  const other = await context.newPage();
  await other.goto(`${site.app}#/`);
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(fault(other)).toHaveCount(0);
});

test('the files of the app are the same, and without #/demo nothing of it is loaded', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  await page.goto(site.app);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(files.filter((file) => file.includes('demo-service'))).toEqual([]);
  const plain = readdirSync(DIST).filter((file) => /^(latchkey|app)-.*\.(js|wasm|css)$/.test(file));
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(plain));
});
