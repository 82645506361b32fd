// When things happened, told by the page's own clock: a busy machine makes the test slow, but not the page's account.

import type { Page } from '@playwright/test';

/** Something that happened, and when, in milliseconds. */
export interface Moment {
  what: string;
  at: number;
}

/**
 * Writes down from the page's first moment on when requests to an API leave (`asked`) and are answered (`answered 200`,
 * or `unanswered`), when the network goes and comes, and when each of these texts comes into the document and goes.
 * Times are those of `performance.now()` as this finds it: real ones unless a clock was installed before.
 */
export async function keepChronicle(page: Page, texts: Record<string, string>): Promise<void> {
  await page.addInitScript((texts) => {
    const moments: Moment[] = [];
    Object.assign(window, { chronicle: moments });
    const now = performance.now.bind(performance);
    const note = (what: string) => moments.push({ what, at: now() });
    const there = new Set<string>();
    new MutationObserver(() => {
      const text = document.body?.textContent ?? '';
      for (const [name, part] of Object.entries(texts)) {
        if (text.includes(part) === there.has(name)) continue;
        note(`${name} ${there.has(name) ? 'went' : 'came'}`);
        if (!there.delete(name)) there.add(name);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
    for (const event of ['offline', 'online']) addEventListener(event, () => note(event));
    const original = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!/access-code$|activationcode/.test(url)) return original(input, init);
      note('asked');
      try {
        const response = await original(input, init);
        note(`answered ${response.status}`);
        return response;
      } catch (error) {
        note('unanswered');
        throw error;
      }
    };
  }, texts);
}

/** What has happened so far. */
export function chronicle(page: Page): Promise<Moment[]> {
  return page.evaluate(() => (window as unknown as { chronicle: Moment[] }).chronicle);
}

/** Milliseconds from the last `from` to the first `to` after it. */
export async function between(page: Page, from: string, to: string): Promise<number> {
  const moments = await chronicle(page);
  const start = moments.findLast((moment) => moment.what === from && moments.some((later) => later.what === to && later.at >= moment.at));
  const end = moments.find((moment) => moment.what === to && moment.at >= Number(start?.at));
  return Number(end?.at) - Number(start?.at);
}
