// Paints the icons of the installed page, style/install/*.png, from style/icons/*.svg with Chromium:
//
//   node scripts/icons.mjs
//
// The images are committed, because builds need no browser.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const STYLE = join(import.meta.dirname, '../style');
/** The name of each image, its drawing, and the length of its sides in pixels. */
const ICONS = [
  ['icon-192', 'icon', 192],
  ['icon-512', 'icon', 512],
  ['maskable-512', 'maskable', 512],
  ['monochrome-512', 'monochrome', 512],
  // Apple's systems round the corners themselves.
  ['apple-touch-icon', 'maskable', 180],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [name, drawing, side] of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const svg = readFileSync(join(STYLE, 'icons', `${drawing}.svg`), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block; inline-size: 100vw }</style>${svg}`);
  writeFileSync(join(STYLE, 'install', `${name}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
