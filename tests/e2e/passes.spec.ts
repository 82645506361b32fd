// Passes that the device remembers: on request only, with names, order and colours, never with a code or key.

import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from './support/test.ts';
import { openSettings, settings } from './support/settings-dialog.ts';
import { addSettings } from './support/settings.ts';
import { plural, t, textPattern } from './support/texts.ts';

const STATIC = '0071930465528817402';

const remember = (page: Page) => page.getByRole('button', { name: t('passes.remember') });
const passLinks = (page: Page) => page.getByRole('navigation', { name: t('passes.title') }).getByRole('link');
const stored = (page: Page) => page.evaluate(() => localStorage.getItem('latchkey.passes'));

/** Remembers the pass of a customer. */
async function rememberPass(page: Page, open: (fragment: string) => Promise<void>, customer: string) {
  await open(`/access/gym/${customer}`);
  await remember(page).click();
  await expect(page.getByText(t('passes.remembered'))).toBeVisible();
}

test('nothing is remembered without a person asking, and never a code', async ({ page, open }) => {
  await open('/access/gym/1237');
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  expect(await stored(page)).toBeNull();
  await remember(page).click();
  await expect.poll(() => stored(page)).toContain('"customer":"1237"');
  expect(await stored(page)).not.toContain(STATIC);
  await page.reload();
  await page.getByRole('button', { name: t('passes.forget_this') }).click();
  await expect(page.getByText(t('passes.forgotten'))).toBeVisible();
  await expect.poll(() => stored(page)).toBeNull();
});

test('one pass leads to the others by tap and by key, in the order of the home view', async ({
  page,
  open,
}) => {
  await rememberPass(page, open, '1237');
  await rememberPass(page, open, '1234');
  await expect(passLinks(page)).toHaveText(['Studio desk 1237', 'Studio desk 1234']);
  await expect(passLinks(page).nth(1)).toHaveAttribute('aria-current', 'page');
  await passLinks(page).first().click();
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/#\/access\/gym\/1234$/);
  await expect(passLinks(page).nth(1)).toHaveAttribute('aria-current', 'page');
  await open('/');
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/#\/access\/gym\/1237$/);
});

test('passes are renamed, coloured, moved and forgotten on the home view', async ({ page, open }) => {
  await rememberPass(page, open, '1237');
  await rememberPass(page, open, '1234');
  await open('/');
  await page.getByRole('button', { name: t('passes.edit') }).click();
  const names = page.getByRole('textbox', { name: t('passes.name') });
  await names.nth(1).fill('Anna');
  await names.nth(1).press('Tab');
  await page
    .getByRole('combobox', { name: textPattern('passes.colour') })
    .nth(1)
    .selectOption('green');
  await page.getByRole('button', { name: textPattern('passes.up') }).click();
  await expect(names.first()).toHaveValue('Anna');
  await expect(names.first()).toBeFocused();
  await page
    .getByRole('button', { name: textPattern('passes.forget') })
    .nth(1)
    .click();
  await expect(names).toHaveCount(1);
  await page.getByRole('button', { name: t('passes.done') }).click();
  await page.reload();
  const link = page.getByRole('link', { name: /^Anna/ });
  await expect(link).toHaveAttribute('data-colour', 'green');
  await expect(link).toContainText('1234');
});

test('passes go to another device as a file without secrets', async ({ page, open }) => {
  await rememberPass(page, open, '1237');
  await openSettings(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: t('device.export') }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('latchkey-passes.json');
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toEqual({
    kind: 'latchkey-passes',
    version: 1,
    passes: [{ connection: 'gym', customer: '1237', name: 'Studio desk 1237', colour: 'accent' }],
  });
  await page.getByRole('button', { name: t('device.forget') }).click();
  await expect(settings(page).getByText(t('device.no_passes'))).toBeVisible();
  const add = (content: string) =>
    settings(page)
      .getByLabel(t('device.import'))
      .setInputFiles({ name: 'passes.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await add('{"something":"else"}');
  await expect(settings(page).getByText(t('device.other_file'))).toBeVisible();
  await add(text.replace('"gym"', '"No such id"'));
  await expect(settings(page).getByText(t('device.invalid_entry', { position: '1' }))).toBeVisible();
  await expect(settings(page).getByText(t('device.no_passes'))).toBeVisible();
  await add(text);
  await expect(settings(page).getByText(plural('device.added', 1))).toBeVisible();
  await add(text);
  await expect(settings(page).getByText(t('device.none_added'))).toBeVisible();
  await expect.poll(() => stored(page)).toBe(text);
});

test('opened from its icon, the page starts at the only pass that it remembers', async ({ page, open }) => {
  await addSettings(page, {
    connections: [{ id: 'gym', name: 'Studio desk', service: 'access-code', base: '/api/gym' }],
  });
  await rememberPass(page, open, '1237');
  await open('/start');
  await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name: /^Studio desk 1237/ })).toBeVisible();
});
