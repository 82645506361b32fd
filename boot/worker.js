// Caches the files of this build, so that the next visit needs the network only for latchkey.json and codes.
// It handles only the files on the build's list (scripts/finish.mjs): responses of an API, latchkey.json and
// the time are never cached.
(() => {
  'use strict';
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const CACHE = 'latchkey-VERSION';
  /** The path of each file, relative to the page, and its digest. */
  const FILES = new Map(LIST);
  const folder = new URL('./', location.href).href;
  /**
   * Returns a request's path relative to the page, `./` for the page itself, and empty for another folder.
   */
  const pathOf = (/** @type {Request} */ { url, mode }) =>
    url.startsWith(folder)
      ? (mode === 'navigate' ? (url.split(/[?#]/)[0] ?? '') : url).slice(folder.length) || './'
      : '';
  const open = () => caches.open(CACHE);
  const withoutFragment = (/** @type {string} */ url) => url.split('#')[0];
  /**
   * Returns whether a request reloads a page. WebKit's looks like any other, but the page that it replaces is
   * still there.
   */
  const isReload = async (/** @type {Request} */ { mode, cache, url }) => {
    if (mode !== 'navigate') return false;
    if (cache !== 'default') return true;
    const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return pages.some(
      (page) => page.visibilityState === 'visible' && withoutFragment(page.url) === withoutFragment(url),
    );
  };

  worker.addEventListener('install', (event) => {
    const requests = [...FILES].map(([path, integrity]) => {
      // The content of a file with a hash in its name never changes, so the browser's cache may be used.
      const cache = /-[0-9a-f]{12,16}[._]/.test(path) ? 'default' : 'reload';
      return new Request(folder + path, { integrity, cache });
    });
    // Fails if any file fails.
    event.waitUntil(open().then((cache) => cache.addAll(requests)));
  });

  worker.addEventListener('activate', (event) => {
    const deleteOldCaches = async () => {
      const names = await caches.keys();
      const older = names.filter((name) => name.startsWith('latchkey-') && name !== CACHE);
      await Promise.all(older.map((name) => caches.delete(name)));
    };
    event.waitUntil(deleteOldCaches());
  });

  // A new version waits until every page of the old one is closed, or the user asks for the update.
  worker.addEventListener('message', ({ data }) => {
    if (data === 'renew') void worker.skipWaiting();
  });

  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const path = pathOf(request);
    if (request.method !== 'GET' || !FILES.has(path)) return;
    const cached = open().then((cache) => cache.match(folder + path));
    const respond = async () => {
      // A reload prefers the network, which may have a new version or a gateway's sign-in page.
      const response = (await isReload(request)) ? await fetch(request).catch(() => cached) : await cached;
      return response ?? fetch(request);
    };
    event.respondWith(respond());
  });
})();
