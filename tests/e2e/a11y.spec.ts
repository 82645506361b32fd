// Accessibility of every view in every state: axe in both themes, a narrow phone, and the size of controls.

import { addStyles } from './support/styles.ts';
import { findings, smallControls } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';
import { VIEWS } from './support/views.ts';
import { t } from './support/texts.ts';

for (const { name, fragment, prepare, browserError } of VIEWS) {
  test(`${name}: fits 320 pixels, has large enough controls, and axe finds nothing in light and dark`, async ({
    page,
    open,
    browserErrors,
  }) => {
    if (browserError) browserErrors.expect(browserError);
    await page.setViewportSize({ width: 320, height: 568 });
    await open(fragment);
    await prepare(page);
    const widths = await page.evaluate(() => {
      const scrollers = [...document.querySelectorAll('main *')].filter(
        (element) => getComputedStyle(element).overflowX === 'auto',
      );
      return {
        page: document.documentElement.scrollWidth,
        over: [...document.querySelectorAll('main *')]
          .filter((element) => element.getBoundingClientRect().right > 320.5 && element.checkVisibility())
          // The content of a horizontal scroller does not widen the page.
          .filter(
            (element) => !scrollers.some((scroller) => scroller !== element && scroller.contains(element)),
          )
          .map((element) => element.outerHTML.slice(0, 100)),
      };
    });
    expect.soft(widths).toEqual({ page: 320, over: [] });
    expect.soft(await smallControls(page), 'controls that are too small').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect.soft(await findings(page), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await findings(page), 'dark').toEqual([]);
  });
}

test('the loading state is marked as busy, and axe finds nothing', async ({ page, open }) => {
  await open('/');
  await page.goto(`${page.url().split('#')[0]}#/access/gym/7091`);
  await expect(page.getByText(t('state.loading'), { exact: true })).toBeVisible();
  await expect(page.getByRole('article')).toHaveAttribute('aria-busy', 'true');
  expect(await findings(page)).toEqual([]);
});

test('screen readers announce neither the countdown nor a code', async ({ page, open }) => {
  await open('/access/my-pass');
  await expect(page.getByRole('timer')).toHaveAttribute('aria-live', 'off');
  const live = await page.evaluate(() =>
    [
      ...document.querySelectorAll('[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]'),
    ].map((region) => region.textContent),
  );
  expect(live.length).toBeGreaterThan(0);
  expect(live.join('\n')).not.toMatch(/\d{4}/);
});

test('with forced colours the symbol stays black on white', async ({ page, open }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await open('/access/gym/1237');
  const symbol = page.getByRole('img', { name: t('access.qr') });
  await expect(symbol).toBeVisible();
  const { expectSymbol } = await import('./support/qr.ts');
  await expectSymbol(symbol, '0071930465528817402');
});

for (const [what, content] of [
  ['twice the text', 'html { font-size: 200% }'],
  [
    'wide spacing',
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  ],
] as const) {
  test(`with ${what} nothing overflows the page`, async ({ page, open }) => {
    for (const address of ['/access/my-pass', '/activation/identity/codes-3', '/connections/new', '/']) {
      await open(address);
      await addStyles(page, content);
      const beyond = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter(
            (element) =>
              element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 0.5,
          )
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      expect.soft(beyond, address).toEqual([]);
    }
  });
}

test('with reduced motion only the steps of the ring move', async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open('/access/my-pass');
  await expect(page.getByRole('timer')).toBeVisible();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => !String(animation.effect?.getComputedTiming().easing).startsWith('steps'))
      .filter(
        (animation) =>
          !getComputedStyle(
            (animation.effect as KeyframeEffect).target as Element,
          ).animationTimingFunction.includes('steps'),
      )
      .map((animation) => ((animation.effect as KeyframeEffect).target as Element).outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});
