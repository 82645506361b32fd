// A film of what the browser puts on the screen, also while the page itself is blocked.

import type { Page } from '@playwright/test';
import { readBarcodes } from 'zxing-wasm/reader';

/** One picture of the film, and what a QR reader reads from it. */
export interface Picture {
  /** Time of `Date.now()`. */
  at: number;
  text: string;
}

/** Takes pictures from now on, until it is stopped. Needs the readers of `qr.ts`. */
export async function startFilm(page: Page): Promise<{ stop: () => Promise<Picture[]> }> {
  const taken: { at: number; png: Uint8Array }[] = [];
  const client = await page.context().newCDPSession(page);
  client.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    taken.push({ at: Number(metadata.timestamp) * 1_000, png: new Uint8Array(Buffer.from(data, 'base64')) });
    // The browser waits for each picture to be taken; after the end nobody answers.
    client.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  // Every few frames are enough, and the reading takes time.
  await client.send('Page.startScreencast', { format: 'png', everyNthFrame: 4 });
  const stop = async () => {
    await client.send('Page.stopScreencast');
    const pictures: Picture[] = [];
    for (const { at, png } of taken) {
      const found = await readBarcodes(png, { formats: ['QRCode'] });
      pictures.push({ at, text: found.map((one) => one.text).join() });
    }
    return pictures;
  };
  return { stop };
}
