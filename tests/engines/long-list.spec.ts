// Ten thousand codes: found, scrolled through, and walked through by keys.

import { Key } from 'selenium-webdriver';
import { plural, t } from '../e2e/support/texts.ts';
import { expect, test } from './support/test.ts';

const CARD = '.code-card';
const VIEW = '/activation/identity/codes-10000';
/** Most elements that the page may have at any moment. */
const MAX_ELEMENTS = 2_000;

test('a search finds one code among them', async ({ app, sandbox }) => {
  const code = (await sandbox.activationCodes('codes-10000')).at(5_000)?.activationCode ?? '';
  await app.open(VIEW);
  await expect.poll(() => app.has(CARD)).toBe(true);
  await app.type(t('search.label'), code);
  await app.expectText(plural('list.found', 1));
  await app.click(t('card.show'));
  await expect.poll(() => app.content(`${CARD} .code`)).toBe(code);
});

test('scrolled to its end it shows the last cards, and few elements exist all the way', async ({ app }) => {
  await app.open(VIEW);
  await expect.poll(() => app.has(CARD)).toBe(true);
  const { last, most } = await app.run(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let most = 0;
    for (let step = 0; step <= 40; step += 1) {
      scrollTo(0, (step / 40) * (document.documentElement.scrollHeight - innerHeight));
      for (let frame = 0; frame < 3; frame += 1) await nextFrame();
      most = Math.max(most, document.getElementsByTagName('*').length);
    }
    const cards = [...document.querySelectorAll('.code-card')].filter((card) => card.getBoundingClientRect().bottom > 0);
    const last = cards.at(-1);
    return { most, last: [last?.getAttribute('aria-posinset'), last?.getAttribute('aria-setsize')] };
  });
  expect(last[0]).toBe(last[1]);
  expect(most).toBeLessThan(MAX_ELEMENTS);
});

// Firefox does not scroll to what has got the focus if a part of it is in view.
test('a card that was cut off is in view as a whole once a key has led to it', async ({ app }) => {
  await app.open(VIEW);
  await expect.poll(() => app.has(CARD)).toBe(true);
  await app.run(() => document.querySelector('.code-card')?.scrollIntoView());
  await expect.poll(() => app.has('[aria-posinset="4"]')).toBe(true);
  const cut = await app.run(() => {
    const below = () => (document.querySelector('[aria-posinset="4"]')?.getBoundingClientRect().bottom ?? 0) - innerHeight;
    scrollBy(0, below() - 40);
    document.querySelector<HTMLElement>('[aria-posinset="3"]')?.focus({ preventScroll: true });
    return below();
  });
  expect(cut, 'pixels of card 4 that are not in view').toBeGreaterThan(30);
  await app.press(Key.ARROW_DOWN);
  await expect.poll(() => app.run(() => document.activeElement?.getAttribute('aria-posinset'))).toBe('4');
  await expect.poll(() => app.run(() => (document.activeElement as Element).getBoundingClientRect().bottom - innerHeight)).toBeLessThanOrEqual(0);
});
