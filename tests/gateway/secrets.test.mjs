// Looks for keys, tokens, codes and ids where none of them may be: logs, dumps of the configuration, redis, files.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client, NAVIGATION } from './support/client.mjs';
import { startChain } from './support/chain.mjs';

const KEY = 'sandbox-key';
const gateway = await startChain();
const ME = '/api/gym/v1/customers/me/access-code';
const list = (user) =>
  `/api/identity/digitanium/v4/users/${user}/activationcodes?responseQrType=normal&qrCode=false`;
const codes = [];
const cookies = [];

/** Everything that people do, and what goes wrong. */
async function tour() {
  for (const person of ['p-member', 'p-desk', 'p-stranger']) {
    const client = new Client(gateway);
    await client.signIn(person);
    cookies.push(client.cookies.get(gateway.host).get('__Host-latchkey'));
    for (const path of [
      ME,
      '/api/gym/v1/customers/1237/access-code',
      '/api/gym/v1/customers/901/access-code',
      '/api/gym/v1/customers/1237%2f',
      '/api/gym/v1/customers/me/access-code?customerId=1237',
      list('me'),
      list('codes-50'),
      list('codes-50%00'),
      '/session',
    ]) {
      const { text, status } = await client.api(path);
      if (status === 200)
        codes.push(...[...text.matchAll(/"(?:content|activationCode)":"([^"]+)"/g)].map(([, code]) => code));
      await client.api(path, { headers: { 'x-api-key': 'sent-key', authorization: 'Bearer sent-token' } });
      await client.api(path, { method: 'DELETE' });
    }
    await client.send('GET', '/sign-in/callback?state=sentinel-state&code=sentinel-code', NAVIGATION);
    gateway.upstream.answer = (_request, response) => response.destroy();
    await client.api(ME);
    await client.api(list('codes-50'));
    gateway.upstream.answer = undefined;
    await client.send('GET', '/sign-out', { ...NAVIGATION, 'sec-fetch-site': 'same-origin' });
  }
  await gateway.httpd.reload();
}
await tour();

const SECRETS = {
  'the key of the studio': [KEY, 'sent-key'],
  tokens: [...gateway.provider.tokens.keys(), 'sent-token', 'eyJ'],
  codes,
  cookies,
  'secrets of the sign-in': [
    gateway.clientSecret,
    gateway.passphrase,
    gateway.redisPassword,
    'sentinel-code',
  ],
};
const IDS = [
  '1237',
  '1234/',
  '/901',
  'codes-50',
  'codes-3',
  'p-member',
  'p-desk',
  'Mia',
  'responseQrType',
  'customerId',
];

function assertWithout(text, where, groups = SECRETS) {
  for (const [name, values] of Object.entries(groups)) {
    for (const value of values) assert.ok(!text.includes(value), `${where}: ${name}: ${value}`);
  }
}

test('the tour has met codes, tokens and cookies', () => {
  assert.ok(
    codes.length > 20 && cookies.every(Boolean) && gateway.provider.tokens.size > 0,
    `${codes.length} codes`,
  );
});

test('the logs hold no secret, no id and no query', () => {
  const logs = gateway.logs();
  assert.ok(logs.split('\n').length > 60);
  assertWithout(logs, 'logs', { ...SECRETS, ids: IDS });
});

test('no dump of the configuration shows a secret', () => {
  for (const options of [
    ['-S'],
    ['-t', '-D', 'DUMP_RUN_CFG'],
    ['-t', '-D', 'DUMP_VHOSTS'],
    ['-M'],
    ['-t', '-D', 'DUMP_INCLUDES'],
  ]) {
    const { args, env } = gateway.httpd.command;
    const { stdout, stderr } = spawnSync('/usr/sbin/apache2', [...args, ...options], {
      env,
      encoding: 'utf8',
    });
    assert.match(stdout + stderr, /latchkey|rewrite_module/i, options.join(' '));
    assertWithout(stdout + stderr, options.join(' '));
  }
});

test(
  'the environment and the arguments of the processes hold no secret',
  { skip: process.getuid?.() !== 0 && 'only root may read them' },
  () => {
    const children = execFileSync('pgrep', ['-P', String(gateway.httpd.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n');
    let read = 0;
    for (const pid of [String(gateway.httpd.pid), ...children]) {
      for (const file of ['environ', 'cmdline']) {
        let text;
        try {
          text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
        } catch (error) {
          // A worker that has ended since, after a reload.
          assert.match(error.code, /^(ENOENT|ESRCH)$/);
          continue;
        }
        assertWithout(text, `${pid}/${file}`);
        read += 1;
      }
    }
    assert(read >= 4, 'httpd and one of its workers at least');
  },
);

test(
  'the user whom httpd serves as cannot read the secrets',
  { skip: process.getuid?.() !== 0 && 'the whole chain runs as one user' },
  () => {
    const secret = join(gateway.folder, 'etc/secret', gateway.host, 'gym-key.conf');
    const { status } = spawnSync('setpriv', [
      '--reuid=www-data',
      '--regid=www-data',
      '--clear-groups',
      'cat',
      secret,
    ]);
    assert.notEqual(status, 0);
  },
);

test('redis holds sessions, but nothing in the clear', async () => {
  const cli = (...args) =>
    execFileSync('redis-cli', ['-p', String(gateway.redisPort), '--no-auth-warning', ...args], {
      encoding: 'latin1',
      env: { ...process.env, REDISCLI_AUTH: gateway.redisPassword },
    });
  const client = new Client(gateway);
  await client.signIn('p-member');
  const keys = cli('KEYS', '*').trim().split('\n');
  assert.ok(keys.length > 1);
  const dump = keys.map((key) => key + cli('GET', key)).join('\n');
  assertWithout(dump, 'redis', {
    tokens: [...gateway.provider.tokens.keys()],
    cookies,
    ids: ['p-member', 'Mia', '1234', 'codes-3'],
    codes,
  });
});

test('files that the servers write hold no secret', () => {
  const files = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  const { secrets, ...others } = { secrets: join(gateway.folder, 'etc/secret') };
  assert.deepEqual(others, {});
  for (const file of files(gateway.folder)) {
    if (file.startsWith(secrets) || !statSync(file).isFile()) continue;
    assertWithout(readFileSync(file, 'latin1'), file);
  }
});
