// The desk: numbers that are typed, and the window for the customer.

import { Key } from 'selenium-webdriver';
import { readImage } from '../e2e/support/qr.ts';
import { STATIC_CODE } from '../e2e/support/test.ts';
import { t } from '../e2e/support/texts.ts';
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

/** Types a number and Enter, as a reader does. */
async function enter(app: App, id: string): Promise<void> {
  await app.press(id, Key.ENTER);
}

const hasFocus = (app: App) => expect.poll(() => app.run(() => document.activeElement?.id)).toBe('ask');

test('each number shows a pass, wherever the focus is', async ({ app }) => {
  await app.open('/desk/gym');
  await hasFocus(app);
  await enter(app, '1237');
  await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC_CODE);
  await hasFocus(app);
  await app.run(() => document.querySelector<HTMLElement>('#main .pass button')?.focus());
  await enter(app, '1060');
  await expect.poll(() => app.text('.pass-customer')).toContain('1060');
  expect(await app.holds(STATIC_CODE)).toBe(false);
  expect(await app.run(() => location.hash)).toBe('#/desk/gym');
});

test('the window for the customer shows the code, and closes with the view', async ({ app }) => {
  await app.open('/desk/gym');
  await hasFocus(app);
  const desk = await app.driver.getWindowHandle();
  const handles = () => app.driver.getAllWindowHandles();
  await app.click(t('desk.window_open'));
  await expect.poll(async () => (await handles()).length).toBe(2);
  const second = (await handles()).find((handle) => handle !== desk) ?? '';
  await app.driver.switchTo().window(second);
  await app.expectText(t('desk.welcome'));
  await app.driver.switchTo().window(desk);
  await enter(app, '1237');
  await expect.poll(() => app.content('#main .pass .code')).toBe(STATIC_CODE);
  await app.driver.switchTo().window(second);
  await expect.poll(() => app.content('.customer-view .code')).toBe(STATIC_CODE);
  await expect.poll(async () => readImage(await app.picture())).toEqual({ zxing: [STATIC_CODE], zbar: [STATIC_CODE] });
  await app.driver.switchTo().window(desk);
  await app.run(() => void (location.hash = '#/'));
  await expect.poll(handles).toEqual([desk]);
});
