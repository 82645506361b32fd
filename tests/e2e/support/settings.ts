// Changes the sandbox's latchkey.json.

import type { BrowserContext, Page } from '@playwright/test';

/** Adds members to the sandbox's latchkey.json, in one page or in all pages of a context. */
export async function addSettings(pages: Page | BrowserContext, settings: object): Promise<void> {
  await pages.route('**/latchkey.json', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const config = (await response.json()) as object;
    return route.fulfill({ response, json: { ...config, ...settings } });
  });
}
