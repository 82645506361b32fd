// The last resort, independent of the app: when its code traps, fails or never arrives, everything that stands in
// the page goes, and a card says so. Nothing of the error is shown or logged here: it may hold a code.
(() => {
  'use strict';
  const WORDS = {
    en: {
      failed: ['Something went wrong', 'To be safe, nothing is shown any more. Reload the page to go on.'],
      missing: ['The page did not load completely', 'A part of it is missing: the network broke off, or there is a new version. Reload the page.'],
      unable: ['This browser is too old', 'Latchkey needs WebAssembly. Update the browser, or open the page in another one.'],
      reload: 'Reload',
    },
    de: {
      failed: ['Etwas ist schiefgegangen', 'Zur Sicherheit wird nichts mehr angezeigt. Lade die Seite neu, um weiterzumachen.'],
      missing: ['Die Seite wurde nicht vollständig geladen', 'Ein Teil fehlt: Das Netz brach ab, oder es gibt eine neue Version. Lade die Seite neu.'],
      unable: ['Dieser Browser ist zu alt', 'Latchkey braucht WebAssembly. Aktualisiere den Browser oder öffne die Seite in einem anderen.'],
      reload: 'Neu laden',
    },
  };
  const root = document.documentElement;
  // Whether the app got so far that it put something into the page.
  const started = () => Boolean(document.getElementById('main'));
  let over = false;
  // Registered before the app's own: what it would hear after its end does not reach it.
  const heard = 'keydown pointerdown wheel freeze resume pagehide pageshow visibilitychange focus online offline hashchange scroll resize afterprint';
  for (const name of heard.split(' ')) {
    addEventListener(name, (event) => over && event.stopImmediatePropagation(), true);
  }

  // What is on its way when the app ends does not reach it either: there is nothing left that could take it.
  const never = new Promise(() => {});
  const unlessOver = async (promise) => {
    try {
      return await promise;
    } finally {
      if (over) await never;
    }
  };
  const { fetch } = window;
  window.fetch = (...args) => (over ? never : unlessOver(fetch(...args)));

  // The app's memory, to be wiped with it: it holds keys and codes, and the browser frees it when it likes.
  let memory;
  for (const name of ['instantiate', 'instantiateStreaming', 'compileStreaming']) {
    const start = globalThis.WebAssembly?.[name];
    if (!start) continue;
    WebAssembly[name] = async (...args) => {
      const made = await unlessOver(start.apply(WebAssembly, args));
      // The later modules share the first one's, and what is compiled only has none yet.
      const { exports = {} } = made.instance ?? made;
      memory ??= Object.values(exports).find((part) => part instanceof WebAssembly.Memory);
      return made;
    };
  }

  function end(what) {
    if (over) return;
    over = true;
    // Nothing of the app comes back to life, nor what was planned.
    for (let id = setTimeout(() => {}); id > 0; id--) clearTimeout(id);
    for (let id = requestAnimationFrame(() => {}); id > 0; id--) cancelAnimationFrame(id);
    if (memory) new Uint8Array(memory.buffer).fill(0);
    window.early?.();
    const words = WORDS[started() ? root.lang : navigator.language.slice(0, 2)] || WORDS.en;
    const make = (tag, text, name) => {
      const made = document.createElement(tag);
      if (text) made.textContent = text;
      if (name) made.className = name;
      return made;
    };
    const again = make('button', words.reload, 'button');
    again.type = 'button';
    again.onclick = () => location.reload();
    const card = make('section', '', 'card empty');
    card.setAttribute('role', 'alert');
    const title = make('h1', words[what][0]);
    title.tabIndex = -1;
    card.append(title, make('p', words[what][1]), ...(what === 'unable' ? [] : [again]));
    const main = make('main');
    main.append(card);
    document.title = 'Latchkey';
    const show = () => {
      document.body.replaceChildren(main);
      title.focus();
    };
    if (document.body) show();
    else addEventListener('DOMContentLoaded', show);
  }

  const foreign = (place) => /-extension:\/\//.test(place);
  // Before the app stands, any error may be why it does not. Later only its own count: browsers, extensions and the
  // apps that pages are shown in run scripts of theirs in it.
  const ours = (error) =>
    error instanceof Error &&
    !foreign(error.stack) &&
    (!started() || error instanceof WebAssembly.RuntimeError || /\/latchkey-[0-9a-f]+/.test(error.stack));
  const failed = () => end(started() ? 'failed' : 'missing');
  addEventListener('error', (event) => {
    const part = event.target;
    if (part instanceof HTMLScriptElement) {
      // A part of the page that could not be loaded. An icon or a stylesheet is not worth stopping for.
      if (!foreign(part.src)) end('missing');
    } else if (ours(event.error)) {
      // Browsers report some harmless things too, but without an error.
      failed();
    }
  }, true);
  addEventListener('unhandledrejection', (event) => ours(event.reason) && failed());
  if (typeof WebAssembly !== 'object') end('unable');
})();
