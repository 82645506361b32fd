// Who may read whose codes: a generated matrix of people, paths, ids, methods, headers and tricks. Whatever reaches
// an API is checked against what that person may read, and everything in both directions for what must not pass.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STUDIO_KEY } from '../../deploy/demo/gateway.mjs';
import { Client } from './support/client.mjs';
import { startChain } from './support/chain.mjs';
import {
  FOREIGN_HEADERS,
  IDS,
  METHODS,
  PATHS,
  QUERIES,
  QUERY,
  RESPONSE_HEADERS,
  UPSTREAM_HEADERS,
  USERS,
} from './support/tricks.mjs';

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
const list = (user, query = QUERY) => `/api/identity/digitanium/v4/users/${user}/activationcodes?${query}`;

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
      for (const path of [gym('me'), gym('1237'), list('me'), list('codes-50')])
        yield { person, path, method, name: `${method} ${path}` };
    }
    for (const [name, value] of Object.entries(FOREIGN_HEADERS)) {
      yield { person, path: gym('me'), headers: { [name]: value }, name: `header ${name}` };
      yield { person, path: gym('1237'), headers: { [name]: value }, name: `header ${name}, another's id` };
      yield { person, path: list('me'), headers: { [name]: value }, name: `header ${name}, list` };
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      yield {
        person,
        path: gym('me'),
        headers: { 'sec-fetch-site': site },
        isForeign: true,
        name: `from ${site}`,
      };
      yield {
        person,
        path: list('me'),
        headers: { 'sec-fetch-site': site },
        isForeign: true,
        name: `list from ${site}`,
      };
    }
    for (const mode of ['navigate', 'no-cors', 'websocket'])
      yield {
        person,
        path: gym('me'),
        headers: { 'sec-fetch-mode': mode },
        isForeign: true,
        name: `mode ${mode}`,
      };
    for (const by of ['', 'Latchkey', 'latchkey, x', 'XMLHttpRequest'])
      yield {
        person,
        path: gym('me'),
        headers: { 'x-requested-by': by },
        isForeign: true,
        name: `requested by "${by}"`,
      };
    yield {
      person,
      path: gym('me'),
      headers: { 'content-length': '3' },
      body: 'x=1',
      name: 'GET with a body',
    };
    yield {
      person,
      path: gym('me'),
      headers: { 'transfer-encoding': 'chunked' },
      body: 'x=1',
      name: 'GET with chunks',
    };
    yield {
      person,
      path: list('me', 'responseQrType=normal'),
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '9000' },
      body: '{"a":"'.padEnd(8998, 'x') + '"}',
      name: 'POST of 9000 bytes',
    };
  }
}

/** Returns what of an upstream request is not allowed for this person, or nothing. */
function whyNotAllowed(person, { method, url, headers }) {
  const may = PEOPLE[person];
  const [, customer] = /^\/v1\/customers\/([1-9][0-9]{0,18})\/access-code$/.exec(url) ?? [];
  const [, encodedUser] =
    /^\/digitanium\/v4\/users\/((?:[\w.@+-]|%[C-F][0-9A-F]|%[89AB][0-9A-F])+)\/activationcodes\?responseQrType=(?:normal|mpower)(?:&qrCode=(?:true|false))?$/.exec(
      url,
    ) ?? [];
  const user = encodedUser && decodeURIComponent(encodedUser);
  if (user && !/^[\p{L}\p{M}\w.@+-]+$/u.test(user)) return 'a user name with other signs';
  if (!may) return 'nobody is signed in';
  if (!customer && !user) return 'an address that is not forwarded';
  if (!(customer ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST']).includes(method)) return `method ${method}`;
  if (!may.isDesk && (customer ?? user) !== (customer ? may.customer : may.user))
    return "another person's codes";
  for (let at = 0; at < headers.length; at += 2) {
    const [name, value] = [headers[at].toLowerCase(), headers[at + 1]];
    if (!UPSTREAM_HEADERS.has(name)) return `header ${name}`;
    if (/evil|p-desk|__Host/.test(value)) return `${name}: ${value}`;
    if (name === 'x-api-key' && (value !== STUDIO_KEY || !customer)) return 'a wrong key';
    if (name === 'authorization' && (!user || gateway.provider.tokens.get(value.slice(7)) !== person))
      return "a token that is not this person's";
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
    const answer = await client
      .api(path, { method, headers, body })
      .catch((error) => ({ status: error.code, rawHeaders: [], text: '' }));
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const arrived = gateway.upstream.requests.slice(before);
    reached += arrived.length;
    const complain = (reason) => faults.push(`${person}: ${name}: ${reason} (status ${answer.status})`);
    for (const request of arrived) {
      const reason = isForeign ? 'a request of another site arrived' : whyNotAllowed(person, request);
      if (reason) complain(`${reason}: ${request.method} ${request.url}`);
    }
    if (arrived.length > 1) complain('arrived more than once');
    if (answer.status === 200 && arrived.length === 0 && path.startsWith('/api/'))
      complain('was answered without the API');
    for (let at = 0; at < answer.rawHeaders.length; at += 2) {
      const line = answer.rawHeaders[at].toLowerCase();
      if (!RESPONSE_HEADERS.has(line)) complain(`answered with the header ${line}`);
    }
    const tokens = [...gateway.provider.tokens.keys()];
    const everything = answer.rawHeaders.join('\n') + answer.text;
    for (const secret of [
      STUDIO_KEY,
      gateway.clientSecret,
      gateway.passphrase,
      gateway.redisPassword,
      ...tokens,
    ])
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
  const created = await clients['p-desk'].api(list('codes-3', 'responseQrType=normal'), {
    method: 'POST',
    headers,
    body,
  });
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
  assert.deepEqual(await code('p-member', gym('me'), { headers: { 'sec-fetch-site': 'cross-site' } }), [
    403,
    json,
    'gateway.refused',
  ]);
  assert.deepEqual(await code('p-member', '/api/gym/v1/customers'), [404, json, 'gateway.not_found']);
  assert.deepEqual(await code('p-member', gym('me'), { method: 'DELETE' }), [405, json, 'gateway.method']);
});
