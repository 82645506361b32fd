// The desk: one customer after another by typing or by a reader, and a second window for the customer's eyes.

import { expectAccessible } from './support/accessibility.ts';
import { expectSymbol } from './support/qr.ts';
import { SIZES } from './support/sizes.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const field = (page: Page) => page.getByRole('textbox', { name: t('customer.label') });
const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });
const customer = (page: Page, id: string) => page.getByText(new RegExp(`^Customer ${id}$`));
const windowButton = (page: Page) => page.getByRole('button', { name: t('desk.window_open'), exact: true });

/** Opens the customer's window. */
async function openWindow(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await windowButton(page).click();
  return opened;
}

for (const viewport of SIZES) {
  const size = `${viewport.width} x ${viewport.height}`;

  test.describe(size, () => {
    test.use({ viewport });

    test(`${size}: a number and Enter show a pass, and the next number replaces it`, async ({
      page,
      open,
    }) => {
      await open('/desk/gym');
      await expect(field(page)).toBeFocused();
      await page.keyboard.type('1237');
      await page.keyboard.press('Enter');
      await expectSymbol(symbol(page), STATIC_CODE);
      await expect(field(page)).toBeFocused();
      await expect(field(page)).toHaveValue('');
      await page.keyboard.type('1060');
      await page.keyboard.press('Enter');
      await expect(customer(page, '1060')).toBeVisible();
      await expect(symbol(page)).toBeVisible();
      await expect(page.getByText(STATIC_CODE, { exact: true })).toHaveCount(0);
      await expectAccessible(page);
    });
  });
}

test('no number is in the address, in the history or on the device', async ({ page, open }) => {
  await open('/desk/gym');
  const before = await page.evaluate(() => ({ length: history.length, href: location.href }));
  for (const id of ['1237', '1060']) {
    await field(page).fill(id);
    await field(page).press('Enter');
    await expect(customer(page, id)).toBeVisible();
  }
  expect(await page.evaluate(() => ({ length: history.length, href: location.href }))).toEqual(before);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
    /1237|1060/,
  );
  await expect(page.getByRole('button', { name: t('passes.remember') })).toHaveCount(0);
  await expect(page.getByText(t('keep.label'))).toHaveCount(0);
});

test('the same number again asks for a new code', async ({ page, open, sandbox }) => {
  await open('/desk/gym');
  for (const count of [1, 2]) {
    await field(page).fill('1060');
    await field(page).press('Enter');
    await expect.poll(() => sandbox.count('/customers/1060/')).toBe(count);
    await expect(symbol(page)).toBeVisible();
  }
});

test('a reader that types is heard wherever the focus is', async ({ page, open }) => {
  await open('/desk/gym');
  await field(page).fill('1060');
  await field(page).press('Enter');
  await expect(symbol(page)).toBeVisible();
  await page.getByRole('button', { name: t('full_screen.open') }).focus();
  await page.keyboard.type('1237');
  await page.keyboard.press('Enter');
  await expectSymbol(symbol(page), STATIC_CODE);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.type('1060');
  await page.keyboard.press('Enter');
  await expect(customer(page, '1060')).toBeVisible();
});

test('what is no customer id stays until the next number replaces it', async ({ page, open, sandbox }) => {
  await open('/desk/gym');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('1.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('customer.not_digits'))).toBeVisible();
  await expect(field(page)).toHaveValue('1.5');
  expect(await sandbox.count('/customers/')).toBe(0);
  await page.keyboard.type('1237');
  await page.keyboard.press('Enter');
  await expectSymbol(symbol(page), STATIC_CODE);
  await expect(page.getByText(t('customer.not_digits'))).toHaveCount(0);
});

test('only a connection for any customer has a desk', async ({ page, open }) => {
  for (const id of ['my-pass', 'identity', 'unknown']) {
    await open(`/desk/${id}`);
    await expect(page.getByRole('heading', { name: t('not_found.title') })).toBeVisible();
  }
});

test('the form for one customer and the palette lead to the desk', async ({ page, open }) => {
  await open('/access/gym');
  await page.getByRole('link', { name: t('desk.link') }).click();
  await expect(field(page)).toBeFocused();
  await expect(page).toHaveURL(/#\/desk\/gym$/);
  await open('/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`studio · ${t('desk.title')}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/desk\/gym$/);
});

test.describe('the window for the customer', () => {
  test('shows each code in turn, without what is for the desk', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/404/);
    await open('/desk/gym');
    const second = await openWindow(page);
    expect(second.url()).toBe('about:blank');
    await expect(second).toHaveTitle('Latchkey sandbox');
    await expect(second.getByText(t('desk.welcome'))).toBeVisible();
    await page.bringToFront();
    await field(page).fill('1237');
    await field(page).press('Enter');
    await expectSymbol(symbol(second), STATIC_CODE);
    await expect(second.getByText('1237')).toHaveCount(0);
    await expect(second.getByRole('button')).toHaveCount(0);
    await field(page).fill('1060');
    await field(page).press('Enter');
    await expect(second.getByText(STATIC_CODE)).toHaveCount(0);
    await expect(second.getByRole('timer')).toBeVisible();
    await expect(symbol(second)).toBeVisible();
    await field(page).fill('9999999');
    await field(page).press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(second.getByText(t('desk.moment'))).toBeVisible();
    await expect(symbol(second)).toHaveCount(0);
  });

  test('follows the theme, and can be closed from both sides', async ({ page, open }) => {
    await open('/desk/gym');
    const second = await openWindow(page);
    await expect(second.locator('html')).toHaveAttribute('lang', 'en');
    await second.close();
    await expect(windowButton(page)).toBeVisible();
    const third = await openWindow(page);
    const closed = third.waitForEvent('close');
    await page.getByRole('button', { name: t('desk.window_close') }).click();
    await closed;
    await expect(windowButton(page)).toBeVisible();
  });

  for (const [what, leave] of [
    ['the page is locked', (page: Page) => page.getByRole('button', { name: t('lock.button') }).click()],
    ['the view is left', (page: Page) => page.evaluate(() => void (location.hash = '#/'))],
    ['the page is loaded again', (page: Page) => page.reload()],
    [
      'the page is frozen',
      (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('freeze', { bubbles: true }))),
    ],
  ] as const) {
    test(`closes when ${what}`, async ({ page, open }) => {
      await open('/desk/gym');
      const second = await openWindow(page);
      await field(page).fill('1237');
      await field(page).press('Enter');
      await expect(symbol(second)).toBeVisible();
      const closed = second.waitForEvent('close');
      await leave(page);
      await closed;
    });
  }

  test('that the browser refuses is said in words', async ({ page, open }) => {
    await open('/desk/gym');
    await page.evaluate(() => void (window.open = () => null));
    await windowButton(page).click();
    await expect(page.getByText(t('desk.window_refused'))).toBeVisible();
    await expectAccessible(page);
  });
});
