// Plays faults of browsers at random moments of a soak test: what extensions, embedding apps and people do to a page.

import type { Page } from '@playwright/test';
import { normalize, translate } from '../support/translator.ts';
import { setVisible } from '../support/visibility.ts';

/** The shortest and longest time between two faults, and how long one with an end lasts, in milliseconds of the page. */
const INTERVAL_MS = [5_000, 40_000] as const;
const DURATION_MS = [1_000, 20_000] as const;

/** The message of every foreign error, which is no error of the page. */
export const FOREIGN = 'foreign to the page';

/** A fault, and what ends it. */
interface BrowserFault {
  begin: (page: Page) => Promise<void>;
  end?: (page: Page) => Promise<void>;
}

const setOnline = (online: boolean) => (page: Page) =>
  page.evaluate((online) => {
    Object.defineProperty(Navigator.prototype, 'onLine', { configurable: true, get: () => online });
    dispatchEvent(new Event(online ? 'online' : 'offline'));
  }, online);

const dispatchOnDocument = (name: string) => (page: Page) =>
  page.evaluate((name) => void document.dispatchEvent(new Event(name, { bubbles: true })), name);

const setSize = (width: number, height: number) => (page: Page) => page.setViewportSize({ width, height });

export const BROWSER_FAULTS: Record<string, BrowserFault> = {
  'offline lie': { begin: setOnline(false), end: setOnline(true) },
  translator: { begin: translate },
  normalize: { begin: normalize },
  zoom: { begin: setSize(320, 256), end: setSize(1280, 720) },
  print: {
    begin: async (page) => {
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
    },
    end: async (page) => {
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    },
  },
  hidden: { begin: (page) => setVisible(page, false), end: (page) => setVisible(page, true) },
  frozen: { begin: dispatchOnDocument('freeze'), end: dispatchOnDocument('resume') },
  'foreign error': {
    begin: (page) =>
      page.evaluate((message) => {
        reportError(new TypeError(message));
        void Promise.reject(new TypeError(message));
        const script = document.createElement('script');
        script.dispatchEvent(new Event('error'));
      }, FOREIGN),
  },
};

/** Decides when which fault begins and ends on one page. */
export class BrowserFaults {
  /** How often each was played. */
  readonly counts: Record<string, number> = {};
  private next: number;
  private current: { fault: BrowserFault; until: number } | undefined;
  private state: number;

  constructor(
    private readonly page: Page,
    now: number,
    seed: number,
  ) {
    this.state = seed;
    this.next = now + this.between(INTERVAL_MS);
  }

  /** The time of the next change, in milliseconds since 1970. */
  get due(): number {
    return this.current?.until ?? this.next;
  }

  /** Whether the page can be seen and runs, as far as these faults are concerned. */
  get isVisible(): boolean {
    return ![BROWSER_FAULTS.hidden, BROWSER_FAULTS.frozen].includes(this.current?.fault);
  }

  /** Begins or ends the fault that is due. Returns whether something was done. */
  async act(now: number): Promise<boolean> {
    if (now < this.due) return false;
    if (this.current) return this.end(now);
    const names = Object.keys(BROWSER_FAULTS);
    const name = names[Math.floor(this.random() * names.length)] ?? '';
    const fault = BROWSER_FAULTS[name];
    if (!fault) return false;
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    await fault.begin(this.page);
    if (fault.end) this.current = { fault, until: now + this.between(DURATION_MS) };
    else this.next = now + this.between(INTERVAL_MS);
    return true;
  }

  /** Ends the current fault, if there is one. */
  async end(now: number): Promise<boolean> {
    const { current } = this;
    this.current = undefined;
    this.next = now + this.between(INTERVAL_MS);
    await current?.fault.end?.(this.page);
    return current !== undefined;
  }

  private between([low, high]: readonly [number, number]): number {
    return Math.round(low + this.random() * (high - low));
  }

  /** The generator mulberry32, so that a seed repeats a run. */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
