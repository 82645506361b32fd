// Paper, light and sleep: printing, wake lock, older stylesheets, forced colours, downloads.

import { cards } from '../support/list.ts';
import { printToPdf, stubPrint } from '../support/printing.ts';
import { expect, test, type Page } from '../support/test.ts';
import { t } from '../support/texts.ts';
import { setVisible } from '../support/visibility.ts';
import { recordWakeLock, wake } from '../support/wake-lock.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });

for (const user of ['codes-10000', 'codes-50']) {
  test(`row 49: the list of ${user} prints what the screen shows, on a few sheets, and says how letters are made`, async ({ page, open }) => {
    await open(`/activation/identity/${user}`);
    await expect(cards(page).first()).toBeVisible();
    await page.mouse.wheel(0, 3_000);
    const { texts } = await printToPdf(page);
    expect(texts.length).toBeLessThan(12);
    const paper = texts.join(' ').replace(/\s+/g, ' ');
    expect(paper).toContain(t('list.printed'));
    expect(paper).not.toContain(t('card.large'));
    await expect(page.getByText(t('list.printed'))).toBeHidden();
  });
}

test('row 49: a pass prints on one sheet', async ({ page, open }) => {
  await open('/access/gym/1237');
  await expect(symbol(page)).toBeVisible();
  expect((await printToPdf(page)).texts).toHaveLength(1);
});

test('row 50: a letter stays after afterprint, and goes when the page is used again', async ({ page, open }) => {
  await stubPrint(page);
  await open('/activation/identity/codes-3');
  await page.getByRole('button', { name: t('card.large') }).first().click();
  await page.getByRole('button', { name: t('detail.print') }).click();
  await expect(page.locator('.letter')).toHaveCount(1);
  await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
  });
  // Phones make the pages now.
  const { texts } = await printToPdf(page);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain(t('letter.title'));
  await page.keyboard.press('Shift');
  await expect(page.locator('.letter')).toHaveCount(0);
  expect((await printToPdf(page)).texts.join(' ')).not.toContain(t('letter.title'));
});

test('row 51: the screen stays on while a pass is shown, again after a return, and no longer than that', async ({ page, open }) => {
  await recordWakeLock(page);
  await open('/access/my-pass');
  await expect(symbol(page)).toBeVisible();
  await expect.poll(() => wake(page)).toEqual({ held: 1, requests: 1 });
  await setVisible(page, false);
  await expect.poll(async () => (await wake(page)).held).toBe(0);
  await setVisible(page, true);
  await expect(symbol(page)).toBeVisible();
  await expect.poll(async () => (await wake(page)).held).toBe(1);
  await page.getByRole('link', { name: t('about.link') }).click();
  await expect.poll(async () => (await wake(page)).held).toBe(0);
});

test('row 51: the screen stays on while an activation code is large', async ({ page, open }) => {
  await recordWakeLock(page);
  await open('/activation/identity/codes-3');
  await expect(cards(page)).toHaveCount(3);
  expect(await wake(page)).toEqual({ held: 0, requests: 0 });
  await page.getByRole('button', { name: t('card.large') }).first().click();
  await expect.poll(async () => (await wake(page)).held).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await wake(page)).held).toBe(0);
});

test('row 51: a refused wake lock is not mentioned', async ({ page, open }) => {
  await recordWakeLock(page, true);
  await open('/access/my-pass');
  await expect(symbol(page)).toBeVisible();
  await expect.poll(async () => (await wake(page)).requests).toBeGreaterThan(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

/** Renames CSS functions that an older browser does not know, so that it drops the declarations with them. */
const withoutCss = (page: Page, functions: string[]) =>
  page.route('**/*.css', async (route) => {
    const response = await route.fetch();
    const css = functions.reduce((css, name) => css.replaceAll(`${name}(`, `unknown-${name}(`), await response.text());
    await route.fulfill({ response, headers: { 'content-type': 'text/css' }, body: css });
  });
const removeIntegrity = (page: Page) =>
  page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<link[^>]*?) integrity="?sha\d+-[^\s">]+"?/g, '$1');
    await route.fulfill({ response, body });
  });

for (const functions of [['light-dark'], ['light-dark', 'round', 'color-mix'], ['light-dark', 'round', 'color-mix', ':has']]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`row 52: a browser without ${functions.join(', ')} shows readable texts and a focus ring, in ${colorScheme}`, async ({ page, open }) => {
      await page.emulateMedia({ colorScheme });
      await withoutCss(page, functions);
      await removeIntegrity(page);
      await open('/access/my-pass');
      await expect(symbol(page)).toBeVisible();
      const box = await symbol(page).boundingBox();
      expect(box?.width).toBeGreaterThan(150);
      const contrast = await page.evaluate(() => {
        const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
        const luminance = (color: string) => {
          const [r = 0, g = 0, b = 0] = channels(color)
            .slice(0, 3)
            .map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const background = (element: Element | null): string => {
          for (let at = element; at; at = at.parentElement) {
            const { backgroundColor } = getComputedStyle(at);
            if ((channels(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
          }
          return 'rgb(255, 255, 255)';
        };
        return [...document.querySelectorAll('#main h1, #main .code, #main button, header a')].map((element) => {
          const [a, b] = [luminance(getComputedStyle(element).color), luminance(background(element))];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        });
      });
      expect(Math.min(...contrast)).toBeGreaterThanOrEqual(4.5);
      const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(ground).not.toBe('rgba(0, 0, 0, 0)');
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => {
        const { outlineStyle, outlineColor } = getComputedStyle(document.activeElement as Element);
        return { outlineStyle, outlineColor };
      });
      expect(outline.outlineStyle).not.toBe('none');
      expect(outline.outlineColor).not.toBe('rgba(0, 0, 0, 0)');
    });
  }
}

test('row 53: in forced colours pressed and disabled buttons differ from the others', async ({ page, open }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open('/activation/identity/codes-50');
  const looks = (selector: string) =>
    page.locator(selector).first().evaluate((element) => {
      const { backgroundColor, color, borderStyle } = getComputedStyle(element);
      return { backgroundColor, color, borderStyle };
    });
  const pressed = await looks('.chip[aria-pressed=true]');
  const other = await looks('.chip[aria-pressed=false]');
  expect(pressed.backgroundColor).not.toBe(other.backgroundColor);
});

test("row 53: a symbol stays black on white in forced colours and in the browser's forced dark", async ({ page, open }) => {
  for (const forcedColors of ['active', 'none'] as const) {
    await page.emulateMedia({ forcedColors, colorScheme: 'dark' });
    await open('/access/gym/1237');
    await expect(symbol(page)).toBeVisible();
    const panel = page.locator('#main .qr-panel');
    expect(await panel.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(await panel.evaluate((element) => getComputedStyle(element).colorScheme)).toBe('light only');
    expect(await symbol(page).locator('path').evaluate((path) => getComputedStyle(path).stroke)).toBe('rgb(0, 0, 0)');
  }
});

test('row 54: saving says what was handed over, and what to do if nothing came', async ({ page, open }) => {
  // As in-app browsers do.
  await page.addInitScript(() => {
    HTMLAnchorElement.prototype.click = () => {};
  });
  await open('/activation/identity/codes-3');
  await page.getByRole('button', { name: t('card.large') }).first().click();
  for (const [button, name] of [
    ['detail.svg', 'activation-code.svg'],
    ['detail.png', 'activation-code.png'],
  ] as const) {
    await page.getByRole('button', { name: t(button) }).click();
    await expect(page.locator('.detail-said')).toHaveText(t('detail.saved').replace('{name}', name));
  }
});
