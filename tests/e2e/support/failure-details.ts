// The folded details of a failure.

import type { Page } from '@playwright/test';
import { t } from './texts.ts';

/** Opens the details and returns the value of the line called `name`; empty if there is no such line. */
export async function failureDetail(page: Page, name: string): Promise<string> {
  const fold = page.getByRole('group').filter({ hasText: t('details.title') });
  if ((await fold.getAttribute('open')) === null) await page.getByText(t('details.title')).click();
  const lines = await fold.innerText();
  return new RegExp(`^${name}\\s+(.+)$`, 'm').exec(lines)?.[1] ?? '';
}
