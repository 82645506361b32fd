// A connection of one's own, made by the form as a person makes it: for services that are not in latchkey.json.

import { expect, type Page } from '@playwright/test';
import { say } from './words.ts';

/** Adds a service for access codes and leaves its key in the page's memory. Give the view's name to what is opened. */
export async function addService(page: Page, base: string, key = 'sandbox-key'): Promise<void> {
  const field = (label: Parameters<typeof say>[0]) => page.getByLabel(say(label), { exact: true });
  await field('form.name').fill('Elsewhere');
  await field('form.base').fill(base);
  await field('sign_in.key_label').fill(key);
  await page.getByRole('button', { name: say('form.save'), exact: true }).click();
  await expect(page.getByRole('link', { name: /^Elsewhere/ })).toBeVisible();
}

/** Shows this customer's pass through the added service. */
export async function showCustomer(page: Page, customer: string): Promise<void> {
  await page.getByRole('link', { name: /^Elsewhere/ }).click();
  await page.getByLabel(say('customer.label')).fill(customer);
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
}
