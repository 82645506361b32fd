// Adds styles to a page, whose policy forbids style elements.

import type { Page } from '@playwright/test';

/** Adds rules as a stylesheet of the document, after those of the page. */
export const addStyles = (page: Page, rules: string) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
  }, rules);
