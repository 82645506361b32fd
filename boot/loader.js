// Starts the page: the theme before anything is painted, then the first stage at the address of a pass and the app behind it, or
// the app at once.
(() => {
  'use strict';
  /** How long the app is held back for the code, once its request has left. */
  const CODE_FIRST_MS = 1_000;
  /** How long the app is held back for the first stage at most, whatever keeps that from its work. */
  const FIRST_MS = 8_000;
  /** The names of the files, which the build puts there (Trunk.toml). */
  const { firstJs = '', firstWasm = '', appJs = '', appWasm = '' } = document.currentScript?.dataset ?? {};

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
  /**
   * Fetches glue and module at once, and starts the module when `styles` are there. The glue compiles the module while it arrives,
   * or from its bytes where that cannot be.
   */
  const load = async (/** @type {string} */ glue, /** @type {string} */ module, /** @type {Promise<void> | void} */ styles) => {
    const coming = fetch(module);
    coming.catch(() => {});
    // import() resolves a name against this script, which lies in another folder while serving.
    const [exported] = await Promise.all([import(new URL(glue, document.baseURI).href), styles]);
    await exported.default({ module_or_path: coming });
    return exported;
  };

  const parsed = new Promise((done) => addEventListener('DOMContentLoaded', done));
  /** Loads the app's stylesheet, behind the page's own, whose rules it builds on. */
  const loadStyles = async () => {
    await parsed;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('app-styles'));
    const link = /** @type {HTMLLinkElement} */ (template.content.querySelector('link')?.cloneNode());
    await new Promise((loaded, failed) => {
      link.onload = loaded;
      link.onerror = () => failed(new Error('The stylesheet of the app did not load'));
      document.head.append(link);
    });
  };
  const startApp = () => load(appJs, appWasm, loadStyles());
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
