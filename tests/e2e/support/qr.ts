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
  scanner.setConfig(ZBarSymbolType.ZBAR_QRCODE, ZBarConfigType.ZBAR_CFG_BINARY, 1);
  const pixels = new Uint8Array(png.data).buffer;
  const symbols = await scanRGBABuffer(pixels, png.width, png.height, scanner);
  return symbols.map((symbol) => Buffer.from(new Uint8Array(symbol.data)));
}

/** Takes a picture of a symbol on the screen, and says what both readers read. */
export async function read(symbol: Locator): Promise<{ zxing: string[]; zbar: string[]; picture: Buffer }> {
  const picture = await symbol.screenshot({ animations: 'allow' });
  const text = (found: Buffer[]) => found.map((bytes) => bytes.toString('utf8'));
  return { zxing: text(await zxing(picture)), zbar: text(await zbar(picture)), picture };
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
  }));
  expect(form).toMatchObject({ role: 'img', paths: 1, squares: 1 });
  expect(form.name).not.toBe('');
  expect(form.name + form.title).not.toContain(content);
  expectQuietZone(PNG.sync.read(picture), form.side);
}

function expectQuietZone(png: PNG, side: number): void {
  const modulePixels = png.width / side;
  expect(modulePixels, 'pixels per module').toBeGreaterThanOrEqual(1);
  const shade = (x: number, y: number) => {
    const at = (y * png.width + x) * 4;
    return [png.data[at], png.data[at + 1], png.data[at + 2]].join();
  };
  // The last pixel before the symbol may be shared with it where a module is no whole number of pixels.
  const zone = Math.floor(4 * modulePixels) - 1;
  const marked: string[] = [];
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const inside = x >= zone && y >= zone && x < png.width - zone && y < png.height - zone;
      if (!inside && shade(x, y) !== '255,255,255') marked.push(`${x},${y}`);
    }
  }
  expect(marked.slice(0, 5), 'pixels of the quiet zone that are not white').toEqual([]);
  // The finder's corner begins right behind it: the zone is not larger either.
  const corner = Math.floor(4.5 * modulePixels);
  expect(shade(corner, corner), 'the first module of the finder').toBe('0,0,0');
}
