// A browser with the back/forward cache, which Playwright switches off by default.

import { chromium, type LaunchOptions, type Page } from '@playwright/test';

/** Runs `act` with a page of a Chromium whose back/forward cache is on. */
export async function withBfcache(
  launchOptions: LaunchOptions,
  app: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage({ locale: 'en-GB', permissions: ['local-network-access'] });
    // This Chromium caches no page that came with `no-store`; other browsers do. A fulfilled response has no
    // network address, so the page needs the permission to send requests to this machine.
    await page.route(app, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'no-cache' } });
    });
    await act(page);
  } finally {
    await browser.close();
  }
}
