// Records the locks that keep the screen on; a headless browser has no screen.

import type { Page } from '@playwright/test';

/** Records which locks are held, in place of the screen's. */
export const recordWakeLock = (page: Page, refuses = false) =>
  page.addInitScript((refuses) => {
    const wake = Object.assign(window, { wake: { held: 0, requests: 0 } }).wake;
    const request = async () => {
      wake.requests += 1;
      if (refuses) throw new DOMException('battery', 'NotAllowedError');
      wake.held += 1;
      let isReleased = false;
      return {
        async release() {
          if (!isReleased) wake.held -= 1;
          isReleased = true;
        },
      };
    };
    Object.defineProperty(Navigator.prototype, 'wakeLock', { configurable: true, value: { request } });
  }, refuses);

/** Returns how many locks are held, and how many were requested. */
export const wake = (page: Page) =>
  page.evaluate(() => (window as unknown as { wake: { held: number; requests: number } }).wake);
