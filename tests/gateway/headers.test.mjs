// The headers of every answer: whoever wrote it, whatever its status.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, NAVIGATION } from './support/client.mjs';
import { HASHED_FILE, startChain } from './support/chain.mjs';

const gateway = await startChain();
const client = new Client(gateway);
await client.signIn('p-member');
const nobody = new Client(gateway);
const ME = '/api/gym/v1/customers/me/access-code';

const EXPECTED = {
  'reporting-endpoints': 'csp="/csp-report"',
  'integrity-policy': 'blocked-destinations=(script), endpoints=(csp)',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-permitted-cross-domain-policies': 'none',
};

/** Answers in place of the service with a status, until `whileAnswering` ends. */
async function answered(status, headers = {}, body = '{}') {
  gateway.upstream.answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
  try {
    return await client.api(ME);
  } finally {
    gateway.upstream.answer = undefined;
  }
}

const ANSWERS = {
  '200 page': () => nobody.send('GET', '/', NAVIGATION),
  '200 file': () => nobody.send('GET', HASHED_FILE),
  '200 file, whose parts nobody gets': () => nobody.send('GET', HASHED_FILE, { range: 'bytes=0-3' }),
  '200 file, asked for beyond its end': () => nobody.send('GET', HASHED_FILE, { range: 'bytes=99999-' }),
  '421 host in other letters': () =>
    nobody.send('GET', '/sign-in', { ...NAVIGATION, host: new URL(gateway.app).host.toUpperCase() }),
  '400 absolute address': () => nobody.send('GET', 'http://evil.example/sign-in', NAVIGATION),
  '304 file': async () => {
    const { headers } = await nobody.send('GET', HASHED_FILE);
    return nobody.send('GET', HASHED_FILE, { 'if-none-match': headers.etag });
  },
  '200 latchkey.json': () => nobody.send('GET', '/latchkey.json'),
  '200 time': () => nobody.send('GET', '/time'),
  '204 health': () => nobody.send('GET', '/health'),
  '200 code': () => client.api(ME),
  '200 session': () => client.api('/session'),
  '302 sign-in, to the provider': () => nobody.send('GET', '/sign-in', NAVIGATION),
  '302 sign-in, signed in': () => client.send('GET', '/sign-in', NAVIGATION),
  '302 sign-out': () => nobody.send('GET', '/sign-out', { ...NAVIGATION, 'sec-fetch-site': 'same-origin' }),
  '400 malformed': () => nobody.send('GET', '/%zz'),
  '401 code': () => nobody.api(ME),
  '403 refused': () => nobody.send('GET', ME),
  '403 another person': () => client.api('/api/gym/v1/customers/1237/access-code'),
  '404 file': () => nobody.send('GET', '/nothing'),
  '404 hashed file': () => nobody.send('GET', '/latchkey-fedcba9876543210.js'),
  '404 API': () => client.api('/api/nothing'),
  '405 file': () => nobody.send('DELETE', '/'),
  '405 API': () => client.api(ME, { method: 'PUT' }),
  '413 body': () => client.api(ME, { headers: { 'content-length': '1' }, body: 'x' }),
  '414 long address': () => nobody.send('GET', `/${'x'.repeat(9000)}`),
  'callback with a wrong state': () => nobody.send('GET', '/sign-in/callback?state=x&code=y', NAVIGATION),
  'callback with a long code': () =>
    nobody.send(
      'GET',
      `/sign-in/callback?state=x&session_state=y&iss=https%3A%2F%2Fz&code=${'c'.repeat(5000)}`,
      NAVIGATION,
    ),
  'callback with an error': () =>
    nobody.send('GET', '/sign-in/callback?state=x&error=access_denied', NAVIGATION),
  'page of the module after a local sign-out': () =>
    nobody.api('/sign-out', { method: 'POST', headers: { 'content-length': '0' } }),
  '302 of the service': () => answered(302, { location: 'https://evil.example/' }),
  '401 of the service': () => answered(401),
  '429 of the service': () => answered(429, { 'retry-after': '7' }),
  '500 of the service': () => answered(500),
  '503 of the service': () => answered(503),
};

for (const [name, ask] of Object.entries(ANSWERS)) {
  test(`every header is on: ${name}`, async () => {
    const { status, headers, rawHeaders } = await ask();
    const expected = /^\d+/.exec(name)?.[0];
    if (expected) assert.equal(String(status), expected);
    if (name === 'callback with a long code')
      assert.notEqual(status, 403, 'it is refused by the module, not before');
    for (const [header, value] of Object.entries(EXPECTED)) {
      // The module repeats one of them on its own page.
      assert.deepEqual([...new Set(headers[header]?.split(/, (?=DENY)/))], [value], header);
    }
    const policy = headers['content-security-policy'];
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types latchkey;/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|data:|blob:|\*/);
    assert.match(headers['permissions-policy'], /camera=\(\).*clipboard-write=\(self\)/);
    // Each once: a second one would be the service's.
    const names = rawHeaders.filter((_, index) => index % 2 === 0).map((header) => header.toLowerCase());
    for (const header of [
      ...Object.keys(EXPECTED),
      'content-security-policy',
      'permissions-policy',
      'date',
    ]) {
      if (header === 'x-frame-options' && name.includes('module')) continue;
      assert.equal(names.filter((other) => other === header).length, 1, `${header}, how often`);
    }
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['access-control-allow-origin'], undefined);
    assert.doesNotMatch(headers.server ?? '', /\d|Debian/);
    assert.equal(headers['content-language'], undefined, 'Debian takes .br for Breton');
    const keeps = /^public, max-age=31536000, immutable$/.test(headers['cache-control']);
    assert.equal(keeps, /^(200|304) file/.test(name), headers['cache-control']);
    if (!keeps) assert.match(headers['cache-control'], /\bno-(store|cache)\b/);
  });
}

test('nothing of a service’s answer passes but what the page reads', async () => {
  const foreign = {
    'set-cookie': 'evil=1',
    'access-control-allow-origin': '*',
    link: '<https://evil.example>; rel=preload',
    refresh: '0; url=https://evil.example',
    location: 'https://evil.example/',
    'www-authenticate': 'Basic',
    'x-accel-redirect': '/x',
    'x-sendfile': '/etc/passwd',
    'x-up': '1',
    'content-security-policy': 'default-src *',
    'cache-control': 'public, max-age=99',
    'clear-site-data': '"*"',
    'x-powered-by': 'x',
    etag: '"secret"',
    'service-worker-allowed': '/',
    'report-to': '{}',
    nel: '{}',
    'alt-svc': 'h3=":443"',
    trailer: 'x',
    'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
    date: 'Tue, 01 Jan 2019 00:00:00 GMT',
    'retry-after': '9',
    'server-timing': 'x',
    'content-disposition': 'attachment',
    'x-frame-options': 'ALLOWALL',
  };
  for (const status of [200, 401, 404, 429, 500]) {
    const { headers } = await answered(status, foreign, '{"content":"1"}');
    assert.equal(headers.date, foreign.date, 'the time of the service, which its codes follow');
    assert.equal(headers['retry-after'], '9');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.match(headers['content-security-policy'], /^default-src 'none'/);
    for (const name of Object.keys(foreign)) {
      if (
        ['date', 'retry-after', 'cache-control', 'x-frame-options', 'content-security-policy'].includes(name)
      )
        continue;
      assert.equal(headers[name], undefined, `${name} at ${status}`);
    }
  }
});
