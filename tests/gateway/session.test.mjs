// Signing in and out, and how long a session lasts.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { Client, NAVIGATION, OWN_HEADERS } from './support/client.mjs';
import { startChain } from './support/chain.mjs';

const gateway = await startChain();
const ME = '/api/gym/v1/customers/me/access-code';
const COOKIE = '__Host-latchkey';
const status = async (client, path = ME) => (await client.api(path)).status;
const signedIn = async (person = 'p-member', at = gateway) => {
  const client = new Client(at);
  await client.signIn(person);
  return client;
};
const cookieOf = (client) => client.cookies.get(client.gateway.host)?.get(COOKIE);

test('sign-in asks the provider with PKCE, state and nonce, and ends at the page', async () => {
  const client = new Client(gateway);
  const first = await client.send('GET', '/sign-in', NAVIGATION);
  const { origin, searchParams } = new URL(first.headers.location);
  assert.equal(origin, gateway.provider.issuer);
  assert.equal(searchParams.get('response_type'), 'code');
  assert.equal(searchParams.get('code_challenge_method'), 'S256');
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(searchParams.get(name), name);
  const last = await client.signIn('p-member');
  assert.equal(last.url, gateway.app);
  assert.equal(last.status, 200);
});

test('the browser gets one cookie, and no token', async () => {
  const client = await signedIn();
  assert.deepEqual([...client.cookies.get(gateway.host).keys()], [COOKIE]);
  const lines = client.received.filter((text) => text.includes(`${COOKIE}=`)).join('\n');
  for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax'])
    assert.ok(lines.includes(attribute), attribute);
  assert.doesNotMatch(lines, /Domain=/i);
  await client.api(ME);
  await client.api('/session');
  // The cookie that remembers a sign-in under way is encrypted.
  const received = client.received.join('\n').replace(/^__Host-latchkey-state-.*$/gm, '');
  for (const token of gateway.provider.tokens.keys()) assert.ok(!received.includes(token));
  assert.doesNotMatch(received, /eyJ[\w-]{10,}/, 'no JSON Web Token');
});

test('/session says who is signed in', async () => {
  const session = async (person) => JSON.parse((await (await signedIn(person)).api('/session')).text);
  assert.deepEqual(await session('p-member'), { name: 'Mia Member' });
  assert.deepEqual(await session('p-desk'), { name: 'Dario Desk' });
});

test('names with quotes and other letters arrive whole', async () => {
  const other = await startChain({
    provider: {
      people: { odd: { name: 'Åsa "Ö" \\ 李, desk', customer_id: '1234', roles: ['x,desk', 'desk2'] } },
    },
  });
  const client = await signedIn('odd', other);
  const { text } = await client.api('/session');
  assert.deepEqual(JSON.parse(Buffer.from(text, 'latin1').toString('utf8')), { name: 'Åsa "Ö" \\ 李, desk' });
  assert.equal(
    await status(client, '/api/gym/v1/customers/1237/access-code'),
    403,
    'a role that only contains the word',
  );
});

test('an id claim that is no number reaches nothing', async () => {
  const people = Object.fromEntries(
    [
      '1234/../1237',
      '1234;x',
      ' 1234',
      '01234',
      '1234\n1237',
      '%31',
      ['1234', '1237'],
      { a: 1 },
      -1,
      '',
      '1e3',
    ].map((id, index) => [
      `odd-${index}`,
      { name: 'Odd', customer_id: id, preferred_username: 'a/../b', roles: [] },
    ]),
  );
  const other = await startChain({ provider: { people } });
  for (const person of Object.keys(people)) {
    const client = await signedIn(person, other);
    assert.equal(await status(client), 403, JSON.stringify(people[person].customer_id));
    assert.equal(
      await status(
        client,
        '/api/identity/digitanium/v4/users/me/activationcodes?responseQrType=normal&qrCode=false',
      ),
      403,
    );
  }
  assert.deepEqual(other.upstream.requests, []);
});

test('signing out ends the session here and at the provider, also for a copied cookie', async () => {
  const client = await signedIn();
  const copied = new Client(gateway);
  copied.cookies.set(gateway.host, new Map([[COOKIE, cookieOf(client)]]));
  assert.equal(await status(copied), 200);
  const end = await client.navigate(`${gateway.app}sign-out`, {
    ...NAVIGATION,
    'sec-fetch-site': 'same-origin',
  });
  assert.match(end.url, /\/session\/end\?/);
  assert.equal(await status(client), 401);
  assert.equal(await status(copied), 401);
});

test('a lock ends the session here, without leaving the page', async () => {
  const client = await signedIn();
  const headers = { 'content-length': '0' };
  assert.equal((await client.api('/sign-out', { method: 'POST', headers })).status, 200);
  assert.equal(await status(client), 401);
  assert.equal(cookieOf(client), undefined);
});

test('a session survives a reload of the configuration', async () => {
  const client = await signedIn();
  const cookie = cookieOf(client);
  await gateway.httpd.reload();
  assert.equal(await status(client), 200);
  assert.equal(cookieOf(client), cookie);
});

test('two gateways share their sessions, and one alone goes on', async () => {
  const client = await signedIn();
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const second = await gateway.addHttpd('second', port, port + 1);
  const ask = (at) => client.api(ME, { port: at });
  assert.equal((await ask(port)).status, 200);
  await second.crash();
  assert.equal((await ask(undefined)).status, 200);
});

test('idle sessions and old ones end', async () => {
  // The shortest times that the module takes.
  const short = await startChain({ settings: { SESSION_IDLE_S: '10', SESSION_MAX_S: '15' } });
  const [used, idle] = [await signedIn('p-member', short), await signedIn('p-desk', short)];
  assert.equal(await status(idle), 200);
  await sleep(6_000);
  assert.equal(await status(used), 200);
  await sleep(6_000);
  assert.equal(await status(used), 200, 'in use, it goes on');
  assert.equal(await status(idle), 401, 'idle');
  assert.equal(cookieOf(idle), undefined, 'the cookie is deleted');
  await sleep(4_500);
  assert.equal(await status(used), 401, 'over, although it was in use');
});

test('a cookie of one host is worth nothing at another', async () => {
  const other = await startChain({ host: 'other.localhost' });
  const client = await signedIn();
  const thief = new Client(other);
  thief.cookies.set(other.host, new Map([[COOKIE, cookieOf(client)]]));
  assert.equal(await status(thief), 401);
});

test('one server has several hosts, each with its own latchkey.json, key and sessions', async () => {
  const both = await startChain();
  const host = 'north.localhost';
  await both.addHost(host, { title: 'North' }, 'key-of-north');
  const client = await signedIn('p-member', both);
  const { port } = new URL(both.app);
  const base = `https://${host}:${port}/`;
  const at = async (path, headers = OWN_HEADERS) => client.send('GET', path, headers, undefined, { base });
  assert.equal(JSON.parse((await at('/latchkey.json')).text).title, 'North');
  assert.equal(
    JSON.parse((await client.send('GET', '/latchkey.json')).text).title,
    'Latchkey behind a gateway',
  );
  assert.equal((await at(ME)).status, 401);
  // Sent by hand, the cookie of the one is worth nothing at the other, although both keep sessions in one redis.
  const stolen = { ...OWN_HEADERS, cookie: `${COOKIE}=${cookieOf(client)}` };
  assert.equal((await at(ME, stolen)).status, 401);
  assert.equal(await status(client), 200);
  assert.deepEqual(both.upstream.requests.length, 1);
});

test('the person’s token is renewed before it ends', async () => {
  const short = await startChain({ provider: { accessTokenSeconds: 62 } });
  const client = await signedIn('p-member', short);
  const list = '/api/identity/digitanium/v4/users/me/activationcodes?responseQrType=normal&qrCode=false';
  const sent = () => {
    const { headers } = short.upstream.requests.at(-1);
    return headers[headers.indexOf('Authorization') + 1];
  };
  assert.equal(await status(client, list), 200);
  const before = sent();
  await sleep(3_000);
  assert.equal(await status(client, list), 200);
  assert.notEqual(sent(), before);
  assert.equal(short.provider.tokens.get(sent().slice('Bearer '.length)), 'p-member');
});
