// Drives the first stage: sends what it asks for, tells it the time and what happens to the page. What is asked and shown it
// decides itself (first/src/lib.rs).
(() => {
  'use strict';
  // Signs that time may have passed unseen, or that the page is seen again or not any more.
  const CHANGED = ['visibilitychange', 'resume', 'pageshow', 'focus', 'online'];
  // Signs that the page is left, put to sleep, or shows another view.
  const LEFT = ['pagehide', 'freeze', 'hashchange'];

  const isVisible = () => document.visibilityState === 'visible';
  /** @type {(exchange: Exchange) => [number, string, Uint8Array, Float64Array]} */
  const told = ({ status, headers, body, clocks }) => [
    status,
    headers.map((value) => value ?? '').join('\n'),
    body,
    new Float64Array(clocks),
  ];
  const wished = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem('latchkey.language');
    } catch {
      // Storage is blocked: nothing was chosen.
    }
    return [chosen, ...(navigator.languages ?? [])].filter(Boolean).join();
  };
  const frame = () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));

  window.showFirst = async (first, coming, patience) => {
    const settings = await coming;
    if (typeof settings === 'string' || !isVisible()) return;
    const request = first.ask(location.hash, wished(), ...told(settings));
    if (!request) return;

    const listening = new AbortController();
    const { handover } = window;
    let timer = 0;
    let taken = false;
    const end = () => {
      handover.endFirst = undefined;
      clearTimeout(timer);
      listening.abort();
      first.end();
    };
    // The app is to ask anew, and not to take what has ended or what belongs to another view.
    const leave = () => {
      end();
      handover.drop(request);
    };
    const look = () => {
      clearTimeout(timer);
      const wait = first.look(Date.now(), performance.now(), isVisible());
      // What it does not take the app does; what it took is over.
      if (wait < 0) (taken ? leave : end)();
      if (wait > 0) timer = setTimeout(look, wait);
      taken = true;
    };
    handover.endFirst = end;
    const options = { capture: true, signal: listening.signal };
    for (const name of CHANGED) addEventListener(name, look, options);
    for (const name of LEFT) addEventListener(name, leave, options);
    if (window.BroadcastChannel) {
      const otherTabs = new BroadcastChannel('latchkey');
      otherTabs.onmessage = ({ data }) => data === 'lock' && leave();
      listening.signal.addEventListener('abort', () => otherTabs.close());
    }

    const show = async () => {
      const answer = await handover.ask(request);
      if (listening.signal.aborted || typeof answer === 'string' || !first.answered(...told(answer))) return;
      look();
      await frame();
    };
    await Promise.race([show(), new Promise((over) => setTimeout(over, patience))]);
  };
})();
