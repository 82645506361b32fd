// One code in front of its list: large, with everything the app asks for and everything that can be done with it.

import { readFileSync } from 'node:fs';
import { listAnswers, newest } from './support/answers.ts';
import { expectPicture, expectSymbol, readPicture } from './support/qr.ts';
import { expect, test, type Page } from './support/test.ts';
import { expectNoTrace, said } from './support/traces.ts';
import { installClock } from './support/turning.ts';
import { setVisible } from './support/visibility.ts';
import { like, say } from './support/words.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: say('detail.title') });
const symbol = (page: Page) => dialog(page).getByRole('img', { name: say('card.qr') });
const within = (page: Page, name: Parameters<typeof say>[0]) => dialog(page).getByRole('button', { name: say(name), exact: true });

async function openLarge(page: Page, nth = 0): Promise<void> {
  await page.getByRole('button', { name: say('card.large') }).nth(nth).click();
  await expect(dialog(page)).toBeVisible();
}

test('symbol, code, user id, tenant and end stand there together', async ({ page, open }) => {
  await open('/activation/identity/codes-3');
  await openLarge(page, 1);
  await expectSymbol(symbol(page), '04738126');
  await expect(dialog(page).getByText('04738126', { exact: true })).toBeVisible();
  for (const words of ['codes-3', 'demo', say('state.valid')]) await expect(dialog(page).getByText(words, { exact: true })).toBeVisible();
  await expect(dialog(page).getByText(like('end.valid_until'))).toBeVisible();
  const width = (await symbol(page).boundingBox())?.width ?? 0;
  expect(width, 'as large as the screen is narrow').toBeGreaterThan(0.8 * 390);
});

test('the focus goes in, stays in and comes back', async ({ page, open }) => {
  await open('/activation/identity/codes-3');
  const opener = page.getByRole('button', { name: say('card.large') }).nth(1);
  for (const close of [() => page.keyboard.press('Escape'), () => within(page, 'detail.close').click()]) {
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(within(page, 'detail.close')).toBeFocused();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => !document.hasFocus() || document.activeElement === document.body || Boolean(document.activeElement?.closest('dialog')))).toBe(true);
    }
    await close();
    await expect(dialog(page)).toHaveCount(0);
    await expect(opener).toBeFocused();
    expect(await page.content()).not.toContain('04738126');
  }
});

test('a press beside it closes it, one inside does not', async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open('/activation/identity/codes-3');
  await openLarge(page);
  await dialog(page).getByText('codes-3', { exact: true }).click();
  await dialog(page).click({ position: { x: 12, y: 12 } });
  await expect(dialog(page)).toBeVisible();
  await page.mouse.click(8, 450);
  await expect(dialog(page)).toHaveCount(0);
});

test('after half a minute nothing of the code stands there, and a press brings it back', async ({ page, open }) => {
  await page.clock.install();
  const lines = said(page);
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await page.clock.runFor(28_000);
  await expect(symbol(page)).toBeVisible();
  await page.clock.runFor(3_500);
  await expect(dialog(page).getByText(say('detail.covered'))).toBeVisible();
  await expectNoTrace(page, lines, '6849351');
  await expect(page.locator('svg.qr')).toHaveCount(0);
  await within(page, 'card.show').click();
  await expect(symbol(page)).toBeVisible();
  await within(page, 'card.hide').click();
  await expect(symbol(page)).toHaveCount(0);
});

test('in a window that is not seen nothing of the code stands there', async ({ page, open }) => {
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await setVisible(page, false);
  await expect(symbol(page)).toHaveCount(0);
  expect(await page.content()).not.toContain('6849351');
});

test('while the time is in doubt nothing of the code stands there', async ({ page, open }) => {
  await installClock(page);
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await page.clock.setSystemTime(Date.now() + 600_000);
  await page.clock.runFor(1_100);
  await expect(symbol(page)).toHaveCount(0);
});

test('a code that ends says so, and offers nothing any more', async ({ page, open }) => {
  await open('/activation/identity/soon');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  await expect(dialog(page).getByText(say('cover.ended'))).toBeVisible({ timeout: 20_000 });
  expect(await page.content()).not.toContain('7420916');
  for (const button of ['card.show', 'copy.code', 'detail.svg', 'detail.print'] as const) await expect(within(page, button)).toHaveCount(0);
});

test('a code that is no longer listed says so', async ({ page, open }) => {
  await open('/activation/identity/used');
  await openLarge(page, 1);
  await expect(symbol(page)).toBeVisible();
  const refresh = page.locator('button', { hasText: say('access.refresh') });
  await expect(refresh).toHaveAttribute('aria-disabled', 'false', { timeout: 10_000 });
  await refresh.dispatchEvent('click');
  await expect(dialog(page).getByText(say('detail.gone'))).toBeVisible();
  await expect(symbol(page)).toHaveCount(0);
});

test('a lock in another tab takes it away', async ({ page, open, context }) => {
  await open('/activation/identity/codes-1');
  await openLarge(page);
  await expect(symbol(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: say('lock.button'), exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await page.content()).not.toContain('6849351');
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('says that nobody can scan the screen in their own hand', async ({ page, open }) => {
    await open('/activation/identity/codes-1');
    await openLarge(page);
    await expect(dialog(page).getByText(say('detail.own_screen'))).toBeVisible();
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
      await within(page, button).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    }
  });
});

test.describe('sharing', () => {
  const shared = (page: Page) => page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared);

  test('is not offered where there is no way to', async ({ page, open }) => {
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    await open('/activation/identity/codes-3');
    await openLarge(page);
    await expect(within(page, 'detail.print')).toBeVisible();
    await expect(within(page, 'detail.share')).toHaveCount(0);
  });

  test('warns first, in the same place, and shares only after that', async ({ page, open }) => {
    await page.addInitScript(() => {
      const shared = Object.assign(window, { shared: [] as ShareData[] }).shared;
      Object.assign(navigator, { share: (data: ShareData) => Promise.resolve(void shared.push(data)) });
    });
    await open('/activation/identity/codes-3');
    await openLarge(page, 1);
    await within(page, 'detail.share').click();
    const warning = dialog(page).getByText(say('detail.share_warning'));
    await expect(warning).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await within(page, 'detail.share_not').click();
    await expect(warning).toHaveCount(0);
    await expect(within(page, 'detail.share')).toBeFocused();
    expect(await shared(page)).toEqual([]);
    await within(page, 'detail.share').click();
    await within(page, 'detail.share_do').click();
    const text = `${say('user.id_name')}: codes-3\n${say('tenant.name')}: demo\n${say('detail.title')}: 04738126`;
    expect(await shared(page)).toEqual([{ text }]);
    await expect(warning).toHaveCount(0);
  });
});

for (const format of ['normal', 'mpower'] as const) {
  test(`${format}: saved as SVG and PNG, the symbol says the same as on the screen`, async ({ page, open, context }) => {
    const heard = await listAnswers(page);
    await open(`/activation/identity/codes-3?qr=true&format=${format}`);
    const { qrImage, activationCode } = (await newest(heard)).data.activationCodes[1] ?? { activationCode: '' };
    const own = await readPicture(Buffer.from(String(qrImage).split(',')[1] ?? '', 'base64'));
    const content = format === 'normal' ? activationCode : String(own.zxing[0]);
    expect(own).toEqual({ zxing: [content], zbar: [content] });
    await openLarge(page, 1);
    await expectSymbol(symbol(page), content);
    const save = async (button: 'detail.svg' | 'detail.png') => {
      const [download] = await Promise.all([page.waitForEvent('download'), within(page, button).click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const png = await save('detail.png');
    expect(png.name).toBe('activation-code.png');
    await expectPicture(png.bytes, content);
    const svg = await save('detail.svg');
    expect(svg.name).toBe('activation-code.svg');
    const viewer = await context.newPage();
    await viewer.setViewportSize({ width: 600, height: 600 });
    await viewer.setContent(svg.bytes.toString('utf8'));
    await expectPicture(await viewer.locator('svg').screenshot(), content);
  });
}
