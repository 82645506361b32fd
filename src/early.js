// Asks, before the app is there, for what it will ask first: latchkey.json, the texts of another language than English
// and, where the address names codes behind a gateway, these. The app takes an answer in place of the very same request
// (src/net/early.rs) and asks for everything else itself. So nothing is decided here: where this differs from
// latchkey-core, which alone knows what may be asked and shown, an answer comes for nothing and nobody reads it.
(() => {
  'use strict';
  const { list, languages } = document.currentScript.dataset;
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

  // A page that nobody sees asks for nothing.
  if (document.visibilityState !== 'visible' || !navigator.onLine) return;

  const asked = new Map();
  // The app asks itself, or nobody does.
  let over = false;
  const now = () => [Date.now(), performance.now()];
  const ask = (url, headers = {}) => {
    const end = new AbortController();
    const sent = now();
    const pairs = Object.entries(headers);
    const sending = fetch(url, {
      headers,
      mode: 'same-origin',
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: pairs.length ? 'error' : 'manual',
      referrerPolicy: 'no-referrer',
      signal: end.signal,
    });
    const answer = sending.then((response) => [response, ...sent, ...now()]);
    // Who takes it hears of a failure.
    answer.catch(() => {});
    asked.set([url, ...pairs.flat()].join('\n'), { answer, end });
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
  const config = ask('latchkey.json');
  const language = best(known);
  if (language !== 'en') ask(`locales/${language}.json`);

  if (!id || (view !== 'access' && view !== 'activation')) return;
  if (list && view === 'activation') {
    const early = { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: list };
    document.head.append(Object.assign(document.createElement('link'), early));
    // A list says when its codes end. The first date a browser writes takes it up to 40 ms, the others nothing.
    setTimeout(() => new Intl.DateTimeFormat(language).format());
  }
  const read = async () => {
    const [response] = await config;
    const { connections, languages: wanted = [] } = await response.clone().json();
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
  // What is wrong with latchkey.json the app says.
  read().catch(() => {});
})();
