// Lets a code that is on the screen meet a fault when it is asked for again.

import { expect, type Page } from '@playwright/test';
import { say } from './words.ts';

/** From now on a question about one customer or user is answered as for another. */
export async function answerLike(page: Page, whose: string, other: string): Promise<void> {
  const isAsked = (url: URL) => url.pathname.includes(`/${whose}/`);
  await page.route(isAsked, (route) => route.continue({ url: route.request().url().replace(`/${whose}/`, `/${other}/`) }));
}

/** Presses Refresh as soon as that is allowed. */
export async function refresh(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: say('access.refresh') });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.click();
}
