// Starts the page: the theme before anything is painted, then the first stage at the address of a pass and the app behind it, or
// the app at once.
(() => {
  'use strict';
  /** How long the app is held back for the code, once its request has left. */
  const CODE_FIRST_MS = 1_000;
  /** How long the app is held back for the first stage at most, whatever keeps that from its work. */
  const FIRST_MS = 8_000;
  /** How long a list waits for its module, so that nothing is painted that is replaced at once. */
  const LIST_MS = 1_000;
  /** The names of the files, which the build puts there (Trunk.toml). */
  const { firstJs = '', firstWasm = '', appJs = '', appWasm = '', listWasm } = document.currentScript?.dataset ?? {};

  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('latchkey.theme');
    if (theme) root.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's theme it is.
  }
  const [view = ''] = location.hash.slice(1).split(/[/?]/).filter(Boolean);
  if (view) root.dataset.view = view;

  const { handover } = window;
  const settings = handover.ask('latchkey.json');

  const after = (/** @type {number} */ millis) => new Promise((over) => setTimeout(over, millis));
  /** Glue and module come together. The glue compiles the module while it arrives, or from its bytes where that cannot be. */
  const load = async (/** @type {string} */ glue, /** @type {string} */ module, /** @type {unknown} */ other = undefined) => {
    const coming = fetch(module);
    coming.catch(() => {});
    // import() resolves a name against this script, which lies in another folder while serving.
    const exported = await import(new URL(glue, document.baseURI).href);
    await other;
    await exported.default({ module_or_path: coming });
    return exported;
  };

  const startApp = async () => {
    let list;
    // Without streams the app itself fetches the list's module.
    if (view === 'activation' && listWasm && WebAssembly.compileStreaming) {
      const module = WebAssembly.compileStreaming(fetch(listWasm));
      handover.keep(listWasm, module);
      list = Promise.race([module.catch(() => {}), after(LIST_MS)]);
    }
    await load(appJs, appWasm, list);
  };
  const showCode = async () => {
    try {
      await window.showFirst(await load(firstJs, firstWasm), settings, CODE_FIRST_MS);
    } catch {
      // The app shows what this stage could not.
      handover.endFirst?.();
    }
  };
  // An app that does not come is for the guard, which hears of errors that are not caught.
  void (view === 'access' ? Promise.race([showCode(), after(FIRST_MS)]) : Promise.resolve()).then(startApp);
})();
