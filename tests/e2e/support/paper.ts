// What a printer would put on paper: the PDF that the browser makes, as pictures and as text.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** What stands on the pages of a print. */
export interface Paper {
  /** Each page as a PNG of 150 dots an inch. */
  pages: Buffer[];
  /** Each page as text. */
  texts: string[];
}

/** Leaves printing to the test: the page only asks for it. Call before the page is opened. */
export async function holdPrinting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked = Object.assign(window, { asked: { toPrint: 0 } }).asked;
    window.print = () => {
      asked.toPrint += 1;
    };
  });
}

/** How often the page has asked for the print dialog. */
export function askedToPrint(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { asked: { toPrint: number } }).asked.toPrint);
}

/** Prints the page as it is on A4, without what printers leave out by default. */
export async function print(page: Page): Promise<Paper> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-paper-'));
  try {
    const file = join(folder, 'all.pdf');
    writeFileSync(file, await page.pdf({ format: 'A4' }));
    execFileSync('pdftoppm', ['-r', '150', '-png', file, join(folder, 'page')]);
    const names = readdirSync(folder).filter((name) => name.endsWith('.png')).sort();
    const text = execFileSync('pdftotext', [file, '-']).toString('utf8');
    // Each page ends with a form feed.
    return { pages: names.map((name) => readFileSync(join(folder, name))), texts: text.split('\f').slice(0, -1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
