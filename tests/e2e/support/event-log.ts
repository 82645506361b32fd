// Records events with the page's own timestamps, which stay right when a busy machine slows the test down.

import type { Page } from '@playwright/test';

/** An event and its time in milliseconds. */
export interface LoggedEvent {
  name: string;
  at: number;
}

/**
 * Records events from the page's start on. Call before the page is opened.
 *
 * Events are requests to an API (`request`, then `response 200` or `no response`), `offline` and `online`,
 * and `<name> appeared` and `<name> disappeared` for each text in `texts`. Times are those of
 * `performance.now()` at the time of this call: real ones unless a fake clock was installed before.
 */
export async function recordEvents(page: Page, texts: Record<string, string>): Promise<void> {
  await page.addInitScript((texts) => {
    const events: LoggedEvent[] = [];
    Object.assign(window, { loggedEvents: events });
    const now = performance.now.bind(performance);
    const log = (name: string) => events.push({ name, at: now() });
    const visible = new Set<string>();
    new MutationObserver(() => {
      const text = document.body?.textContent ?? '';
      for (const [name, part] of Object.entries(texts)) {
        if (text.includes(part) === visible.has(name)) continue;
        log(`${name} ${visible.has(name) ? 'disappeared' : 'appeared'}`);
        if (!visible.delete(name)) visible.add(name);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
    for (const event of ['offline', 'online']) addEventListener(event, () => log(event));
    const original = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!/access-code$|activationcode/.test(url)) return original(input, init);
      log('request');
      try {
        const response = await original(input, init);
        log(`response ${response.status}`);
        return response;
      } catch (error) {
        log('no response');
        throw error;
      }
    };
  }, texts);
}

/** Returns the events so far, in order. */
export function recordedEvents(page: Page): Promise<LoggedEvent[]> {
  return page.evaluate(() => (window as unknown as { loggedEvents: LoggedEvent[] }).loggedEvents);
}

/** Returns the milliseconds from the last `from` that a `to` follows to the first such `to`. */
export async function elapsed(page: Page, from: string, to: string): Promise<number> {
  const events = await recordedEvents(page);
  const start = events.findLast(
    (event) => event.name === from && events.some((later) => later.name === to && later.at >= event.at),
  );
  const end = events.find((event) => event.name === to && event.at >= Number(start?.at));
  return Number(end?.at) - Number(start?.at);
}
