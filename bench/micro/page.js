// Times how long each library takes from a text to the markup of its symbol.

import { libraries } from './libraries.js';
import { PAYLOADS } from './payloads.mjs';

/** How long a batch takes at least, in milliseconds: far above the steps of the browser's clock. */
const BATCH = 20;

let length = 0;

/** Draws the texts of a kind `times` times, and gives the milliseconds. */
function batch(draw, texts, times) {
  const begun = performance.now();
  for (let time = 0; time < times; time += 1) length += draw(texts[time % texts.length]).length;
  return performance.now() - begun;
}

/** How often a library draws in a batch; the compilers of the browser have seen its code by then. */
function timesOf(draw, texts) {
  for (let times = texts.length; ; times *= 2) {
    const took = batch(draw, texts, times);
    if (took >= BATCH) return Math.max(1, Math.ceil((times * BATCH) / took));
  }
}

const pause = () => new Promise((next) => setTimeout(next));

window.micro = {
  async draw(name, text) {
    return (await libraries()).find((library) => library.name === name).draw(text);
  },
  /** Microseconds a symbol, for each library and kind of text those of each batch; batches take turns. */
  async time(rounds) {
    const all = await libraries();
    const found = all.map(({ name }) => ({ name, micros: PAYLOADS.map(() => []) }));
    for (const [kind, { texts }] of PAYLOADS.entries()) {
      const times = all.map(({ draw }) => timesOf(draw, texts));
      for (let round = 0; round < rounds; round += 1) {
        for (let turn = 0; turn < all.length; turn += 1) {
          const at = (turn + round) % all.length;
          found[at].micros[kind].push((1_000 * batch(all[at].draw, texts, times[at])) / times[at]);
          await pause();
        }
      }
    }
    return found;
  },
  names: async () => (await libraries()).map(({ name }) => name),
};
