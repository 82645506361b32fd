// What axe finds in a view, which controls are too small, and what is cut off.

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from './test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Returns axe's findings, each with its first places, after all colour transitions have ended. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map((change) => change.finished));
  });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `${id} (${help}): ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** Returns the controls that are lower than 44 pixels. */
export function smallControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, select, summary, input, [role=button]'),
    ];
    return controls
      .map((control) => {
        // The label of a checkbox or radio button can be pressed too.
        const isToggle = control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type);
        const target = (isToggle && control.labels?.[0]) || control;
        return { control, target, box: target.getBoundingClientRect() };
      })
      .filter(
        ({ target, box }) =>
          target.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.bottom > 0,
      )
      .filter(({ box }) => box.height < 43.99)
      .map(({ control, box }) => `${control.outerHTML.slice(0, 120)}: ${box.width} x ${box.height}`);
  });
}

/** Expects that nothing is wider than the window, no control too small, and no finding of axe in either theme. */
export async function expectAccessible(page: Page): Promise<void> {
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 100)),
  );
  expect(beyond, 'wider than the window').toEqual([]);
  expect(await smallControls(page), 'controls that are too small').toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), colorScheme).toEqual([]);
  }
}
