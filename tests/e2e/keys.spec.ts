// Keys that work everywhere, and the command palette.

import { expect, test, type Page } from './support/test.ts';
import { closeSettings, openSettings, setPreference, settings } from './support/settings-dialog.ts';
import { t } from './support/texts.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: t('palette.title') });
const search = (page: Page) => palette(page).getByRole('combobox', { name: t('palette.label') });
const options = (page: Page) => palette(page).getByRole('option');
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Waits until the service may be asked again. */
const untilRefreshable = (page: Page) =>
  expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute('aria-disabled', 'false');

/** The option that Enter follows, as assistive technology is told. */
async function active(page: Page): Promise<string> {
  const id = await search(page).getAttribute('aria-activedescendant');
  return String(await page.locator(`#${String(id)}`).textContent());
}

test('the palette finds lists, passes, views and actions by parts of their names', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/access/gym/1237');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeFocused();
  for (const name of [
    t('access.refresh'),
    t('lock.button'),
    t('home.title'),
    t('settings.title'),
    t('about.title'),
  ])
    await expect(options(page).filter({ hasText: name }).first()).toBeVisible();
  await search(page).fill('no such name');
  await expect(options(page)).toHaveCount(0);
  await expect(palette(page).getByText(t('palette.none'))).toBeVisible();
  await search(page).fill('help desk');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/activation\//);
  await page.goBack();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await untilRefreshable(page);
  const before = await sandbox.count();
  const copy = page.getByRole('button', { name: t('copy.code') });
  await copy.focus();
  await page.keyboard.press('Control+k');
  await search(page).fill(t('access.refresh'));
  await page.keyboard.press('Enter');
  await expect.poll(() => sandbox.count()).toBe(before + 1);
  await expect(copy).toBeFocused();
});

test('arrows choose in the palette, Escape closes it and gives the focus back', async ({ page, open }) => {
  await open('/');
  await page.getByRole('link', { name: /^My pass/ }).focus();
  await page.keyboard.press('Control+k');
  const names = await options(page).allTextContents();
  expect(await active(page)).toBe(names[0]);
  await page.keyboard.press('ArrowDown');
  expect(await active(page)).toBe(names[1]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await active(page)).toBe(names[0]);
  for (let press = 0; press < names.length + 3; press += 1) await page.keyboard.press('ArrowDown');
  expect(await active(page)).toBe(names.at(-1));
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^My pass/ })).toBeFocused();
});

test('a tap follows an entry of the palette', async ({ page, open }) => {
  await open('/');
  await page.keyboard.press('Control+k');
  await options(page)
    .filter({ hasText: t('about.title') })
    .click();
  await expect(heading(page, t('about.title'))).toBeFocused();
});

test('a question mark lists the keys of the view, and single keys can be switched off', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/access/gym/1237');
  await untilRefreshable(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: t('keys.title') });
  await expect(keys.getByText(t('access.refresh'), { exact: true })).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  expect(await sandbox.count(), 'no key reaches the view behind a dialog').toBe(1);
  await page.keyboard.press('r');
  await expect.poll(() => sandbox.count()).toBe(2);
  await untilRefreshable(page);
  await setPreference(page, 'keys.single', false);
  await page.keyboard.press('r');
  await page.keyboard.press('?');
  await expect(keys).toHaveCount(0);
  expect(await sandbox.count()).toBe(2);
  await page.reload();
  await untilRefreshable(page);
  await page.keyboard.press('?');
  await expect(keys).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
});

test('what is typed into a field stays there', async ({ page, open, sandbox }) => {
  await open('/access/gym');
  await page.getByRole('textbox', { name: t('customer.label') }).pressSequentially('r?1');
  await expect(page.getByRole('textbox', { name: t('customer.label') })).toHaveValue('r?1');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await sandbox.count()).toBe(0);
});

// The dialog used to stay in front of another view.
test("the browser's Back closes the settings together with their view", async ({ page, open }) => {
  await open('/');
  await page.getByRole('link', { name: t('about.link') }).click();
  await expect(heading(page, t('about.title'))).toBeVisible();
  await openSettings(page);
  await page.goBack();
  await expect(heading(page, t('home.title'))).toBeVisible();
  await expect(settings(page)).toHaveCount(0);
});

// The entries used to be those of the view that was there when the palette opened.
test('an action of the palette does nothing once its view is locked', async ({ page, open, sandbox }) => {
  await open('/access/gym/1237');
  await untilRefreshable(page);
  await page.keyboard.press('Control+k');
  await search(page).fill(t('access.refresh'));
  await expect(options(page)).toHaveCount(1);
  await page.evaluate(() => new BroadcastChannel('latchkey').postMessage('lock'));
  await expect(page.getByText(t('lock.words'))).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
  await expect(heading(page, t('lock.title'))).toBeAttached();
  expect(await sandbox.count()).toBe(1);
});

test('the settings lead to the list of keys', async ({ page, open }) => {
  await open('/');
  await openSettings(page);
  await settings(page)
    .getByRole('button', { name: t('keys.show') })
    .click();
  await expect(page.getByRole('dialog', { name: t('keys.title') })).toBeVisible();
  await page.keyboard.press('Escape');
  await openSettings(page);
  await closeSettings(page);
});
