// Keeps the files of this build on the device, so that the next visit needs the network for nothing but settings and codes.
// It answers what is on the build's list and nothing else: what an API says, latchkey.json and the time never pass
// through here, let alone into the cache. The build writes the list (scripts/finish.mjs).
(() => {
  'use strict';
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const CACHE = 'latchkey-VERSION';
  /** Each file, from the page's folder, and the digest of what is in it. */
  const FILES = new Map(LIST);
  const folder = new URL('./', location.href).href;
  // The page itself has no name, and what is asked of it does not reach a server.
  const nameOf = (/** @type {Request} */ { url, mode }) =>
    url.startsWith(folder) ? (mode === 'navigate' ? (url.split(/[?#]/)[0] ?? '') : url).slice(folder.length) || './' : '';
  const open = () => caches.open(CACHE);
  const withoutFragment = (/** @type {string} */ url) => url.split('#')[0];
  /** Whether a page is asked for in its own place. WebKit's request for a reload looks like any other, but the old page is still there. */
  const isReload = async (/** @type {Request} */ { mode, cache, url }) => {
    if (mode !== 'navigate') return false;
    if (cache !== 'default') return true;
    const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return pages.some((page) => page.visibilityState === 'visible' && withoutFragment(page.url) === withoutFragment(url));
  };

  worker.addEventListener('install', (event) => {
    const requests = [...FILES].map(([name, integrity]) => {
      // A name with a hash in it is good for ever, wherever it was kept.
      const cache = /-[0-9a-f]{12,16}[._]/.test(name) ? 'default' : 'reload';
      return new Request(folder + name, { integrity, cache });
    });
    // All of it or nothing.
    event.waitUntil(open().then((cache) => cache.addAll(requests)));
  });

  worker.addEventListener('activate', (event) => {
    const drop = async () => {
      const names = await caches.keys();
      const older = names.filter((name) => name.startsWith('latchkey-') && name !== CACHE);
      await Promise.all(older.map((name) => caches.delete(name)));
    };
    event.waitUntil(drop());
  });

  // A new version waits until every page of the one before is gone, or somebody wants it now.
  worker.addEventListener('message', ({ data }) => {
    if (data === 'renew') void worker.skipWaiting();
  });

  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const name = nameOf(request);
    if (request.method !== 'GET' || !FILES.has(name)) return;
    const kept = open().then((cache) => cache.match(folder + name));
    const answer = async () => {
      // A reload wants what is there now: a new version, or the page where one signs in. Its files have their own names.
      const response = (await isReload(request)) ? await fetch(request).catch(() => kept) : await kept;
      return response ?? fetch(request);
    };
    event.respondWith(answer());
  });
})();
