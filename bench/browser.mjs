// Starts Chromium and opens apps in it.

import { execFileSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { describe } from './apps.mjs';
import { observePaint } from './paint-observer.mjs';

const VIEWPORT = { width: 1_280, height: 900 };
const ARGUMENTS = [
  // Chromium refuses to run its sandbox as root, and containers run as root.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A slow network for `Network.emulateNetworkConditions`: 50 KiB/s and 300 ms of latency. */
export const SLOW_NETWORK = {
  offline: false,
  latency: 300,
  downloadThroughput: 50 * 1_024,
  uploadThroughput: 50 * 1_024,
};

/** Far longer than the slowest peer needs for ten thousand codes on a busy machine. */
const SYMBOL_TIMEOUT_MS = 240_000;

/** Starts Chromium with a temporary profile. */
export async function launch() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  try {
    execFileSync(executablePath, ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error(`There is no Chromium at ${executablePath}. Install it, or name one by CHROMIUM.`);
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Creates a context without cache, service worker or storage. */
export const newContext = (browser) =>
  browser.newContext({
    viewport: VIEWPORT,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
  });

/**
 * Opens an app and waits until its first symbol is painted. `first` is the time of that paint in milliseconds
 * since the navigation's start.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {import('./apps.mjs').App} app
 * @param {{ count?: number, rate?: number, network?: object, before?: (client: import('@playwright/test').CDPSession) => Promise<void> }} how
 */
export async function visit(bench, context, app, { count, rate = 1, network, before }) {
  const page = await context.newPage();
  page.setDefaultTimeout(SYMBOL_TIMEOUT_MS);
  const failed = new Promise((_, reject) => {
    const fail = (message) => reject(new Error(`${describe(app, count)}: ${message}`));
    page.once('crash', () => fail('the page crashed'));
    page.on('pageerror', (error) => fail(error.message));
    setTimeout(() => fail(`no symbol within ${SYMBOL_TIMEOUT_MS / 1_000} s`), SYMBOL_TIMEOUT_MS).unref();
  });
  // After the paint a later failure is not awaited.
  failed.catch(() => {});
  let resolvePainted;
  const painted = new Promise((resolve) => (resolvePainted = resolve));
  await page.exposeFunction('firstPainted', resolvePainted);
  await page.addInitScript(observePaint, { symbol: `${app.item} ${app.symbol} path[d]` });
  const client = await context.newCDPSession(page);
  if (rate !== 1) await client.send('Emulation.setCPUThrottlingRate', { rate });
  await before?.(client);
  if (network) {
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', network);
  }
  await page.goto(bench.server.address(app.site) + app.fragment(count), { waitUntil: 'commit' });
  const first = await Promise.race([painted, failed]);
  return { page, client, first };
}
