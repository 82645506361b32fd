// Enters a credential into the form that asks for it.

import type { Page } from '@playwright/test';
import { t } from './texts.ts';

/** Enters and submits an API key. */
export async function enterKey(page: Page, key: string): Promise<void> {
  await page.getByLabel(t('sign_in.key_label'), { exact: true }).fill(key);
  await page.getByRole('button', { name: t('sign_in.submit') }).click();
}

/** Enters and submits a bearer token. */
export async function enterToken(page: Page, token: string): Promise<void> {
  await page.getByLabel(t('sign_in.token_label'), { exact: true }).fill(token);
  await page.getByRole('button', { name: t('sign_in.submit') }).click();
}
