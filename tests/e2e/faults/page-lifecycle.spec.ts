// Rows 28 to 30 of the fault table: sleep, hidden pages and the back/forward cache. And the lock of an idle
// list.

import { collectAccessResponses, latest } from '../support/responses.ts';
import { recordCodes } from '../support/code-recorder.ts';
import { withBfcache } from '../support/bfcache.ts';
import { enterKey, enterToken } from '../support/sign-in.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { installClock, pauseClock } from '../support/fake-clock.ts';
import { setVisible } from '../support/visibility.ts';
import { plural, t } from '../support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });

/** Plays the start of a sleep: the page is hidden and the wall clock moves, the monotonic clock does not. */
async function sleepDevice(page: Page, millis: number): Promise<void> {
  await setVisible(page, false);
  await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) + millis);
}

/** Shows the page again and returns its text before its next frame and in that frame. */
async function wakeDevice(page: Page): Promise<string[]> {
  const next = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        document.addEventListener(
          'visibilitychange',
          () => {
            // Runs after every listener of the event and before the next paint.
            queueMicrotask(() => {
              const texts = [document.body.textContent ?? ''];
              requestAnimationFrame(() => resolve([...texts, document.body.textContent ?? '']));
            });
          },
          { once: true },
        );
      }),
  );
  await setVisible(page, true);
  return next;
}

/**
 * Holds all responses back until the returned function is called, so that the first frame does not depend on
 * them.
 */
async function holdBackNetwork(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**', async (route) => {
    await released;
    await route.fallback();
  });
  return release;
}

test.describe('row 28', () => {
  test('row 28: the first frame after a sleep has no code, and a valid one returns as soon as the time is known', async ({
    page,
    open,
  }) => {
    await recordCodes(page, /\d{19}/);
    await installClock(page);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1060');
    const { content } = await latest(responses);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await sleepDevice(page, 3_600_000);
    const release = await holdBackNetwork(page);
    for (const text of await wakeDevice(page)) expect(text).not.toContain(content);
    release();
    // The server's time shows that no time has passed, so the code returns.
    await expect(symbol(page)).toBeVisible();
  });

  test('row 28: a sleep of 121 seconds counts as idle time: the list is locked in the first frame', async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await open('/activation/identity-direct/codes-3');
    await enterToken(page, 'sandbox-token');
    await page
      .getByRole('button', { name: t('card.show') })
      .first()
      .click();
    await expect(page.getByText('1827098', { exact: true })).toBeVisible();
    await sleepDevice(page, 121_000);
    const [, frame] = await wakeDevice(page);
    expect(frame).toContain(t('lock.title'));
    expect(frame).not.toContain('1827098');
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    expect(await page.content()).not.toMatch(/1827098|04738126|68493536/);
    expect(await sandbox.count()).toBe(1);
    await page.getByRole('button', { name: t('lock.again') }).click();
    await expect(page.getByRole('heading', { name: t('sign_in.token_title') })).toBeVisible();
  });
});

test('row 29: a page hidden for six minutes requests nothing; its first frame has no old code; then one request is sent', async ({
  page,
  open,
  sandbox,
}) => {
  await installClock(page);
  await recordCodes(page, /\d{19}/);
  const responses = await collectAccessResponses(page);
  await open('/access/gym/1060');
  const { content } = await latest(responses);
  await expect(page.getByText(content, { exact: true })).toBeVisible();
  await setVisible(page, false);
  await expect(page.getByText(content, { exact: true })).toHaveCount(0);
  // Timers of a hidden page fire once a minute.
  for (let minute = 0; minute < 6; minute++) await page.clock.fastForward(60_000);
  expect(await sandbox.count(), 'requests while hidden').toBe(1);
  const release = await holdBackNetwork(page);
  for (const frame of await wakeDevice(page)) expect(frame).not.toContain(content);
  release();
  await expect.poll(() => sandbox.count()).toBe(2);
  await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  expect(await sandbox.count(), 'requests after the return').toBe(2);
});

test.describe('row 30', () => {
  for (const [way, view] of [
    ['gateway', '/access/gym/1237'],
    ['direct', '/access/gym-direct/1237'],
    ['list', '/activation/identity-direct/codes-1'],
  ] as const) {
    test(`row 30: a page (${way}) restored from the back/forward cache has no code in its first callback and first frame`, async ({
      sandbox,
      launchOptions,
    }) => {
      await withBfcache(launchOptions, sandbox.app, async (page) => {
        await page.addInitScript(() => {
          addEventListener(
            'pageshow',
            (event) => {
              const html = () => document.documentElement.outerHTML;
              const restored = { persisted: event.persisted, callback: html(), frame: '' };
              Object.assign(window, { restored });
              requestAnimationFrame(() => (restored.frame = html()));
            },
            { capture: true },
          );
        });
        await page.goto(`${sandbox.app}#${view}`);
        if (way === 'direct') await enterKey(page, 'sandbox-key');
        if (way === 'list') {
          await enterToken(page, 'sandbox-token');
          await page.getByRole('button', { name: t('card.show') }).click();
        }
        const code = way === 'list' ? '6849351' : STATIC_CODE;
        await expect(page.locator('#main').getByText(code, { exact: true })).toBeVisible();
        await page.goto(`${sandbox.app}favicon.svg`);
        await page.goBack({ waitUntil: 'commit' });
        type Restored = { persisted: boolean; callback: string; frame: string };
        const restored = () => page.evaluate(() => (window as unknown as { restored?: Restored }).restored);
        await expect.poll(async () => (await restored())?.frame).toBeTruthy();
        const { persisted, callback, frame } = (await restored()) as Restored;
        const reasons = await page.evaluate(() => {
          const [navigation] = performance.getEntriesByType('navigation') as unknown as {
            notRestoredReasons: unknown;
          }[];
          return JSON.stringify(navigation?.notRestoredReasons);
        });
        expect(persisted, reasons).toBe(true);
        for (const html of [callback, frame]) expect(html).not.toContain(code);
        if (way === 'gateway') await expect(page.getByText(code, { exact: true })).toBeVisible();
        else await expect(page.getByRole('button', { name: t('sign_in.submit') })).toBeVisible();
        expect(await sandbox.count()).toBe(way === 'gateway' ? 2 : 1);
      });
    });
  }
});

test.describe('the lock', () => {
  test('an idle list announces its lock after 100 seconds, a key press keeps it open, and after 120 it is locked', async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await open('/activation/identity-direct/codes-3');
    await enterToken(page, 'sandbox-token');
    await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
    await pauseClock(page);
    await page.clock.runFor(90_000);
    await expect(page.getByText(t('lock.soon'))).toHaveCount(0);
    await page.clock.runFor(12_000);
    await expect(page.getByText(t('lock.soon'))).toBeVisible();
    await page.keyboard.press('Shift');
    await expect(page.getByText(t('lock.soon'))).toHaveCount(0);
    await page.clock.runFor(90_000);
    await expect(page.getByText(t('lock.soon'))).toHaveCount(0);
    await page.clock.runFor(12_000);
    await expect(page.getByText(t('lock.soon'))).toBeVisible();
    await page.clock.runFor(20_000);
    await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
    await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(0);
    expect(await page.content()).not.toMatch(/1827098|04738126|68493536/);
    await page.getByRole('button', { name: t('lock.again') }).click();
    await expect(page.getByRole('heading', { name: t('sign_in.token_title') })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });

  test('an idle access pass does not lock, so that it lasts in the queue at the gate', async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await open('/access/gym-direct/1237');
    await enterKey(page, 'sandbox-key');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await page.clock.runFor('15:00');
    await expect(page.getByText(STATIC_CODE, { exact: true })).toBeVisible();
    await expect(page.getByText(t('lock.soon'))).toHaveCount(0);
    expect(await sandbox.count()).toBe(1);
  });
});

test('the lock of an idle list does not lock a pass in another tab', async ({ page, context, sandbox }) => {
  const pass = await context.newPage();
  await pass.goto(`${sandbox.app}#/access/gym/1237`);
  await expect(pass.getByText(STATIC_CODE, { exact: true })).toBeVisible();
  await installClock(page);
  await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
  await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
  await page.clock.runFor(121_000);
  await expect(page.getByRole('heading', { name: t('lock.title') })).toBeVisible();
  await expect(pass.getByText(STATIC_CODE, { exact: true })).toBeVisible();
});
