// In front of the page's own scripts, in a build for demonstrations only: from `#/demo` on, until the tab is closed,
// the page answers both APIs itself (service.js), without a server. Without `#/demo` it changes nothing.
(() => {
  'use strict';
  const FLAG = 'latchkey.demo';
  const parse = () => /^#\/demo(\/.*)?$/.exec(location.hash);
  // It begins with the page, so a link or a typed address within the page loads it again.
  addEventListener('hashchange', () => parse() && location.reload());
  const start = parse();
  let isRunning = start !== null;
  try {
    if (isRunning) sessionStorage.setItem(FLAG, 'yes');
    else isRunning = sessionStorage.getItem(FLAG) !== null;
  } catch {
    // Storage is blocked, so a reload ends the demonstration.
  }
  if (!isRunning) return;
  if (start) history.replaceState(null, '', `#${start[1] ?? '/'}`);

  const loaded = new Promise((resolve, reject) => {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('demo'));
    const script = /** @type {HTMLScriptElement} */ (
      document.importNode(template.content, true).firstElementChild
    );
    script.onload = () => resolve(undefined);
    script.onerror = () => reject(new Error('The file of the demonstration did not load'));
    document.head.append(script);
  });
  const send = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const { pathname, origin } = new URL(input instanceof Request ? input.url : input, location.href);
    const isOfService = origin === location.origin && /\/latchkey\.json$|\/time$|\/api\//.test(pathname);
    if (!isOfService) return send(input, init);
    await loaded;
    return window.demo.answer(new Request(input, init));
  };
})();
