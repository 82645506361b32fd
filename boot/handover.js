// Asks for what is needed before the app is there, and keeps the answers for it. An answer is kept under the text of its request and
// given away once, so the app takes it for the very request that it would send (src/net/early.rs).
(() => {
  'use strict';
  // As in src/net/exchange.rs.
  const HEADERS_MS = 5_000;
  const ATTEMPT_MS = 10_000;
  const MAX_BODY_BYTES = 16 * 2 ** 20;

  /** @type {Map<string, { answer: Promise<Exchange | Failure>, controller: AbortController }>} */
  const entries = new Map();
  const clocks = () => [Date.now(), performance.now()];

  /** Reads a body piece by piece, so that one too large is given up before it fills the memory. */
  const read = async (/** @type {Response} */ response) => {
    const reader = response.body?.getReader();
    /** @type {Uint8Array[]} */
    const pieces = [];
    let length = 0;
    try {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done || !value) break;
        pieces.push(value);
        length += value.length;
        if (length > MAX_BODY_BYTES) return undefined;
      }
      const body = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces) {
        body.set(piece, at);
        at += piece.length;
      }
      return body;
    } finally {
      for (const piece of pieces) piece.fill(0);
    }
  };

  /** @returns {Promise<Exchange | Failure>} */
  const exchange = async (/** @type {string} */ request, /** @type {AbortController} */ controller) => {
    const [url = '', ...lines] = request.split('\n');
    const headers = new Headers();
    for (let at = 0; at < lines.length; at += 2) headers.append(lines[at] ?? '', lines[at + 1] ?? '');
    let expired = false;
    const expire = () => {
      expired = true;
      controller.abort();
    };
    let deadline = setTimeout(expire, HEADERS_MS);
    /** @type {Failure} */
    let failure = 'unreachable';
    try {
      const began = performance.now();
      const sent = clocks();
      const response = await fetch(url, {
        headers,
        mode: 'same-origin',
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: lines.length ? 'error' : 'manual',
        referrerPolicy: 'no-referrer',
        signal: controller.signal,
      });
      const received = clocks();
      failure = 'incomplete';
      clearTimeout(deadline);
      deadline = setTimeout(expire, ATTEMPT_MS - (performance.now() - began));
      const body = await read(response);
      if (!body) {
        controller.abort();
        return 'too large';
      }
      const names = ['content-type', 'retry-after', 'date', 'age'];
      return { status: response.status, headers: names.map((name) => response.headers.get(name)), body, clocks: [...sent, ...received] };
    } catch {
      return expired ? 'timeout' : failure;
    } finally {
      clearTimeout(deadline);
    }
  };

  let locked = false;
  window.handover = {
    holdsCode: false,
    ask(request) {
      const controller = new AbortController();
      const answer = exchange(request, controller);
      entries.set(request, { answer, controller });
      return answer;
    },
    has: (name) => entries.has(name),
    take(name, signal) {
      const entry = entries.get(name);
      entries.delete(name);
      signal?.addEventListener('abort', () => entry?.controller.abort());
      return entry?.answer;
    },
    drop(name) {
      for (const [other, { answer, controller }] of entries) {
        if (name !== undefined && other !== name) continue;
        entries.delete(other);
        controller.abort();
        void answer.then((exchange) => typeof exchange !== 'string' && exchange.body.fill(0));
      }
    },
    lock() {
      locked = true;
    },
    is_locked: () => locked,
    mounted() {
      this.endFirst?.();
      this.drop();
    },
  };
})();
