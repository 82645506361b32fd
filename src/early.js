// Asks, before the app is there, for what it will ask first: latchkey.json, the texts of another language than English,
// its modules and, where the address names codes behind a gateway, these. The app takes an answer in place of the very
// same request (src/net/early.rs) and asks for everything else itself. So nothing is decided here: where this differs from
// latchkey-core, which alone knows what may be asked and shown, an answer comes for nothing and nobody reads it.
(() => {
  'use strict';
  const { app, list, languages } = document.currentScript.dataset;
  const kept = (name) => {
    try {
      return localStorage.getItem(`latchkey.${name}`);
    } catch {
      return null;
    }
  };
  // What paints first has the right colours.
  const root = document.documentElement;
  const theme = kept('theme');
  if (theme) root.dataset.theme = theme;
  // The addresses of crate::route.
  const [path, query = ''] = location.hash.slice(1).split('?');
  const [view, id, who] = path.split('/').filter(Boolean);
  if (view) root.dataset.view = view;
  // Only a build that people load says what it has.
  if (!languages) return;

  // The files of the build stay for the next visit, once there is time for that. A device that refuses keeps nothing.
  const keep = async () => {
    const { serviceWorker } = navigator;
    const registration = await serviceWorker.register('sw.js');
    const tell = () => {
      // Without one before, the first is no new version.
      if (!registration.waiting || !serviceWorker.controller) return;
      window.renew = () => {
        serviceWorker.addEventListener('controllerchange', () => location.reload());
        registration.waiting?.postMessage('renew');
      };
      dispatchEvent(new Event('newversion'));
    };
    tell();
    registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', tell));
  };
  addEventListener('TrunkApplicationStarted', () => setTimeout(() => keep().catch(() => {}), 5000));

  // A page that nobody sees asks for nothing besides what its links do.
  if (document.visibilityState !== 'visible' || !navigator.onLine) return;

  const asked = new Map();
  // The app asks itself, or nobody does.
  let over = false;
  const now = (ago = 0) => [Date.now() - ago, performance.now() - ago];
  const ask = (url, headers = {}, look = () => {}, sent = now()) => {
    const end = new AbortController();
    const pairs = Object.entries(headers);
    // No mode but the usual one, or the link's latchkey.json is not taken. All addresses are of this origin.
    const sending = fetch(url, {
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: pairs.length ? 'error' : 'manual',
      referrerPolicy: 'no-referrer',
      signal: end.signal,
    });
    const answer = sending.then((response) => {
      look(response);
      return [response, ...sent, ...now()];
    });
    // Who takes it hears of a failure.
    answer.catch(() => {});
    asked.set([url, ...pairs.flat()].join('\n'), { answer, end });
  };
  // A module compiles while it arrives. It is given away when another one is there as well.
  const compile = (file, other) => {
    const end = new AbortController();
    const compiled = WebAssembly.compileStreaming(fetch(file, { signal: end.signal }));
    const answer = compiled.then(async (module) => {
      await other;
      return module;
    });
    answer.catch(() => {});
    asked.set(file, { answer, end });
    return answer;
  };
  // Gives an answer away, once. Where there is none, or nobody wants one any more, the others end.
  window.early = (request, signal) => {
    const found = asked.get(request);
    asked.delete(request);
    if (found) {
      signal?.addEventListener('abort', () => found.end.abort());
      return found.answer;
    }
    over = true;
    asked.forEach(({ end }) => end.abort());
    asked.clear();
  };
  for (const elsewhere of ['hashchange', 'pagehide', 'visibilitychange']) addEventListener(elsewhere, () => early());

  // The choice of crate::i18n::best.
  const wished = [kept('language'), ...navigator.languages].filter(Boolean);
  const best = (offered) => {
    const find = (tag) => offered.find((there) => there.toLowerCase() === tag.toLowerCase());
    const found = wished.map((wish) => find(wish) ?? find(wish.split('-')[0]));
    return found.find(Boolean) ?? find('en') ?? offered[0];
  };
  const known = languages.split(' ');
  // The codes of the address. Without them in it there is nothing more to ask for.
  const codes = async (config) => {
    const { connections, languages: wanted = [] } = await config.json();
    const { service, base, subject, ...more } = connections.find((connection) => connection.id === id);
    const whose = who ?? (subject === 'me' ? subject : '');
    // A gateway's path, and nothing that the core would write in another way. The addresses of latchkey_core::request.
    if (!whose || !/^(\/[a-z][\w-]*)+$/.test(base) || /\/v1$/.test(base)) return;
    let rest;
    if (view === 'access' && service === 'access-code' && /^[1-9]\d*$/.test(who ?? 1)) {
      rest = (more.path ?? '/v1/customers/{customerId}/access-code').replace('{customerId}', whose);
    } else if (view === 'activation' && service === 'activation-codes') {
      const options = new URLSearchParams(query);
      const user = encodeURIComponent(decodeURIComponent(whose).trim()).replace(
        /[!'()*]/g,
        (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
      );
      const codes =
        (options.get('installation') ?? more.installation) === 'shift'
          ? `/auth/realms/${more.tenant}/v3_activationcode/${user}/`
          : `/digitanium/v4/users/${user}/activationcodes`;
      const format = options.get('format') === 'mpower' ? 'mpower' : 'normal';
      rest = `${codes}?responseQrType=${format}&qrCode=${options.get('qr') === 'true'}`;
    }
    const offered = known.filter((tag) => wanted.some((other) => other.toLowerCase() === tag));
    const headers = {
      Accept: 'application/json',
      'Accept-Language': best(offered.length ? offered : known),
      'X-Requested-By': 'latchkey',
    };
    if (rest && !over) ask(base + rest, headers);
  };
  const named = id && (view === 'access' || view === 'activation');
  // What is wrong with latchkey.json the app says.
  const look = (response) => named && codes(response.clone()).catch(() => {});
  // The build has the page ask for it too, as soon as the first of that has come (scripts/pack.mjs): it may be as old as that.
  const [navigation] = performance.getEntriesByType('navigation');
  ask('latchkey.json', {}, look, now(performance.now() - (navigation?.responseStart ?? 0)));
  const language = best(known);
  if (language !== 'en') ask(`locales/${language}.json`);
  if (!globalThis.WebAssembly?.compileStreaming) return;
  // The app waits for a list's module, unless that comes much later: so nothing is painted before that is gone at once.
  const wait = () => new Promise((go) => setTimeout(go, 1000));
  compile(app, named && view === 'activation' && Promise.race([compile(list).catch(() => {}), wait()]));
})();
