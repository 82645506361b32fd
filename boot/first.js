// Drives the first stage: sends the request it asks for, and tells it the time and what happens to the page. It decides itself what is
// asked for and what is shown (first/src/lib.rs).
(() => {
  'use strict';
  // Time may have passed unseen, or the page has become visible or hidden.
  const CHANGED = ['visibilitychange', 'resume', 'pageshow', 'focus', 'online'];
  // The page is left or put to sleep.
  const LEFT = ['pagehide', 'freeze'];

  const isVisible = () => document.visibilityState === 'visible';
  /** An answer as the first stage takes it. @type {(exchange: Exchange) => [number, string, Uint8Array, Float64Array]} */
  const asArguments = ({ status, headers, body, clocks }) => [
    status,
    headers.map((value) => value ?? '').join('\n'),
    body,
    new Float64Array(clocks),
  ];
  const preferredLanguages = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem('latchkey.language');
    } catch {
      // Storage is blocked, so nothing was chosen.
    }
    return [chosen, ...(navigator.languages ?? [])].filter(Boolean).join();
  };
  const nextFrame = () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));

  window.showFirst = async (first, coming, patience) => {
    const settings = await coming;
    if (typeof settings === 'string' || !isVisible()) return;
    const fragment = location.hash;
    const request = first.build_request(fragment, preferredLanguages(), ...asArguments(settings));
    if (!request) return;

    const listening = new AbortController();
    const { handover } = window;
    let timer = 0;
    handover.endFirst = () => {
      handover.endFirst = undefined;
      handover.holdsCode = false;
      clearTimeout(timer);
      listening.abort();
      first.end();
    };
    /** Ends this stage and drops the answer: the app asks anew where it needs one. */
    const leave = () => {
      handover.endFirst?.();
      handover.drop(request);
    };
    const look = () => {
      if (!handover.holdsCode) return;
      clearTimeout(timer);
      const wait = first.update_view(Date.now(), performance.now(), isVisible());
      if (wait > 0) timer = setTimeout(look, wait);
      if (wait < 0) {
        leave();
        dispatchEvent(new Event('codeover'));
      }
    };
    const options = { capture: true, signal: listening.signal };
    for (const name of CHANGED) addEventListener(name, look, options);
    for (const name of LEFT) addEventListener(name, leave, options);
    // An event for a change that was made before this stage has read the fragment changes nothing.
    addEventListener('hashchange', () => location.hash !== fragment && leave(), options);
    try {
      const otherTabs = new BroadcastChannel('latchkey');
      listening.signal.addEventListener('abort', () => otherTabs.close());
      otherTabs.onmessage = ({ data }) => {
        if (data !== 'lock') return;
        handover.lock();
        leave();
      };
    } catch {
      // A browser without such channels, or with storage blocked.
    }

    const show = async () => {
      const answer = await handover.ask(request);
      if (listening.signal.aborted || typeof answer === 'string' || !first.accept_answer(...asArguments(answer))) return;
      // What may not be shown is left to the app; until it has taken the answer, leaving the page drops it.
      const wait = first.update_view(Date.now(), performance.now(), isVisible());
      if (wait < 0) return;
      handover.holdsCode = true;
      if (wait > 0) timer = setTimeout(look, wait);
      await nextFrame();
    };
    await Promise.race([show(), new Promise((over) => setTimeout(over, patience))]);
  };
})();
