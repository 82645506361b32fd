// Replaces the page by a card if the app traps, fails or cannot be loaded. If the first stage shows a valid
// code and the app's files cannot be loaded, the code stays to its end, with a notice. Errors are neither
// shown nor logged, because they may contain a code.
(() => {
  'use strict';
  /**
   * @typedef {{ failed: string[], missing: string[], unable: string[], partly: string, reload: string }} Texts
   * @type {Record<string, Texts> & { en: Texts }}
   */
  const TEXTS = {
    en: {
      failed: ['Something went wrong', 'To be safe, nothing is shown any more. Reload the page.'],
      missing: [
        'The page did not load completely',
        'A part is missing or has been changed: the network broke off, or there is a new version. Reload the page.',
      ],
      unable: ['This browser is too old', 'Latchkey needs WebAssembly. Update the browser, or use another one.'],
      partly: 'This code stays until its end. The page did not load completely. Reload the page.',
      reload: 'Reload',
    },
    de: {
      failed: ['Etwas ist schiefgegangen', 'Zur Sicherheit wird nichts mehr gezeigt. Lade die Seite neu.'],
      missing: [
        'Die Seite wurde nicht vollständig geladen',
        'Ein Teil fehlt oder wurde verändert: Das Netz brach ab, oder es gibt eine neue Version. Lade die Seite neu.',
      ],
      unable: [
        'Dieser Browser ist zu alt',
        'Latchkey braucht WebAssembly. Aktualisiere den Browser oder nimm einen anderen.',
      ],
      partly:
        'Dieser Code bleibt bis zu seinem Ende. Die Seite wurde nicht vollständig geladen. Lade die Seite neu.',
      reload: 'Neu laden',
    },
  };
  const root = document.documentElement;
  /** Returns whether the app is mounted. */
  const isMounted = () => Boolean(document.getElementById('main'));
  // A page that was left while loading and restored from the back/forward cache may have lost its requests.
  addEventListener('pageshow', ({ persisted }) => persisted && !isMounted() && location.reload());
  let ended = false;
  // Registered before the app's listeners, so that no event reaches the app after its end.
  const blocked =
    'keydown pointerdown wheel freeze resume pagehide pageshow visibilitychange focus online offline hashchange scroll resize';
  for (const name of blocked.split(' ')) {
    addEventListener(name, (event) => ended && event.stopImmediatePropagation(), true);
  }

  // Requests in flight do not reach the app after its end either, because nothing is left to handle them.
  const never = new Promise(() => {});
  /** @type {<T>(promise: Promise<T>) => Promise<T>} */
  const unlessEnded = async (promise) => {
    try {
      return await promise;
    } finally {
      if (ended) await never;
    }
  };
  const { fetch } = window;
  window.fetch = (...args) => (ended ? never : unlessEnded(fetch(...args)));

  // The memories of both stages hold keys and codes. They are wiped at the end, because the browser frees
  // them at any later time.
  /** @type {Set<WebAssembly.Memory>} */
  const memories = new Set();
  /** @type {Record<string, (...args: unknown[]) => Promise<any>>} */
  const webAssembly = Object(globalThis.WebAssembly);
  for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming']) {
    const original = webAssembly[name];
    if (!original) continue;
    webAssembly[name] = async (...args) => {
      const result = await unlessEnded(original.apply(webAssembly, args));
      // A compiled module that is not instantiated has no exports.
      for (const value of Object.values((result.instance ?? result).exports ?? {})) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return result;
    };
  }

  /** Returns the texts in the app's language, or in the browser's before the app is mounted. */
  const texts = () => TEXTS[isMounted() ? root.lang : (navigator.language ?? '').slice(0, 2)] || TEXTS.en;
  const createElement = (/** @type {string} */ tag, /** @type {string} */ text, name = '') => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const createReloadButton = (/** @type {Texts} */ text) => {
    const button = createElement('button', text.reload, 'button');
    button.onclick = async () => {
      // Browsers keep files with a hash in their name for a year, also those that were altered or cut on the way.
      const files = performance.getEntriesByType('resource').filter(({ name }) => /-\w{16}[._]/.test(name));
      const renew = (/** @type {PerformanceEntry} */ { name }) =>
        fetch(name, { cache: 'reload' }).then((response) => response.blob());
      await Promise.race([
        Promise.allSettled(files.map(renew)),
        new Promise((resolve) => setTimeout(resolve, 9e3)),
      ]);
      location.reload();
    };
    return button;
  };

  let isPartlyLoaded = false;
  /**
   * Handles a part of the page that cannot be loaded. A code of the first stage stays to its end, with a
   * notice.
   */
  function handleMissingPart() {
    if (!window.handover?.hasCode) return end('missing');
    if (isPartlyLoaded) return;
    isPartlyLoaded = true;
    const text = texts();
    const notice = createElement('section', '', 'card partly');
    notice.setAttribute('role', 'alert');
    notice.append(createElement('p', text.partly), createReloadButton(text));
    document.querySelector('#shell main')?.append(notice);
  }
  addEventListener('codeended', () => isPartlyLoaded && end('missing'));

  /** Ends the app and the first stage, wipes their memories, and shows the card for a reason. */
  function end(/** @type {'failed' | 'missing' | 'unable'} */ reason) {
    if (ended) return;
    ended = true;
    // Cancels all timers and animation frames.
    for (let id = setTimeout(() => {}); id > 0; id--) clearTimeout(id);
    for (let id = requestAnimationFrame(() => {}); id > 0; id--) cancelAnimationFrame(id);
    for (const memory of memories) new Uint8Array(memory.buffer).fill(0);
    window.handover?.discard();
    const text = texts();
    const card = createElement('section', '', 'card empty');
    card.setAttribute('role', 'alert');
    const [heading = '', explanation = ''] = text[reason];
    const title = createElement('h1', heading);
    title.tabIndex = -1;
    card.append(
      title,
      createElement('p', explanation),
      ...(reason === 'unable' ? [] : [createReloadButton(text)]),
    );
    const main = createElement('main', '');
    main.append(card);
    document.title = 'Latchkey';
    const show = () => {
      document.body.replaceChildren(main);
      title.focus();
    };
    if (document.body) show();
    else addEventListener('DOMContentLoaded', show);
  }

  // Everything but the page's own files belongs to browsers, extensions, translators, ad blockers, proxies or embedding
  // apps, and must not end the page.
  const OWN_MODULE = /\/latchkey-[\w-]+\.(?:js|wasm)\b/;
  const OWN_FILE = /\/(?:boot[/-]|latchkey-)[\w-]+\.(?:js|css)\b/;
  const isOwnFile = (url = '') => url.startsWith(location.origin) && OWN_FILE.test(url);
  /**
   * Returns whether an error comes from the page's own code: from a module or its glue by the stack, from a script of
   * boot/ by the place where it was thrown. These scripts wrap `fetch`, so they are in the stacks of others too.
   *
   * A trap has no URL in its stack if the browser names frames of WebAssembly only by their number.
   */
  const isOwnError = (/** @type {unknown} */ error, place = '') => {
    if (!(error instanceof Error)) return false;
    const stack = error.stack ?? '';
    return (
      OWN_MODULE.test(stack) ||
      isOwnFile(place) ||
      (error instanceof WebAssembly.RuntimeError && !/:\/\//.test(stack))
    );
  };
  // After a trap the state of the module is undefined, so nothing of it may stay.
  const handleError = (/** @type {unknown} */ error) => {
    if (isMounted()) end('failed');
    else if (error instanceof WebAssembly.RuntimeError) end('missing');
    else handleMissingPart();
  };
  window.guard = { handleError };
  addEventListener(
    'error',
    (event) => {
      const { target } = event;
      if (ended) {
        // What the garbage collector finds of the app fails in the wiped memory.
        event.preventDefault();
      } else if (target instanceof HTMLLinkElement) {
        // The page's stylesheet is missing, or its digest is wrong. boot/loader.js waits for the other files itself.
        if (isOwnFile(target.href)) handleMissingPart();
      } else if (isOwnError(event.error, event.filename)) {
        // Browsers also report harmless events here, but those have no `error`.
        handleError(event.error);
      }
    },
    true,
  );
  addEventListener('unhandledrejection', (event) => isOwnError(event.reason) && handleError(event.reason));
  if (typeof WebAssembly !== 'object') end('unable');
})();
