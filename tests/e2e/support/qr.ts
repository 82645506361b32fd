// Reads symbols with two independent QR readers, from the pixels the browser painted.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDefaultScanner, scanRGBABuffer, ZBarConfigType, ZBarSymbolType } from '@undecaf/zbar-wasm';
import { PNG } from 'pngjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { expect, type Locator } from './test.ts';

// By default the reader would fetch its module from a public server.
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const { buffer, byteOffset, byteLength } = readFileSync(wasm);
prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });

/** Returns the bytes of each symbol that ZXing reads. */
async function zxing(image: Buffer): Promise<Buffer[]> {
  const results = await readBarcodes(new Uint8Array(image), { formats: ['QRCode'], maxNumberOfSymbols: 0 });
  return results.filter((result) => result.isValid).map((result) => Buffer.from(result.bytes));
}

/** Returns the bytes of each symbol that ZBar reads. In its default mode it would guess a character set. */
async function zbar(image: Buffer): Promise<Buffer[]> {
  const png = PNG.sync.read(image);
  const scanner = await getDefaultScanner();
  // It finds bar codes of other kinds in the rows of a large symbol by chance, so only QR is enabled.
  scanner.setConfig(ZBarSymbolType.ZBAR_NONE, ZBarConfigType.ZBAR_CFG_ENABLE, 0);
  scanner.setConfig(ZBarSymbolType.ZBAR_QRCODE, ZBarConfigType.ZBAR_CFG_ENABLE, 1);
  scanner.setConfig(ZBarSymbolType.ZBAR_QRCODE, ZBarConfigType.ZBAR_CFG_BINARY, 1);
  const pixels = new Uint8Array(png.data).buffer;
  const symbols = await scanRGBABuffer(pixels, png.width, png.height, scanner);
  return symbols.map((symbol) => Buffer.from(new Uint8Array(symbol.data)));
}

const texts = (symbols: Buffer[]) => symbols.map((bytes) => bytes.toString('utf8'));

/** Returns the texts that both readers read from a PNG. */
export async function readImage(image: Buffer): Promise<{ zxing: string[]; zbar: string[] }> {
  return { zxing: texts(await zxing(image)), zbar: texts(await zbar(image)) };
}

/** Expects that both readers read exactly this text from a PNG, and nothing else. */
export async function expectImage(image: Buffer, content: string): Promise<void> {
  expect(await readImage(image)).toEqual({ zxing: [content], zbar: [content] });
}

/** Takes a screenshot of a symbol and returns the texts that both readers read from it. */
export async function readSymbol(
  symbol: Locator,
): Promise<{ zxing: string[]; zbar: string[]; image: Buffer }> {
  // At the window's edge the last row of the screenshot would show the page's background.
  await symbol.evaluate((svg) => svg.scrollIntoView({ block: 'center' }));
  const image = await symbol.screenshot({ animations: 'allow' });
  return { ...(await readImage(image)), image };
}

/**
 * Expects that both readers read exactly this text from the symbol, and that its markup and quiet zone are
 * right.
 */
export async function expectSymbol(symbol: Locator, content: string): Promise<void> {
  await expect(symbol).toBeVisible();
  const { zxing, zbar, image } = await readSymbol(symbol);
  expect({ zxing, zbar }).toEqual({ zxing: [content], zbar: [content] });
  await expectMarkup(symbol, content);
  await expectQuietZone(symbol, image);
}

/** Expects one path on one square, and an accessible name that does not contain the code. */
async function expectMarkup(symbol: Locator, content: string): Promise<void> {
  const markup = await symbol.evaluate((svg) => ({
    role: svg.getAttribute('role'),
    name: svg.getAttribute('aria-label') ?? '',
    title: svg.querySelector('title')?.textContent ?? '',
    paths: svg.querySelectorAll('path').length,
    squares: svg.querySelectorAll('rect').length,
  }));
  expect(markup).toMatchObject({ role: 'img', paths: 1, squares: 1 });
  expect(markup.name).not.toBe('');
  expect(markup.name + markup.title).not.toContain(content);
}

/**
 * Expects a quiet zone of four white modules, whole device pixels for each module, and only black and white.
 * The screenshot's edge lies up to one CSS pixel outside the symbol, in the panel, which is white too.
 */
async function expectQuietZone(symbol: Locator, image: Buffer): Promise<void> {
  const { side, density } = await symbol.evaluate((svg) => ({
    side: Number(svg.getAttribute('viewBox')?.split(' ')[2]),
    density: window.devicePixelRatio,
  }));
  const png = PNG.sync.read(image);
  const shade = (x: number, y: number) => {
    const at = (y * png.width + x) * 4;
    return [png.data[at], png.data[at + 1], png.data[at + 2]].join();
  };
  const columns: number[] = [];
  const rows: number[] = [];
  const shades = new Set<string>();
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const current = shade(x, y);
      shades.add(current);
      if (current === '255,255,255') continue;
      columns.push(x);
      rows.push(y);
    }
  }
  const min = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const max = (values: number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const [left, right, top, bottom] = [min(columns), max(columns), min(rows), max(rows)];
  const modulePixels = (right - left + 1) / (side - 8);
  expect([...shades].sort(), 'shades, none of them in between').toEqual(['0,0,0', '255,255,255']);
  expect(modulePixels, 'device pixels per module').toBe(Math.round(modulePixels));
  expect(bottom - top, 'height of the symbol').toBe(right - left);
  for (const margin of [left, top, png.width - 1 - right, png.height - 1 - bottom]) {
    expect(margin, 'white pixels beside the symbol').toBeGreaterThanOrEqual(4 * modulePixels - 1);
    expect(margin, 'white pixels beside the symbol').toBeLessThanOrEqual(4 * modulePixels + 2 * density);
  }
}
