// Every view in every state: no finding of axe in either theme, nothing wider than a narrow phone, and every control
// large enough for a thumb.

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from './support/test.ts';
import { VIEWS } from './support/views.ts';
import { say } from './support/words.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Findings, each with its first places, once colours have stopped to change. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map((change) => change.finished));
  });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id} (${help}): ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** Controls smaller than a thumb, and links that are rows or buttons. A link inside a sentence is none. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, select, summary, input, [role=button]')];
    return controls
      .map((control) => {
        // A box to tick is as large as the label that ticks it.
        const toggles = control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type);
        const target = (toggles && control.labels?.[0]) || control;
        return { control, target, box: target.getBoundingClientRect() };
      })
      .filter(({ target, box }) => target.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.bottom > 0)
      .filter(({ box }) => box.height < 43.99)
      .map(({ control, box }) => `${control.outerHTML.slice(0, 120)}: ${box.width} x ${box.height}`);
  });
}

for (const { name, fragment, reach, trouble } of VIEWS) {
  test(`${name}: fits 320 pixels and a thumb, no finding in light and dark`, async ({ page, open, troubles }) => {
    if (trouble) troubles.expect(trouble);
    await page.setViewportSize({ width: 320, height: 568 });
    await open(fragment);
    await reach(page);
    const widths = await page.evaluate(() => {
      const strips = [...document.querySelectorAll('main *')].filter((element) => getComputedStyle(element).overflowX === 'auto');
      return {
        page: document.documentElement.scrollWidth,
        over: [...document.querySelectorAll('main *')]
          .filter((element) => element.getBoundingClientRect().right > 320.5 && element.checkVisibility())
          // What is moved sideways by itself widens nothing, as long as it fits.
          .filter((element) => !strips.some((strip) => strip !== element && strip.contains(element)))
          .map((element) => element.outerHTML.slice(0, 100)),
      };
    });
    expect.soft(widths).toEqual({ page: 320, over: [] });
    expect.soft(await tooSmall(page), 'controls that are too small').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect.soft(await findings(page), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await findings(page), 'dark').toEqual([]);
  });
}

test('waiting is marked as such and has no finding', async ({ page, open }) => {
  await open('/');
  await page.goto(`${page.url().split('#')[0]}#/access/gym/7091`);
  await expect(page.getByText(say('state.loading'), { exact: true })).toBeVisible();
  await expect(page.getByRole('article')).toHaveAttribute('aria-busy', 'true');
  expect(await findings(page)).toEqual([]);
});

test('the countdown is silent, and no code is ever read out by itself', async ({ page, open }) => {
  await open('/access/my-pass');
  await expect(page.getByRole('timer')).toHaveAttribute('aria-live', 'off');
  const live = await page.evaluate(() =>
    [...document.querySelectorAll('[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]')].map((region) => region.textContent),
  );
  expect(live.length).toBeGreaterThan(0);
  expect(live.join('\n')).not.toMatch(/\d{4}/);
});

test('with forced colours the symbol stays black on white', async ({ page, open }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await open('/access/gym/1237');
  const symbol = page.getByRole('img', { name: say('access.qr') });
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
  test(`with ${what} nothing is pushed out of the page`, async ({ page, open }) => {
    for (const address of ['/access/my-pass', '/activation/identity/codes-3', '/connections/new', '/']) {
      await open(address);
      await page.addStyleTag({ content });
      const beyond = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 0.5)
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      expect.soft(beyond, address).toEqual([]);
    }
  });
}

test('without motion nothing moves but the ring\'s own steps', async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open('/access/my-pass');
  await expect(page.getByRole('timer')).toBeVisible();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => !String(animation.effect?.getComputedTiming().easing).startsWith('steps'))
      .filter((animation) => !getComputedStyle((animation.effect as KeyframeEffect).target as Element).animationTimingFunction.includes('steps'))
      .map((animation) => ((animation.effect as KeyframeEffect).target as Element).outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});
