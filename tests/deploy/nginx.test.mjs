// Who reaches the services through deploy/nginx/, and with what: persons × ids × methods × headers × tricks, against the real nginx.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkHeaders, cookie, GYM_KEY, OWN, PEOPLE, startNginx } from './support/nginx.mjs';

/** The own customer id of each person, and the name at the identity provider. */
const CUSTOMERS = { anna: '1234', 'anna@example.org': '4321', long: '77' };
const USERS = { anna: 'anna@example.org' };
const KNOWN = new Set(['anna', 'anna@example.org', 'long', 'ben', 'dora', 'typo', 'loud', 'listed']);
const isDesk = (person) => person === 'dora';
const persons = [null, 'nobody', ...Object.keys(PEOPLE)];

/** Headers that a person may send, and that must reach neither service nor change who the person is. */
const FORGED = [
  ['X-Person', 'dora'], ['X-Role', 'desk'], ['X-Token', 'forged'], ['X-API-KEY', 'forged'], ['Authorization', 'Bearer forged'], ['X-Forwarded-For', '10.0.0.1'], ['X-Forwarded-User', 'dora'], ['Forwarded', 'for=dora'],
  ['X-Original-URL', '/api/gym/v1/customers/1237/access-code'], ['X-Rewrite-URL', '/v1/customers/1237'], ['X-HTTP-Method-Override', 'DELETE'], ['X-Accel-Redirect', '/latchkey-who'], ['Referer', 'https://codes.test/?forged'],
  ['Range', 'bytes=0-1'], ['If-None-Match', '*'], ['Accept', 'text/forged'], ['Accept-Language', 'de'], ['User-Agent', 'forged'], ['Origin', 'https://forged.test'], ['X-Request-Id', 'forged'], ['Upgrade', 'websocket'], ['TE', 'trailers'],
];
const ALLOWED_NAMES = ['accept', 'accept-encoding', 'authorization', 'content-length', 'content-type', 'host', 'x-api-key', 'x-request-id'];

let nginx;
before(async () => {
  nginx = await startNginx((file, text) => (file === 'latchkey.conf' ? text.replace('rate=5r/s', 'rate=1000r/s').replaceAll('burst=10', 'burst=1000') : text));
});
after(() => nginx?.stop());

/** Sends a request; checks its status, the headers of its answer, and that the service got exactly `reached`, or nothing. */
async function check(what, request, service, status, reached) {
  for (const recorder of [nginx.gym, nginx.identity]) recorder.requests.length = 0;
  const answer = await nginx.send(request);
  const got = nginx[service].requests.map(({ method, url }) => `${method} ${url}`);
  assert.deepEqual(got, reached ? [reached] : [], what);
  assert.equal(nginx[service === 'gym' ? 'identity' : 'gym'].requests.length, 0, what);
  const statuses = [status].flat();
  assert.ok(statuses.includes(answer.status), `${what}: ${answer.status} instead of ${statuses}\n${answer.body}`);
  // 0: nginx closed the connection, because the request is no HTTP.
  if (answer.status !== 0) checkHeaders(answer, what);
  for (const { names, headers } of nginx[service].requests) {
    assert.deepEqual(names.map((name) => name.toLowerCase()).filter((name) => !ALLOWED_NAMES.includes(name)), [], what);
    assert.ok(!JSON.stringify(headers).includes('forged'), `${what}: ${JSON.stringify(headers)}`);
  }
  return answer;
}

const codeOf = (answer) => JSON.parse(answer.body).errorCode;
const gymPath = (id) => `/api/gym/v1/customers/${id}/access-code`;

/** Returns the status, and the request that reaches the service, for an access code. */
function expectGym(person, id, method) {
  if (!/^(?:me|[1-9][0-9]{0,18})$/.test(id)) return [404];
  if (!['GET', 'HEAD'].includes(method)) return [403];
  if (!PEOPLE[person]) return [401];
  if (!KNOWN.has(person)) return [403];
  const target = id === 'me' ? CUSTOMERS[person] : id;
  if (!target || (id !== 'me' && !isDesk(person))) return [403];
  return [200, `${method} /v1/customers/${target}/access-code`];
}

test('persons × ids × methods: an access code', async () => {
  const ids = ['me', '1234', '1237', '4321', '9223372036854775807', '0', '01234', '12345678901234567890', '-1', '+1', '1.0', '1e3', 'ME', 'Me', '*', 'anna', 'me,1237', '0x4d2', '1234abc'];
  let count = 0;
  for (const person of persons) {
    for (const id of ids) {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const [status, reached] = expectGym(person, id, method);
        await check(`${person} ${method} ${id}`, { method, path: gymPath(id), headers: [...OWN, ...cookie(person)] }, 'gym', status, reached);
        count += 1;
      }
    }
  }
  assert.equal(count, persons.length * ids.length * 3);
});

test('the answer says why a person gets no code', async () => {
  for (const [person, id, status, code] of [
    [null, 'me', 401, 'gateway.session'], ['nobody', '1237', 401, 'gateway.session'], ['ben', 'me', 403, 'gateway.not_mapped'], ['dora', 'me', 403, 'gateway.not_mapped'], ['capitals', 'me', 403, 'gateway.not_mapped'],
    ['nameless', '1237', 403, 'gateway.not_mapped'], ['quoted', '1237', 403, 'gateway.not_mapped'], ['typo', 'me', 403, 'gateway.not_mapped'], ['anna', '1234', 403, 'gateway.not_allowed'], ['loud', '1237', 403, 'gateway.not_allowed'],
    ['listed', '1237', 403, 'gateway.not_allowed'], ['dora', '0', 404, 'gateway.refused'],
  ]) {
    const answer = await check(`${person} ${id}`, { path: gymPath(id), headers: [...OWN, ...cookie(person)] }, 'gym', status);
    assert.equal(codeOf(answer), code, `${person} ${id}`);
    assert.equal(answer.get('content-type'), 'application/json; charset=utf-8');
  }
});

test('other spellings of an address reach nothing', async () => {
  const tricks = [
    '%31237', '%6de', 'm%65', '1237%2faccess-code', 'me%2f..%2f1237', 'me/../1237', 'me/%2e%2e/1237', './1237', '/1237', '//me', '1237/', 'me/.', '1237;x=1', 'me;x=1', '..;/1237', ';/1237', '1237%00', '1237%0a', 'me%0a', '1237%0d%0aX-Person:dora',
    '1237%09', '%201237', '1237%20', '1237%3f', '1237%23', '1237?x', '1237?', '%2531237', '%252e%252e%252f1237', '%5c1237', '\\1237', '%d9%a1', '%c0%ae%c0%ae', '١٢', '1237#', '1237%', '%zz', '1237&id=1', '1237,1238', '[1237]', '{1237}', '$1', '${x}', '%24latchkey_own_customer', '..',
  ].map(gymPath);
  const addresses = [
    '/api/gym/v1/customers/1237', '/api/gym/v1/customers', '/api/gym/v1/customers/', '/api/gym/v1/customers//access-code', '/api/gym/', '/api/gym', '/api/', '/api', '/API/gym/v1/customers/me/access-code', '/api/gym/V1/customers/me/access-code',
    '/api/gym//v1/customers/me/access-code', '//api/gym/v1/customers/me/access-code', '/./api/gym/v1/customers/me/access-code', '/x/../api/gym/v1/customers/me/access-code', '/api/gym/v1/customers/me/access-code/', '/api/gym/v1/customers/me/access-code/x', '/api/gym/v1/customers/me/Access-Code',
    '/api/gym/v1/customers/me/access-code?customerId=1237', '/api/gym/v1/customers/me/access-code%3fx', '/api/other/v1/customers/me/access-code', '/latchkey-who', '/latchkey-who?x', '/never', '/@gym', '/v1/customers/1237/access-code',
  ];
  for (const person of ['anna', 'dora']) {
    for (const path of [...tricks, ...addresses]) {
      await check(`${person} ${path}`, { path, headers: [...OWN, ...cookie(person)] }, 'gym', [400, 403, 404]);
    }
  }
});

test('addresses of other forms reach nothing, or what the person may', async () => {
  const headers = [...OWN, ...cookie('anna')];
  await check('absolute, own host', { path: `https://codes.test${gymPath('me')}`, headers }, 'gym', 200, 'GET /v1/customers/1234/access-code');
  await check('absolute, other id', { path: `https://codes.test${gymPath('1237')}`, headers }, 'gym', 403);
  for (const path of [`https://gym.test:${nginx.gym.port}/v1/customers/1237/access-code`, 'https://gym.test/v1/customers/1237/access-code', 'proxy:https://gym.test/', '*', 'me', '']) {
    await check(`"${path}"`, { path, headers }, 'gym', [0, 400, 404, 405]);
  }
});

test('methods', async () => {
  for (const person of [null, 'anna', 'dora']) {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE', 'CONNECT', 'FOO', 'get', 'GET\t', 'G/ET']) {
      for (const id of ['me', '1237']) {
        await check(`${person} ${method} ${id}`, { method, path: gymPath(id), headers: [...OWN, ...cookie(person)] }, 'gym', [400, 403, 405]);
      }
    }
  }
});

test('only requests of the page itself', async () => {
  const [site, mode, mark] = OWN;
  const sets = [
    [], [site], [mark], [site, mode], [mode, mark], [['Sec-Fetch-Site', 'cross-site'], mode, mark], [['Sec-Fetch-Site', 'same-site'], mode, mark], [['Sec-Fetch-Site', 'none'], mode, mark], [site, ['Sec-Fetch-Mode', 'navigate'], mark], [site, ['Sec-Fetch-Mode', 'no-cors'], mark],
    [site, mark], [site, mode, ['X-Requested-By', 'Latchkey']], [site, mode, ['X-Requested-By', 'latchkey2']], [site, mode, ['X-Requested-By', '']], [site, mode, ['X_Requested_By', 'latchkey']], [['Sec-Fetch-Site', 'same-origin|cors|latchkey'], mode], [['Sec-Fetch-Site', 'cross-site, same-origin'], mode, mark],
  ];
  for (const set of sets) {
    const what = JSON.stringify(set);
    const headers = [...set, ...cookie('dora')];
    assert.equal(codeOf(await check(what, { path: gymPath('1237'), headers }, 'gym', 403)), 'gateway.refused');
    await check(what, { path: '/api/identity/digitanium/v4/users/dora/activationcodes', headers }, 'identity', 403);
    await check(what, { path: '/session', headers }, 'gym', 403);
  }
  await check('same-origin mode', { path: gymPath('1237'), headers: [site, ['Sec-Fetch-Mode', 'same-origin'], mark, ...cookie('dora')] }, 'gym', 200, 'GET /v1/customers/1237/access-code');
});

test('no header of the browser reaches a service or changes the person', async () => {
  for (const header of [...FORGED, null]) {
    const forged = header ? [header] : FORGED.filter(([name]) => name !== 'Upgrade');
    for (const order of [[...forged, ...OWN, ...cookie('anna')], [...OWN, ...cookie('anna'), ...forged]]) {
      await check(`${header}`, { path: gymPath('me'), headers: order }, 'gym', 200, 'GET /v1/customers/1234/access-code');
      assert.equal(nginx.gym.requests[0].headers['x-api-key'], GYM_KEY);
      assert.equal(nginx.gym.requests[0].headers.host, 'gym.test');
      await check(`${header}`, { path: gymPath('1237'), headers: order }, 'gym', 403);
      await check(`${header}`, { path: '/api/identity/digitanium/v4/users/me/activationcodes', headers: order }, 'identity', 200, 'GET /digitanium/v4/users/anna@example.org/activationcodes');
      assert.equal(nginx.identity.requests[0].headers.authorization, 'Bearer token-of-anna');
    }
    await check(`${header}, nobody`, { path: gymPath('me'), headers: [...forged, ...OWN] }, 'gym', 401);
  }
});

test('the sign-in gets the cookie and nothing else of the browser', async () => {
  nginx.sso.requests.length = 0;
  await nginx.send({ path: gymPath('me'), headers: [...OWN, ...cookie('anna'), ...FORGED.filter(([name]) => name !== 'Upgrade')] });
  assert.equal(nginx.sso.requests.length, 1);
  const [{ method, url, headers, body }] = nginx.sso.requests;
  assert.deepEqual([method, url, headers.cookie, body], ['GET', '/auth', 'sid=anna', '']);
  assert.deepEqual(Object.keys(headers).sort(), ['accept', 'accept-encoding', 'cookie', 'host', 'x-request-id']);
  assert.ok(!JSON.stringify(headers).includes('forged'));
});

test('no body reaches the access code service', async () => {
  const headers = [...OWN, ...cookie('anna')];
  for (const [more, body, status] of [
    [[['Content-Length', '3']], 'abc', 403], [[['Transfer-Encoding', 'chunked']], '3\r\nabc\r\n0\r\n\r\n', 403], [[['Content-Length', '0']], '', 200], [[['Content-Length', '3'], ['Transfer-Encoding', 'chunked']], '0\r\n\r\nGET /x HTTP/1.1\r\n\r\n', [400, 403]],
    [[['Content-Length', '3'], ['Content-Length', '4']], 'abc', 400], [[['Transfer-Encoding', 'chunked, identity']], '0\r\n\r\n', [400, 403, 501]], [[['Content-Length', '-1']], '', [400, 403]],
  ]) {
    const reached = status === 200 ? 'GET /v1/customers/1234/access-code' : undefined;
    await check(JSON.stringify(more), { path: gymPath('me'), headers: [...headers, ...more], body }, 'gym', status, reached);
  }
});

const ssms = (user) => ['/digitanium/v4/users/', user, '/activationcodes'];
const shift = (user) => ['/auth/realms/demo/v3_activationcode/', user, '/'];

test('persons × users × queries: activation codes', async () => {
  const users = ['me', 'anna%40example.org', 'anna', 'a.b-c_d', 'a%2Bb', '%2e%2e', '..', '.', 'a%2Fb', 'a/b', 'a%3Fb', 'a%252Fb', 'a;b', 'ümlaut', 'a%20b', 'x'.repeat(101), '%4', ''];
  const queries = ['', '?responseQrType=normal&qrCode=true', '?responseQrType=mpower&qrCode=false', '?qrCode=true', '?qrCode=true&responseQrType=normal', '?responseQrType=other', '?qrCode=tru%65', '?qrCode=true&qrCode=false', '?user=x', '?qrCode=true&user=x', '?qrCode=true#x', '?QRCODE=true', '?'];
  const isUser = (user) => /^(?:[A-Za-z0-9._-]|%40|%2B){1,100}$/.test(user) && !/^\.{1,2}$/.test(user);
  // nginx drops a fragment and an empty query.
  const sent = (query) => query.replace(/#.*|^\?$/, '');
  const isQuery = (query) => queries.slice(0, 5).includes(sent(query));
  for (const person of persons) {
    for (const form of [ssms, shift]) {
      for (const user of users) {
        for (const query of user === 'me' || user === 'anna' ? queries : queries.slice(0, 2)) {
          const target = user === 'me' ? USERS[person] : user;
          const isReached = isUser(user) && isQuery(query) && KNOWN.has(person) && target && (user === 'me' || isDesk(person));
          const reached = isReached ? `GET ${form(target).join('')}${sent(query)}` : undefined;
          const path = `/api/identity${form(user).join('')}${query}`;
          await check(`${person} ${path}`, { path, headers: [...OWN, ...cookie(person)] }, 'identity', reached ? 200 : [400, 401, 403, 404], reached);
        }
      }
    }
  }
});

test('other addresses of the identity service reach nothing', async () => {
  for (const path of ['/digitanium/v4/users', '/digitanium/v4/users/dora', '/digitanium/v3/users/dora/activationcodes', '/digitanium/v4/users/dora/activationcodes/', '/digitanium/v4/users/dora/activationcodes/1', '/auth/realms/demo/v3_activationcode/dora', '/auth/realms/a%2Fb/v3_activationcode/dora/', '/auth/realms/../v3_activationcode/dora/', '/auth/realms/demo/v3_activationcode/dora/x', '/auth/admin/realms/demo/users', '/auth/realms/demo/protocol/openid-connect/token', '//digitanium/v4/users/dora/activationcodes', '/digitanium/v4/users/x/../dora/activationcodes']) {
    for (const method of ['GET', 'POST']) {
      const headers = [...OWN, ...cookie('dora'), ...(method === 'POST' ? [['Content-Type', 'application/json'], ['Content-Length', '2']] : [])];
      await check(`${method} ${path}`, { method, path: `/api/identity${path}`, headers, body: method === 'POST' ? '{}' : '' }, 'identity', 404);
    }
  }
});

test('creating a code', async () => {
  const post = (more, body, person = 'dora') => ({ method: 'POST', path: '/api/identity/digitanium/v4/users/a%40b/activationcodes?responseQrType=normal', headers: [...OWN, ...cookie(person), ...more], body });
  const type = ['Content-Type', 'application/json'];
  const reached = 'POST /digitanium/v4/users/a%40b/activationcodes?responseQrType=normal';
  await check('a code', post([type, ['Content-Length', '7']], '{"a":1}'), 'identity', 200, reached);
  assert.equal(nginx.identity.requests[0].body, '{"a":1}');
  assert.equal(nginx.identity.requests[0].headers.authorization, 'Bearer token-of-dora');
  for (const [more, body, status, person] of [
    [[type], '', 403], [[type, ['Content-Length', '0']], '', 403], [[['Content-Type', 'text/plain'], ['Content-Length', '2']], '{}', 403], [[['Content-Length', '2']], '{}', 403], [[['Content-Type', 'application/json; x'], ['Content-Length', '2']], '{}', 403],
    [[type, ['Transfer-Encoding', 'chunked']], '2\r\n{}\r\n0\r\n\r\n', 403], [[type, ['Content-Length', '9000']], 'x'.repeat(9000), 413], [[type, ['Content-Length', '2']], '{}', 403, 'anna'], [[type, ['Content-Length', '2']], '{}', 401, null], [[type, ['Content-Length', '2']], '{}', 403, 'nameless'],
  ]) {
    await check(JSON.stringify([more, person]), post(more, body, person), 'identity', status);
  }
  for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
    await check(method, { ...post([type, ['Content-Length', '2']], '{}'), method }, 'identity', 403);
  }
});

test('the session', async () => {
  for (const [person, status, text] of [
    ['anna', 200, '{"name":"anna"}'], ['dora', 200, '{"name":"dora"}'], ['anna@example.org', 200, '{"name":"anna@example.org"}'], ['loud', 200, '{"name":"loud"}'], ['listed', 200, '{"name":"listed"}'],
  ]) {
    const answer = await check(person, { path: '/session', headers: [...OWN, ...cookie(person)] }, 'gym', status);
    assert.equal(answer.body, text);
  }
  for (const person of [null, 'nobody']) {
    assert.equal(codeOf(await check(person, { path: '/session', headers: [...OWN, ...cookie(person)] }, 'gym', 401)), 'gateway.session');
  }
  for (const person of ['capitals', 'nameless', 'quoted']) {
    assert.equal(codeOf(await check(person, { path: '/session', headers: [...OWN, ...cookie(person)] }, 'gym', 403)), 'gateway.not_mapped');
  }
});

test('keys, tokens, cookies and queries are in no log, and no body is on disk', async () => {
  const logs = nginx.logs();
  assert.ok(logs.includes('/api/gym/v1/customers/me/access-code'), 'there is something in the log');
  const line = logs.split('\n').find((text) => text.includes('GET /api/gym/v1/customers/me/access-code 200'));
  assert.match(line, /^\S+ [0-9a-f]{32} anna GET \/api\/gym\/v1\/customers\/me\/access-code 200 \d+ [\d.]+$/);
  const access = logs.split('\n').filter((text) => /^\d{4}-\d{2}-\d{2}T/.test(text)).join('\n');
  for (const secret of [GYM_KEY, 'token-of-', 'sid=']) assert.ok(!logs.includes(secret), `${secret} is in a log`);
  for (const text of ['qrCode=', 'forged', '"content"']) assert.ok(!access.includes(text), `${text} is in the access log`);
  assert.deepEqual(nginx.tempFiles(), []);
});
