// Observes a page with each DOM change and each step of its clock. All sightings are handed over with each
// step, so that the observer's own memory does not grow.

import type { PageClock } from './page-clock.ts';
import type { Requests } from './requests.ts';

/** A code in the document, and the first and last time it was found there in one step. */
export interface Sighting {
  text: string;
  first: number;
  last: number;
  /** When the stylesheet hides it; null if it appeared earlier or has no end. */
  hides: number | null;
}

/** The state of a page at the end of a step. */
export interface PageState {
  sightings: Sighting[];
  /** The time of its next timer. */
  next: number | null;
  inFlight: number;
  /** Whether a code is shown. */
  code: boolean;
  /** Whether a list of codes is shown. */
  list: boolean;
  /** Whether a failure is shown. */
  failed: boolean;
  /** Whether the view shows anything: a code or why there is none, a list or its failure. */
  filled: boolean;
  /** Whether a lock is announced. */
  lockSoon: boolean;
  /** Whether the guard has ended the app. */
  ended: boolean;
}

/** The interface for the test, as `window.observer`. */
export interface Observer {
  step(to: number, timeoutMs: number): Promise<PageState>;
  wasmBytes(): number;
}

/** Starts the observer. Runs in the page, after the page clock was installed and before the app. */
export function installObserver(symbolAlone: string): void {
  const { pageClock, requests } = window as unknown as { pageClock: PageClock; requests: Requests };
  const realNow = Performance.prototype.now.bind(performance);
  let seen = new Map<string, Sighting>();
  let shown = new Set<string>();
  let memory: WebAssembly.Memory | undefined;

  const has = (selector: string) => document.querySelector(selector) !== null;
  const scan = () => {
    const now = pageClock.now();
    const texts = new Set<string>();
    for (const code of document.querySelectorAll('.code-line bdi'))
      texts.add((code.textContent ?? '').replace(/\s/g, ''));
    // A pass's code counts in any other place too.
    const all = (document.body?.textContent ?? '').replace(/\s/g, '');
    for (const [text] of all.matchAll(/00\d{17}/g)) texts.add(text);
    if (document.querySelectorAll('svg[role="img"]').length > texts.size) texts.add(symbolAlone);
    const delay = document.querySelector<HTMLElement>('.qr-panel.expires')?.style.animationDelay;
    for (const text of texts) {
      const known = seen.get(text);
      if (known) known.last = now;
      else {
        const hides = delay && !shown.has(text) ? now + Number.parseFloat(delay) : null;
        seen.set(text, { text, first: now, last: now, hides });
      }
    }
    shown = texts;
  };
  new MutationObserver(scan).observe(document, { subtree: true, childList: true, characterData: true });

  /** Waits in real time for requests in flight; the page's time does not move. */
  const settle = async (timeoutMs: number) => {
    const until = realNow() + timeoutMs;
    await pageClock.flush();
    while (requests.inFlight() > 0 && realNow() < until) {
      await Promise.race([requests.idle(), pageClock.sleep(Math.max(1, until - realNow()))]);
      await pageClock.flush();
    }
  };

  const observer: Observer = {
    step: async (to, timeoutMs) => {
      await pageClock.move(to, scan);
      await settle(timeoutMs);
      scan();
      const sightings = [...seen.values()];
      seen = new Map();
      return {
        sightings,
        next: pageClock.next(),
        inFlight: requests.inFlight(),
        code: shown.size > 0,
        list: has('.list-head'),
        failed: has('.failure'),
        filled: has('#main :is(.qr-panel, .failure, .list-head, .lock, .skeleton)'),
        lockSoon: has('.lock-soon'),
        ended: has('body > main:only-child'),
      };
    },
    wasmBytes: () => memory?.buffer.byteLength ?? 0,
  };

  const storeMemory = ({ instance }: WebAssembly.WebAssemblyInstantiatedSource) => {
    const exported = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    if (exported instanceof WebAssembly.Memory) memory = exported;
  };
  const { instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...values) => {
    const result = await instantiateStreaming(...values);
    storeMemory(result);
    return result;
  };
  WebAssembly.instantiate = (async (...values: Parameters<typeof instantiate>) => {
    const result = await instantiate(...values);
    storeMemory(
      result instanceof WebAssembly.Instance
        ? { instance: result, module: values[0] as unknown as WebAssembly.Module }
        : result,
    );
    return result;
  }) as unknown as typeof instantiate;
  Object.assign(window, { observer });
}
