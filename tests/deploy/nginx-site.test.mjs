// The page's files, TLS and clear text through deploy/nginx/, and that the recipe does not start without a sign-in.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { headersOf, parseHeadersFile } from './support/headers-file.mjs';
import { checkHeaders, checkSyntax, cookie, OWN, startNginx } from './support/nginx.mjs';
import { sendRaw } from './support/raw-request.mjs';

const ROOT = join(import.meta.dirname, '../..');
let nginx;
before(async () => {
  nginx = await startNginx();
});
after(() => nginx?.stop());

test('files have their types and cache rules', async () => {
  for (const [path, type, cache] of [
    ['/', 'text/html; charset=utf-8', 'no-store'], ['/index.html', 'text/html; charset=utf-8', 'no-store'], ['/sw.js', 'text/javascript; charset=utf-8', 'no-store'], ['/latchkey.json', 'application/json; charset=utf-8', 'no-store'], ['/locales/de.json', 'application/json; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'], ['/install/icon-192.png', 'image/png', 'no-cache'],
    ['/favicon.svg', 'image/svg+xml', 'no-cache'], ['/app-0123456789abcdef.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'], ['/latchkey-0123456789abcdef_bg.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
  ]) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await nginx.send({ method, path });
      checkHeaders(answer, path);
      assert.deepEqual([answer.status, answer.get('content-type'), answer.get('cache-control')], [200, type, cache], path);
    }
  }
  const { headers } = await nginx.send({ path: '/', headers: [['Accept-Encoding', 'gzip']] });
  assert.deepEqual(headers.filter(([name]) => name === 'content-encoding'), [['content-encoding', 'gzip']]);
});

test('what is no file is 404, with nothing of the page', async () => {
  for (const path of ['/none', '/app-ffffffffffffffff.css', '/locales', '/locales/', '/.git/config', '/.git', '/access/gym/1234', '/index.html/', '/../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/latchkey/secret/gym-key.conf', '/apix']) {
    const answer = await nginx.send({ path });
    checkHeaders(answer, path);
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.equal(answer.get('cache-control'), 'no-store', path);
    assert.ok(!answer.body.includes('page'), path);
  }
});

test('every status has every header', async () => {
  const seen = new Set();
  for (const request of [
    { path: '/' }, { path: '/none' }, { path: '/', method: 'POST' }, { path: '/', method: 'TRACE' }, { path: '/', method: 'CONNECT' }, { path: '/', headers: [['Range', 'bytes=0-1']] }, { path: '/', headers: [['Range', 'bytes=999-']] }, { path: '/', headers: [['If-None-Match', '*']] },
    { path: '/', headers: [['Content-Length', '9000']], method: 'POST' }, { path: '/', headers: [['X', 'y'.repeat(9_000)]] }, { path: `/${'x'.repeat(9_000)}` }, { path: '/', headers: [['Content-Length', 'x']] }, { path: '/', headers: [['Host', 'codes.test']] },
    { path: '/api/' }, { path: '/api/gym/v1/customers/me/access-code' }, { path: '/api/gym/v1/customers/me/access-code', headers: OWN }, { head: 'GET / HTTP/1.1\r\n\r\n' }, { head: 'nonsense\r\n\r\n' }, { head: 'GET / HTTP/9.9\r\n\r\n' }, { head: 'GET / HTTP/1.0\r\n\r\n' },
  ]) {
    const answer = await nginx.send(request);
    if (answer.status === 0) continue;
    checkHeaders(answer, JSON.stringify(request).slice(0, 100));
    seen.add(answer.status);
  }
  for (const status of [200, 400, 401, 403, 404, 405, 413]) assert.ok(seen.has(status), `no ${status} in ${[...seen]}`);
});

test('sign-in and sign-out lead to the sign-in of the site', async () => {
  const into = await nginx.send({ path: '/sign-in' });
  assert.deepEqual([into.status, into.get('location')], [302, 'https://sso.example/sign-in?rd=https://codes.example/']);
  const out = await nginx.send({ path: '/sign-out', headers: [['Sec-Fetch-Site', 'same-origin']] });
  assert.deepEqual([out.status, out.get('location')], [302, 'https://sso.example/sign-out?rd=https://codes.example/']);
  for (const headers of [[], [['Sec-Fetch-Site', 'cross-site']], [['Sec-Fetch-Site', 'same-site']]]) {
    const refused = await nginx.send({ path: '/sign-out', headers });
    checkHeaders(refused, 'sign-out of another site');
    assert.equal(refused.status, 403);
  }
});

test('clear text: pages are redirected, calls are refused', async () => {
  const plain = (path) => sendRaw({ port: nginx.plainPort, path, headers: [...OWN, ...cookie('anna')] });
  const page = await plain('/x?y');
  assert.deepEqual([page.status, page.get('location')], [308, 'https://codes.example/x?y']);
  const call = await plain('/api/gym/v1/customers/me/access-code');
  checkHeaders(call, 'clear text');
  assert.deepEqual([call.status, JSON.parse(call.body).errorCode, nginx.gym.requests.length], [403, 'gateway.refused', 0]);
  const wrong = await sendRaw({ port: nginx.port, path: '/api/gym/v1/customers/me/access-code' });
  assert.ok([0, 400].includes(wrong.status), 'clear text on the port for TLS');
});

test('other names get no answer', async () => {
  const { port, ca } = nginx;
  const other = await sendRaw({ port, ca, head: 'GET /session HTTP/1.1\r\nHost: other.test\r\n\r\n' });
  assert.equal(other.status, 0);
  assert.equal((await sendRaw({ port: nginx.plainPort, name: 'other.test' })).status, 0);
  await assert.rejects(sendRaw({ port, ca, name: 'other.test' }), /alert|handshake|unrecognized/i);
});

test('TLS 1.2 and 1.3 only', async () => {
  const handshake = (version) =>
    new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: nginx.port, ca: nginx.ca, servername: 'codes.test', minVersion: version, maxVersion: version, ciphers: 'DEFAULT:TLS_AES_128_GCM_SHA256:@SECLEVEL=0' });
      socket.on('secureConnect', () => (socket.end(), resolve(socket.getProtocol())));
      socket.on('error', () => resolve('refused'));
    });
  assert.deepEqual(await Promise.all(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].map(handshake)), ['refused', 'refused', 'TLSv1.2', 'TLSv1.3']);
});

test('nginx starts with the recipe, and not without a sign-in', async () => {
  assert.equal((await checkSyntax()).status, 0);
  const { status, text } = await checkSyntax((file, recipe) => (file === 'latchkey/sign-in.conf' ? '' : recipe));
  assert.notEqual(status, 0);
  assert.match(text, /unknown "latchkey_x_(?:status|person)" variable/);
});

test('the recipe has no key, and no header outside of its file', () => {
  const folder = join(ROOT, 'deploy/nginx');
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => /\.(conf|map)$/.test(name));
  assert.ok(files.length >= 9, `${files}`);
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (!file.endsWith('headers.conf')) assert.ok(!/^\s*add_header/m.test(text), `${file} has an add_header`);
    for (const [, key] of text.matchAll(/"(?:Bearer )?(put-[^"]*|[\w-]{20,})"/g)) assert.match(key, /^put-the-/, file);
  }
});

test('each request to a service asks the sign-in first', () => {
  const text = readFileSync(join(ROOT, 'deploy/nginx/latchkey.conf'), 'utf8');
  const blocks = [...text.matchAll(/^ {2}location ([^{]+) \{\n([\s\S]*?)^ {2}\}/gm)].map(([, name, body]) => ({ name, body }));
  const services = blocks.filter(({ body }) => body.includes('include latchkey/proxy.conf'));
  assert.deepEqual(services.map(({ name }) => name), ['@gym', '@identity']);
  for (const { name } of services) {
    const entries = blocks.filter(({ body }) => body.includes(`${name};`));
    assert.ok(entries.length > 0);
    for (const entry of entries) assert.ok(entry.body.includes('include latchkey/sign-in.conf;'), entry.name);
  }
});

test('both recipes send the same headers, but for the policy', () => {
  const rules = headersOf(parseHeadersFile(readFileSync(join(ROOT, 'deploy/static/_headers'), 'utf8').replaceAll('{origins}', '')), '/');
  const recipe = readFileSync(join(ROOT, 'deploy/nginx/latchkey/headers.conf'), 'utf8');
  const own = new Map([...recipe.matchAll(/^add_header (\S+) (?:"(.*)"|(\S+)) always;$/gm)].map(([, name, quoted, plain]) => [name, quoted ?? plain]));
  own.delete('Retry-After');
  own.set('Cache-Control', 'no-store');
  assert.deepEqual([...own].sort(), [...rules].sort());
});
