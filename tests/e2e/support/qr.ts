// Two QR readers that know nothing of each other or of the app. Both get the pixels the browser painted.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDefaultScanner, scanRGBABuffer, ZBarConfigType, ZBarSymbolType } from '@undecaf/zbar-wasm';
import { PNG } from 'pngjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { expect, type Locator } from './test.ts';

// Without this the reader would fetch its own module from a public server.
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const { buffer, byteOffset, byteLength } = readFileSync(wasm);
prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });

/** What ZXing reads, byte for byte. */
async function zxing(picture: Buffer): Promise<Buffer[]> {
  const results = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'], maxNumberOfSymbols: 0 });
  return results.filter((result) => result.isValid).map((result) => Buffer.from(result.bytes));
}

/** What ZBar reads, byte for byte: left to itself it would guess a character set. */
async function zbar(picture: Buffer): Promise<Buffer[]> {
  const png = PNG.sync.read(picture);
  const scanner = await getDefaultScanner();
  // It finds bar codes of other kinds by chance in the rows of a large symbol, so it looks for QR alone.
  scanner.setConfig(ZBarSymbolType.ZBAR_NONE, ZBarConfigType.ZBAR_CFG_ENABLE, 0);
  scanner.setConfig(ZBarSymbolType.ZBAR_QRCODE, ZBarConfigType.ZBAR_CFG_ENABLE, 1);
  scanner.setConfig(ZBarSymbolType.ZBAR_QRCODE, ZBarConfigType.ZBAR_CFG_BINARY, 1);
  const pixels = new Uint8Array(png.data).buffer;
  const symbols = await scanRGBABuffer(pixels, png.width, png.height, scanner);
  return symbols.map((symbol) => Buffer.from(new Uint8Array(symbol.data)));
}

const text = (found: Buffer[]) => found.map((bytes) => bytes.toString('utf8'));

/** What both readers read from a PNG. */
export async function readPicture(picture: Buffer): Promise<{ zxing: string[]; zbar: string[] }> {
  return { zxing: text(await zxing(picture)), zbar: text(await zbar(picture)) };
}

/** Both readers read exactly this text from a PNG, and nothing else. */
export async function expectPicture(picture: Buffer, content: string): Promise<void> {
  expect(await readPicture(picture)).toEqual({ zxing: [content], zbar: [content] });
}

/** Takes a picture of a symbol on the screen, and says what both readers read. */
export async function read(symbol: Locator): Promise<{ zxing: string[]; zbar: string[]; picture: Buffer }> {
  // At the edge of the window the last row of the picture would be the page's ground.
  await symbol.evaluate((svg) => svg.scrollIntoView({ block: 'center' }));
  const picture = await symbol.screenshot({ animations: 'allow' });
  return { ...(await readPicture(picture)), picture };
}

/** Both readers read exactly this text from the symbol, and its form is the one a gate needs. */
export async function expectSymbol(symbol: Locator, content: string): Promise<void> {
  await expect(symbol).toBeVisible();
  const { zxing, zbar, picture } = await read(symbol);
  expect({ zxing, zbar }).toEqual({ zxing: [content], zbar: [content] });
  await expectForm(symbol, picture, content);
}

/** One path on one square, named, but not by the code; four modules of pure white on each side. */
async function expectForm(symbol: Locator, picture: Buffer, content: string): Promise<void> {
  const form = await symbol.evaluate((svg) => ({
    role: svg.getAttribute('role'),
    name: svg.getAttribute('aria-label') ?? '',
    title: svg.querySelector('title')?.textContent ?? '',
    paths: svg.querySelectorAll('path').length,
    squares: svg.querySelectorAll('rect').length,
    side: Number(svg.getAttribute('viewBox')?.split(' ')[2]),
    density: window.devicePixelRatio,
  }));
  expect(form).toMatchObject({ role: 'img', paths: 1, squares: 1 });
  expect(form.name).not.toBe('');
  expect(form.name + form.title).not.toContain(content);
  expectQuietZone(PNG.sync.read(picture), form.side, form.density);
}

/** The picture's edge lies up to one CSS pixel outside the symbol, in the panel that is white as well. */
function expectQuietZone(png: PNG, side: number, density: number): void {
  const shade = (x: number, y: number) => {
    const at = (y * png.width + x) * 4;
    return [png.data[at], png.data[at + 1], png.data[at + 2]].join();
  };
  const columns: number[] = [];
  const rows: number[] = [];
  const shades = new Set<string>();
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const here = shade(x, y);
      shades.add(here);
      if (here === '255,255,255') continue;
      columns.push(x);
      rows.push(y);
    }
  }
  const least = (of: number[]) => of.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (of: number[]) => of.reduce((a, b) => Math.max(a, b), 0);
  const [left, right, top, bottom] = [least(columns), most(columns), least(rows), most(rows)];
  const modulePixels = (right - left + 1) / (side - 8);
  expect([...shades].sort(), 'shades, none of them in between').toEqual(['0,0,0', '255,255,255']);
  expect(modulePixels, 'device pixels per module').toBe(Math.round(modulePixels));
  expect(bottom - top, 'height of the symbol').toBe(right - left);
  for (const margin of [left, top, png.width - 1 - right, png.height - 1 - bottom]) {
    expect(margin, 'white pixels beside the symbol').toBeGreaterThanOrEqual(4 * modulePixels - 1);
    expect(margin, 'white pixels beside the symbol').toBeLessThanOrEqual(4 * modulePixels + 2 * density);
  }
}
