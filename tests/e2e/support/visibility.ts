// Hides the page and shows it again, as switching tabs does. A browser under test never hides one by itself.

import type { Page } from '@playwright/test';

export async function setVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visible ? 'visible' : 'hidden');
}
