// The two stages of the start, apart: the app is held back, or what the screen shows is compared frame by frame while it takes over.

import { expect, type Page } from '@playwright/test';

/** The app's module. The first stage's has another word in its name. */
export const APP = /\/latchkey-[0-9a-f]{16}_bg\.wasm$/;
/** The first stage's files. */
export const FIRST = /\/latchkey-first-[0-9a-f]{16}(\.js|_bg\.wasm)$/;

/** The card of the pass as the first stage draws it. */
export const shellPass = (page: Page) => page.locator('#shell .pass');

/** Keeps the app away until it is released. */
export async function holdApp(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(APP, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    await expect(page.locator('#main')).toHaveCount(0);
    release();
    await expect(page.locator('#main')).toHaveCount(1);
  };
}

/** What a frame shows of the symbol: in which stage, where, and which modules. */
interface Frame {
  stage: 'first' | 'app' | 'none';
  place: string;
  modules: string;
}

/** Looks at the symbol in each frame from the page's first moment on. */
export async function recordSymbol(page: Page): Promise<void> {
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
      // What follows this callback is painted: a change between two frames shows in the next.
      if (JSON.stringify(last) !== JSON.stringify(frame)) frames.push(frame);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** The different frames so far, in their order. */
export const symbolFrames = (page: Page) => page.evaluate(() => (window as unknown as { frames: Frame[] }).frames);

/** From the first frame with a symbol on every frame has had the very same one, in the same place, and the app has it now. */
export async function expectSeamless(page: Page): Promise<void> {
  await expect.poll(async () => (await symbolFrames(page)).at(-1)?.stage).toBe('app');
  const frames = await symbolFrames(page);
  const shown = frames.slice(frames.findIndex(({ stage }) => stage !== 'none'));
  expect(shown.map(({ stage }) => stage)).toEqual(['first', 'app']);
  expect(shown[1]).toEqual({ ...shown[0], stage: 'app' });
}
