// What browsers and extensions do to the texts of a page.

import type { Page } from '@playwright/test';

/** Wraps each text outside of `translate="no"`, as Chromium's translator does. */
export const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (texts.nextNode()) nodes.push(texts.currentNode as Text);
    for (const text of nodes) {
      if (!text.data.trim() || text.parentElement?.closest('[translate=no], script, noscript')) continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text.data);
    }
  });
/** Joins adjacent texts, as some extensions do. */
export const normalize = (page: Page): Promise<void> => page.evaluate(() => document.body.normalize());
