// Who may read whose codes: a generated matrix of people, paths, ids, methods, headers and tricks. Whatever reaches
// an API is checked against what that person may read, and everything in both directions for what must not pass.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STUDIO_KEY } from '../../deploy/demo/gateway.mjs';
import { Client } from './support/client.mjs';
import { startChain } from './support/chain.mjs';

const gateway = await startChain();

/** What each person may reach: own ids, and whether other people's are allowed. */
const PEOPLE = {
  nobody: null,
  'p-member': { customer: '1234', user: 'codes-3', isDesk: false },
  'p-desk': { customer: '1237', user: 'codes-50', isDesk: true },
  'p-stranger': { isDesk: false },
};
const clients = {};
for (const person of Object.keys(PEOPLE)) {
  clients[person] = new Client(gateway);
  if (person !== 'nobody') await clients[person].signIn(person);
}

const gym = (id) => `/api/gym/v1/customers/${id}/access-code`;
const QUERY = 'responseQrType=normal&qrCode=false';
const list = (user, query = QUERY) => `/api/identity/digitanium/v4/users/${user}/activationcodes?${query}`;

/** Spellings of another person's or an own id that a parser further on might read differently. */
const IDS = [
  'me', '1234', '1237', '%31%32%33%37', '%6de', '%6d%65', 'ME', 'Me', 'me/', 'me/../1237', 'me/%2e%2e/1237', './1237',
  '../1237', '/1237', '//1237', 'me%2f..%2f1237', 'me%2F..%2F1237', '1237%2faccess-code', 'me%252f..%252f1237',
  '%252e%252e', '%2531237', '..;/1237', 'me/..;/1237', '1237;x=1', 'me;x=1', ';x=1/1237', '+1237', '-1237', '%201237',
  '1237%20', '1237%09', '1237%0a', 'me%0a', 'me%0d%0a', '1237%00', 'me%00', '1237%3f', '1237%23', '1237%5c', 'me%5c..%5c1237',
  'me\\..\\1237', '%d9%a1%d9%a2%d9%a3%d9%a7', '%ef%bc%91237', '%c0%ae%c0%ae/1237', '01237', '0', '00', '1237.0', '1e3',
  '0x4d5', '99999999999999999999', '9223372036854775808', '1237,1234', '1234%2c1237', '1237&', "1237'", '1237%27', '*', '%2a',
  '{customerId}', '1237/access-code/../../1234', 'undefined', 'null', 'proxy:https:', '1237|1234', '$1', '%251', '%1',
];
const USERS = [
  'me', 'codes-3', 'codes-50', 'ME', '%6de', 'me/../codes-50', 'me%2f..%2fcodes-50', '..;/codes-50', 'codes-50;x', 'codes-50%3f',
  'codes-50%0a', 'codes-50%00', 'codes%2d50', './codes-50', '//codes-50', 'codes-50%20', '%63odes-50', 'codes-50%2factivationcodes',
  'codes-50%252f', 'me%00', 'me;codes-50', 'm%C3%A9', 'codes-50%5c..', '*', '%c0%ae%c0%ae', 'codes%c0%af50',
  '%ff', '%ef%bc%8fcodes-50', '%e2%88%95', '%d9%a1', 'codes-50%e2%80%ae', '%ed%a0%80', '%F0%9F%94%91', 'codes-50%c3', '%C3%96ZDEMIR',
];
const QUERIES = [
  '', 'responseQrType=normal', 'qrCode=true', 'responseQrType=normal&qrCode=true', 'responseQrType=mpower&qrCode=true',
  'responseQrType=normal&qrCode=false&user=codes-50', 'responseQrType=normal&qrCode=tru%65', 'qrCode=false&responseQrType=normal',
  'responseQrType=normal&qrCode=false&', 'responseQrType=normal&&qrCode=false', 'responseQrType=evil&qrCode=false',
  'responseQrType=normal&qrCode=false#x', 'responseQrType=normal&qrCode=false%0a', 'responseQrType[]=normal&qrCode=false',
];
const PATHS = [
  '/api', '/api/', '/api/gym', '/api/gym/', '/api/gym/v1/customers', '/api/gym/v1/customers/1237', '/api/gym/v1/customers/me',
  '/api/gym/v1/customers/me/access-code/', '/api/gym/v1/customers/me/Access-Code', '/api/gym/v1/customers/me/access-code/x',
  '/api/gym/v1/customers/me/access-code.json', '/api/gym/v1/customers//access-code', '/api/gym/v2/customers/me/access-code',
  '/API/gym/v1/customers/1237/access-code', '/api/GYM/v1/customers/1237/access-code', '//api/gym/v1/customers/1237/access-code',
  '/api//gym/v1/customers/1237/access-code', '/./api/gym/v1/customers/1237/access-code', '/x/../api/gym/v1/customers/1237/access-code',
  '/api/gym/v1/bookings', '/api/identity/', '/api/identity/digitanium/v4/users', '/api/identity/digitanium/v4/users/me',
  '/api/identity/digitanium/v4/users/me/activationcodes/x', '/api/identity/auth/realms/demo/v3_activationcode/codes-50/',
  '/api/identity/auth/admin', '/api/../api/gym/v1/customers/1237/access-code', '/sign-in/../api/gym/v1/customers/1237/access-code',
  '/gateway-errors/../api/gym/v1/customers/1237/access-code', '/api/gym/v1/customers/me/access-code?customerId=1237',
  '/api/gym/v1/customers/me/access-code?x=../1237', '/session/../api/gym/v1/customers/1237/access-code',
  'https://localhost/v1/customers/1237/access-code', 'http://127.0.0.1/v1/customers/1237/access-code', '*',
];
const METHODS = ['HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'FOO'];

/** Headers with which an attacker might become somebody else, or reach what is behind. */
const FOREIGN_HEADERS = {
  'x-api-key': 'evil-key', authorization: 'Bearer evil-token', 'proxy-authorization': 'Basic ZXZpbA==',
  'x-http-method-override': 'DELETE', 'x-method-override': 'PUT', 'x-original-url': '/v1/customers/1237', 'x-rewrite-url': '/v1/customers/1237',
  'x-forwarded-host': 'evil.example', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'http', 'x-forwarded-user': 'p-desk',
  forwarded: 'for=10.0.0.1;host=evil.example', via: '1.1 evil', 'remote-user': 'p-desk', remote_user: 'p-desk', 'x-remote-user': 'p-desk',
  oidc_claim_sub: 'p-desk', oidc_claim_customer_id: '1237', oidc_claim_roles: 'desk', 'oidc-claim-roles': 'desk', oidc_access_token: 'evil-token',
  'x-customer-id': '1237', referer: 'https://evil.example/', origin: 'https://evil.example', range: 'bytes=0-1', 'if-none-match': '"x"',
  'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT', 'x-person': 'p-desk', 'x-role': 'desk', te: 'trailers', 'x-accel-redirect': '/v1/customers/1237',
  'accept-encoding': 'br, gzip', 'user-agent': 'Sentinel/1', dnt: '1', connection: 'close, X-API-KEY, Authorization',
};
const UPSTREAM_HEADERS = new Set(['host', 'accept', 'accept-language', 'x-api-key', 'authorization', 'connection', 'content-type', 'content-length']);
const RESPONSE_HEADERS = new Set([
  'content-security-policy', 'reporting-endpoints', 'integrity-policy', 'strict-transport-security', 'x-content-type-options',
  'referrer-policy', 'x-frame-options', 'cross-origin-opener-policy', 'cross-origin-embedder-policy', 'cross-origin-resource-policy',
  'origin-agent-cluster', 'permissions-policy', 'x-dns-prefetch-control', 'x-permitted-cross-domain-policies', 'cache-control',
  'date', 'server', 'content-type', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'set-cookie', 'allow', 'retry-after',
  'location', 'upgrade', 'vary', 'etag', 'last-modified', 'accept-ranges',
]);

/** Every case: a person, a request, and a name. */
function* cases() {
  for (const person of Object.keys(PEOPLE)) {
    for (const id of IDS) yield { person, path: gym(id), name: `id ${id}` };
    for (const user of USERS) yield { person, path: list(user), name: `user ${user}` };
    for (const path of PATHS) yield { person, path, name: `path ${path}` };
    for (const query of QUERIES) {
      yield { person, path: list('me', query), name: `query ${query}` };
      yield { person, path: list('codes-50', query), name: `query of another ${query}` };
    }
    for (const method of METHODS) {
      for (const path of [gym('me'), gym('1237'), list('me'), list('codes-50')]) yield { person, path, method, name: `${method} ${path}` };
    }
    for (const [name, value] of Object.entries(FOREIGN_HEADERS)) {
      yield { person, path: gym('me'), headers: { [name]: value }, name: `header ${name}` };
      yield { person, path: gym('1237'), headers: { [name]: value }, name: `header ${name}, another's id` };
      yield { person, path: list('me'), headers: { [name]: value }, name: `header ${name}, list` };
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      yield { person, path: gym('me'), headers: { 'sec-fetch-site': site }, isForeign: true, name: `from ${site}` };
      yield { person, path: list('me'), headers: { 'sec-fetch-site': site }, isForeign: true, name: `list from ${site}` };
    }
    for (const mode of ['navigate', 'no-cors', 'websocket'])
      yield { person, path: gym('me'), headers: { 'sec-fetch-mode': mode }, isForeign: true, name: `mode ${mode}` };
    for (const by of ['', 'Latchkey', 'latchkey, x', 'XMLHttpRequest'])
      yield { person, path: gym('me'), headers: { 'x-requested-by': by }, isForeign: true, name: `requested by "${by}"` };
    yield { person, path: gym('me'), headers: { 'content-length': '3' }, body: 'x=1', name: 'GET with a body' };
    yield { person, path: gym('me'), headers: { 'transfer-encoding': 'chunked' }, body: 'x=1', name: 'GET with chunks' };
    yield { person, path: list('me', 'responseQrType=normal'), method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '9000' }, body: '{"a":"'.padEnd(8998, 'x') + '"}', name: 'POST of 9000 bytes' };
  }
}

/** Returns what of an upstream request is not allowed for this person, or nothing. */
function whyNotAllowed(person, { method, url, headers }) {
  const may = PEOPLE[person];
  const [, customer] = /^\/v1\/customers\/([1-9][0-9]{0,18})\/access-code$/.exec(url) ?? [];
  const [, encodedUser] = /^\/digitanium\/v4\/users\/((?:[\w.@+-]|%[C-F][0-9A-F]|%[89AB][0-9A-F])+)\/activationcodes\?responseQrType=(?:normal|mpower)(?:&qrCode=(?:true|false))?$/.exec(url) ?? [];
  const user = encodedUser && decodeURIComponent(encodedUser);
  if (user && !/^[\p{L}\p{M}\w.@+-]+$/u.test(user)) return 'a user name with other signs';
  if (!may) return 'nobody is signed in';
  if (!customer && !user) return 'an address that is not forwarded';
  if (!(customer ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST']).includes(method)) return `method ${method}`;
  if (!may.isDesk && (customer ?? user) !== (customer ? may.customer : may.user)) return "another person's codes";
  for (let at = 0; at < headers.length; at += 2) {
    const [name, value] = [headers[at].toLowerCase(), headers[at + 1]];
    if (!UPSTREAM_HEADERS.has(name)) return `header ${name}`;
    if (/evil|p-desk|__Host/.test(value)) return `${name}: ${value}`;
    if (name === 'x-api-key' && (value !== STUDIO_KEY || !customer)) return 'a wrong key';
    if (name === 'authorization' && (!user || gateway.provider.tokens.get(value.slice(7)) !== person)) return "a token that is not this person's";
  }
  return undefined;
}

test('only what a person may read reaches the APIs, and nothing leaks', async (t) => {
  const all = [...cases()];
  const faults = [];
  const statuses = {};
  let reached = 0;
  for (const { person, path, method = 'GET', headers = {}, body, isForeign, name } of all) {
    const client = clients[person];
    const before = gateway.upstream.requests.length;
    const answer = await client.api(path, { method, headers, body }).catch((error) => ({ status: error.code, rawHeaders: [], text: '' }));
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const arrived = gateway.upstream.requests.slice(before);
    reached += arrived.length;
    const complain = (reason) => faults.push(`${person}: ${name}: ${reason} (status ${answer.status})`);
    for (const request of arrived) {
      const reason = isForeign ? 'a request of another site arrived' : whyNotAllowed(person, request);
      if (reason) complain(`${reason}: ${request.method} ${request.url}`);
    }
    if (arrived.length > 1) complain('arrived more than once');
    if (answer.status === 200 && arrived.length === 0 && path.startsWith('/api/')) complain('was answered without the API');
    for (let at = 0; at < answer.rawHeaders.length; at += 2) {
      const line = answer.rawHeaders[at].toLowerCase();
      if (!RESPONSE_HEADERS.has(line)) complain(`answered with the header ${line}`);
    }
    const tokens = [...gateway.provider.tokens.keys()];
    const everything = answer.rawHeaders.join('\n') + answer.text;
    for (const secret of [STUDIO_KEY, gateway.clientSecret, gateway.passphrase, gateway.redisPassword, ...tokens])
      if (everything.includes(secret)) complain('answered with a secret');
  }
  t.diagnostic(`${all.length} requests, ${reached} reached an API, by status ${JSON.stringify(statuses)}`);
  assert.deepEqual(faults, []);
  assert.ok(all.length >= 600, `${all.length} requests`);
  assert.ok(reached > 50, `only ${reached} requests reached an API, so that the matrix shows little`);
});

test('what is allowed works', async () => {
  const status = async (person, path, options) => (await clients[person].api(path, options)).status;
  assert.equal(await status('p-member', gym('me')), 200);
  assert.equal(await status('p-member', list('me')), 200);
  assert.equal(await status('p-member', gym('me'), { method: 'HEAD' }), 200);
  assert.equal(await status('p-desk', gym('1234')), 200);
  assert.equal(await status('p-desk', list('codes-3')), 200);
  assert.equal(await status('p-desk', list('shape-user-%C3%96ZDEMIR')), 200, 'a name with other letters');
  assert.ok(gateway.upstream.requests.at(-1).url.includes('/users/shape-user-%C3%96ZDEMIR/'));
  const body = '{"activationCodeType":"RANDOM"}';
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
  const created = await clients['p-desk'].api(list('codes-3', 'responseQrType=normal'), { method: 'POST', headers, body });
  assert.ok([200, 201, 400].includes(created.status), `${created.status} ${created.text}`);
  assert.equal(gateway.upstream.requests.at(-1).method, 'POST');
});

test('refusals say why, in the shape of the service', async () => {
  const code = async (person, path, options) => {
    const answer = await clients[person].api(path, options);
    return [answer.status, answer.headers['content-type'], JSON.parse(answer.text).errorCode];
  };
  const json = 'application/json';
  assert.deepEqual(await code('nobody', gym('me')), [401, json, 'gateway.session']);
  assert.deepEqual(await code('nobody', gym('1237')), [401, json, 'gateway.session']);
  assert.deepEqual(await code('p-member', gym('1237')), [403, json, 'gateway.not_allowed']);
  assert.deepEqual(await code('p-member', list('codes-50')), [403, json, 'gateway.not_allowed']);
  assert.deepEqual(await code('p-stranger', gym('me')), [403, json, 'gateway.not_mapped']);
  assert.deepEqual(await code('p-stranger', list('me')), [403, json, 'gateway.not_mapped']);
  assert.deepEqual(await code('p-member', gym('me'), { headers: { 'sec-fetch-site': 'cross-site' } }), [403, json, 'gateway.refused']);
  assert.deepEqual(await code('p-member', '/api/gym/v1/customers'), [404, json, 'gateway.not_found']);
  assert.deepEqual(await code('p-member', gym('me'), { method: 'DELETE' }), [405, json, 'gateway.method']);
});
