// The headers of every answer: whoever wrote it, whatever its status.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, NAVIGATION, OWN_HEADERS } from './support/client.mjs';
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
  '421 host in other letters': () => nobody.send('GET', '/sign-in', { ...NAVIGATION, host: new URL(gateway.app).host.toUpperCase() }),
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
  'callback with a long code': () => nobody.send('GET', `/sign-in/callback?state=x&session_state=y&iss=https%3A%2F%2Fz&code=${'c'.repeat(5000)}`, NAVIGATION),
  'callback with an error': () => nobody.send('GET', '/sign-in/callback?state=x&error=access_denied', NAVIGATION),
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
    if (name === 'callback with a long code') assert.notEqual(status, 403, 'it is refused by the module, not before');
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
    for (const header of [...Object.keys(EXPECTED), 'content-security-policy', 'permissions-policy', 'date']) {
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
    'set-cookie': 'evil=1', 'access-control-allow-origin': '*', link: '<https://evil.example>; rel=preload', refresh: '0; url=https://evil.example',
    location: 'https://evil.example/', 'www-authenticate': 'Basic', 'x-accel-redirect': '/x', 'x-sendfile': '/etc/passwd', 'x-up': '1',
    'content-security-policy': "default-src *", 'cache-control': 'public, max-age=99', 'clear-site-data': '"*"', 'x-powered-by': 'x', etag: '"secret"',
    'service-worker-allowed': '/', 'report-to': '{}', nel: '{}', 'alt-svc': 'h3=":443"', trailer: 'x', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
    date: 'Tue, 01 Jan 2019 00:00:00 GMT', 'retry-after': '9', 'server-timing': 'x', 'content-disposition': 'attachment', 'x-frame-options': 'ALLOWALL',
  };
  for (const status of [200, 401, 404, 429, 500]) {
    const { headers } = await answered(status, foreign, '{"content":"1"}');
    assert.equal(headers.date, foreign.date, 'the time of the service, which its codes follow');
    assert.equal(headers['retry-after'], '9');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.match(headers['content-security-policy'], /^default-src 'none'/);
    for (const name of Object.keys(foreign)) {
      if (['date', 'retry-after', 'cache-control', 'x-frame-options', 'content-security-policy'].includes(name)) continue;
      assert.equal(headers[name], undefined, `${name} at ${status}`);
    }
  }
});

test('files are compressed as the browser likes, and nothing else is served', async () => {
  const text = async (encoding) => {
    const answer = await nobody.send('GET', HASHED_FILE, encoding ? { 'accept-encoding': encoding } : {});
    return [answer.headers['content-encoding'], answer.text, answer.headers.vary, answer.headers['content-type']];
  };
  const type = 'text/javascript; charset=utf-8';
  assert.deepEqual(await text('gzip, deflate, br, zstd'), ['br', 'br twin', 'Accept-Encoding', type]);
  assert.deepEqual(await text('gzip'), ['gzip', 'gz twin', 'Accept-Encoding', type]);
  assert.deepEqual(await text('br;q=0, gzip'), ['gzip', 'gz twin', 'Accept-Encoding', type]);
  assert.deepEqual(await text('br;q=0.5'), ['br', 'br twin', 'Accept-Encoding', type]);
  assert.deepEqual(await text('identity'), [undefined, 'export const plain = 1;', 'Accept-Encoding', type]);
  assert.deepEqual(await text(), [undefined, 'export const plain = 1;', 'Accept-Encoding', type]);
  const wasm = await nobody.send('GET', '/latchkey-0123456789abcdef_bg.wasm');
  assert.equal(wasm.headers['content-type'], 'application/wasm');
  assert.equal((await nobody.send('GET', '/locales/de.json')).headers['cache-control'], 'no-cache');
  assert.equal((await nobody.send('GET', '/sw.js')).headers['cache-control'], 'no-store');
  for (const path of [`${HASHED_FILE}.br`, '/.git/HEAD', '/locales/', '/locales', '/nothing', '/index.html/x', '/../etc/passwd', '/gym.map',
    '/%2e%2e/etc/secret', '/server-status', '/server-info', '/icons/', '/icons/apache_pb.png', '/cgi-bin/x', '/javascript/', '/manual/', '/lua/session.lua', '/secret/', '/gateway-errors/../secret']) {
    const { status } = await nobody.send('GET', path);
    assert.ok([400, 403, 404].includes(status), `${path}: ${status}`);
  }
});

test('another host’s name gets nothing', async () => {
  const { status, text } = await nobody.send('GET', '/', { host: 'evil.example' });
  assert.ok([403, 421].includes(status), String(status));
  assert.doesNotMatch(text, /Latchkey/);
});

test('reports of the browser are logged without anything personal', async () => {
  const report = {
    'csp-report': {
      'document-uri': 'https://latchkey.localhost/#/access/gym/sentinel-id', referrer: '', 'effective-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/sentinel-path', 'original-policy': 'x', 'source-file': 'sentinel-file',
    },
  };
  const send = (body, type = 'application/csp-report') =>
    nobody.send('POST', '/csp-report', { 'content-type': type, 'user-agent': 'sentinel-agent' }, body);
  assert.equal((await send(JSON.stringify(report))).status, 204);
  const newer = [{ type: 'csp-violation', url: 'https://x/sentinel', body: { effectiveDirective: 'img-src', blockedURL: 'data' } }];
  assert.equal((await send(JSON.stringify(newer), 'application/reports+json')).status, 204);
  assert.equal((await send('not json')).status, 204);
  assert.equal((await send('x'.repeat(20_000))).status, 413);
  assert.equal((await nobody.send('GET', '/csp-report')).status, 405);
  const logs = gateway.logs();
  assert.match(logs, /csp-report script-src-elem refused https:/);
  assert.match(logs, /csp-report img-src refused data/);
  assert.doesNotMatch(logs, /sentinel/);
});

test('pages in the clear are redirected, the APIs are refused', async () => {
  const { request } = await import('node:http');
  const ask = (path) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: gateway.settings.HTTP_PORT, path, headers: { host: gateway.host, ...OWN_HEADERS } };
      request(options, (response) => resolve([response.statusCode, response.headers.location])).on('error', reject).end();
    });
  assert.deepEqual(await ask('/x?y'), [308, gateway.app]);
  assert.equal((await ask(ME))[0], 403);
  assert.equal((await ask('/session'))[0], 403);
});
