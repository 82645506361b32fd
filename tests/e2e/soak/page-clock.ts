// The clock of a page whose time is compressed: it stands still until it is moved, and each timer fires at
// exactly its own time, with everything that follows from it done before the next.
//
// Playwright's fake clock is not used: it keeps every step for later documents, as one more script of the
// page, and a soak takes ten thousand small steps whose memory would be measured with the page's.

/** What a page under this clock has to offer, as `window.pageClock`. */
export interface PageClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** When the next timer fires, if there is one. */
  next(): number | null;
  /** Moves the time to here, which is not beyond the next timer, and fires what is due. */
  move(to: number, each: () => void): Promise<void>;
  /** Lets real time pass until everything that was ready to run has run. */
  turn(): Promise<void>;
  /** Lets so many real milliseconds pass. */
  pause(millis: number): Promise<void>;
}

/** Takes the time away from the page. Runs in it, before anything else, and so refers to nothing outside. */
export function takeTime(start: number): void {
  interface Timer {
    due: number;
    run: () => void;
  }
  const realTimeout = window.setTimeout.bind(window);
  const RealDate = Date;
  const timers = new Map<number, Timer>();
  let now = start;
  let ids = 0;

  const call = (handler: TimerHandler, values: unknown[]) => () => {
    if (typeof handler !== 'function') throw new Error('a timer without a function');
    handler(...values);
  };
  const wait = (millis: number | undefined) => Math.max(1, Math.ceil(millis ?? 0));
  const plan = (id: number, millis: number | undefined, run: () => void) => {
    timers.set(id, { due: now + wait(millis), run });
    return id;
  };
  const repeat = (id: number, millis: number | undefined, run: () => void): number =>
    plan(id, millis, () => {
      repeat(id, millis, run);
      run();
    });
  const forget = (id?: number) => {
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
      plan(++ids, millis, call(handler, values)),
    setInterval: (handler: TimerHandler, millis?: number, ...values: unknown[]) =>
      repeat(++ids, millis, call(handler, values)),
    clearTimeout: forget,
    clearInterval: forget,
    Date: PageDate,
  });
  performance.now = () => now - start;

  // A message of one's own is the way to wait for everything that is ready, without a timer.
  const channel = new MessageChannel();
  let turned = () => {};
  channel.port1.onmessage = () => turned();
  const turn = () =>
    new Promise<void>((resolve) => {
      turned = resolve;
      channel.port2.postMessage(null);
    });

  const first = () => {
    let found: [number, Timer] | undefined;
    for (const entry of timers) if (!found || entry[1].due < found[1].due) found = entry;
    return found;
  };
  const pageClock: PageClock = {
    now: () => now,
    next: () => first()?.[1].due ?? null,
    move: async (to, each) => {
      now = to;
      each();
      for (let due = first(); due && due[1].due <= to; due = first()) {
        timers.delete(due[0]);
        try {
          due[1].run();
        } catch (error) {
          // As the browser does it, so that the page's own last resort hears of it.
          reportError(error);
        }
        await turn();
      }
    },
    turn,
    pause: (millis) => new Promise((resolve) => realTimeout(resolve, millis)),
  };
  Object.assign(window, { pageClock });
}
