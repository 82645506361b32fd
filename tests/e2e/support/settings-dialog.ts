// The dialog with the settings of the device.

import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';
import { t, tGerman, type Key } from './texts.ts';

const inEither = (key: Key) => new RegExp(`^(${t(key)}|${tGerman(key)})$`);

/** The dialog, in either language. */
export const settings = (page: Page): Locator =>
  page.getByRole('dialog', { name: inEither('settings.title') });

/** The list of languages, in either language. */
export const languageChoice = (page: Page): Locator =>
  settings(page).getByRole('combobox', { name: inEither('settings.language') });

/** The list of themes. */
export const themeChoice = (page: Page): Locator =>
  settings(page).getByRole('combobox', { name: inEither('settings.theme') });

/** The list of countdowns of a pass, in either language. */
export const countdownChoice = (page: Page): Locator =>
  settings(page).getByRole('combobox', { name: inEither('settings.countdown') });

/** Opens the settings. */
export async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: inEither('settings.title') }).click();
  await expect(settings(page)).toBeVisible();
}

/** Closes the settings. */
export async function closeSettings(page: Page): Promise<void> {
  await settings(page)
    .getByRole('button', { name: inEither('dialog.close') })
    .click();
  await expect(settings(page)).toHaveCount(0);
}

/** Opens the settings, chooses the option with this value, and closes them. */
export async function choose(page: Page, choice: (page: Page) => Locator, value: string): Promise<void> {
  await openSettings(page);
  await choice(page).selectOption(value);
  await expect(choice(page)).toHaveValue(value);
  await closeSettings(page);
}

/** Opens the settings, ticks or unticks one of them, and closes them. */
export async function setPreference(page: Page, preference: Key, checked = true): Promise<void> {
  await openSettings(page);
  await settings(page).getByLabel(t(preference), { exact: true }).setChecked(checked);
  await closeSettings(page);
}
