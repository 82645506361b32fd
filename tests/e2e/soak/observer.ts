// What stands in a page, looked at with each change of the document and at each moment to which its time is
// moved. All of it is handed over with each step, so that nothing of it grows in the page whose memory is
// measured.

import type { PageClock } from './page-clock.ts';
import type { Requests } from './requests.ts';

/** A code that stood in the document, from the first to the last moment it was seen there in this step. */
export interface Sighting {
  text: string;
  first: number;
  last: number;
  /** When the stylesheet will hide it by itself, where it came in this step and is to end. */
  hides: number | null;
}

/** How a page stands at the end of a step. */
export interface Report {
  sightings: Sighting[];
  /** When its next timer fires. */
  next: number | null;
  underWay: number;
  /** A code can be read. */
  code: boolean;
  /** A list of codes stands there. */
  list: boolean;
  /** A failure is told. */
  failed: boolean;
  /** A lock is announced. */
  lockSoon: boolean;
  /** The page has given up and asks to be loaded again. */
  over: boolean;
}

/** What is asked of a page from outside, as `window.observer`. */
export interface Observer {
  step(to: number, patience: number): Promise<Report>;
  wasmBytes(): number;
}

/** Begins to watch. Runs in the page, after its time was taken and before the app. */
export function observe(symbolAlone: string): void {
  const { pageClock, requests } = window as unknown as { pageClock: PageClock; requests: Requests };
  const realNow = Performance.prototype.now.bind(performance);
  let seen = new Map<string, Sighting>();
  let before = new Set<string>();
  let memory: WebAssembly.Memory | undefined;

  const has = (selector: string) => document.querySelector(selector) !== null;
  const look = () => {
    const now = pageClock.now();
    const texts = new Set<string>();
    for (const code of document.querySelectorAll('.code-line bdi'))
      texts.add((code.textContent ?? '').replace(/\s/g, ''));
    // Wherever else the form of a pass's code is met, it counts as well.
    const all = (document.body?.textContent ?? '').replace(/\s/g, '');
    for (const [text] of all.matchAll(/00\d{17}/g)) texts.add(text);
    if (document.querySelectorAll('svg[role="img"]').length > texts.size) texts.add(symbolAlone);
    const lock = document.querySelector<HTMLElement>('.qr-panel.expires')?.style.animationDelay;
    for (const text of texts) {
      const known = seen.get(text);
      if (known) known.last = now;
      else {
        const hides = lock && !before.has(text) ? now + Number.parseFloat(lock) : null;
        seen.set(text, { text, first: now, last: now, hides });
      }
    }
    before = texts;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });

  /** Gives requests real time to be answered; the page's time stands meanwhile. */
  const settle = async (patience: number) => {
    const until = realNow() + patience;
    await pageClock.turn();
    while (requests.underWay() > 0 && realNow() < until) {
      await Promise.race([requests.quiet(), pageClock.pause(Math.max(1, until - realNow()))]);
      await pageClock.turn();
    }
  };

  const observer: Observer = {
    step: async (to, patience) => {
      await pageClock.move(to, look);
      await settle(patience);
      look();
      const sightings = [...seen.values()];
      seen = new Map();
      return {
        sightings,
        next: pageClock.next(),
        underWay: requests.underWay(),
        code: before.size > 0,
        list: has('.list-head'),
        failed: has('.failure'),
        lockSoon: has('.lock-soon'),
        over: has('body > main:only-child'),
      };
    },
    wasmBytes: () => memory?.buffer.byteLength ?? 0,
  };

  const keep = ({ instance }: WebAssembly.WebAssemblyInstantiatedSource) => {
    const exported = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    if (exported instanceof WebAssembly.Memory) memory = exported;
  };
  const { instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...values) => {
    const made = await instantiateStreaming(...values);
    keep(made);
    return made;
  };
  WebAssembly.instantiate = (async (...values: Parameters<typeof instantiate>) => {
    const made = await instantiate(...values);
    keep(
      made instanceof WebAssembly.Instance
        ? { instance: made, module: values[0] as unknown as WebAssembly.Module }
        : made,
    );
    return made;
  }) as unknown as typeof instantiate;
  Object.assign(window, { observer });
}
