// Connects the first stage to the browser: sends its request, and passes time and page events on. What to
// request and what to show is decided in first/src/lib.rs.
(() => {
  'use strict';
  /** Events after which time may have passed unnoticed, or the visibility has changed. */
  const CHANGE_EVENTS = ['visibilitychange', 'resume', 'pageshow', 'focus', 'online'];
  /** Events with which the page is left or frozen. */
  const LEAVE_EVENTS = ['pagehide', 'freeze'];

  const isVisible = () => document.visibilityState === 'visible';
  /**
   * Converts an exchange to arguments of the first stage.
   *
   * @type {(exchange: Exchange) => [number, string, Uint8Array, Float64Array]}
   */
  const toArguments = ({ status, headers, body, clocks }) => [
    status,
    headers.map((value) => value ?? '').join('\n'),
    body,
    new Float64Array(clocks),
  ];
  /** Returns the chosen language, then those of the browser, separated by commas. */
  const preferredLanguages = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem('latchkey.language');
    } catch {
      // Storage is blocked, so no choice is stored.
    }
    return [chosen, ...(navigator.languages ?? [])].filter(Boolean).join();
  };
  /** Waits until the next frame is painted. */
  const nextPaint = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  window.showFirstStage = async (first, configPromise, timeoutMs) => {
    const config = await configPromise;
    if (typeof config === 'string' || !isVisible()) return;
    const fragment = location.hash;
    const request = first.build_request(fragment, preferredLanguages(), ...toArguments(config));
    if (!request) return;

    const listeners = new AbortController();
    const { handover } = window;
    let timer = 0;
    handover.endFirstStage = () => {
      handover.endFirstStage = undefined;
      handover.hasCode = false;
      clearTimeout(timer);
      listeners.abort();
      first.end();
    };
    /** Ends this stage and discards the response; the app sends its own request if it needs one. */
    const leave = () => {
      handover.endFirstStage?.();
      handover.discard(request);
    };
    /** Shows or hides the code, and schedules the next check. */
    const update = () => {
      if (!handover.hasCode) return;
      clearTimeout(timer);
      const wait = first.update_view(Date.now(), performance.now(), isVisible());
      if (wait > 0) timer = setTimeout(update, wait);
      if (wait < 0) {
        leave();
        dispatchEvent(new Event('codeended'));
      }
    };
    const options = { capture: true, signal: listeners.signal };
    for (const name of CHANGE_EVENTS) addEventListener(name, update, options);
    for (const name of LEAVE_EVENTS) addEventListener(name, leave, options);
    // The fragment may have changed before this stage has read it, so the event alone means nothing.
    addEventListener('hashchange', () => location.hash !== fragment && leave(), options);
    try {
      const otherTabs = new BroadcastChannel('latchkey');
      listeners.signal.addEventListener('abort', () => otherTabs.close());
      otherTabs.onmessage = ({ data }) => {
        if (data !== 'lock') return;
        handover.lock();
        leave();
      };
    } catch {
      // The browser has no such channels, or storage is blocked.
    }

    const show = async () => {
      const response = await handover.send(request);
      if (
        listeners.signal.aborted ||
        typeof response === 'string' ||
        !first.accept_answer(...toArguments(response))
      )
        return;
      // A code that may not be shown is left to the app. Until the app has taken the response, leaving the
      // page discards it.
      const wait = first.update_view(Date.now(), performance.now(), isVisible());
      if (wait < 0) return;
      handover.hasCode = true;
      if (wait > 0) timer = setTimeout(update, wait);
      await nextPaint();
    };
    await Promise.race([show(), new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
  };
})();
