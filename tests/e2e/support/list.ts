// Locators and actions for the list of activation codes, and measurements of each frame.

import { collectListResponses, latest, type ListedCode } from './responses.ts';
import { Sandbox } from './sandbox.ts';
import { expect, test as base, type Locator, type Page } from './test.ts';
import { t, type Key } from './texts.ts';

/** Gives each test a new sandbox: some codes of its long lists end three minutes after its start. */
export const test = base.extend({
  sandbox: async ({ context }, use) => {
    const sandbox = await Sandbox.start();
    await use(sandbox);
    // Requests after the sandbox has stopped would be unexpected browser errors.
    for (const page of context.pages()) await page.close();
    await sandbox.stop();
  },
});

/** The list of cards, or on wide screens the group of rows. */
export const list = (page: Page): Locator =>
  page
    .getByRole('list', { name: t('activation.title') })
    .or(page.getByRole('rowgroup', { name: t('activation.title') }));
/** The rows of a wide screen with their heads. */
export const grid = (page: Page): Locator => page.getByRole('grid', { name: t('activation.title') });
/** The cards or rows in the document, which are those near the screen. */
export const cards = (page: Page): Locator => list(page).locator(':is([role="listitem"], [role="row"])');
/** The card or row at a place of the list, counted from 1, if it is in the document. */
export const card = (page: Page, place: number): Locator =>
  list(page).locator(`[aria-posinset="${place}"], [aria-rowindex="${place + 1}"]`);
/** Returns the place of a card or row, counted from 1. The heads are the first row. */
export const placeOf = (card: Locator): Promise<number> =>
  card.evaluate((card) =>
    Number(card.getAttribute('aria-posinset') ?? Number(card.getAttribute('aria-rowindex')) - 1),
  );
export const showButtons = (within: Page | Locator): Locator =>
  within.getByRole('button', { name: t('card.show') });
export const hideButtons = (within: Page | Locator): Locator =>
  within.getByRole('button', { name: t('card.hide') });
export const search = (page: Page): Locator => page.getByRole('searchbox', { name: t('search.label') });
export const order = (page: Page): Locator => page.getByRole('combobox', { name: t('order.label') });
/** The filter button for the codes in one state. */
export const chip = (page: Page, state: Key): Locator =>
  page
    .getByRole('group', { name: t('filter.label') })
    .getByRole('button', { name: new RegExp(`^${t(state)}`) });

/** The code that a card showButtons, as it is read out and copied. */
export const code = (card: Locator): Locator => card.locator('bdi.code');

/** Sets the preference that reveals all codes. Call before the page is opened. */
export async function showAllCodes(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('latchkey.codes_open', 'yes'));
}

/** Returns the number of entries, as the list tells it to screen readers. */
export async function size(page: Page): Promise<number> {
  return cards(page)
    .first()
    .evaluate((card) => {
      const rows = card.closest('[role="grid"]')?.getAttribute('aria-rowcount');
      return Number(rows ? Number(rows) - 1 : card.getAttribute('aria-setsize'));
    });
}

/** Walks through the list by keyboard and returns every code in order. Codes must be revealed. */
export async function allCodes(page: Page): Promise<string[]> {
  const found = new Map<number, string>();
  const total = await size(page);
  await cards(page).first().focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < 100; press += 1) {
    const seen = await cards(page).evaluateAll((cards) =>
      cards.map(
        (card) =>
          [
            Number(card.getAttribute('aria-posinset') ?? Number(card.getAttribute('aria-rowindex')) - 1),
            card.querySelector('bdi.code')?.textContent ?? card.textContent ?? '',
          ] as const,
      ),
    );
    for (const [place, text] of seen) found.set(place, text);
    if (found.size === total) break;
    await page.keyboard.press('PageDown');
    await nextFrame(page);
  }
  return Array.from({ length: total }, (_, at) => found.get(at + 1) ?? '');
}

/** Waits for two frames, after which the page has handled a scroll event. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((next) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(next))),
      ),
  );
}

/** Counts the elements in each frame from the page's first moment on. Call before the page is opened. */
export async function recordElementCount(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const max = Object.assign(window, { max: { elements: 0 } }).max;
    const look = () => {
      max.elements = Math.max(max.elements, document.getElementsByTagName('*').length);
      requestAnimationFrame(look);
    };
    look();
  });
}

/** Returns the largest number of elements in any frame. */
export const maxElementCount = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { max: { elements: number } }).max.elements);

/** Scrolls to a share of the page's height, as with the scroll bar, and waits for the cards there. */
export async function scrollTo(page: Page, share: number): Promise<void> {
  await page.evaluate(
    (share) => window.scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight)),
    share,
  );
  await nextFrame(page);
}

/** Returns what has the focus, a card or another element by its tag, and the place of its card, such as `card 2`. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const card = element?.closest('main :is([role="listitem"], [role="row"])');
    const place = card?.getAttribute('aria-posinset') ?? Number(card?.getAttribute('aria-rowindex')) - 1;
    return card ? `${element === card ? 'card' : element?.localName} ${place}` : String(element?.localName);
  });

/** Expects the focus on the card at this place. */
export async function expectFocus(page: Page, place: number): Promise<void> {
  await expect(card(page, place)).toBeFocused();
  await expect(card(page, place)).toBeInViewport();
}

/** Opens a list of activation codes and waits for its first card. */
export async function openLongList(
  page: Page,
  open: (fragment: string) => Promise<void>,
  fragment = 'codes-10000',
): Promise<void> {
  await open(`/activation/identity/${fragment}`);
  await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
}

/** Opens a list with all codes revealed and returns the codes that the service sent. */
export async function openRevealedList(
  page: Page,
  open: (fragment: string) => Promise<void>,
  fragment: string,
): Promise<ListedCode[]> {
  await showAllCodes(page);
  const responses = await collectListResponses(page);
  await open(`/activation/identity/${fragment}`);
  await expect(cards(page).first()).toBeVisible({ timeout: 20_000 });
  return (await latest(responses)).data.activationCodes;
}
