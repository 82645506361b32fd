// What goes wrong around a gateway, and what a page then gets.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { isListening } from '../../deploy/demo/httpd.mjs';
import { DemoUpstream } from '../../deploy/demo/upstream.mjs';
import { Client, NAVIGATION } from './support/client.mjs';
import { startChain } from './support/chain.mjs';

const gateway = await startChain();
const ME = '/api/gym/v1/customers/me/access-code';
const LIST = '/api/identity/digitanium/v4/users/me/activationcodes?responseQrType=normal&qrCode=false';
const client = new Client(gateway);
await client.signIn('p-member');

const ask = async (path = ME, who = client) => {
  const { status, text, headers } = await who.api(path);
  return [
    status,
    headers['content-type']?.startsWith('application/json') ? (JSON.parse(text).errorCode ?? 'code') : text,
  ];
};

/** Runs with another server in place of the APIs. */
async function withUpstream(start, run) {
  await gateway.upstream.stop();
  const other = await start(gateway.upstreamOptions.port);
  try {
    await run();
  } finally {
    await other.stop();
    gateway.upstream = new DemoUpstream({ ...gateway.upstreamOptions, ...gateway.upstreamCertificate });
    await isListening(gateway.upstreamOptions.port);
  }
}
const withCertificate = (name, hosts, days) => (port) =>
  new DemoUpstream({ ...gateway.upstreamOptions, port, ...gateway.authority.issue(name, hosts, days) });

test('a service that refuses connections', async () => {
  await withUpstream(
    () => ({ stop() {} }),
    async () => assert.deepEqual(await ask(), [503, 'gateway.unreachable']),
  );
  assert.deepEqual(await ask(), [200, 'code'], 'and again at once, as soon as it is back');
});

for (const [name, hosts, days] of [
  ['another name', ['evil.localhost'], 7],
  ['an end in the past', ['localhost'], -1],
]) {
  test(`a certificate of the service with ${name}`, async () => {
    const before = gateway.upstream.requests.length;
    await withUpstream(withCertificate(`wrong-${hosts[0]}-${days}`, hosts, days), async () => {
      assert.deepEqual(await ask(), [500, 'gateway.unreachable']);
    });
    assert.equal(gateway.upstream.requests.length, 0, `the key was sent (${before} before)`);
  });
}

test('a certificate of the service that an unknown authority has signed', async () => {
  const { Authority } = await import('../../deploy/demo/certificates.mjs');
  const { mkdirSync } = await import('node:fs');
  const folder = join(gateway.folder, 'other-authority');
  mkdirSync(folder);
  const other = new Authority(folder).issue('upstream', ['localhost']);
  await withUpstream(
    (port) => new DemoUpstream({ ...gateway.upstreamOptions, port, ...other }),
    async () => assert.deepEqual(await ask(), [500, 'gateway.unreachable']),
  );
});

test('a service that never answers is given up after eight seconds', async () => {
  const start = (port) => {
    const sockets = new Set();
    const server = createTcpServer((socket) => sockets.add(socket.on('error', () => {}))).listen(
      port,
      '127.0.0.1',
    );
    return {
      stop: () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy();
          server.close(resolve);
        }),
    };
  };
  await withUpstream(start, async () => {
    const started = Date.now();
    const [status, code] = await ask();
    const seconds = (Date.now() - started) / 1000;
    assert.ok([500, 502, 503, 504].includes(status) && code === 'gateway.unreachable', `${status} ${code}`);
    assert.ok(seconds > 2 && seconds < 12, `${seconds} s`);
  });
});

test('a 401 of the service is told from the end of the session', async () => {
  gateway.upstream.answer = (_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json', 'www-authenticate': 'Basic' });
    response.end('{"errorMessage":"Key refused","errorCode":"401"}');
  };
  assert.deepEqual(await ask(), [401, '401']);
  gateway.upstream.answer = undefined;
  assert.deepEqual(await ask(ME, new Client(gateway)), [401, 'gateway.session']);
});

test('a redirect of the service leads nowhere', async () => {
  gateway.upstream.answer = (_request, response) =>
    response.writeHead(302, { location: 'https://evil.example/' }).end();
  const { status, headers } = await client.api(ME);
  gateway.upstream.answer = undefined;
  assert.equal(status, 302);
  assert.equal(headers.location, undefined);
});

test('redis that is down ends no session', async () => {
  await gateway.stopRedis();
  assert.deepEqual(await ask(), [401, 'gateway.session']);
  const page = await client.send('GET', '/', NAVIGATION);
  assert.equal(page.status, 200, 'the page itself still comes');
  const signIn = await new Client(gateway).send('GET', '/sign-in', NAVIGATION);
  assert.ok(signIn.status >= 300, String(signIn.status));
  await gateway.startRedis();
  const again = new Client(gateway);
  await again.signIn('p-member');
  assert.deepEqual(await ask(ME, again), [200, 'code'], 'without a restart of httpd');
  await client.navigate(`${gateway.app}sign-in`);
  assert.deepEqual(await ask(), [200, 'code']);
});

test('a provider that is down ends no session', async () => {
  const { provider } = gateway;
  await provider.stop();
  assert.deepEqual(await ask(), [200, 'code']);
  assert.deepEqual(await ask(LIST), [200, 'code']);
  const fresh = new Client(gateway);
  // Its metadata is known, so that the browser is sent there and sees that nothing answers.
  assert.equal((await fresh.send('GET', '/sign-in', NAVIGATION)).status, 302);
  assert.deepEqual(await ask(ME, fresh), [401, 'gateway.session']);
});

test('a person without a row in the map is refused until the row is there', async () => {
  const mapped = await startChain({
    settings: { GYM_CUSTOMER: 'map', IDENTITY_USER: 'map', IDENTITY_CREDENTIAL: 'service' },
  });
  const map = (name, text) => writeFileSync(join(mapped.folder, 'etc', mapped.host, `${name}.map`), text);
  map('gym', '# nobody yet\n');
  map('identity', 'p-member a/../codes-50\n');
  const member = new Client(mapped);
  await member.signIn('p-member');
  assert.deepEqual(await ask(ME, member), [403, 'gateway.not_mapped']);
  assert.deepEqual(
    await ask(LIST, member),
    [403, 'gateway.not_mapped'],
    'a name that could leave its place in the path',
  );
  // httpd sees a change by the file's time, which counts whole seconds.
  await sleep(1_100);
  map('gym', 'p-member 1237\np-desk 1234\n');
  map('identity', 'p-member codes-3\n');
  assert.deepEqual(await ask(ME, member), [200, 'code'], 'without a reload');
  assert.equal(mapped.upstream.requests.at(-1).url, '/v1/customers/1237/access-code');
  assert.deepEqual(await ask(LIST, member), [200, 'code']);
  const { headers } = mapped.upstream.requests.at(-1);
  assert.equal(
    headers[headers.indexOf('Authorization') + 1],
    'Bearer sandbox-token',
    'the token of the service',
  );
  await sleep(1_100);
  map('gym', '');
  assert.deepEqual(await ask(ME, member), [403, 'gateway.not_mapped'], 'a row that is taken away');
});

test('SHIFT has its tenant in the path', async () => {
  const shift = await startChain({
    settings: { IDENTITY_INSTALLATION: 'shift', IDENTITY_TENANT: 'demo', GYM_API: '', GYM_CUSTOMER: '' },
  });
  const member = new Client(shift);
  await member.signIn('p-member');
  const list = (tenant, user) =>
    `/api/identity/auth/realms/${tenant}/v3_activationcode/${user}/?responseQrType=normal&qrCode=false`;
  assert.deepEqual(await ask(list('demo', 'me'), member), [200, 'code']);
  assert.equal(shift.upstream.requests.at(-1).url, list('demo', 'codes-3').slice('/api/identity'.length));
  assert.deepEqual(await ask(list('demo', 'codes-50'), member), [403, 'gateway.not_allowed']);
  assert.deepEqual(await ask(list('other', 'me'), member), [404, 'gateway.not_found']);
  assert.deepEqual(await ask(ME, member), [404, 'gateway.not_found'], 'an API that is not set up');
});

test('without a role for the desk, other people’s codes are for nobody', async () => {
  const closed = await startChain({ settings: { DESK_CLAIM: '', DESK_ROLE: '' } });
  const desk = new Client(closed);
  assert.deepEqual(await ask('/api/gym/v1/customers/1234/access-code', desk), [401, 'gateway.session']);
  await desk.signIn('p-desk');
  assert.deepEqual(await ask(ME, desk), [200, 'code']);
  assert.deepEqual(await ask('/api/gym/v1/customers/1234/access-code', desk), [403, 'gateway.not_allowed']);
});

test('codes cannot be created where that is off', async () => {
  const closed = await startChain({ settings: { IDENTITY_CREATE: 'no' } });
  const desk = new Client(closed);
  await desk.signIn('p-desk');
  const path = '/api/identity/digitanium/v4/users/codes-3/activationcodes?responseQrType=normal';
  const body = '{}';
  const headers = { 'content-type': 'application/json', 'content-length': '2' };
  assert.equal((await desk.api(path, { method: 'POST', headers, body })).status, 405);
  assert.deepEqual(closed.upstream.requests, []);
});
