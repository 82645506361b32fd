// The files of the build, and what else the gateway answers without a session.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, OWN_HEADERS } from './support/client.mjs';
import { HASHED_FILE, startChain } from './support/chain.mjs';

const gateway = await startChain();
const nobody = new Client(gateway);
const ME = '/api/gym/v1/customers/me/access-code';

test('files are compressed as the browser likes, and nothing else is served', async () => {
  const text = async (encoding) => {
    const answer = await nobody.send('GET', HASHED_FILE, encoding ? { 'accept-encoding': encoding } : {});
    return [
      answer.headers['content-encoding'],
      answer.text,
      answer.headers.vary,
      answer.headers['content-type'],
    ];
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
  const manifest = await nobody.send('GET', '/manifest.webmanifest');
  assert.deepEqual(
    [manifest.status, manifest.headers['content-type'], manifest.headers['cache-control'], manifest.text],
    [200, 'application/manifest+json', 'no-cache', '{"name":"Latchkey"}'],
  );
  const icon = await nobody.send('GET', '/install/icon-192.png');
  assert.deepEqual(
    [icon.status, icon.headers['content-type'], icon.headers['cache-control']],
    [200, 'image/png', 'no-cache'],
  );
  for (const path of [
    `${HASHED_FILE}.br`,
    '/.git/HEAD',
    '/locales/',
    '/locales',
    '/nothing',
    '/index.html/x',
    '/../etc/passwd',
    '/gym.map',
    '/%2e%2e/etc/secret',
    '/server-status',
    '/server-info',
    '/icons/',
    '/icons/apache_pb.png',
    '/cgi-bin/x',
    '/javascript/',
    '/manual/',
    '/lua/session.lua',
    '/secret/',
    '/gateway-errors/../secret',
  ]) {
    const { status } = await nobody.send('GET', path);
    assert.ok([400, 403, 404].includes(status), `${path}: ${status}`);
  }
});

test('a host with a title has a manifest of its own', async () => {
  const titled = await startChain({ settings: { TITLE: 'Studio Süd' } });
  const { status, headers, text } = await new Client(titled).send('GET', '/manifest.webmanifest');
  assert.deepEqual(
    [status, headers['content-type'], headers['cache-control']],
    [200, 'application/manifest+json', 'no-cache'],
  );
  const { name, short_name: shortName, start_url: start } = JSON.parse(Buffer.from(text, 'latin1').toString());
  assert.deepEqual([name, shortName, start], ['Studio Süd', 'Studio Süd', './#/start']);
});

test('another host’s name gets nothing', async () => {
  const { status, text } = await nobody.send('GET', '/', { host: 'evil.example' });
  assert.ok([403, 421].includes(status), String(status));
  assert.doesNotMatch(text, /Latchkey/);
});

test('reports of the browser are logged without anything personal', async () => {
  const report = {
    'csp-report': {
      'document-uri': 'https://latchkey.localhost/#/access/gym/sentinel-id',
      referrer: '',
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/sentinel-path',
      'original-policy': 'x',
      'source-file': 'sentinel-file',
    },
  };
  const send = (body, type = 'application/csp-report') =>
    nobody.send('POST', '/csp-report', { 'content-type': type, 'user-agent': 'sentinel-agent' }, body);
  assert.equal((await send(JSON.stringify(report))).status, 204);
  const newer = [
    {
      type: 'csp-violation',
      url: 'https://x/sentinel',
      body: { effectiveDirective: 'img-src', blockedURL: 'data' },
    },
  ];
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
      const options = {
        host: '127.0.0.1',
        port: gateway.settings.HTTP_PORT,
        path,
        headers: { host: gateway.host, ...OWN_HEADERS },
      };
      request(options, (response) => resolve([response.statusCode, response.headers.location]))
        .on('error', reject)
        .end();
    });
  assert.deepEqual(await ask('/x?y'), [308, gateway.app]);
  assert.equal((await ask(ME))[0], 403);
  assert.equal((await ask('/session'))[0], 403);
});
