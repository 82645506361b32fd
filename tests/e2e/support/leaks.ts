// Searches every place where a browser could keep or show a secret of a page.

import { expect, type Page } from '@playwright/test';
import { databaseText } from './kept-code.ts';

/** Returns storage, caches, databases, cookies, title, address, history and window name as one text. */
export async function storedText(page: Page): Promise<string> {
  const stored = await page.evaluate(async () => {
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request))?.text().catch(() => '');
        cached.push(name, request.url, body ?? '');
      }
    }
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      cached,
      title: document.title,
      state: history.state as unknown,
      name: window.name,
    });
  });
  const cookies = JSON.stringify(await page.context().cookies());
  return [stored, await databaseText(page), cookies, page.url()].join('\n');
}

/** Collects the page's console messages from now on. */
export function recordConsole(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  return lines;
}

/**
 * Expects that neither the document, nor what the browser stores, nor the console contains any of the
 * secrets.
 */
export async function expectNoTrace(page: Page, lines: string[], ...secrets: string[]): Promise<void> {
  const places = {
    document: await page.content(),
    stored: await storedText(page),
    console: lines.join('\n'),
  };
  for (const [place, text] of Object.entries(places)) {
    for (const secret of secrets) expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
  }
}
