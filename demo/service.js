// The scripted service of a demonstration: both APIs, as far as the page asks for them, with faults to choose from.
// Its codes are made up, and open nothing.
(() => {
  'use strict';
  const SECOND_MS = 1_000;
  /** How long a dynamic access code is good: that of the gateway's own person, and those of customers. */
  const LIFETIMES_MS = { me: 30 * SECOND_MS, customer: 60 * SECOND_MS };
  const STATIC_CUSTOMER = '1237';
  const STATIC_CODE = '0071930465528817402';
  const UNKNOWN_FROM = 1_000_000;

  const CONFIG = {
    title: 'Latchkey demo',
    languages: ['en', 'de'],
    connections: [
      {
        id: 'my-pass',
        name: 'My pass',
        service: 'access-code',
        base: '/api/gym',
        auth: 'gateway',
        subject: 'me',
      },
      { id: 'gym', name: 'Studio desk', service: 'access-code', base: '/api/gym', auth: 'gateway' },
      {
        id: 'identity',
        name: 'Help desk',
        service: 'activation-codes',
        base: '/api/identity',
        tenant: 'demo',
        installation: 'ssms',
        auth: 'gateway',
      },
    ],
  };

  const json = (
    /** @type {unknown} */ value,
    status = 200,
    /** @type {Record<string, string>} */ headers = {},
  ) =>
    new Response(JSON.stringify(value), {
      status,
      headers: { 'content-type': 'application/json', date: new Date().toUTCString(), ...headers },
    });
  const refusal = (/** @type {number} */ status, /** @type {string} */ message, headers = {}) =>
    json(
      {
        errorMessage: message,
        errorCode: message.toUpperCase().replaceAll(' ', '_'),
        status: message,
        message,
      },
      status,
      headers,
    );
  const after = (/** @type {number} */ millis, /** @type {AbortSignal} */ signal) =>
    new Promise((resolve, reject) => {
      setTimeout(resolve, millis);
      signal.addEventListener('abort', () => reject(signal.reason));
    });

  /** Digits that depend on a text alone, so that a list has the same codes when it is refreshed. */
  const digitsOf = (/** @type {string} */ text, /** @type {number} */ length) => {
    let digits = '';
    for (let state = 0x811c9dc5, at = 0; digits.length < length; at += 1) {
      for (const char of `${text}/${at}`) state = Math.imul(state ^ char.charCodeAt(0), 0x01000193) >>> 0;
      digits += String(state % 10_000).padStart(4, '0');
    }
    return digits.slice(0, length);
  };

  const accessCode = (/** @type {string} */ customer, isExpired = false) => {
    if (customer === STATIC_CUSTOMER) return json({ format: 'QR_CODE', content: STATIC_CODE });
    if (Number(customer) >= UNKNOWN_FROM) return refusal(404, 'Customer not found');
    const lifetime = customer === 'me' ? LIFETIMES_MS.me : LIFETIMES_MS.customer;
    const end = Date.now() + (isExpired ? -lifetime : lifetime);
    return json({
      format: 'QR_CODE',
      content: digitsOf(`${customer}/${end}`, 19),
      expiresAt: new Date(end).toISOString(),
    });
  };

  /** Ends of activation codes, in minutes from the start of the demonstration; none for a code without an end. */
  const ENDS_MIN = [4, 55, 300, 1_440, 10_080, undefined, -30];
  const startedSeconds = Math.floor(Date.now() / SECOND_MS);
  const listOf = (/** @type {string} */ user) => {
    const count = Math.min(Number(/^codes-(\d+)$/.exec(user)?.[1] ?? 3), 10_000);
    const activationCodes = Array.from({ length: count }, (_, index) => {
      const minutes = ENDS_MIN[index % ENDS_MIN.length];
      const end =
        minutes === undefined ? {} : { activationNotAfter: String(startedSeconds + minutes * 60 + index) };
      return { ...end, activationCode: digitsOf(`${user}/${index}`, 8) };
    });
    return json({
      subSystem: 5,
      status: 'OK',
      message: 'Activation codes fetched successfully',
      data: { userId: user, activationCodes, codeCount: count },
    });
  };

  const answerOf = (/** @type {string} */ pathname, isExpired = false) => {
    const customer = /\/customers\/([^/]+)\/access-code$/.exec(pathname)?.[1];
    if (customer) return accessCode(customer, isExpired);
    const user = /\/users\/([^/]+)\/activationcodes$/.exec(pathname)?.[1];
    return user ? listOf(decodeURIComponent(user)) : refusal(404, 'Not found');
  };

  /** @typedef {(pathname: string, signal: AbortSignal) => Promise<Response> | Response} Answer */
  /** What the service does instead of answering well. @type {Record<string, Answer>} */
  const FAULTS = {
    none: (pathname) => answerOf(pathname),
    'slow: 3 s': (pathname, signal) => after(3 * SECOND_MS, signal).then(() => answerOf(pathname)),
    'no answer': (_, signal) => after(60 * SECOND_MS, signal).then(() => answerOf('')),
    'no connection': () => Promise.reject(new TypeError('Failed to fetch')),
    'expired code': (pathname) => answerOf(pathname, true),
    'broken JSON': () => new Response('{"format":"QR_', { headers: { 'content-type': 'application/json' } }),
    'an HTML page': () =>
      new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }),
    401: () => refusal(401, 'Unauthorized'),
    403: () => refusal(403, 'Forbidden'),
    404: () => refusal(404, 'Not found'),
    '429, again in 10 s': () => refusal(429, 'Too many requests', { 'retry-after': '10' }),
    500: () => refusal(500, 'Internal server error'),
    503: () => refusal(503, 'Service unavailable'),
  };

  /** Adds the list of faults to the page. Scripts may set styles that the page's policy forbids in its text. */
  const showPanel = () => {
    const panel = document.createElement('label');
    const choice = document.createElement('select');
    for (const name of Object.keys(FAULTS))
      choice.append(new Option(name, name, name === fault, name === fault));
    choice.addEventListener('change', () => (fault = choice.value));
    const isGerman = navigator.language.startsWith('de');
    panel.append(isGerman ? 'Vorführung. Fehler: ' : 'Demonstration. Fault: ', choice);
    panel.id = 'demo-panel';
    Object.assign(panel.style, {
      position: 'fixed',
      insetInline: '0',
      insetBlockEnd: '0',
      display: 'flex',
      gap: '8px',
      justifyContent: 'center',
      alignItems: 'center',
      padding: '4px 8px',
      background: 'Canvas',
      color: 'CanvasText',
      borderBlockStart: '1px solid GrayText',
      fontSize: '0.875rem',
    });
    choice.style.minBlockSize = '44px';
    document.body.append(panel);
    document.body.style.paddingBlockEnd = '56px';
    addEventListener('beforeprint', () => (panel.hidden = true));
    addEventListener('afterprint', () => (panel.hidden = false));
  };

  let fault = 'none';
  window.demo = {
    async answer({ url, method, signal }) {
      const { pathname } = new URL(url);
      if (pathname.endsWith('/latchkey.json')) return method === 'HEAD' ? json(null) : json(CONFIG);
      if (pathname.endsWith('/time')) return json(null);
      await after(120, signal);
      return (FAULTS[fault] ?? FAULTS.none)?.(pathname, signal) ?? answerOf(pathname);
    },
  };
  if (document.body) showPanel();
  else addEventListener('DOMContentLoaded', showPanel);
})();
