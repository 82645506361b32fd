// Reads QR symbols from images, with a reader that none of the apps uses.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

// By default the reader would fetch its module from a public server.
const { buffer, byteOffset, byteLength } = readFileSync(
  createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
);
prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });

/** Returns the contents of the symbols in a PNG. */
export async function readSymbols(image) {
  const results = await readBarcodes(new Uint8Array(image), { formats: ['QRCode'], maxNumberOfSymbols: 0 });
  return results.filter(({ isValid }) => isValid).map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}
