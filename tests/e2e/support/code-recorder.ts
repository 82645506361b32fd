// Records which codes the document shows, with each DOM change and each frame.

import type { Page } from '@playwright/test';

/** A code in the document, and the first and last time it was found there. Times of `Date.now()`. */
export interface RecordedCode {
  text: string;
  first: number;
  last: number;
}

interface Recorder {
  codes: RecordedCode[];
}

/** Records every text in the document that matches `pattern`. Call before the page is opened. */
export async function recordCodes(page: Page, pattern: RegExp): Promise<void> {
  await page.addInitScript((source) => {
    const pattern = new RegExp(source, 'g');
    const recorder: Recorder = { codes: [] };
    Object.assign(window, { recorder });
    /** Returns the document's text with one line for each block, so that no match spans two blocks. */
    const lines = () => {
      const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
      let text = '';
      let block: Element | null | undefined;
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const nearest = parent?.closest('p, div, li, dd, dt, h1, h2, button, section, article');
        if (nearest !== block) text += '\n';
        block = nearest;
        text += walker.currentNode.nodeValue;
      }
      return text;
    };
    const scan = () => {
      const now = Date.now();
      for (const [text] of lines().matchAll(pattern)) {
        const known = recorder.codes.find((code) => code.text === text);
        if (known) known.last = now;
        else recorder.codes.push({ text, first: now, last: now });
      }
    };
    new MutationObserver(scan).observe(document, { subtree: true, childList: true, characterData: true });
    const frame = () => {
      scan();
      requestAnimationFrame(frame);
    };
    frame();
  }, pattern.source);
}

/** Returns the codes recorded so far, in order of their first appearance. */
export function recordedCodes(page: Page): Promise<RecordedCode[]> {
  return page.evaluate(() => (window as unknown as { recorder: Recorder }).recorder.codes);
}
