// Selecting codes for letters: one by one or all that are listed.

import { collectListResponses, latest } from './support/responses.ts';
import { printCalls, stubPrint, printToPdf } from './support/printing.ts';
import { expectImage } from './support/qr.ts';
import { expect, test, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';

const checkboxes = (page: Page) => page.getByRole('checkbox', { name: t('pick.this'), exact: true });
const startButton = (page: Page) => page.getByRole('button', { name: t('pick.start'), exact: true });
const printButton = (page: Page, letters: number) =>
  page.getByRole('button', { name: plural('pick.print', letters), exact: true });

test.beforeEach(async ({ page }) => stubPrint(page));

test('two of three codes become two pages, in the order of the list, each with a symbol both readers read', async ({
  page,
  open,
}) => {
  const responses = await collectListResponses(page);
  await open('/activation/identity/codes-3');
  const codes = (await latest(responses)).data.activationCodes;
  await startButton(page).click();
  await expect(startButton(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(checkboxes(page)).toHaveCount(3);
  await expect(printButton(page, 0)).toHaveAttribute('aria-disabled', 'true');
  await checkboxes(page).nth(0).check();
  await checkboxes(page).nth(2).check();
  await printButton(page, 2).click();
  await expect.poll(() => printCalls(page), { timeout: 15_000 }).toBe(1);
  const printout = await printToPdf(page);
  expect(printout.images).toHaveLength(2);
  for (const [at, code] of [codes[0], codes[2]].entries()) {
    await expectImage(printout.images[at] as Buffer, String(code?.activationCode));
    expect(printout.texts[at]?.replace(/\s/g, '')).toContain(code?.activationCode);
  }
});

test('without a selection nothing is printed, and the page says what to do', async ({ page, open }) => {
  await open('/activation/identity/codes-3');
  await startButton(page).click();
  await printButton(page, 0).dispatchEvent('click');
  await expect(page.getByText(t('pick.some'))).toBeVisible();
  expect(await printCalls(page)).toBe(0);
});

test('all listed codes can be selected, and the selection survives a search until it is ended', async ({
  page,
  open,
}) => {
  await open('/activation/identity/codes-50');
  await startButton(page).click();
  await page.getByRole('button', { name: plural('pick.all', 40), exact: true }).click();
  await expect(printButton(page, 40)).toBeVisible();
  await checkboxes(page).first().uncheck();
  await expect(printButton(page, 39)).toBeVisible();
  await page.getByLabel(t('search.label')).fill('nothing has this');
  await expect(page.getByText(t('list.none_found'))).toBeVisible();
  await page.getByRole('button', { name: t('list.all') }).click();
  await expect(checkboxes(page).first()).not.toBeChecked();
  await expect(checkboxes(page).nth(1)).toBeChecked();
  await page.getByRole('button', { name: t('pick.done'), exact: true }).click();
  await expect(checkboxes(page)).toHaveCount(0);
});

test('too many letters are rejected with an explanation', async ({ page, open }) => {
  await open('/activation/identity/codes-10000');
  await startButton(page).click();
  const all = page.getByRole('button', { name: /^Select all [78],\d{3}$/ });
  await all.click();
  await page.getByRole('button', { name: /^Print [78],\d{3} letters$/ }).click();
  await expect(page.getByText(t('letter.too_many', { most: '500' }))).toBeVisible();
  expect(await printCalls(page)).toBe(0);
});
