// What was on the screen, frame by frame: for promises such as "no frame ever shows an expired code".

import type { Page } from '@playwright/test';

/** A code that stood in the document, and when it was last seen there. Times of `Date.now()`. */
export interface Seen {
  text: string;
  first: number;
  last: number;
}

interface Recorder {
  seen: Seen[];
}

/** Starts to record everything that looks like `form` in the document, from the page's first moment on. */
export async function recordCodes(page: Page, form: RegExp): Promise<void> {
  await page.addInitScript((source) => {
    const form = new RegExp(source, 'g');
    const recorder: Recorder = { seen: [] };
    Object.assign(window, { recorder });
    /** The text of the document, with a line for each block: what stands in two of them is not one code. */
    const lines = () => {
      const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
      let text = '';
      let block: Element | null | undefined;
      while (walker.nextNode()) {
        const here = walker.currentNode.parentElement?.closest('p, div, li, dd, dt, h1, h2, button, section, article');
        if (here !== block) text += '\n';
        block = here;
        text += walker.currentNode.nodeValue;
      }
      return text;
    };
    const look = () => {
      const now = Date.now();
      for (const [text] of lines().matchAll(form)) {
        const known = recorder.seen.find((one) => one.text === text);
        if (known) known.last = now;
        else recorder.seen.push({ text, first: now, last: now });
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    const frame = () => {
      look();
      requestAnimationFrame(frame);
    };
    frame();
  }, form.source);
}

/** What was recorded so far. */
export function codesSeen(page: Page): Promise<Seen[]> {
  return page.evaluate(() => (window as unknown as { recorder: Recorder }).recorder.seen);
}
