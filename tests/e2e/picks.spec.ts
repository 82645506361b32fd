// Letters of many codes: picked one by one or all that are shown, a page for each.

import { listAnswers, newest } from './support/answers.ts';
import { askedToPrint, holdPrinting, print } from './support/paper.ts';
import { expectPicture } from './support/qr.ts';
import { expect, test, type Page } from './support/test.ts';
import { count, say } from './support/words.ts';

const boxes = (page: Page) => page.getByRole('checkbox', { name: say('pick.this'), exact: true });
const start = (page: Page) => page.getByRole('button', { name: say('pick.letters'), exact: true });
const printing = (page: Page, letters: number) => page.getByRole('button', { name: count('pick.print', letters), exact: true });

test.beforeEach(async ({ page }) => holdPrinting(page));

test('two of three codes become two pages, in the order of the list, each with a symbol both readers read', async ({ page, open }) => {
  const heard = await listAnswers(page);
  await open('/activation/identity/codes-3');
  const codes = (await newest(heard)).data.activationCodes;
  await start(page).click();
  await expect(start(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(boxes(page)).toHaveCount(3);
  await expect(printing(page, 0)).toHaveAttribute('aria-disabled', 'true');
  await boxes(page).nth(0).check();
  await boxes(page).nth(2).check();
  await printing(page, 2).click();
  await expect.poll(() => askedToPrint(page), { timeout: 15_000 }).toBe(1);
  const paper = await print(page);
  expect(paper.pages).toHaveLength(2);
  for (const [at, code] of [codes[0], codes[2]].entries()) {
    await expectPicture(paper.pages[at] as Buffer, String(code?.activationCode));
    expect(paper.texts[at]?.replace(/\s/g, '')).toContain(code?.activationCode);
  }
});

test('nothing picked: nothing is printed, and what to do is said', async ({ page, open }) => {
  await open('/activation/identity/codes-3');
  await start(page).click();
  await printing(page, 0).dispatchEvent('click');
  await expect(page.getByText(say('pick.some'))).toBeVisible();
  expect(await askedToPrint(page)).toBe(0);
});

test('all that are shown can be picked, what is picked stays picked while one searches, and picking ends', async ({ page, open }) => {
  await open('/activation/identity/codes-50');
  await start(page).click();
  await page.getByRole('button', { name: count('pick.all', 40), exact: true }).click();
  await expect(printing(page, 40)).toBeVisible();
  await boxes(page).first().uncheck();
  await expect(printing(page, 39)).toBeVisible();
  await page.getByLabel(say('search.label')).fill('nothing has this');
  await expect(page.getByText(say('list.none_found'))).toBeVisible();
  await page.getByRole('button', { name: say('list.all') }).click();
  await expect(boxes(page).first()).not.toBeChecked();
  await expect(boxes(page).nth(1)).toBeChecked();
  await page.getByRole('button', { name: say('pick.done'), exact: true }).click();
  await expect(boxes(page)).toHaveCount(0);
});

test('more letters than anybody prints at once are refused in words', async ({ page, open }) => {
  await open('/activation/identity/codes-10000');
  await start(page).click();
  const all = page.getByRole('button', { name: /^Select all [78],\d{3}$/ });
  await all.click();
  await page.getByRole('button', { name: /^Print [78],\d{3} letters$/ }).click();
  await expect(page.getByText(say('letter.too_many', { most: '500' }))).toBeVisible();
  expect(await askedToPrint(page)).toBe(0);
});
