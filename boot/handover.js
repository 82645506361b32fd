// Sends requests before the app has loaded, and keeps their responses for it. A response is stored under the
// text of its request and handed out once, so the app gets it only for the same request (src/net/early.rs).
(() => {
  'use strict';
  // The same limits as in src/net/exchange.rs.
  const HEADERS_MS = 5_000;
  const ATTEMPT_MS = 10_000;
  const MAX_BODY_BYTES = 16 * 2 ** 20;

  /** @type {Map<string, { response: Promise<Exchange | Failure>, controller: AbortController }>} */
  const entries = new Map();
  /** Reads the wall clock and the monotonic clock, in milliseconds. */
  const readClocks = () => [Date.now(), performance.now()];

  /** Reads a body in chunks and overwrites them; returns undefined as soon as it is too large. */
  const readBody = async (/** @type {Response} */ response) => {
    const reader = response.body?.getReader();
    /** @type {Uint8Array[]} */
    const chunks = [];
    let length = 0;
    try {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done || !value) break;
        chunks.push(value);
        length += value.length;
        if (length > MAX_BODY_BYTES) return undefined;
      }
      const body = new Uint8Array(length);
      let offset = 0;
      for (const chunk of chunks) {
        body.set(chunk, offset);
        offset += chunk.length;
      }
      return body;
    } finally {
      for (const chunk of chunks) chunk.fill(0);
    }
  };

  /**
   * Sends a request given as URL, then header names and values, one a line.
   *
   * @returns {Promise<Exchange | Failure>}
   */
  const exchange = async (/** @type {string} */ request, /** @type {AbortController} */ controller) => {
    const [url = '', ...lines] = request.split('\n');
    const headers = new Headers();
    for (let at = 0; at < lines.length; at += 2) headers.append(lines[at] ?? '', lines[at + 1] ?? '');
    let hasTimedOut = false;
    const timeOut = () => {
      hasTimedOut = true;
      controller.abort();
    };
    let timer = setTimeout(timeOut, HEADERS_MS);
    /** @type {Failure} */
    let failure = 'unreachable';
    try {
      const started = performance.now();
      const sent = readClocks();
      const response = await fetch(url, {
        headers,
        mode: 'same-origin',
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: lines.length ? 'error' : 'manual',
        referrerPolicy: 'no-referrer',
        signal: controller.signal,
      });
      const received = readClocks();
      failure = 'incomplete';
      clearTimeout(timer);
      timer = setTimeout(timeOut, ATTEMPT_MS - (performance.now() - started));
      const body = await readBody(response);
      if (!body) {
        controller.abort();
        return 'too large';
      }
      const names = ['content-type', 'retry-after', 'date', 'age'];
      return {
        status: response.status,
        headers: names.map((name) => response.headers.get(name)),
        body,
        clocks: [...sent, ...received],
      };
    } catch {
      return hasTimedOut ? 'timeout' : failure;
    } finally {
      clearTimeout(timer);
    }
  };

  let locked = false;
  window.handover = {
    hasCode: false,
    send(request) {
      const controller = new AbortController();
      const response = exchange(request, controller);
      entries.set(request, { response, controller });
      return response;
    },
    has: (name) => entries.has(name),
    take(name, signal) {
      const entry = entries.get(name);
      entries.delete(name);
      signal?.addEventListener('abort', () => entry?.controller.abort());
      return entry?.response;
    },
    discard(name) {
      for (const [other, { response, controller }] of entries) {
        if (name !== undefined && other !== name) continue;
        entries.delete(other);
        controller.abort();
        void response.then((exchange) => typeof exchange !== 'string' && exchange.body.fill(0));
      }
    },
    lock() {
      locked = true;
    },
    is_locked: () => locked,
    mounted() {
      this.endFirstStage?.();
      this.discard();
    },
  };
})();
