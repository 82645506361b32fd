// Reads the clipboard. The site's permissions policy forbids its own pages to do so.

import type { Page } from '@playwright/test';

/** Returns the text in the clipboard, which an empty page of another site reads. Needs the permission. */
export async function readClipboard(page: Page): Promise<string> {
  const reader = await page.context().newPage();
  try {
    await reader.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await reader.goto('http://localhost/');
    return await reader.evaluate(() => navigator.clipboard.readText());
  } finally {
    await reader.close();
  }
}
