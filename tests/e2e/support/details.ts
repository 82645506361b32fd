// What stands in the folded details of a failure.

import type { Page } from '@playwright/test';
import { say } from './words.ts';

/** Opens the details and gives one line of them. */
export async function detail(page: Page, name: string): Promise<string> {
  const fold = page.getByRole('group').filter({ hasText: say('details.title') });
  if ((await fold.getAttribute('open')) === null) await page.getByText(say('details.title')).click();
  const lines = await fold.innerText();
  return new RegExp(`^${name}\\s+(.+)$`, 'm').exec(lines)?.[1] ?? '';
}
