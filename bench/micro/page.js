// Measures each library's time from a text to the markup of its symbol.

import { libraries } from './libraries.js';
import { PAYLOADS } from './payloads.mjs';

/** The shortest duration of a batch, far above the resolution of the browser's clock. */
const MIN_BATCH_MS = 20;

// Accumulates the lengths of the results, so that the engine cannot remove the calls.
let length = 0;

/** Draws texts of a kind `times` times and returns the milliseconds. */
function runBatch(draw, texts, times) {
  const started = performance.now();
  for (let time = 0; time < times; time += 1) length += draw(texts[time % texts.length]).length;
  return performance.now() - started;
}

/** Returns how often a library draws in a batch. Also warms the browser's compilers up. */
function calibrate(draw, texts) {
  for (let times = texts.length; ; times *= 2) {
    const took = runBatch(draw, texts, times);
    if (took >= MIN_BATCH_MS) return Math.max(1, Math.ceil((times * MIN_BATCH_MS) / took));
  }
}

const nextTask = () => new Promise((next) => setTimeout(next));

window.micro = {
  async draw(name, text) {
    return (await libraries()).find((library) => library.name === name).draw(text);
  },
  /**
   * Returns the microseconds per symbol of each batch, by library and kind of text; batches are interleaved.
   */
  async time(rounds) {
    const all = await libraries();
    const results = all.map(({ name }) => ({ name, micros: PAYLOADS.map(() => []) }));
    for (const [kind, { texts }] of PAYLOADS.entries()) {
      const times = all.map(({ draw }) => calibrate(draw, texts));
      for (let round = 0; round < rounds; round += 1) {
        for (let turn = 0; turn < all.length; turn += 1) {
          const at = (turn + round) % all.length;
          results[at].micros[kind].push((1_000 * runBatch(all[at].draw, texts, times[at])) / times[at]);
          await nextTask();
        }
      }
    }
    return results;
  },
  names: async () => (await libraries()).map(({ name }) => name),
};
