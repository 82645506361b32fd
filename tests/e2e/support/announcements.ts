// Records what the live regions have said. Their text is cleared within a second.

import type { Page } from '@playwright/test';

/** Records each text of a polite live region, from now on, and where it was said. */
export const recordAnnouncements = (page: Page) =>
  page.evaluate(() => {
    const said = Object.assign(window, { said: [] as string[] }).said;
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[aria-live=polite]');
        if (region?.textContent) said.push(`${region.closest('dialog') ? 'dialog' : 'page'}: ${region.textContent}`);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

/** Returns what was recorded, each with "dialog: " or "page: " before it. */
export const announcements = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: string[] }).said);
