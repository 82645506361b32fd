// The last resort, independent of the app: when its code traps, fails or never arrives, everything that stands in
// the page goes, and a card says so. Only where the first stage has shown a code that is still good, and the app's files do not
// come, the code stays to its end and a line says so. Nothing of the error is shown or logged here: it may hold a code.
(() => {
  'use strict';
  /**
   * @typedef {{ failed: string[], missing: string[], unable: string[], partly: string, reload: string }} Words
   * @type {Record<string, Words> & { en: Words }}
   */
  const WORDS = {
    en: {
      failed: ['Something went wrong', 'To be safe, nothing is shown any more. Reload the page to go on.'],
      missing: ['The page did not load completely', 'A part of it is missing: the network broke off, or there is a new version. Reload the page.'],
      unable: ['This browser is too old', 'Latchkey needs WebAssembly. Update the browser, or open the page in another one.'],
      partly: 'This code stays until its end. The page did not load completely. Reload the page.',
      reload: 'Reload',
    },
    de: {
      failed: ['Etwas ist schiefgegangen', 'Zur Sicherheit wird nichts mehr angezeigt. Lade die Seite neu, um weiterzumachen.'],
      missing: ['Die Seite wurde nicht vollständig geladen', 'Ein Teil fehlt: Das Netz brach ab, oder es gibt eine neue Version. Lade die Seite neu.'],
      unable: ['Dieser Browser ist zu alt', 'Latchkey braucht WebAssembly. Aktualisiere den Browser oder öffne die Seite in einem anderen.'],
      partly: 'Dieser Code bleibt bis zu seinem Ende. Die Seite wurde nicht vollständig geladen. Lade die Seite neu.',
      reload: 'Neu laden',
    },
  };
  const root = document.documentElement;
  // Whether the app got so far that it put something into the page.
  const started = () => Boolean(document.getElementById('main'));
  // A page that was left while it loaded, and was kept by the browser, may have lost what was on its way.
  addEventListener('pageshow', ({ persisted }) => persisted && !started() && location.reload());
  let over = false;
  // Registered before the app's own: what it would hear after its end does not reach it.
  const heard = 'keydown pointerdown wheel freeze resume pagehide pageshow visibilitychange focus online offline hashchange scroll resize beforeprint afterprint';
  for (const name of heard.split(' ')) {
    addEventListener(name, (event) => over && event.stopImmediatePropagation(), true);
  }

  // What is on its way when the app ends does not reach it either: there is nothing left that could take it.
  const never = new Promise(() => {});
  /** @type {<T>(promise: Promise<T>) => Promise<T>} */
  const unlessOver = async (promise) => {
    try {
      return await promise;
    } finally {
      if (over) await never;
    }
  };
  const { fetch } = window;
  window.fetch = (...args) => (over ? never : unlessOver(fetch(...args)));

  // The memories of both stages, to be wiped with them: they hold keys and codes, and the browser frees them when it likes.
  /** @type {Set<WebAssembly.Memory>} */
  const memories = new Set();
  /** @type {Record<string, (...args: unknown[]) => Promise<any>>} */
  const engine = Object(globalThis.WebAssembly);
  for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming']) {
    const start = engine[name];
    if (!start) continue;
    engine[name] = async (...args) => {
      const made = await unlessOver(start.apply(engine, args));
      // What is only compiled has none yet.
      for (const part of Object.values((made.instance ?? made).exports ?? {})) {
        if (part instanceof WebAssembly.Memory) memories.add(part);
      }
      return made;
    };
  }

  const language = () => WORDS[started() ? root.lang : navigator.language.slice(0, 2)] || WORDS.en;
  const make = (/** @type {string} */ tag, /** @type {string} */ text, name = '') => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  };
  const reload = (/** @type {Words} */ words) => {
    const button = make('button', words.reload, 'button');
    button.setAttribute('type', 'button');
    button.onclick = () => location.reload();
    return button;
  };

  // A part of the page did not come. What the first stage shows is locked to its end and stays until then.
  let isPartly = false;
  function missing() {
    if (!window.handover?.holdsCode) return end('missing');
    if (isPartly) return;
    isPartly = true;
    const words = language();
    const line = make('section', '', 'card partly');
    line.setAttribute('role', 'alert');
    line.append(make('p', words.partly), reload(words));
    document.querySelector('#shell main')?.append(line);
  }
  addEventListener('codeover', () => isPartly && end('missing'));

  function end(/** @type {'failed' | 'missing' | 'unable'} */ what) {
    if (over) return;
    over = true;
    // Nothing of the app comes back to life, nor what was planned.
    for (let id = setTimeout(() => {}); id > 0; id--) clearTimeout(id);
    for (let id = requestAnimationFrame(() => {}); id > 0; id--) cancelAnimationFrame(id);
    for (const memory of memories) new Uint8Array(memory.buffer).fill(0);
    window.handover?.drop();
    const words = language();
    const card = make('section', '', 'card empty');
    card.setAttribute('role', 'alert');
    const [heading = '', explanation = ''] = words[what];
    const title = make('h1', heading);
    title.tabIndex = -1;
    card.append(title, make('p', explanation), ...(what === 'unable' ? [] : [reload(words)]));
    const main = make('main', '');
    main.append(card);
    document.title = 'Latchkey';
    const show = () => {
      document.body.replaceChildren(main);
      title.focus();
    };
    if (document.body) show();
    else addEventListener('DOMContentLoaded', show);
  }

  const foreign = (place = '') => /-extension:\/\//.test(place);
  // Before the app stands, any error may be why it does not. Later only its own count: browsers, extensions and the
  // apps that pages are shown in run scripts of theirs in it.
  const ours = (/** @type {unknown} */ error) =>
    error instanceof Error &&
    !foreign(error.stack) &&
    (!started() || error instanceof WebAssembly.RuntimeError || /\/latchkey-[0-9a-f]+/.test(error.stack ?? ''));
  // Code that has trapped cannot be trusted any more, so nothing of it stays.
  const failed = (/** @type {unknown} */ error) => {
    if (started()) end('failed');
    else if (error instanceof WebAssembly.RuntimeError) end('missing');
    else missing();
  };
  addEventListener('error', (event) => {
    const part = event.target;
    if (part instanceof HTMLScriptElement) {
      // A part of the page that could not be loaded. An icon or a stylesheet is not worth stopping for.
      if (!foreign(part.src)) missing();
    } else if (ours(event.error)) {
      // Browsers report some harmless things too, but without an error.
      failed(event.error);
    }
  }, true);
  addEventListener('unhandledrejection', (event) => ours(event.reason) && failed(event.reason));
  if (typeof WebAssembly !== 'object') end('unable');
})();
