// Reads QR symbols from pictures, by a reader that none of the apps has anything to do with.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

// Without this the reader would fetch its own module from a public server.
const { buffer, byteOffset, byteLength } = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } });

/** What the symbols in a PNG say. */
export async function readSymbol(picture) {
  const results = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'], maxNumberOfSymbols: 0 });
  return results.filter(({ isValid }) => isValid).map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}
