// Connections added by form, for services that are not in latchkey.json.

import { expect, type Page } from '@playwright/test';
import { t } from './texts.ts';

/**
 * Fills in the form for an access code service, whose key then is in the page's memory. The form must be
 * open.
 */
export async function addConnection(page: Page, base: string, key = 'sandbox-key'): Promise<void> {
  const field = (label: Parameters<typeof t>[0]) => page.getByLabel(t(label), { exact: true });
  await field('form.name').fill('Elsewhere');
  await field('form.base').fill(base);
  await field('sign_in.key_label').fill(key);
  await page.getByRole('button', { name: t('form.save'), exact: true }).click();
  await expect(page.getByRole('link', { name: /^Elsewhere/ })).toBeVisible();
}

/** Shows this customer's pass through the added connection. */
export async function showCustomer(page: Page, customer: string): Promise<void> {
  await page.getByRole('link', { name: /^Elsewhere/ }).click();
  await page.getByLabel(t('customer.label')).fill(customer);
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
}
