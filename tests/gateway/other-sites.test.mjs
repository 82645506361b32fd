// What other sites and wrong addresses can do to a session: nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, NAVIGATION } from './support/client.mjs';
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

test('no other site can end a session or begin one', async () => {
  const client = await signedIn();
  const out = '/sign-in/callback?logout=';
  const escaped = encodeURIComponent(gateway.app);
  for (const path of [
    '/sign-out',
    `${out}get`,
    `${out}${escaped}`,
    `${out}https://evil.example/`,
    `${out}//evil`,
    `${out}img`,
    `${out}backchannel`,
  ]) {
    for (const site of ['cross-site', 'same-site', 'none', undefined]) {
      const headers = { ...NAVIGATION, 'sec-fetch-site': site ?? '' };
      assert.equal((await client.send('GET', path, headers)).status, 403, `${path} from ${site}`);
    }
  }
  assert.equal(
    (await client.send('POST', '/sign-out', { 'sec-fetch-site': 'same-origin', 'content-length': '0' }))
      .status,
    403,
  );
  for (const query of [
    'iss=x&target_link_uri=https%3A%2F%2Fevil.example',
    'refresh=https://evil',
    'jwks',
    'info=json',
    'session=check',
    'revoke_session=x',
    'request_uri=x',
    'remove_at_cache=x',
    `logout=${encodeURIComponent('https://evil.example/')}`,
    '',
    'target_link_uri=/',
    'code=x&state=y&iss=z&target_link_uri=q',
    'disc_other=1',
  ]) {
    const headers = { ...NAVIGATION, 'sec-fetch-site': 'same-origin' };
    assert.equal((await client.send('GET', `/sign-in/callback?${query}`, headers)).status, 403, query);
  }
  assert.equal(await status(client), 200, 'still signed in');
});

test('another site cannot undo a sign-out while the provider still knows the person, nor fill up their sign-ins', async () => {
  const client = await signedIn();
  await client.api('/sign-out', { method: 'POST', headers: { 'content-length': '0' } });
  for (const site of ['cross-site', 'same-site']) {
    for (const path of ['/sign-in', '/sign-in/', '//sign-in', '/sign-in?x=1', '/./sign-in']) {
      for (const method of ['GET', 'POST']) {
        const headers = {
          ...NAVIGATION,
          'sec-fetch-site': site,
          ...(method === 'POST' && { 'content-length': '0' }),
        };
        const answer = await client.send(method, path, headers);
        assert.ok(
          [403, 404, 405].includes(answer.status),
          `${method} ${path} from ${site}: ${answer.status}`,
        );
        assert.equal(answer.headers['set-cookie'], undefined);
      }
    }
  }
  assert.equal(await status(client), 401);
});

test('addresses beside the known ones do nothing', async () => {
  const client = await signedIn();
  const headers = { 'content-length': '0', 'sec-fetch-site': 'same-origin' };
  for (const path of ['/sign-out/', '/sign-out//', '/sign-out/x', '/session/', '/health/x', '/csp-report/'])
    assert.equal((await client.send('POST', path, headers)).status, 404, path);
  assert.equal(await status(client), 200);
});

test('a callback that fails tells nothing of the code', async () => {
  const { status: failed, text } = await new Client(gateway).send(
    'GET',
    '/sign-in/callback?state=sentinel-state&code=sentinel-code&iss=x',
    { ...NAVIGATION, 'sec-fetch-site': 'cross-site' },
  );
  assert.doesNotMatch(text, /sentinel/);
  assert.doesNotMatch(text, /302 Found[^]*<html/);
  assert.ok(failed >= 200);
});

test('a sign-in that somebody else began is refused', async () => {
  // The attacker signs in up to the callback, and gives its address to another person's browser.
  const attacker = new Client(gateway);
  const form = await attacker.navigate(`${gateway.app}sign-in`);
  let answer = await attacker.send('GET', `${new URL(form.url).pathname}/p-desk`, NAVIGATION, undefined, {
    base: gateway.provider.issuer,
  });
  while (!answer.headers.location.startsWith(gateway.app)) {
    const { pathname, search } = new URL(answer.headers.location, gateway.provider.issuer);
    answer = await attacker.send('GET', pathname + search, NAVIGATION, undefined, {
      base: gateway.provider.issuer,
    });
  }
  const { pathname, search } = new URL(answer.headers.location);
  const victim = new Client(gateway);
  const refused = await victim.send('GET', pathname + search, {
    ...NAVIGATION,
    'sec-fetch-site': 'cross-site',
  });
  assert.ok(refused.status >= 300 && !cookieOf(victim), `${refused.status}`);
  assert.equal(await status(victim), 401);
});
