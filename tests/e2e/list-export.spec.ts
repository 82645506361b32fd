// What is done with selected codes: a file of them, and copying many.

import { readFileSync } from 'node:fs';
import { readClipboard } from './support/clipboard.ts';
import { openLongList, showButtons, test } from './support/list.ts';
import { collectListResponses, latest } from './support/responses.ts';
import { expect, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';

const button = (page: Page, name: Parameters<typeof t>[0]) =>
  page.getByRole('button', { name: t(name), exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: t('export.title') });

/** Selects all listed codes. */
async function selectAll(page: Page): Promise<void> {
  await button(page, 'pick.start').click();
  await page.getByRole('button', { name: /^Select all/ }).click();
}

/** Presses a button of the dialog and returns the name and the rows of the file. */
async function save(page: Page, name: 'export.with' | 'export.without') {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: t(name), exact: true }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  return { name: download.suggestedFilename(), rows: text.slice(1, -2).split('\r\n') };
}

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1_280, height: 900 },
]) {
  test.describe(`${viewport.width} pixels wide`, () => {
    test.use({ viewport });

    test('a file has user, tenant, end and state, and the codes only if the person says so', async ({
      page,
      open,
    }) => {
      const responses = await collectListResponses(page);
      await openLongList(page, open, 'codes-3');
      const codes = (await latest(responses)).data.activationCodes;
      await selectAll(page);
      await button(page, 'pick.export').click();
      await expect(dialog(page).getByText(plural('export.content', 3))).toBeVisible();
      await expect(dialog(page).getByText(t('export.stays'))).toBeVisible();
      await expect(dialog(page).getByText(t('export.warning'))).toBeVisible();
      const ends = codes.map((code) =>
        new Date(Number(code.activationNotAfter) * 1_000).toISOString().replace('.000', ''),
      );
      const file = await save(page, 'export.without');
      expect(file.name).toBe('activation-codes.csv');
      expect(file.rows[0]).toBe('User id,Tenant,End,State');
      expect(file.rows.slice(1).map((row) => row.split(',').slice(0, 3))).toEqual(
        ends.map((end) => ['codes-3', 'demo', end]),
      );
      for (const row of file.rows) for (const { activationCode } of codes) expect(row).not.toContain(activationCode);
      await expect(dialog(page)).toHaveCount(0);
      await expect(button(page, 'pick.export')).toBeFocused();
      await expect(page.getByText(t('export.saved', { name: 'activation-codes.csv' }))).toBeVisible();

      await button(page, 'pick.export').click();
      const withCodes = await save(page, 'export.with');
      expect(withCodes.rows[0]).toBe('User id,Tenant,End,State,Code');
      expect(withCodes.rows.slice(1).map((row) => row.split(',')[4])).toEqual(
        codes.map((code) => code.activationCode),
      );
    });
  });
}

test('expired and hidden codes are in no file', async ({ page, open }) => {
  await openLongList(page, open, 'codes-50?show=expired,ending');
  await selectAll(page);
  await button(page, 'pick.export').click();
  const { rows } = await save(page, 'export.with');
  const expired = rows.filter((row) => row.includes(`,${t('state.expired')},`));
  expect(expired).toHaveLength(10);
  for (const row of expired) expect(row).toMatch(/,$/);
});

test('Escape saves nothing, and a lock closes the dialog and ends the selection', async ({ page, open }) => {
  await openLongList(page, open, 'codes-3');
  await selectAll(page);
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  await button(page, 'pick.export').click();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(button(page, 'pick.export')).toBeFocused();
  await button(page, 'pick.export').click();
  await page.locator('button', { hasText: new RegExp(`^${t('lock.button')}$`) }).dispatchEvent('click');
  await expect(page.getByText(t('lock.title'))).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  await button(page, 'lock.again').click();
  await expect(showButtons(page).first()).toBeVisible();
  await expect(button(page, 'pick.export')).toHaveCount(0);
  expect(downloads).toBe(0);
});

test.describe('copying many', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('puts each code in a line of its own, in the order of the list, and says how many', async ({
    page,
    open,
  }) => {
    const responses = await collectListResponses(page);
    await openLongList(page, open, 'codes-3?sort=code');
    const codes = (await latest(responses)).data.activationCodes.map((code) => code.activationCode);
    await selectAll(page);
    await page.getByRole('button', { name: plural('pick.copy', 3), exact: true }).click();
    const said = page.getByText(plural('pick.copied', 3), { exact: true });
    await expect(said).toBeVisible();
    await expect(said).toHaveRole('status');
    expect(await readClipboard(page)).toBe([...codes].sort((a, b) => (a < b ? -1 : 1)).join('\n'));
  });

  test('leaves expired codes out, and says so', async ({ page, open }) => {
    await openLongList(page, open, 'codes-50?show=ending,expired');
    await selectAll(page);
    await page.getByRole('button', { name: plural('pick.copy', 15), exact: true }).click();
    await expect(
      page.getByText(`${plural('pick.copied', 5)} ${plural('letter.left_out', 10)}`, { exact: true }),
    ).toBeVisible();
    expect((await readClipboard(page)).split('\n')).toHaveLength(5);
  });

  test('without a selection nothing is copied, and the page says what to do', async ({ page, open }) => {
    await openLongList(page, open, 'codes-3');
    await button(page, 'pick.start').click();
    await page.getByRole('button', { name: plural('pick.copy', 0), exact: true }).dispatchEvent('click');
    await expect(page.getByText(t('pick.some'))).toBeVisible();
  });
});
