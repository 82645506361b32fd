// The memories of both stages' WebAssembly instances, searched for what should be gone from them.

import type { Page } from '@playwright/test';

interface Held {
  exports?: WebAssembly.Exports;
  finds(text: string): number;
}

/** Gets hold of the instances as they are made. Call before the page is opened. */
export async function holdInstance(page: Page): Promise<void> {
  await page.addInitScript(() => {
    /** How often the text stands in the memory, as UTF-8 or as UTF-16. */
    const finds = (text: string): number => {
      if (memories.size === 0) return NaN;
      const wide = new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);
      let found = 0;
      for (const memory of memories) {
        const bytes = new Uint8Array(memory.buffer);
        for (const needle of [new TextEncoder().encode(text), wide]) {
          let at = bytes.indexOf(Number(needle[0]));
          for (; at >= 0; at = bytes.indexOf(Number(needle[0]), at + 1)) {
            found += Number(needle.every((byte, index) => bytes[at + index] === byte));
          }
        }
      }
      return found;
    };
    const memories = new Set<WebAssembly.Memory>();
    const held: Held = { finds };
    Object.assign(window, { held });
    const wrap = <T extends WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource>(made: T): T => {
      const instance = made instanceof WebAssembly.Instance ? made : (made as WebAssembly.WebAssemblyInstantiatedSource).instance;
      const memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
      if (memory) {
        memories.add(memory);
        held.exports = instance.exports;
      }
      return made;
    };
    const streaming = WebAssembly.instantiateStreaming.bind(WebAssembly);
    WebAssembly.instantiateStreaming = async (...args) => wrap(await streaming(...args));
    const plain = WebAssembly.instantiate.bind(WebAssembly) as (...args: unknown[]) => Promise<WebAssembly.Instance>;
    WebAssembly.instantiate = (async (...args: unknown[]) => wrap(await plain(...args))) as typeof WebAssembly.instantiate;
  });
}

/** How often a text stands in the memories of the first stage and of the app now. */
export function inMemory(page: Page, text: string): Promise<number> {
  return page.evaluate((text) => (window as unknown as { held: Held }).held.finds(text), text);
}
