// The two stages of the start: holds the app back, and compares what both show frame by frame.

import { expect, type Page } from '@playwright/test';

/** Matches the app's module, not the first stage's. */
export const APP_WASM = /\/latchkey-[0-9a-f]{16}_bg\.wasm$/;
/** Matches the first stage's files. */
export const FIRST_STAGE_FILES = /\/latchkey-first-[0-9a-f]{16}(\.js|_bg\.wasm)$/;

/** The card of the pass as the first stage draws it. */
export const firstStagePass = (page: Page) => page.locator('#shell .pass');

/** Holds the app's module back until the returned function is called, which also waits for the app. */
export async function holdBackApp(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(APP_WASM, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    await expect(page.locator('#main')).toHaveCount(0);
    release();
    await expect(page.locator('#main')).toHaveCount(1);
  };
}

/** The symbol in one frame: which stage drew it, its box, and its path. */
interface SymbolFrame {
  stage: 'first' | 'app' | 'none';
  place: string;
  modules: string;
}

/** Records the symbol in each frame. Call before the page is opened. */
export async function recordSymbolFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frames = Object.assign(window, { frames: [] as unknown[] }).frames;
    const look = () => {
      const symbol = document.querySelector('.pass svg.qr');
      const { x, y, width, height } = symbol?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 };
      const frame = {
        stage: symbol ? (symbol.closest('#shell') ? 'first' : 'app') : 'none',
        place: symbol ? [x, y, width, height].join() : '',
        modules: symbol?.querySelector('path')?.getAttribute('d') ?? '',
      };
      const last = frames.at(-1);
      // The browser paints right after this callback; a later change is seen in the next frame.
      if (JSON.stringify(last) !== JSON.stringify(frame)) frames.push(frame);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Returns the distinct consecutive frames so far. */
export const symbolFrames = (page: Page) =>
  page.evaluate(() => (window as unknown as { frames: SymbolFrame[] }).frames);

/**
 * Waits for the app's symbol and expects that every frame since the first symbol had the same one in the same
 * place.
 */
export async function expectSeamless(page: Page): Promise<void> {
  await expect.poll(async () => (await symbolFrames(page)).at(-1)?.stage).toBe('app');
  const frames = await symbolFrames(page);
  const shown = frames.slice(frames.findIndex(({ stage }) => stage !== 'none'));
  expect(shown.map(({ stage }) => stage)).toEqual(['first', 'app']);
  expect(shown[1]).toEqual({ ...shown[0], stage: 'app' });
}
