// Makes the refresh of a code on the screen fail.

import { expect, type Page } from '@playwright/test';
import { t } from './texts.ts';

/** Sends requests about one customer or user to another's address from now on. */
export async function rerouteRequests(page: Page, from: string, to: string): Promise<void> {
  const matches = (url: URL) => url.pathname.includes(`/${from}/`);
  await page.route(matches, (route) =>
    route.continue({ url: route.request().url().replace(`/${from}/`, `/${to}/`) }),
  );
}

/** Presses Refresh once it is enabled. */
export async function pressRefresh(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: t('access.refresh') });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.click();
}
