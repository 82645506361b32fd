// The activation list as a person finds it, and what can only be seen frame by frame.

import { Sandbox } from './sandbox.ts';
import { expect, test as base, type Locator, type Page } from './test.ts';
import { say, type Key } from './words.ts';

/** Each test has a sandbox that has just started: some codes of its long lists end three minutes later. */
export const test = base.extend({
  sandbox: async ({ context }, use) => {
    const sandbox = await Sandbox.start();
    await use(sandbox);
    // Whatever a page still asks for would be a trouble once nobody answers.
    for (const page of context.pages()) await page.close();
    await sandbox.stop();
  },
});

export const list = (page: Page): Locator => page.getByRole('list', { name: say('activation.title') });
/** The cards that exist: those near the screen. */
export const cards = (page: Page): Locator => list(page).getByRole('listitem');
/** The card at a place of the list, counted from 1, where it exists. */
export const card = (page: Page, place: number): Locator => list(page).locator(`[aria-posinset="${place}"]`);
export const shows = (within: Page | Locator): Locator => within.getByRole('button', { name: say('card.show') });
export const hides = (within: Page | Locator): Locator => within.getByRole('button', { name: say('card.hide') });
export const search = (page: Page): Locator => page.getByRole('searchbox', { name: say('search.label') });
export const order = (page: Page): Locator => page.getByRole('combobox', { name: say('order.label') });
/** The button that shows or hides the codes in one state. */
export const chip = (page: Page, state: Key): Locator =>
  page.getByRole('group', { name: say('filter.label') }).getByRole('button', { name: new RegExp(`^${say(state)}`) });

/** The code that a card shows, as it is read out and copied. */
export const code = (card: Locator): Locator => card.locator('bdi.code');

/** Opens the fold of options and ticks or unticks one of them. */
export async function choose(page: Page, option: Key, ticked = true): Promise<void> {
  const box = page.getByLabel(say(option), { exact: true });
  if (!(await box.isVisible())) await page.getByText(say('option.title'), { exact: true }).click();
  await box.setChecked(ticked);
}

/** All codes show themselves from the page's first moment on. Call before the page is opened. */
export async function codesOpen(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('latchkey.codes_open', 'yes'));
}

/** How many entries the list says it has. */
export async function size(page: Page): Promise<number> {
  return Number(await cards(page).first().getAttribute('aria-setsize'));
}

/** Every code in the order of the list: walked through by the keyboard. Codes have to be open. */
export async function everyCode(page: Page): Promise<string[]> {
  const found = new Map<number, string>();
  const total = await size(page);
  await cards(page).first().focus();
  await page.keyboard.press('Home');
  for (let turn = 0; turn < 100; turn += 1) {
    const seen = await cards(page).evaluateAll((cards) =>
      cards.map((card) => [Number(card.getAttribute('aria-posinset')), card.querySelector('bdi.code')?.textContent ?? card.textContent ?? ''] as const),
    );
    for (const [place, text] of seen) found.set(place, text);
    if (found.size === total) break;
    await page.keyboard.press('PageDown');
    await nextFrame(page);
  }
  return Array.from({ length: total }, (_, at) => found.get(at + 1) ?? '');
}

/** The frame after the next one: what the page does once it was scrolled has been done. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(next)))));
}

/** Counts the elements in each frame from the page's first moment on. Call before the page is opened. */
export async function countElements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const most = Object.assign(window, { most: { elements: 0 } }).most;
    const look = () => {
      most.elements = Math.max(most.elements, document.getElementsByTagName('*').length);
      requestAnimationFrame(look);
    };
    look();
  });
}

/** The most elements there have been in any frame. */
export const mostElements = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { most: { elements: number } }).most.elements);

/** Scrolls to this share of the page, as by pulling the bar, and waits until the cards there stand. */
export async function scrollTo(page: Page, share: number): Promise<void> {
  await page.evaluate((share) => window.scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight)), share);
  await nextFrame(page);
}

/** What has the focus, in words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => `${document.activeElement?.localName ?? ''} ${document.activeElement?.closest('li')?.getAttribute('aria-posinset') ?? ''}`.trim());

/** The focus is on the card at this place. */
export async function expectFocus(page: Page, place: number): Promise<void> {
  await expect(card(page, place)).toBeFocused();
  await expect(card(page, place)).toBeInViewport();
}
