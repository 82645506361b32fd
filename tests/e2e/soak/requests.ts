// Tracks a page's requests in flight: from the call of `fetch` to the last byte of the body, or until it is
// aborted. The browser's own events come too late to decide whether time may move.

/** The tracked requests, as `window.requests`. */
export interface Requests {
  /** Returns the number of requests in flight. */
  inFlight(): number;
  /** Returns the largest number of concurrent requests for each method and path. */
  maxConcurrent(): Record<string, number>;
  /** Resolves when no request is in flight. */
  idle(): Promise<void>;
}

/** Wraps `fetch` and the readers of bodies. Runs in the page before other scripts. */
export function trackRequests(): void {
  const counts = new Map<string, number>();
  const max: Record<string, number> = {};
  let waiting: (() => void)[] = [];

  const inFlight = () => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const begin = (name: string) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    max[name] = Math.max(max[name] ?? 0, count);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const remaining = (counts.get(name) ?? 1) - 1;
      if (remaining > 0) counts.set(name, remaining);
      else counts.delete(name);
      if (counts.size > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    };
  };

  const bodies = new WeakMap<object, () => void>();
  const readers = new WeakMap<object, () => void>();
  const realFetch = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const response = realFetch(input, init);
    const { pathname } = new URL(request.url);
    // The browser itself reads modules, which cannot be tracked.
    if (pathname.endsWith('.wasm')) return response;
    const end = begin(`${request.method} ${pathname}`);
    response.then(({ body }) => (body ? bodies.set(body, end) : end()), end);
    return response;
  };
  const { getReader } = ReadableStream.prototype;
  ReadableStream.prototype.getReader = function (this: ReadableStream, ...values: []) {
    const reader = getReader.apply(this, values) as ReadableStreamDefaultReader;
    const end = bodies.get(this);
    if (end) readers.set(reader, end);
    return reader;
  } as typeof getReader;
  const { read, cancel } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = function (this: ReadableStreamDefaultReader) {
    const chunk = read.call(this);
    const end = readers.get(this);
    if (end) chunk.then(({ done }) => done && end(), end);
    return chunk;
  };
  ReadableStreamDefaultReader.prototype.cancel = function (this: ReadableStreamDefaultReader, reason) {
    readers.get(this)?.();
    return cancel.call(this, reason);
  };

  const requests: Requests = {
    inFlight,
    maxConcurrent: () => max,
    idle: () => (counts.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
  Object.assign(window, { requests });
}
