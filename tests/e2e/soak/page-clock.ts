// A fake clock for the page: it stands still until it is moved, and each timer fires at exactly its own time,
// with everything that follows from it done before the next.
//
// Playwright's fake clock is not used, because it stores every step as an init script for later documents. A
// soak takes ten thousand steps, whose memory would be measured with the page's.

/** The interface of the clock, as `window.pageClock`. */
export interface PageClock {
  /** Returns the page's time in milliseconds since 1970. */
  now(): number;
  /** Returns the time of the next timer; null if there is none. */
  next(): number | null;
  /**
   * Moves to `to`, which must not be beyond the next timer, calls `onMove`, and fires the timers that are
   * due.
   */
  move(to: number, onMove: () => void): Promise<void>;
  /** Waits until all tasks that are ready have run. */
  flush(): Promise<void>;
  /** Waits in real time. */
  sleep(millis: number): Promise<void>;
}

/**
 * Replaces the page's clock and timers. Runs in the page before other scripts, and so uses nothing from this
 * module.
 */
export function installPageClock(start: number): void {
  interface Timer {
    due: number;
    run: () => void;
  }
  const realTimeout = window.setTimeout.bind(window);
  const RealDate = Date;
  const timers = new Map<number, Timer>();
  let now = start;
  let ids = 0;

  const bindHandler = (handler: TimerHandler, values: unknown[]) => () => {
    if (typeof handler !== 'function') throw new Error('a timer without a function');
    handler(...values);
  };
  const delayOf = (millis: number | undefined) => Math.max(1, Math.ceil(millis ?? 0));
  const schedule = (id: number, millis: number | undefined, run: () => void) => {
    timers.set(id, { due: now + delayOf(millis), run });
    return id;
  };
  const repeat = (id: number, millis: number | undefined, run: () => void): number =>
    schedule(id, millis, () => {
      repeat(id, millis, run);
      run();
    });
  const clear = (id?: number) => {
    if (id !== undefined) timers.delete(id);
  };

  class PageDate extends RealDate {
    constructor(...values: []) {
      if (values.length === 0) super(now);
      else super(...values);
    }
    static override now = () => now;
  }
  Object.assign(window, {
    setTimeout: (handler: TimerHandler, millis?: number, ...values: unknown[]) =>
      schedule(++ids, millis, bindHandler(handler, values)),
    setInterval: (handler: TimerHandler, millis?: number, ...values: unknown[]) =>
      repeat(++ids, millis, bindHandler(handler, values)),
    clearTimeout: clear,
    clearInterval: clear,
    Date: PageDate,
  });
  performance.now = () => now - start;

  // A message arrives after all tasks that are ready, without a timer.
  const channel = new MessageChannel();
  let flushed = () => {};
  channel.port1.onmessage = () => flushed();
  const flush = () =>
    new Promise<void>((resolve) => {
      flushed = resolve;
      channel.port2.postMessage(null);
    });

  const nextTimer = () => {
    let earliest: [number, Timer] | undefined;
    for (const entry of timers) if (!earliest || entry[1].due < earliest[1].due) earliest = entry;
    return earliest;
  };
  const pageClock: PageClock = {
    now: () => now,
    next: () => nextTimer()?.[1].due ?? null,
    move: async (to, onMove) => {
      now = to;
      onMove();
      for (let due = nextTimer(); due && due[1].due <= to; due = nextTimer()) {
        timers.delete(due[0]);
        try {
          due[1].run();
        } catch (error) {
          // As the browser does, so that boot/guard.js gets the error.
          reportError(error);
        }
        await flush();
      }
    },
    flush,
    sleep: (millis) => new Promise((resolve) => realTimeout(resolve, millis)),
  };
  Object.assign(window, { pageClock });
}
