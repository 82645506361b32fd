// Where a secret could be left: everything a browser keeps of a page, or shows of it outside of it.

import { expect, type Page } from '@playwright/test';

/** Storage, caches, databases, cookies, title, address, history and window name, as one text. */
export async function traces(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => {
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        cached.push(name, request.url, await (await cache.match(request))?.text().catch(() => '') ?? '');
      }
    }
    const databases = await indexedDB.databases();
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      cached,
      databases,
      title: document.title,
      state: history.state as unknown,
      name: window.name,
    });
  });
  const cookies = JSON.stringify(await page.context().cookies());
  return [kept, cookies, page.url()].join('\n');
}

/** Everything the page says to the console from now on. */
export function said(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  return lines;
}

/** None of these texts stands in the document, in what the browser keeps, or in what was said to the console. */
export async function expectNoTrace(page: Page, lines: string[], ...canaries: string[]): Promise<void> {
  const places = { document: await page.content(), kept: await traces(page), console: lines.join('\n') };
  for (const [place, text] of Object.entries(places)) {
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${place}`).toBe(false);
  }
}
