// The dialog with one code: its symbol, everything the app asks for, and all actions.

import { readClipboard } from './support/clipboard.ts';
import { readFileSync } from 'node:fs';
import { collectListResponses, latest } from './support/responses.ts';
import { expectImage, expectSymbol, readImage } from './support/qr.ts';
import { expect, test, type Page } from './support/test.ts';
import { expectNoTrace, recordConsole } from './support/leaks.ts';
import { installClock } from './support/fake-clock.ts';
import { setVisible } from './support/visibility.ts';
import { textPattern, t } from './support/texts.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: t('detail.title') });
const symbol = (page: Page) => dialog(page).getByRole('img', { name: t('card.qr') });
const dialogButton = (page: Page, name: Parameters<typeof t>[0]) =>
  dialog(page).getByRole('button', { name: t(name), exact: true });

async function openLarge(page: Page, nth = 0): Promise<void> {
  await page
    .getByRole('button', { name: t('card.large') })
    .nth(nth)
    .click();
  await expect(dialog(page)).toBeVisible();
}

test('the dialog shows symbol, code, user id, tenant and end', async ({ page, open }) => {
  await open('/activation/identity/codes-3');
  await openLarge(page, 1);
  await expectSymbol(symbol(page), '04738126');
  await expect(dialog(page).getByText('04738126', { exact: true })).toBeVisible();
  for (const words of ['codes-3', 'demo', t('state.valid')])
    await expect(dialog(page).getByText(words, { exact: true })).toBeVisible();
  await expect(dialog(page).getByText(textPattern('end.valid_until'))).toBeVisible();
  const width = (await symbol(page).boundingBox())?.width ?? 0;
  expect(width, 'as large as the screen is narrow').toBeGreaterThan(0.8 * 390);
});

test('the focus moves into the dialog, stays there and returns', async ({ page, open }) => {
  await open('/activation/identity/codes-3');
  const opener = page.getByRole('button', { name: t('card.large') }).nth(1);
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => dialogButton(page, 'dialog.close').click(),
  ]) {
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(dialogButton(page, 'dialog.close')).toBeFocused();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          () =>
            !document.hasFocus() ||
            document.activeElement === document.body ||
            Boolean(document.activeElement?.closest('dialog')),
        ),
      ).toBe(true);
    }
    await close();
    await expect(dialog(page)).toHaveCount(0);
    await expect(opener).toBeFocused();
    expect(await page.content()).not.toContain('04738126');
  }
});

test('a click outside closes the dialog, a click inside does not', async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open('/activation/identity/codes-3');
  await openLarge(page);
  await dialog(page).getByText('codes-3', { exact: true }).click();
  await dialog(page).click({ position: { x: 12, y: 12 } });
  await expect(dialog(page)).toBeVisible();
  await page.mouse.click(8, 450);
  await expect(dialog(page)).toHaveCount(0);
});

test('after half a minute the code is removed, and a press brings it back', async ({ page, open }) => {
  await page.clock.install();
  const lines = recordConsole(page);
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await page.clock.runFor(28_000);
  await expect(symbol(page)).toBeVisible();
  await page.clock.runFor(3_500);
  await expect(dialog(page).getByText(t('detail.covered'))).toBeVisible();
  await expectNoTrace(page, lines, '6849351');
  await expect(page.locator('svg.qr')).toHaveCount(0);
  await dialogButton(page, 'card.show').click();
  await expect(symbol(page)).toBeVisible();
  await dialogButton(page, 'card.hide').click();
  await expect(symbol(page)).toHaveCount(0);
});

test('a hidden page does not contain the code', async ({ page, open }) => {
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await setVisible(page, false);
  await expect(symbol(page)).toHaveCount(0);
  expect(await page.content()).not.toContain('6849351');
});

test('the code is removed while the time is uncertain', async ({ page, open }) => {
  await installClock(page);
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await page.clock.setSystemTime(Date.now() + 600_000);
  await page.clock.runFor(1_100);
  await expect(symbol(page)).toHaveCount(0);
});

test('a code that ends says so, and its actions disappear', async ({ page, open }) => {
  await open('/activation/identity/soon');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await expect(dialog(page).getByText(t('cover.ended'))).toBeVisible({ timeout: 20_000 });
  expect(await page.content()).not.toContain('7420916');
  for (const button of ['card.show', 'copy.code', 'detail.svg', 'detail.print'] as const)
    await expect(dialogButton(page, button)).toHaveCount(0);
});

test('a code that is no longer listed says so', async ({ page, open }) => {
  await open('/activation/identity/used');
  await openLarge(page, 1);
  await expect(symbol(page)).toBeVisible();
  const refresh = page.locator('button', { hasText: t('access.refresh') });
  await expect(refresh).toHaveAttribute('aria-disabled', 'false', { timeout: 10_000 });
  await refresh.dispatchEvent('click');
  await expect(dialog(page).getByText(t('detail.gone'))).toBeVisible();
  await expect(symbol(page)).toHaveCount(0);
});

test('a lock in another tab closes the dialog', async ({ page, open, context }) => {
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: t('lock.button'), exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await page.content()).not.toContain('6849351');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('says that a phone cannot scan its own screen', async ({ page, open }) => {
    await open('/activation/identity/codes-1');
    await openLarge(page);
    await expect(dialog(page).getByText(t('detail.own_screen'))).toBeVisible();
  });
});

test('with forced colours the symbol stays black on white', async ({ page, open }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expectSymbol(symbol(page), '6849351');
});

test.describe('copying', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('user id, tenant and code are copied exactly', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await openLarge(page, 1);
    for (const [button, text] of [
      ['copy.user', 'codes-3'],
      ['copy.tenant', 'demo'],
      ['copy.code', '04738126'],
    ] as const) {
      await dialogButton(page, button).click();
      await expect.poll(() => readClipboard(page)).toBe(text);
    }
  });
});

test.describe('sharing', () => {
  const shared = (page: Page) => page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared);

  test('is not offered if the browser cannot share', async ({ page, open }) => {
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    await open('/activation/identity/codes-3');
    await openLarge(page);
    await expect(dialogButton(page, 'detail.print')).toBeVisible();
    await expect(dialogButton(page, 'detail.share')).toHaveCount(0);
  });

  test('shows a warning in the same place first, and shares only after it', async ({ page, open }) => {
    await page.addInitScript(() => {
      const shared = Object.assign(window, { shared: [] as ShareData[] }).shared;
      Object.assign(navigator, { share: (data: ShareData) => Promise.resolve(void shared.push(data)) });
    });
    await open('/activation/identity/codes-3');
    await openLarge(page, 1);
    await dialogButton(page, 'detail.share').click();
    const warning = dialog(page).getByText(t('detail.share_warning'));
    await expect(warning).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await dialogButton(page, 'detail.share_not').click();
    await expect(warning).toHaveCount(0);
    await expect(dialogButton(page, 'detail.share')).toBeFocused();
    expect(await shared(page)).toEqual([]);
    await dialogButton(page, 'detail.share').click();
    await dialogButton(page, 'detail.share_do').click();
    const text = `${t('user.id_name')}: codes-3\n${t('tenant.name')}: demo\n${t('detail.title')}: 04738126`;
    expect(await shared(page)).toEqual([{ text }]);
    await expect(warning).toHaveCount(0);
  });
});

for (const format of ['normal', 'mpower'] as const) {
  test(`${format}: the saved SVG and PNG have the same content as the symbol on the screen`, async ({
    page,
    open,
    context,
  }) => {
    const responses = await collectListResponses(page);
    await open(`/activation/identity/codes-3?qr=true&format=${format}`);
    const { qrImage, activationCode } = (await latest(responses)).data.activationCodes[1] ?? {
      activationCode: '',
    };
    const serverSymbol = await readImage(Buffer.from(String(qrImage).split(',')[1] ?? '', 'base64'));
    const content = format === 'normal' ? activationCode : String(serverSymbol.zxing[0]);
    expect(serverSymbol).toEqual({ zxing: [content], zbar: [content] });
    await openLarge(page, 1);
    await expectSymbol(symbol(page), content);
    const save = async (button: 'detail.svg' | 'detail.png') => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialogButton(page, button).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const png = await save('detail.png');
    expect(png.name).toBe('activation-code.png');
    await expectImage(png.bytes, content);
    const svg = await save('detail.svg');
    expect(svg.name).toBe('activation-code.svg');
    const viewer = await context.newPage();
    await viewer.setViewportSize({ width: 600, height: 600 });
    await viewer.setContent(svg.bytes.toString('utf8'));
    await expectImage(await viewer.locator('svg').screenshot(), content);
  });
}
