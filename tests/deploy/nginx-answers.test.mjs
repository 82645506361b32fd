// What of a service's answers reaches the page through deploy/nginx/, and what the gateway says when the sign-in or a service fails.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { answerSignIn, checkHeaders, cookie, OWN, startNginx } from './support/nginx.mjs';

const fast = (file, text) => (file === 'latchkey.conf' ? text.replace('rate=5r/s', 'rate=1000r/s').replaceAll('burst=10', 'burst=1000') : text);
const request = { path: '/api/gym/v1/customers/me/access-code', headers: [...OWN, ...cookie('anna')] };
const list = { path: '/api/identity/digitanium/v4/users/me/activationcodes', headers: request.headers };
const codeOf = (answer) => JSON.parse(answer.body).errorCode;

let nginx;
before(async () => {
  nginx = await startNginx(fast);
});
after(() => nginx?.stop());
beforeEach(() => {
  nginx.sso.answer = answerSignIn;
});

/** Lets both services answer like this, and returns what the page gets. */
async function answered(status, headers = {}, body = '{"own":true}') {
  nginx.gym.answer = (_, response) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(status === 204 || status === 304 ? undefined : body);
  const answer = await nginx.send(request);
  checkHeaders(answer, `status ${status}`);
  return answer;
}

test('statuses of a service are passed on with their bodies, and every header is there', async () => {
  for (const status of [200, 201, 202, 206, 400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 501, 503, 505]) {
    const answer = await answered(status, { 'WWW-Authenticate': 'Basic realm="api"' });
    assert.deepEqual([answer.status, answer.body, answer.get('content-type'), answer.get('cache-control')], [status, '{"own":true}', 'application/json; charset=utf-8', 'no-store']);
  }
  assert.equal((await answered(204)).status, 204);
  assert.equal((await answered(304)).status, 304);
});

test("a service's limit keeps its own Retry-After", async () => {
  for (const status of [429, 503]) assert.equal((await answered(status, { 'Retry-After': '77' })).get('retry-after'), '77');
  assert.equal((await answered(429)).get('retry-after'), '');
});

test('a redirect of a service becomes 502', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const answer = await answered(status, { Location: 'https://elsewhere.test/' });
    assert.deepEqual([answer.status, codeOf(answer)], [502, 'gateway.unreachable']);
  }
});

test('502 and 504 of a service say that it cannot be reached', async () => {
  for (const status of [502, 504]) {
    const answer = await answered(status, { 'Content-Type': 'text/html' }, '<h1>Bad gateway</h1>');
    assert.deepEqual([answer.status, codeOf(answer)], [status, 'gateway.unreachable']);
  }
});

test("the time is the service's", async () => {
  const date = 'Tue, 02 Jan 2024 03:04:05 GMT';
  assert.equal((await answered(200, { Date: date })).get('date'), date);
});

test('an answer steers neither nginx nor the browser', async () => {
  const answer = await answered(200, {
    'X-Accel-Redirect': '/latchkey-who', 'X-Accel-Expires': '3600', 'X-Accel-Limit-Rate': '1', 'X-Accel-Charset': 'utf-7', 'Set-Cookie': ['a=b', 'c=d'], 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true',
    'Content-Security-Policy': "default-src *", 'Content-Security-Policy-Report-Only': 'x', 'Strict-Transport-Security': 'max-age=0', 'X-Frame-Options': 'ALLOWALL', 'Cache-Control': 'public, max-age=99', Expires: 'Thu, 01 Jan 2099 00:00:00 GMT', Refresh: '0;url=https://elsewhere.test/',
    Link: '<https://elsewhere.test/x.css>; rel=preload', Location: 'https://elsewhere.test/', 'Clear-Site-Data': '"*"', 'Referrer-Policy': 'unsafe-url', 'X-Powered-By': 'x', Server: 'x', 'Service-Worker-Allowed': '/', SourceMap: '/x', 'Alt-Svc': 'h3=":1"', NEL: '{}', 'Report-To': '{}', 'Permissions-Policy': 'camera=*', 'Content-Disposition': 'attachment',
  });
  assert.deepEqual([answer.status, answer.body], [200, '{"own":true}']);
  const known = ['server', 'date', 'content-type', 'content-length', 'transfer-encoding', 'connection', 'content-security-policy', 'integrity-policy', 'strict-transport-security', 'x-content-type-options', 'referrer-policy', 'x-frame-options', 'cross-origin-opener-policy', 'cross-origin-embedder-policy', 'cross-origin-resource-policy', 'origin-agent-cluster', 'permissions-policy', 'x-dns-prefetch-control', 'x-permitted-cross-domain-policies', 'cache-control'];
  assert.deepEqual(answer.headers.map(([name]) => name).filter((name) => !known.includes(name)), []);
});

test('a large answer arrives whole, and leaves no file', async () => {
  const body = JSON.stringify({ x: 'y'.repeat(3_000_000) });
  assert.equal((await answered(200, {}, body)).body, body);
  assert.deepEqual(nginx.tempFiles(), []);
});

test('a service that does not answer in time, or not at all', async () => {
  nginx.gym.answer = () => {};
  let answer = await nginx.send(request);
  checkHeaders(answer, 'no answer');
  assert.deepEqual([answer.status, codeOf(answer)], [504, 'gateway.unreachable']);
  nginx.gym.answer = (_, response) => response.destroy();
  nginx.gym.requests.length = 0;
  answer = await nginx.send(request);
  checkHeaders(answer, 'closed');
  assert.deepEqual([answer.status, codeOf(answer), nginx.gym.requests.length], [502, 'gateway.unreachable', 1]);
});

test('what the sign-in answers', async () => {
  nginx.gym.answer = (_, response) => response.end('{}');
  for (const [status, headers, wanted, code] of [
    [401, { 'WWW-Authenticate': 'Basic', 'X-Person': 'anna' }, 401, 'gateway.session'], [403, { 'X-Person': 'anna' }, 403, 'gateway.refused'], [302, { Location: 'https://sso.test/', 'X-Person': 'anna' }, 502, 'gateway.unreachable'],
    [500, { 'X-Person': 'anna' }, 502, 'gateway.unreachable'], [404, { 'X-Person': 'anna' }, 502, 'gateway.unreachable'], [204, {}, 403, 'gateway.not_mapped'], [200, { 'X-Person': '' }, 403, 'gateway.not_mapped'],
  ]) {
    for (const { path, headers: own } of [request, list, { path: '/session', headers: OWN }]) {
      nginx.sso.answer = (_, response) => response.writeHead(status, headers).end();
      nginx.gym.requests.length = nginx.identity.requests.length = 0;
      const answer = await nginx.send({ path, headers: own });
      checkHeaders(answer, `${status} ${path}`);
      assert.deepEqual([answer.status, codeOf(answer)], [wanted, code], `${status} ${path}`);
      assert.equal(nginx.gym.requests.length + nginx.identity.requests.length, 0);
    }
  }
  for (const answer of [() => {}, (_, response) => response.destroy()]) {
    nginx.sso.answer = answer;
    const { status, body } = await nginx.send(request);
    assert.deepEqual([status, JSON.parse(body).errorCode], [502, 'gateway.unreachable']);
  }
});

test('a person without a token gets no header for it', async () => {
  nginx.identity.requests.length = 0;
  nginx.sso.answer = (_, response) => response.writeHead(200, { 'X-Person': 'anna', 'X-Token': 'a b' }).end();
  await nginx.send(list);
  assert.equal(nginx.identity.requests[0].headers.authorization, undefined);
});

test('a service of another authority, or another name, is not asked', async (t) => {
  for (const [what, change] of [
    ['another name', (file, text) => (file === 'latchkey.conf' ? text.replace('default gym.test;', 'default other.test;') : text)],
    ['another authority', (file, text) => (file === 'latchkey/upstream.conf' ? text.replace('authority.pem', 'stranger.pem') : text)],
  ]) {
    const other = await startNginx((file, text) => change(file, fast(file, text)));
    t.after(() => other.stop());
    const answer = await other.send(request);
    assert.equal(answer.status, 502, what);
    assert.equal(codeOf(answer), 'gateway.unreachable', what);
    assert.equal(other.gym.requests.length, 0, what);
  }
});

test('too many requests are refused for five seconds, before the sign-in is asked', async (t) => {
  const limited = await startNginx();
  t.after(() => limited.stop());
  const answers = await Promise.all(Array.from({ length: 40 }, () => limited.send(request)));
  const refused = answers.filter(({ status }) => status === 429);
  // 11 at once, and 5 a second while the test sends.
  assert.ok(refused.length >= 1 && refused.length <= 29, `${refused.length} of 40`);
  for (const answer of refused) {
    checkHeaders(answer, '429');
    assert.deepEqual([answer.get('retry-after'), codeOf(answer)], ['5', 'gateway.refused']);
  }
  assert.equal(limited.sso.requests.length, 40 - refused.length);
});
