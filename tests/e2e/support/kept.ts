// A browser that keeps pages that were left and brings them back, as people's browsers do.

import { chromium, type LaunchOptions, type Page } from '@playwright/test';

/** Does something with a page of a Chromium whose back/forward cache is on: Playwright's browsers are told to keep no page. */
export async function withKeptPages(launchOptions: LaunchOptions, app: string, act: (page: Page) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  try {
    const page = await browser.newPage({ locale: 'en-GB', permissions: ['local-network-access'] });
    // A site that says no-store makes this Chromium keep nothing; others keep the page all the same. An answer from
    // here has no network address, which is why the page then needs leave to ask this very machine.
    await page.route(app, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'no-cache' } });
    });
    await act(page);
  } finally {
    await browser.close();
  }
}
