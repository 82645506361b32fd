// Starts the page: sets the theme before the first paint, then loads the first stage and after it the app for
// a pass, and the app alone for other views.
(() => {
  'use strict';
  /** How long the app waits for the code of the first stage. */
  const CODE_TIMEOUT_MS = 1_000;
  /** How long the app waits for the first stage in all. */
  const FIRST_STAGE_TIMEOUT_MS = 8_000;
  // The names of the files, which the build inserts (`pattern_script` in Trunk.toml).
  const { firstJs = '', firstWasm = '', appJs = '', appWasm = '' } = document.currentScript?.dataset ?? {};

  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('latchkey.theme');
    if (theme) root.dataset.theme = theme;
    // Where the person was before signing in at the gateway, which keeps no fragment (src/context/session.rs).
    const returnView = sessionStorage.getItem('latchkey.return');
    sessionStorage.removeItem('latchkey.return');
    if (!location.hash && returnView?.startsWith('#/')) location.replace(returnView);
  } catch {
    // Storage is blocked, so the system's theme is used, and nothing was kept to return to.
  }
  /** Tells the stylesheet the size of a device pixel, which zoom and display scaling change. */
  const measurePixel = () => root.style.setProperty('--pixel', `${1 / (devicePixelRatio || 1)}px`);
  measurePixel();
  addEventListener('resize', measurePixel);
  const [view = ''] = location.hash.slice(1).split(/[/?]/).filter(Boolean);
  if (view) root.dataset.view = view;

  const { handover } = window;
  const config = handover.send('latchkey.json');

  const delay = (/** @type {number} */ millis) => new Promise((resolve) => setTimeout(resolve, millis));
  /**
   * Loads glue and module in parallel, and instantiates the module once `styles` have loaded. The glue
   * compiles the module as a stream if the browser can.
   */
  const load = async (
    /** @type {string} */ glue,
    /** @type {string} */ module,
    /** @type {Promise<void> | void} */ styles,
  ) => {
    const response = fetch(module);
    response.then(
      ({ headers }) => {
        // The browser cannot compile the module while it arrives then. The glue warns in the console, the app on
        // its About view.
        if (headers.get('content-type') !== 'application/wasm') root.dataset.wasmType = 'wrong';
      },
      () => {},
    );
    // import() resolves a relative URL against this script, which is in another folder in development.
    const [exported] = await Promise.all([import(new URL(glue, document.baseURI).href), styles]);
    await exported.default({ module_or_path: response });
    return exported;
  };

  const documentParsed = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve));
  /** Loads the app's stylesheet after the page's own, whose rules it builds on. */
  const loadStyles = async () => {
    await documentParsed;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('app-styles'));
    const link = /** @type {HTMLLinkElement} */ (template.content.querySelector('link')?.cloneNode());
    await new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new Error('The stylesheet of the app did not load'));
      document.head.append(link);
    });
  };
  const startApp = () => load(appJs, appWasm, loadStyles());
  const runFirstStage = async () => {
    try {
      await window.showFirstStage(await load(firstJs, firstWasm), config, CODE_TIMEOUT_MS);
    } catch {
      // The app shows the code instead.
      handover.endFirstStage?.();
    }
  };
  (view === 'access' ? Promise.race([runFirstStage(), delay(FIRST_STAGE_TIMEOUT_MS)]) : Promise.resolve())
    .then(startApp)
    .catch(window.guard.handleError);
})();
