// Typing a key or token into the form that asks for it.

import type { Page } from '@playwright/test';
import { say } from './words.ts';

export async function giveKey(page: Page, key: string): Promise<void> {
  await page.getByLabel(say('sign_in.key_label'), { exact: true }).fill(key);
  await page.getByRole('button', { name: say('sign_in.submit') }).click();
}

export async function giveToken(page: Page, token: string): Promise<void> {
  await page.getByLabel(say('sign_in.token_label'), { exact: true }).fill(token);
  await page.getByRole('button', { name: say('sign_in.submit') }).click();
}
