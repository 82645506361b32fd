// The pass on the whole screen: a pass in every size, left in every way, never open for longer than its code.

import { expectAccessible } from './support/accessibility.ts';
import { announcements, recordAnnouncements } from './support/announcements.ts';
import { recordCodes, recordedCodes } from './support/code-recorder.ts';
import { expectSymbol } from './support/qr.ts';
import { collectAccessResponses, latest } from './support/responses.ts';
import { SIZES } from './support/sizes.ts';
import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { t, tGerman } from './support/texts.ts';
import { setVisible } from './support/visibility.ts';
import { recordWakeLock, wake } from './support/wake-lock.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const symbol = (page: Page) => dialog(page).getByRole('img', { name: t('access.qr') });
const opener = (page: Page) => page.getByRole('button', { name: t('full_screen.open'), exact: true });
const closer = (page: Page) => dialog(page).getByRole('button', { name: t('dialog.close'), exact: true });

async function openFullScreen(page: Page): Promise<void> {
  await opener(page).click();
  await expect(dialog(page)).toBeVisible();
}

for (const viewport of SIZES) {
  const size = `${viewport.width} x ${viewport.height}`;

  test.describe(size, () => {
    test.use({ viewport });

    test(`${size}: both readers read the symbol in both themes, and it is as large as the short side allows`, async ({
      page,
      open,
    }) => {
      await open('/access/gym/1237');
      await openFullScreen(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectSymbol(symbol(page), STATIC_CODE);
      }
      const { width } = (await symbol(page).boundingBox()) ?? { width: 0 };
      expect(width).toBeGreaterThan(0.85 * Math.min(viewport.width, viewport.height));
    });

    test(`${size}: it is still a pass, all of it in the window`, async ({ page, open }) => {
      const responses = await collectAccessResponses(page);
      await open('/access/gym/1060');
      await openFullScreen(page);
      const { content } = await latest(responses);
      await expect(dialog(page)).toHaveAccessibleName('Studio desk');
      const parts = [
        dialog(page).getByRole('heading', { name: 'Studio desk' }),
        dialog(page).getByText('Latchkey sandbox', { exact: true }),
        dialog(page).getByText(/^Customer 1060$/),
        dialog(page).getByText(t('state.valid'), { exact: true }),
        dialog(page).getByText(content, { exact: true }),
        dialog(page).getByRole('timer'),
        symbol(page),
        closer(page),
      ];
      for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 });
    });

    test(`${size}: axe finds nothing, nothing is cut off, and the help can be opened`, async ({
      page,
      open,
    }) => {
      await open('/access/gym/1237');
      await openFullScreen(page);
      await expectAccessible(page);
      await expect(dialog(page).getByText(t('scan.night'))).toBeHidden();
      await dialog(page).getByText(t('scan.title')).press('Enter');
      await expect(dialog(page).getByText(t('scan.night'))).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test.describe('in German', () => {
  test.use({ viewport: { width: 320, height: 568 }, locale: 'de-DE' });

  test('the longest words fit a small phone', async ({ page, open }) => {
    await open('/access/gym/1237');
    await page.getByRole('button', { name: tGerman('full_screen.open'), exact: true }).click();
    await dialog(page).getByText(tGerman('scan.title')).click();
    await expect(dialog(page).getByText(tGerman('scan.night'))).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe('leaving', () => {
  test('by keyboard: the focus moves into it, stays there and returns', async ({ page, open }) => {
    await open('/access/gym/1237');
    for (const close of [() => page.keyboard.press('Escape'), () => closer(page).press('Enter')]) {
      await opener(page).focus();
      await page.keyboard.press('Enter');
      await expect(closer(page)).toBeFocused();
      for (let step = 0; step < 6; step += 1) {
        await page.keyboard.press('Tab');
        const isInside = () =>
          page.evaluate(() => {
            const focused = document.activeElement;
            return focused === document.body || Boolean(focused?.closest('dialog'));
          });
        expect(await isInside()).toBe(true);
      }
      await close();
      await expect(dialog(page)).toHaveCount(0);
      await expect(opener(page)).toBeFocused();
    }
  });

  test("by the browser's Back, which stays in the view", async ({ page, open }) => {
    await open('/');
    await page.getByRole('link', { name: /^My pass/ }).click();
    await opener(page).click();
    await expect(dialog(page)).toBeVisible();
    await page.goBack();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page).toHaveURL(/#\/access\/my-pass$/);
    await expect(opener(page)).toBeFocused();
    await page.goBack();
    await expect(page).toHaveURL(/#\/$/);
  });

  // The entry of the history goes a moment after the dialog, and its event used to close the next one.
  test('opened again at once it stays open, and Back closes it', async ({ page, open }) => {
    await open('/access/gym/1237');
    await openFullScreen(page);
    const [close, reopen] = [await closer(page).elementHandle(), await opener(page).elementHandle()];
    await page.evaluate(
      async ([close, reopen]) => {
        const removed = new Promise((resolve) =>
          new MutationObserver(() => document.querySelector('dialog') ?? resolve(undefined)).observe(document, {
            childList: true,
            subtree: true,
          }),
        );
        (close as HTMLElement).click();
        await removed;
        (reopen as HTMLElement).click();
      },
      [close, reopen] as const,
    );
    await page.waitForTimeout(300);
    await expect(dialog(page)).toBeVisible();
    await page.goBack();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page).toHaveURL(/#\/access\/gym\/1237$/);
  });

  test('by its button, after which one Back leaves the view', async ({ page, open }) => {
    await open('/');
    await page.getByRole('link', { name: /^My pass/ }).click();
    for (let time = 0; time < 2; time += 1) {
      await openFullScreen(page);
      await closer(page).click();
      await expect(dialog(page)).toHaveCount(0);
      await expect.poll(() => page.evaluate('history.state')).toBe(null);
    }
    await page.goBack();
    await expect(page).toHaveURL(/#\/$/);
  });

  test('a reload closes it, and Back still leaves the view in one step', async ({ page, open }) => {
    await open('/');
    await page.getByRole('link', { name: /^My pass/ }).click();
    await openFullScreen(page);
    await page.reload();
    await openFullScreen(page);
    await page.goBack();
    await expect(dialog(page)).toHaveCount(0);
    await page.goBack();
    await expect(page).toHaveURL(/#\/$/);
  });

  test.describe('on a phone', () => {
    test.use({ hasTouch: true, isMobile: true });

    test('by touch: a tap opens and closes it, a swipe does nothing', async ({ page, open }) => {
      await open('/access/gym/1237');
      await opener(page).tap();
      await expect(symbol(page)).toBeVisible();
      const devtools = await page.context().newCDPSession(page);
      for (const [x, y] of [
        [-300, 0],
        [300, 0],
        [0, 500],
        [0, -500],
      ] as const) {
        const from = { x: x < 0 ? 360 : 30, y: y < 0 ? 700 : 150 };
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
        for (const part of [0.3, 0.6, 1]) {
          const touchPoints = [{ x: from.x + x * part, y: from.y + y * part }];
          await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
        }
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
        await expect(symbol(page)).toBeVisible();
      }
      await closer(page).tap();
      await expect(dialog(page)).toHaveCount(0);
    });
  });
});

test.describe("the browser's full screen", () => {
  /** Plays a browser with full screen; one that is headless has no screen. */
  const playFullscreen = (page: Page, refuses = false) =>
    page.addInitScript((refuses) => {
      let element: Element | null = null;
      const set = (next: Element | null) => {
        element = next;
        document.dispatchEvent(new Event('fullscreenchange', { bubbles: true }));
      };
      Object.defineProperty(Document.prototype, 'fullscreenElement', { get: () => element });
      Element.prototype.requestFullscreen = async function () {
        if (refuses) throw new TypeError('not here');
        // A dialog must not be requested, and without a click nothing may be.
        if (this instanceof HTMLDialogElement || !navigator.userActivation.isActive)
          throw new TypeError('not so');
        set(this);
      };
      Document.prototype.exitFullscreen = async () => set(null);
    }, refuses);
  const isFull = (page: Page) => page.evaluate(() => document.fullscreenElement === document.documentElement);

  test('is filled while the pass is open', async ({ page, open }) => {
    await playFullscreen(page);
    await open('/access/gym/1237');
    await openFullScreen(page);
    await expect.poll(() => isFull(page)).toBe(true);
    await expect(symbol(page)).toBeVisible();
    await closer(page).click();
    await expect.poll(() => isFull(page)).toBe(false);
  });

  test('left by the browser’s own means closes the pass', async ({ page, open }) => {
    await playFullscreen(page);
    await open('/access/gym/1237');
    await openFullScreen(page);
    await expect.poll(() => isFull(page)).toBe(true);
    await page.evaluate(() => document.exitFullscreen());
    await expect(dialog(page)).toHaveCount(0);
    await expect(opener(page)).toBeFocused();
  });

  test('is not needed: a browser that refuses it, or has none, shows the pass in its window', async ({
    page,
    open,
  }) => {
    await playFullscreen(page, true);
    await open('/access/gym/1237');
    await openFullScreen(page);
    await expect(symbol(page)).toBeVisible();
    await page.evaluate(() => Reflect.deleteProperty(Element.prototype, 'requestFullscreen'));
    await closer(page).click();
    await openFullScreen(page);
    await expectSymbol(symbol(page), STATIC_CODE);
  });
});

test.describe('its code', () => {
  test('is renewed in place: no frame without a symbol, and it is said politely', async ({ page, open }) => {
    await recordCodes(page, /\d{19}/);
    await open('/access/gym/1010');
    await openFullScreen(page);
    await recordAnnouncements(page);
    await page.evaluate(() => {
      const gaps = Object.assign(window, { gaps: { frames: 0, empty: 0 } }).gaps;
      const look = () => {
        gaps.frames += 1;
        if (!document.querySelector('dialog[open] svg.qr path')) gaps.empty += 1;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await expect.poll(() => recordedCodes(page).then((seen) => seen.length), { timeout: 20_000 }).toBe(2);
    await expect.poll(() => announcements(page)).toContain(`dialog: ${t('say.renewed')}`);
    await expect(dialog(page)).toBeVisible();
    expect(await page.evaluate('gaps.empty')).toBe(0);
    expect(await page.evaluate('gaps.frames')).toBeGreaterThan(0);
  });

  test('is hidden by the stylesheet at its end, and the words say so', async ({ page, open }) => {
    await open('/access/gym/1010');
    await openFullScreen(page);
    // The next request is never answered.
    await page.route('**/access-code', () => {});
    const locks = await dialog(page).evaluate((element) =>
      [...element.querySelectorAll('.qr-panel, .code-line')].map((part) => {
        const { animationName, animationDelay } = getComputedStyle(part);
        return { animationName, isTimed: parseFloat(animationDelay) > 0 };
      }),
    );
    expect(locks).toEqual(Array(2).fill({ animationName: 'expire', isTimed: true }));
    await expect(dialog(page).getByText(t('cover.ended'))).toBeVisible({ timeout: 15_000 });
    await expect(symbol(page)).toHaveCount(0);
    await expect(dialog(page).getByText(t('state.covered'), { exact: true })).toBeVisible();
    await expect(dialog(page).getByRole('button', { name: t('access.refresh') })).toBeFocused();
  });

  test('disappears with a refusal, which is explained in its place; the focus goes to the heading', async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(/status 403/);
    await open('/access/gym/1060');
    await openFullScreen(page);
    await expect(symbol(page)).toBeVisible();
    await page.route('**/access-code', (route) => route.fulfill({ status: 403, json: {} }));
    const refresh = page.locator('article').getByRole('button', { name: t('access.refresh') });
    await expect(refresh).toHaveAttribute('aria-disabled', 'false', { timeout: 10_000 });
    await refresh.dispatchEvent('click');
    await expect(dialog(page).getByRole('alert')).toContainText(t('fail.gateway_forbidden'));
    await expect(symbol(page)).toHaveCount(0);
    await closer(page).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Studio desk' })).toBeFocused();
  });

  for (const [what, leave] of [
    ['the page is left', () => dispatchEvent(new Event('pagehide'))],
    ['the page is frozen', () => document.dispatchEvent(new Event('freeze', { bubbles: true }))],
  ] as const) {
    test(`is removed with the rest when ${what}`, async ({ page, open }) => {
      await open('/access/gym/1237');
      await openFullScreen(page);
      await page.evaluate(leave);
      await expect(dialog(page)).toHaveCount(0);
      expect(await page.content()).not.toContain(STATIC_CODE);
    });
  }

  test('is removed with the rest by a lock in another tab', async ({ page, open, context }) => {
    await open('/access/gym/1237');
    await openFullScreen(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: t('lock.button'), exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    expect(await page.content()).not.toContain(STATIC_CODE);
  });

  test('is hidden while the page is not in view, and the screen is kept on again after the return', async ({
    page,
    open,
  }) => {
    await recordWakeLock(page);
    await open('/access/gym/1237');
    await openFullScreen(page);
    await expect.poll(async () => (await wake(page)).held).toBe(1);
    await setVisible(page, false);
    await expect(symbol(page)).toHaveCount(0);
    await expect.poll(async () => (await wake(page)).held).toBe(0);
    await setVisible(page, true);
    await expect(symbol(page)).toBeVisible();
    await expect.poll(async () => (await wake(page)).held).toBe(1);
    await closer(page).click();
    expect((await wake(page)).held, 'the card shows the code, too').toBe(1);
  });
});
