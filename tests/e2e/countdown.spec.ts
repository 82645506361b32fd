// The countdown of a pass, in the four ways that a person can choose.

import { expectAccessible } from './support/accessibility.ts';
import { announcements, recordAnnouncements } from './support/announcements.ts';
import {
  choose,
  closeSettings,
  countdownChoice,
  openSettings,
  settings,
} from './support/settings-dialog.ts';
import { SIZES } from './support/sizes.ts';
import { expect, test, type Page } from './support/test.ts';
import { plural, t, textPattern } from './support/texts.ts';

const STYLES = ['ring', 'digits', 'words', 'none'] as const;

const timer = (page: Page) => page.getByRole('main').getByRole('timer');
const ring = (page: Page) => timer(page).locator('svg');
const placeOf = async (page: Page) => (await page.getByRole('button', { name: t('copy.code') }).boundingBox())?.y;

for (const viewport of SIZES) {
  const size = `${viewport.width} x ${viewport.height}`;

  test.describe(size, () => {
    test.use({ viewport });

    test(`${size}: each style shows what it says, in the same room`, async ({ page, open }) => {
      await open('/access/gym/1060');
      await expect(ring(page)).toBeVisible();
      await expect(timer(page)).toHaveText(/^(1:00|0:[3-5]\d)\s*left$/);
      const place = await placeOf(page);
      await choose(page, countdownChoice, 'digits');
      await expect(ring(page)).toHaveCount(0);
      await expect(timer(page)).toHaveText(/^(1:00|0:[3-5]\d)\s*left$/);
      expect(await placeOf(page)).toBe(place);
      await choose(page, countdownChoice, 'words');
      const coarse = [plural('countdown.minutes', 1), t('countdown.half_minute')];
      await expect.poll(async () => coarse.includes(await timer(page).innerText())).toBe(true);
      expect(await placeOf(page)).toBe(place);
      await choose(page, countdownChoice, 'none');
      await expect(timer(page)).toHaveText('');
      await expect(page.getByText(t('state.valid'), { exact: true })).toBeVisible();
      expect(await placeOf(page)).toBe(place);
    });

    test(`${size}: the settings with the styles fit, and axe finds nothing`, async ({ page, open }) => {
      await open('/access/gym/1237');
      await openSettings(page);
      await expect(countdownChoice(page)).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('a style is chosen by keyboard, and kept for the next visit', async ({ page, open }) => {
  await open('/access/gym/1060');
  await openSettings(page);
  await countdownChoice(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(countdownChoice(page)).toHaveValue('digits');
  await page.keyboard.press('Escape');
  await expect(settings(page)).toHaveCount(0);
  await expect(ring(page)).toHaveCount(0);
  await page.reload();
  await expect(timer(page)).toBeVisible();
  await expect(ring(page)).toHaveCount(0);
  await openSettings(page);
  await expect(countdownChoice(page)).toHaveValue('digits');
  await closeSettings(page);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('a style is chosen with a tap', async ({ page, open }) => {
    await open('/access/gym/1060');
    await page.getByRole('button', { name: t('settings.title'), exact: true }).tap();
    await countdownChoice(page).tap();
    await countdownChoice(page).selectOption('none');
    await settings(page).getByRole('button', { name: t('dialog.close'), exact: true }).tap();
    await expect(settings(page)).toHaveCount(0);
    await expect(timer(page)).toHaveText('');
  });
});

for (const style of ['words', 'none'] as const) {
  test(`${style}: the end is said in words, and the renewal politely`, async ({ page, open, sandbox }) => {
    await open('/access/gym/1237');
    await choose(page, countdownChoice, style);
    await recordAnnouncements(page);
    await open('/access/gym/1010');
    await expect(timer(page)).toHaveText(t('countdown.few_seconds'));
    await expect(
      page.getByText(new RegExp(`^(${t('state.ending')}|${t('state.renewing')})$`)),
    ).toBeVisible();
    await expect.poll(() => sandbox.count('/1010/'), { timeout: 15_000 }).toBe(2);
    await expect.poll(() => announcements(page)).toContain(`page: ${t('say.renewed')}`);
  });
}

for (const style of STYLES) {
  test(`${style}: a code of thirty days says its date and how far away that is`, async ({ page, open }) => {
    await open('/access/gym/1237');
    if (style !== 'ring') await choose(page, countdownChoice, style);
    await open('/access/gym/7034');
    const end = page.getByText(textPattern('end.valid_until'));
    await expect(end).toContainText('in 30 days');
    await expect(end).toContainText(/\d{4}/);
    await expect(timer(page)).toHaveCount(0);
  });
}

test('the full screen counts down in the same way', async ({ page, open }) => {
  await open('/access/gym/1060');
  await choose(page, countdownChoice, 'digits');
  await page.getByRole('button', { name: t('full_screen.open'), exact: true }).click();
  const large = page.getByRole('dialog').getByRole('timer');
  await expect(large).toHaveText(/^(1:00|0:\d\d)\s*left$/);
  await expect(large.locator('svg')).toHaveCount(0);
});
