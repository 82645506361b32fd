// Accessibility of a list in several states, by axe.

import AxeBuilder from '@axe-core/playwright';
import { card, cards, chip, nextFrame, scrollTo, search, test } from './support/list.ts';
import { expect, type Page } from './support/test.ts';
import { t } from './support/texts.ts';
import { setPreference } from './support/settings-dialog.ts';

test.describe('axe finds nothing in light and dark', () => {
  // It looks at more than a thousand elements in each theme.
  test.describe.configure({ timeout: 120_000 });
  const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
  const STATES: [string, (page: Page) => Promise<void>][] = [
    ['all revealed', (page) => setPreference(page, 'option.open')],
    ['search results', (page) => search(page).fill('7')],
    ['nothing found', (page) => search(page).fill('no such code')],
    ['expired codes', (page) => chip(page, 'state.expired').click()],
    ['no state selected', (page) => page.evaluate(() => void (location.hash += '?show=none'))],
    ['a card with the focus', (page) => card(page, 2).focus()],
    [
      'some selected',
      async (page) => {
        await page.getByRole('button', { name: t('pick.start'), exact: true }).click();
        await card(page, 1).getByRole('checkbox').check();
      },
    ],
    [
      'the question before a file is saved',
      async (page) => {
        await page.getByRole('button', { name: t('pick.start'), exact: true }).click();
        await card(page, 1).getByRole('checkbox').check();
        await page.getByRole('button', { name: t('pick.export'), exact: true }).click();
      },
    ],
    [
      'another user asked for',
      (page) => page.getByRole('button', { name: t('account.change'), exact: true }).click(),
    ],
    ['halfway down', (page) => scrollTo(page, 0.5)],
  ];
  const WIDE = { width: 1_280, height: 900 };
  const CASES = [
    ...STATES.map(([state, prepare]) => [`cards, ${state}`, { width: 390, height: 844 }, prepare] as const),
    ...STATES.map(([state, prepare]) => [`rows, ${state}`, WIDE, prepare] as const),
  ];
  for (const [state, viewport, prepare] of CASES) {
    test(state, async ({ page, open }) => {
      await page.setViewportSize(viewport);
      await open('/activation/identity/codes-50');
      await expect(cards(page).first()).toBeVisible();
      await prepare(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await nextFrame(page);
        await page.evaluate(() =>
          Promise.allSettled(
            document
              .getAnimations()
              .filter((animation) => animation instanceof CSSTransition)
              .map((animation) => animation.finished),
          ),
        );
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        expect
          .soft(
            violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)]),
            colorScheme,
          )
          .toEqual([]);
      }
    });
  }
});
