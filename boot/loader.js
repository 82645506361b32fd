// Starts the page: sets the theme before the first paint, then loads the first stage and after it the app for
// a pass, and the app alone for other views.
(() => {
  'use strict';
  /** How long the app waits for the code of the first stage. */
  const CODE_TIMEOUT_MS = 1_000;
  /** How long the app waits for the first stage in all. */
  const FIRST_STAGE_TIMEOUT_MS = 8_000;
  const root = document.documentElement;
  // Hides the text that the page did not start.
  root.dataset.started = '';
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
  const findTemplate = (/** @type {string} */ id) =>
    /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  /**
   * Adds a copy of the script or stylesheet in a template to the page, and waits until it has loaded. The browser
   * refuses it if its digest is not the one that the build has inserted. Copying needs no Trusted Types policy,
   * unlike setting `src`.
   */
  const addCopy = async (/** @type {string} */ id) => {
    const copy = document.importNode(findTemplate(id).content, true);
    const element = /** @type {HTMLScriptElement} */ (copy.firstElementChild);
    await new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = () => reject(new Error(id));
      document.head.append(copy);
    });
    return element;
  };
  /** Loads glue and module of a template in parallel, and instantiates the module once `styles` have loaded. */
  const load = async (/** @type {string} */ id, /** @type {Promise<unknown> | void} */ styles) => {
    // The release build inserts a digest (scripts/finish.mjs).
    const { module = '', integrity = '' } = findTemplate(id).dataset;
    const response = fetch(module, { integrity });
    response.then(
      ({ headers }) => {
        // The browser cannot compile the module while it arrives then. The glue warns in the console, the app on
        // its About view.
        if (headers.get('content-type') !== 'application/wasm') root.dataset.wasmType = 'wrong';
      },
      () => {},
    );
    const [{ src }] = await Promise.all([addCopy(id), styles]);
    // The script has loaded, so this only returns its exports.
    const exported = await import(src);
    await exported.default({ module_or_path: response });
    return exported;
  };

  const documentParsed = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve));
  /** Loads the app, and its stylesheet after the page's own, whose rules it builds on. */
  const startApp = () =>
    load(
      'app',
      documentParsed.then(() => addCopy('app-styles')),
    );
  const runFirstStage = async () => {
    try {
      await window.showFirstStage(await load('first-stage'), config, CODE_TIMEOUT_MS);
    } catch {
      // The app shows the code instead.
      handover.endFirstStage?.();
    }
  };
  (view === 'access' ? Promise.race([runFirstStage(), delay(FIRST_STAGE_TIMEOUT_MS)]) : Promise.resolve())
    .then(startApp)
    .catch(window.guard.handleError);
})();
