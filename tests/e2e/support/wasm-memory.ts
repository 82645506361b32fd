// Searches the memories of both stages' WebAssembly instances for secrets, and measures them.

import type { Page } from '@playwright/test';

interface WasmMemory {
  /** The exports of the instance that was created last. */
  exports?: WebAssembly.Exports;
  /** Counts the occurrences of a text, as UTF-8 and as UTF-16. */
  count(text: string): number;
  /** Returns the size of all memories together, in bytes. */
  bytes(): number;
}

/** Tracks each WebAssembly instance as it is created. Call before the page is opened. */
export async function trackWasmMemory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const count = (text: string): number => {
      if (memories.size === 0) return NaN;
      const utf16 = new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);
      let total = 0;
      for (const memory of memories) {
        const bytes = new Uint8Array(memory.buffer);
        for (const needle of [new TextEncoder().encode(text), utf16]) {
          let at = bytes.indexOf(Number(needle[0]));
          for (; at >= 0; at = bytes.indexOf(Number(needle[0]), at + 1)) {
            total += Number(needle.every((byte, index) => bytes[at + index] === byte));
          }
        }
      }
      return total;
    };
    const memories = new Set<WebAssembly.Memory>();
    const bytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    const wasmMemory: WasmMemory = { count, bytes };
    Object.assign(window, { wasmMemory });
    const track = <T extends WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource>(
      result: T,
    ): T => {
      const instance =
        result instanceof WebAssembly.Instance
          ? result
          : (result as WebAssembly.WebAssemblyInstantiatedSource).instance;
      const memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
      if (memory) {
        memories.add(memory);
        wasmMemory.exports = instance.exports;
      }
      return result;
    };
    const instantiateStreaming = WebAssembly.instantiateStreaming.bind(WebAssembly);
    WebAssembly.instantiateStreaming = async (...args) => track(await instantiateStreaming(...args));
    const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (
      ...args: unknown[]
    ) => Promise<WebAssembly.Instance>;
    WebAssembly.instantiate = (async (...args: unknown[]) =>
      track(await instantiate(...args))) as typeof WebAssembly.instantiate;
  });
}

/**
 * Returns how often a text occurs in the memories of the first stage and of the app; NaN while there are
 * none.
 */
export function countInMemory(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (text) => (window as unknown as { wasmMemory: WasmMemory }).wasmMemory.count(text),
    text,
  );
}

/** Returns the size of the memories of the first stage and of the app, in bytes. It never shrinks. */
export function wasmBytes(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { wasmMemory: WasmMemory }).wasmMemory.bytes());
}
