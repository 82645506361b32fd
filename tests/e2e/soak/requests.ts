// Which requests of a page are under way: from the call of `fetch` to the last byte of the body, or to the
// end that the page puts to it. The browser's own reports come too late to decide whether time may go on.

/** What is known of the requests, as `window.requests`. */
export interface Requests {
  /** How many are under way now. */
  underWay(): number;
  /** The most that were under way at once for one method and address. */
  most(): Record<string, number>;
  /** Fulfilled when none is under way. */
  quiet(): Promise<void>;
}

/** Watches `fetch` and the reading of bodies. Runs in the page, before anything else. */
export function watchRequests(): void {
  const live = new Map<string, number>();
  const most: Record<string, number> = {};
  let waiting: (() => void)[] = [];

  const underWay = () => [...live.values()].reduce((sum, count) => sum + count, 0);
  const begin = (name: string) => {
    const count = (live.get(name) ?? 0) + 1;
    live.set(name, count);
    most[name] = Math.max(most[name] ?? 0, count);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const left = (live.get(name) ?? 1) - 1;
      if (left > 0) live.set(name, left);
      else live.delete(name);
      if (live.size > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    };
  };

  const bodies = new WeakMap<object, () => void>();
  const readers = new WeakMap<object, () => void>();
  const realFetch = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const answer = realFetch(input, init);
    const { pathname } = new URL(request.url);
    // The browser itself reads the module, in a way that cannot be watched.
    if (pathname.endsWith('.wasm')) return answer;
    const ended = begin(`${request.method} ${pathname}`);
    answer.then((response) => (response.body ? bodies.set(response.body, ended) : ended()), ended);
    return answer;
  };
  const { getReader } = ReadableStream.prototype;
  ReadableStream.prototype.getReader = function (this: ReadableStream, ...values: []) {
    const reader = getReader.apply(this, values) as ReadableStreamDefaultReader;
    const ended = bodies.get(this);
    if (ended) readers.set(reader, ended);
    return reader;
  } as typeof getReader;
  const { read, cancel } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = function (this: ReadableStreamDefaultReader) {
    const piece = read.call(this);
    const ended = readers.get(this);
    if (ended) piece.then(({ done }) => done && ended(), ended);
    return piece;
  };
  ReadableStreamDefaultReader.prototype.cancel = function (this: ReadableStreamDefaultReader, reason) {
    readers.get(this)?.();
    return cancel.call(this, reason);
  };

  const requests: Requests = {
    underWay,
    most: () => most,
    quiet: () => (live.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
  Object.assign(window, { requests });
}
