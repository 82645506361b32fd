// Chromium, and one visit to an app in it.

import { execFileSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { describe } from './apps.mjs';
import { watch } from './watch.mjs';

const VIEWPORT = { width: 1_280, height: 900 };
const ARGUMENTS = [
  // Chromium refuses to run its sandbox as root, as which containers run.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A thin line, as `Network.emulateNetworkConditions` wants it: 50 KiB/s and 300 ms to each answer. */
export const THIN_LINE = { offline: false, latency: 300, downloadThroughput: 50 * 1_024, uploadThroughput: 50 * 1_024 };

/** Far longer than the slowest peer needs for ten thousand codes, also on a busy machine. */
const PATIENCE_MS = 240_000;

/** Starts Chromium; its profile is a temporary one, which goes when it is closed. */
export async function launch() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  try {
    execFileSync(executablePath, ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error(`There is no Chromium at ${executablePath}. Install it, or name one by CHROMIUM.`);
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A context with nothing in it: no cache, no service worker, nothing stored. */
export const newContext = (browser) => browser.newContext({ viewport: VIEWPORT, locale: 'en-GB', timezoneId: 'Europe/Berlin', colorScheme: 'light' });

/**
 * Opens an app, and waits until its first symbol is painted.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {import('./apps.mjs').App} app
 * @param {{ count?: number, rate?: number, line?: object, before?: (client: import('@playwright/test').CDPSession) => Promise<void> }} how
 */
export async function visit(bench, context, app, { count, rate = 1, line, before }) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const failed = new Promise((_, reject) => {
    const fail = (words) => reject(new Error(`${describe(app, count)}: ${words}`));
    page.once('crash', () => fail('the page crashed'));
    page.on('pageerror', (error) => fail(error.message));
    setTimeout(() => fail(`no symbol within ${PATIENCE_MS / 1_000} s`), PATIENCE_MS).unref();
  });
  // Once the symbol stands, nobody waits for it any more.
  failed.catch(() => {});
  let tell;
  const painted = new Promise((resolve) => (tell = resolve));
  await page.exposeFunction('firstPainted', tell);
  await page.addInitScript(watch, { symbol: `${app.item} ${app.symbol} path[d]` });
  const client = await context.newCDPSession(page);
  if (rate !== 1) await client.send('Emulation.setCPUThrottlingRate', { rate });
  await before?.(client);
  if (line) {
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', line);
  }
  await page.goto(bench.server.address(app.site) + app.fragment(count), { waitUntil: 'commit' });
  const first = await Promise.race([painted, failed]);
  return { page, client, first };
}
