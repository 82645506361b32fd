// What makes a pass quick at the door and a list quick at the help desk: full screen, remembered passes, settings,
// the palette, rows.

import { By, Key } from 'selenium-webdriver';
import { STATIC_CODE } from '../e2e/support/test.ts';
import { t } from '../e2e/support/texts.ts';
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const openPass = async (app: App, customer: string) => {
  await app.open(`/access/gym/${customer}`);
  await expect.poll(() => app.has('#main .pass svg.qr path')).toBe(true);
};

test('the pass on the whole screen closes by Escape, and the focus returns', async ({ app }) => {
  await openPass(app, '1237');
  await app.click(t('full_screen.open'));
  await expect.poll(() => app.content('dialog .code')).toBe(STATIC_CODE);
  expect(await app.has('dialog svg.qr path')).toBe(true);
  // The first Escape may leave the browser's own full screen.
  await app.press(Key.ESCAPE);
  if (await app.has('dialog')) await app.press(Key.ESCAPE);
  await expect.poll(() => app.has('dialog')).toBe(false);
  await expect.poll(() => app.run(() => document.activeElement?.textContent)).toContain(t('full_screen.open'));
});

test('a remembered pass is reached by its key, and forgotten', async ({ app }) => {
  for (const customer of ['1237', '1060']) {
    await openPass(app, customer);
    await app.click(t('passes.remember'));
    await app.expectText(t('passes.remembered'));
  }
  await app.run(() => (document.activeElement as HTMLElement | null)?.blur());
  await app.press('1');
  await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC_CODE);
  await app.click(t('passes.forget_this'));
  await app.expectText(t('passes.forgotten'));
  expect(await app.run(() => localStorage.getItem('latchkey.passes'))).not.toContain('1237');
});

test('the palette finds a view, and the settings keep the theme', async ({ app }) => {
  await openPass(app, '1237');
  await app.pressWithControl('k');
  await expect.poll(() => app.has('dialog.palette')).toBe(true);
  await app.press(t('about.title'), Key.ENTER);
  await expect.poll(() => app.content('#main h1')).toBe(t('about.title'));
  await app.click(t('settings.title'));
  const choose = By.xpath(`//dialog//select/option[normalize-space()='${t('theme.dark')}']`);
  await app.driver.findElement(choose).click();
  await expect.poll(() => app.run(() => document.documentElement.dataset.theme)).toBe('dark');
  await app.press(Key.ESCAPE);
  await openPass(app, '1237');
  expect(await app.run(() => document.documentElement.dataset.theme)).toBe('dark');
});

test('on a wide screen arrow keys move from row to row, and Space selects', async ({ app, engine }) => {
  const window = engine.driver.manage().window();
  const before = await window.getRect();
  await window.setRect({ width: 1_280, height: 900 });
  try {
    await app.open('/activation/identity/codes-50');
    await expect.poll(() => app.has('.codes.dense .code-card[role="row"]')).toBe(true);
    await app.run(() => document.querySelector<HTMLElement>('.code-card')?.focus());
    await app.press(Key.ARROW_DOWN);
    await expect.poll(() => app.run(() => document.activeElement?.getAttribute('aria-rowindex'))).toBe('3');
    await app.press(Key.SPACE);
    await expect.poll(() => app.count('.code-card[aria-selected="true"]')).toBe(1);
  } finally {
    await window.setRect(before);
  }
});
