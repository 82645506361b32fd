// Prints the page to PDF and returns its pages as images and as text.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** The pages of a printout. */
export interface Printout {
  /** Each page as a PNG of 150 dots an inch. */
  images: Buffer[];
  /** Each page as text. */
  texts: string[];
}

/** Replaces `window.print` by a counter. Call before the page is opened. */
export async function stubPrint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const printing = Object.assign(window, { printing: { calls: 0 } }).printing;
    window.print = () => {
      printing.calls += 1;
    };
  });
}

/** Returns how often the page has called `window.print`. */
export function printCalls(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { printing: { calls: number } }).printing.calls);
}

/** Prints the page as it is on A4, without backgrounds, which printers leave out by default. */
export async function printToPdf(page: Page): Promise<Printout> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-print-'));
  try {
    const file = join(folder, 'all.pdf');
    writeFileSync(file, await page.pdf({ format: 'A4' }));
    execFileSync('pdftoppm', ['-r', '150', '-png', file, join(folder, 'page')]);
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .sort();
    const text = execFileSync('pdftotext', [file, '-']).toString('utf8');
    // Each page ends with a form feed.
    return {
      images: names.map((name) => readFileSync(join(folder, name))),
      texts: text.split('\f').slice(0, -1),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
