// Rows 28 to 30 of the fault table: the device sleeps, the page is hidden, left, or kept and brought back. And the
// lock of a list that nobody looks at.

import { accessAnswers, newest } from '../support/answers.ts';
import { recordCodes } from '../support/frames.ts';
import { withKeptPages } from '../support/kept.ts';
import { giveKey, giveToken } from '../support/sign-in.ts';
import { expect, test, type Page } from '../support/test.ts';
import { installClock, stopClock } from '../support/turning.ts';
import { setVisible } from '../support/visibility.ts';
import { count, say } from '../support/words.ts';

const STATIC = '0071930465528817402';
const symbol = (page: Page) => page.getByRole('img', { name: say('access.qr') });

/** Sleep as a browser sees it: the wall clock has moved when the page is seen again, the monotonic one has not. */
async function deviceSleeps(page: Page, millis: number): Promise<void> {
  await setVisible(page, false);
  await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) + millis);
}

/** Shows the page again and gives what stands in it before its next frame and in that frame. */
async function wake(page: Page): Promise<string[]> {
  const next = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        document.addEventListener('visibilitychange', () => {
          // After every listener of the event, and before anything is painted.
          queueMicrotask(() => {
            const texts = [document.body.textContent ?? ''];
            requestAnimationFrame(() => resolve([...texts, document.body.textContent ?? '']));
          });
        }, { once: true });
      }),
  );
  await setVisible(page, true);
  return next;
}

/** Nothing that is asked from now on is answered until this is called: the first frame is the page's own doing. */
async function holdNetwork(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**', async (route) => {
    await released;
    await route.fallback();
  });
  return release;
}

test.describe('row 28', () => {
  test('row 28: after a sleep the first frame is without the code, and a good one comes as soon as the time is known', async ({ page, open }) => {
    await recordCodes(page, /\d{19}/);
    await installClock(page);
    const answers = await accessAnswers(page);
    await open('/access/gym/1060');
    const { content } = await newest(answers);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await deviceSleeps(page, 3_600_000);
    const release = await holdNetwork(page);
    for (const frame of await wake(page)) expect(frame).not.toContain(content);
    release();
    // Nothing but the device has slept here, so the site's time brings the code back.
    await expect(symbol(page)).toBeVisible();
  });

  test('row 28: a sleep of 121 seconds counts as nobody there: the list is locked in the first frame', async ({ page, open, sandbox }) => {
    await installClock(page);
    await open('/activation/identity-direct/codes-3');
    await giveToken(page, 'sandbox-token');
    await page.getByRole('button', { name: say('card.show') }).first().click();
    await expect(page.getByText('1827098', { exact: true })).toBeVisible();
    await deviceSleeps(page, 121_000);
    const [, frame] = await wake(page);
    expect(frame).toContain(say('lock.title'));
    expect(frame).not.toContain('1827098');
    await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible();
    expect(await page.content()).not.toMatch(/1827098|04738126|68493536/);
    expect(await sandbox.count()).toBe(1);
    await page.getByRole('button', { name: say('lock.again') }).click();
    await expect(page.getByRole('heading', { name: say('sign_in.token_title') })).toBeVisible();
  });
});

test('row 29: hidden for six minutes nothing is asked; the first frame after it is without the old code; then one request', async ({ page, open, sandbox }) => {
  await installClock(page);
  await recordCodes(page, /\d{19}/);
  const answers = await accessAnswers(page);
  await open('/access/gym/1060');
  const { content } = await newest(answers);
  await expect(page.getByText(content, { exact: true })).toBeVisible();
  await setVisible(page, false);
  await expect(page.getByText(content, { exact: true })).toHaveCount(0);
  // Timers of a hidden page fire once a minute.
  for (let minute = 0; minute < 6; minute++) await page.clock.fastForward(60_000);
  expect(await sandbox.count(), 'requests while hidden').toBe(1);
  const release = await holdNetwork(page);
  for (const frame of await wake(page)) expect(frame).not.toContain(content);
  release();
  await expect.poll(() => sandbox.count()).toBe(2);
  await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
  expect(await sandbox.count(), 'requests after the return').toBe(2);
});

test.describe('row 30', () => {
  for (const [way, view] of [['gateway', '/access/gym/1237'], ['direct', '/access/gym-direct/1237'], ['list', '/activation/identity-direct/codes-1']] as const) {
    test(`row 30: kept by the browser and brought back, the page (${way}) has no code at its first callback and first frame`, async ({ sandbox, launchOptions }) => {
      await withKeptPages(launchOptions, sandbox.app, async (page) => {
        await page.addInitScript(() => {
          addEventListener('pageshow', (event) => {
            const kept = Object.assign(window, { kept: { persisted: event.persisted, first: document.documentElement.outerHTML, frame: '' } }).kept;
            requestAnimationFrame(() => (kept.frame = document.documentElement.outerHTML));
          }, { capture: true });
        });
        await page.goto(`${sandbox.app}#${view}`);
        if (way === 'direct') await giveKey(page, 'sandbox-key');
        if (way === 'list') {
          await giveToken(page, 'sandbox-token');
          await page.getByRole('button', { name: say('card.show') }).click();
        }
        const code = way === 'list' ? '6849351' : STATIC;
        await expect(page.locator('#main').getByText(code, { exact: true })).toBeVisible();
        await page.goto(`${sandbox.app}favicon.svg`);
        await page.goBack({ waitUntil: 'commit' });
        await expect.poll(() => page.evaluate(() => (window as unknown as { kept?: { frame: string } }).kept?.frame)).toBeTruthy();
        const kept = await page.evaluate(() => (window as unknown as { kept: { persisted: boolean; first: string; frame: string } }).kept);
        expect(kept.persisted, await page.evaluate(() => JSON.stringify((performance.getEntriesByType('navigation')[0] as unknown as { notRestoredReasons: unknown }).notRestoredReasons))).toBe(true);
        for (const moment of [kept.first, kept.frame]) expect(moment).not.toContain(code);
        if (way === 'gateway') await expect(page.getByText(code, { exact: true })).toBeVisible();
        else await expect(page.getByRole('button', { name: say('sign_in.submit') })).toBeVisible();
        expect(await sandbox.count()).toBe(way === 'gateway' ? 2 : 1);
      });
    });
  }
});

test.describe('the lock', () => {
  test('a list nobody touches announces its lock after 100 seconds, a key keeps it open, and after 120 it is locked', async ({ page, open, sandbox }) => {
    await installClock(page);
    await open('/activation/identity-direct/codes-3');
    await giveToken(page, 'sandbox-token');
    await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
    await stopClock(page);
    await page.clock.runFor(90_000);
    await expect(page.getByText(say('lock.soon'))).toHaveCount(0);
    await page.clock.runFor(12_000);
    await expect(page.getByText(say('lock.soon'))).toBeVisible();
    await page.keyboard.press('Shift');
    await expect(page.getByText(say('lock.soon'))).toHaveCount(0);
    await page.clock.runFor(90_000);
    await expect(page.getByText(say('lock.soon'))).toHaveCount(0);
    await page.clock.runFor(12_000);
    await expect(page.getByText(say('lock.soon'))).toBeVisible();
    await page.clock.runFor(20_000);
    await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible();
    await expect(page.getByRole('button', { name: say('card.show') })).toHaveCount(0);
    expect(await page.content()).not.toMatch(/1827098|04738126|68493536/);
    await page.getByRole('button', { name: say('lock.again') }).click();
    await expect(page.getByRole('heading', { name: say('sign_in.token_title') })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });

  test('the access pass does not lock itself: it has to last in the queue at the gate', async ({ page, open, sandbox }) => {
    await installClock(page);
    await open('/access/gym-direct/1237');
    await giveKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    await page.clock.runFor('15:00');
    await expect(page.getByText(STATIC, { exact: true })).toBeVisible();
    await expect(page.getByText(say('lock.soon'))).toHaveCount(0);
    expect(await sandbox.count()).toBe(1);
  });
});

test('a list left alone locks itself, and not the pass in another tab', async ({ page, context, sandbox }) => {
  const pass = await context.newPage();
  await pass.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(pass.getByText(STATIC, { exact: true })).toBeVisible();
  await installClock(page);
  await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
  await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
  await page.clock.runFor(121_000);
  await expect(page.getByRole('heading', { name: say('lock.title') })).toBeVisible();
  await expect(pass.getByText(STATIC, { exact: true })).toBeVisible();
});
