// What would be printed. Not every engine prints by WebDriver, so the stylesheet for paper is applied to the screen.

import type { App } from './app.ts';

/** Shows the page as it is laid out for paper. */
export async function showPaper(app: App): Promise<void> {
  await app.run(async () => {
    const apply = (rules: CSSRuleList) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule && rule.media.mediaText === 'print') rule.media.mediaText = 'all';
        if ('cssRules' in rule) apply(rule.cssRules as CSSRuleList);
      }
    };
    for (const sheet of document.styleSheets) apply(sheet.cssRules);
    // Room in which to see what would lie outside of the page's box.
    document.body.style.padding = '40px';
    scrollTo(0, 0);
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
