// Setting secrets on the server.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const SCRIPT = join(import.meta.dirname, '../../deploy/gateway/set-secret.sh');
const folder = mkdtempSync(join(tmpdir(), 'latchkey-secret-'));
after(() => rmSync(folder, { recursive: true }));
const HOST = 'pass.example.org';
const path = (kind) => join(folder, 'secret', HOST, `${kind}.conf`);

const set = (kind, input, { reload = 'true', host = HOST } = {}) =>
  spawnSync(SCRIPT, [host, kind], {
    input,
    encoding: 'utf8',
    env: { ...process.env, CONFIG_DIR: folder, RELOAD: reload, LATCHKEY_TEST: '1' },
  });

test('a key is written for root alone, and printed nowhere', () => {
  const { status, stdout, stderr } = set('gym-key', 'abc-123\n');
  assert.equal(status, 0, stderr);
  assert.equal(readFileSync(path('gym-key'), 'utf8'), 'RequestHeader set X-API-KEY "abc-123"\n');
  assert.equal(statSync(path('gym-key')).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'secret')).mode & 0o777, 0o700);
  assert.doesNotMatch(stdout + stderr, /abc-123/);
});

test('a line without its end is read too', () => {
  assert.equal(set('identity-token', 'tok.en').status, 0);
  assert.equal(
    readFileSync(path('identity-token'), 'utf8'),
    'RequestHeader set Authorization "Bearer tok.en"\n',
  );
});

test('the passphrase of sessions stays when the client’s secret changes', () => {
  const passphrase = () => /OIDCCryptoPassphrase "(.*)"/.exec(readFileSync(path('sign-in'), 'utf8'))[1];
  assert.equal(set('sign-in', 'first\nredis-1\n').status, 0);
  const before = passphrase();
  assert.match(before, /^[0-9a-f]{64}$/);
  assert.equal(set('sign-in', 'second\nredis-2\n').status, 0);
  assert.equal(passphrase(), before);
  assert.match(
    readFileSync(path('sign-in'), 'utf8'),
    /OIDCClientSecret "second"\n.*\nOIDCRedisCachePassword "redis-2"\n/,
  );
});

test('nothing is changed by what could add to the configuration', () => {
  const before = readFileSync(path('gym-key'), 'utf8');
  for (const wrong of ['', 'a"b', 'a b', '%{ENV:X}', '${X}', 'a\\b', 'a\tb', 'ключ', "a'b", '`id`', '#']) {
    const { status, stdout, stderr } = set('gym-key', `${wrong}\n`);
    assert.equal(status, 1, wrong);
    assert.match(stderr, /nothing was changed/);
    if (wrong.length > 2) assert.ok(!(stdout + stderr).includes(wrong));
    assert.equal(readFileSync(path('gym-key'), 'utf8'), before);
  }
});

test('what httpd does not take is taken back', () => {
  const before = readFileSync(path('gym-key'), 'utf8');
  const { status, stderr } = set('gym-key', 'other-key\n', { reload: 'false' });
  assert.equal(status, 1);
  assert.match(stderr, /the file is as it was/);
  assert.equal(readFileSync(path('gym-key'), 'utf8'), before);
  assert.equal(set('gym-key', 'x\n', { reload: 'false', host: 'new.example.org' }).status, 1);
  assert.ok(!existsSync(join(folder, 'secret/new.example.org/gym-key.conf')));
  assert.deepEqual(
    readdirSync(join(folder, 'secret', HOST)).filter((name) => name.startsWith('.')),
    [],
  );
});

test('a wrong use is explained', () => {
  assert.match(set('door-key', 'x\n').stderr, /set-secret\.sh HOST gym-key/);
  assert.match(set('gym-key', 'x\n', { host: '../etc' }).stderr, /is no host name/);
});
