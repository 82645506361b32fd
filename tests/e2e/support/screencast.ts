// Records the frames the browser paints, also while the page's main thread is blocked.

import type { Page } from '@playwright/test';
import { readBarcodes } from 'zxing-wasm/reader';

/** A painted frame, and the text a QR reader reads from it. */
export interface ScreencastFrame {
  /** Time of `Date.now()`. */
  at: number;
  text: string;
}

/** Records frames until `stop` is called. Needs the reader that `qr.ts` sets up. */
export async function startScreencast(page: Page): Promise<{ stop: () => Promise<ScreencastFrame[]> }> {
  const images: { at: number; png: Uint8Array }[] = [];
  const client = await page.context().newCDPSession(page);
  client.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    images.push({ at: Number(metadata.timestamp) * 1_000, png: new Uint8Array(Buffer.from(data, 'base64')) });
    // The browser waits for each acknowledgement. After the end there is no recipient, which is no error.
    client.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  // Decoding takes time, and every fourth frame is enough.
  await client.send('Page.startScreencast', { format: 'png', everyNthFrame: 4 });
  const stop = async () => {
    await client.send('Page.stopScreencast');
    const frames: ScreencastFrame[] = [];
    for (const { at, png } of images) {
      const symbols = await readBarcodes(png, { formats: ['QRCode'] });
      frames.push({ at, text: symbols.map((symbol) => symbol.text).join() });
    }
    return frames;
  };
  return { stop };
}
