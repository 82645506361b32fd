// Settings that are missing, wrong or unsafe are refused in words, and no value can add to the configuration.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSettings } from '../../deploy/gateway/settings.mjs';
import { renderSite } from '../../deploy/gateway/site.mjs';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLE = readFileSync(join(ROOT, 'deploy/gateway/gateway.env'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'latchkey-render-'));
after(() => rmSync(folder, { recursive: true }));

/** The example with other values. */
const withValues = (values) =>
  Object.entries(values).reduce((text, [name, value]) => {
    assert.match(text, new RegExp(`^${name}=`, 'm'), `the example has no ${name}`);
    return text.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`);
  }, EXAMPLE);
const problemsWith = (values) => readSettings(withValues(values)).problems;
const IDENTITY = {
  IDENTITY_API: 'https://demo.idp.example.com',
  IDENTITY_INSTALLATION: 'ssms',
  IDENTITY_USER: 'map',
  IDENTITY_CREDENTIAL: 'person',
  REFRESH_TOKEN_ROTATION: 'off',
};

/** Runs `make deploy-render`'s command. */
function render(...texts) {
  const files = texts.map((text, index) => {
    const file = join(folder, `${index}.env`);
    writeFileSync(file, text);
    return file;
  });
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const run = spawnSync(process.execPath, [join(ROOT, 'deploy/gateway/render.mjs'), '--out', out, ...files], {
    encoding: 'utf8',
  });
  return { ...run, out };
}

test('the example is complete', () => {
  assert.deepEqual(problemsWith({}), []);
  assert.deepEqual(problemsWith(IDENTITY), []);
});

test('each mistake is named in words', () => {
  for (const [values, words] of [
    [{ HOST: 'Pass.example.org' }, 'HOST has to be a host name in lower case; it is "Pass.example.org"'],
    [{ HOST: '' }, 'HOST has to be a host name in lower case, not empty'],
    [{ HTTPS_PORT: '0' }, 'HTTPS_PORT has to be a port number; it is "0"'],
    [{ HTTPS_PORT: '99999' }, 'HTTPS_PORT is above 65535'],
    [{ HTTP_PORT: '443' }, 'HTTPS_PORT and HTTP_PORT are the same'],
    [
      { OIDC_ISSUER: 'http://login.example.org' },
      'OIDC_ISSUER has to be an https address without a slash at its end; it is "http://login.example.org"',
    ],
    [
      { OIDC_ISSUER: 'https://login.example.org/' },
      'OIDC_ISSUER has to be an https address without a slash at its end; it is "https://login.example.org/"',
    ],
    [
      { GYM_API: 'http://studio.example' },
      'GYM_API has to be an https address without a path, such as https://api.example.org; it is "http://studio.example"',
    ],
    [{ GYM_API: '' }, 'GYM_API and IDENTITY_API are both empty, so there is nothing to show'],
    [{ GYM_CUSTOMER: '' }, 'GYM_CUSTOMER is empty, but GYM_API is set'],
    [{ GYM_CUSTOMER: 'header:x' }, 'GYM_CUSTOMER has to be "map" or "claim:NAME"; it is "header:x"'],
    [{ DESK_ROLE: 'desk' }, 'DESK_CLAIM and DESK_ROLE belong together: set both or none'],
    [{ SESSION_IDLE_S: '9' }, 'SESSION_IDLE_S is below 10, the least that mod_auth_openidc takes'],
    [
      { SESSION_IDLE_S: '30000' },
      'SESSION_IDLE_S is longer than SESSION_MAX_S, so it could never end a session',
    ],
    [
      { TLS_KEY: '/etc/letsencrypt/live/pass.example.org/fullchain.pem' },
      'TLS_CERTIFICATE and TLS_KEY are the same file; the key has to be one that only root may read',
    ],
    [
      { CONFIG_DIR: '/srv/latchkey/current/etc' },
      'CONFIG_DIR is inside BUILD_DIR, from which files are served',
    ],
    [
      { ...IDENTITY, IDENTITY_INSTALLATION: 'shift' },
      'IDENTITY_TENANT is empty, but SHIFT has the tenant in its paths',
    ],
    [
      { ...IDENTITY, REFRESH_TOKEN_ROTATION: '' },
      'REFRESH_TOKEN_ROTATION is empty, but people’s own tokens are renewed by refresh tokens',
    ],
  ]) {
    assert.deepEqual(problemsWith(values), [words]);
  }
});

test('a provider that rotates refresh tokens needs the newer module', () => {
  const rotating = (version) =>
    problemsWith({ ...IDENTITY, REFRESH_TOKEN_ROTATION: 'on', OIDC_MODULE_VERSION: version });
  for (const version of ['', '2.4.12', '2.4.12.3', '2.4.15.9', '1.9.99'])
    assert.match(rotating(version)[0] ?? '', /refresh in parallel/, version);
  for (const version of ['2.4.16', '2.4.16.1', '2.5', '3.0.0'])
    assert.deepEqual(rotating(version), [], version);
});

test('unknown, repeated and secret settings are refused', () => {
  const problems = (line) => readSettings(`${EXAMPLE}\n${line}\n`).problems;
  const at = EXAMPLE.split('\n').length + 1;
  assert.deepEqual(problems('HOSTS=x'), [`HOSTS (line ${at}) is no setting`]);
  assert.deepEqual(problems('HOST=x'), [`HOST is set twice (line ${at})`]);
  assert.deepEqual(problems('export HOST=x'), [`line ${at} is not of the form NAME=value`]);
  assert.match(problems('GYM_KEY=abc')[0], /Secrets do not belong in this file/);
  assert.doesNotMatch(problems('GYM_KEY=abc')[0], /abc/);
});

test('no value can add to the configuration of httpd', () => {
  const names = Object.keys(readSettings(EXAMPLE).values);
  for (const name of names) {
    for (const value of [
      'x"\nInclude /etc/shadow',
      '${HOME}',
      '%{ENV:PATH}',
      'a b" early',
      '`id`',
      '$(id)',
      "a'b",
      'a\\',
      '<Location />',
      '#',
      'x;y',
      'x\ty',
    ]) {
      // A line break ends a setting, and the next line is none.
      assert.notDeepEqual(problemsWith({ [name]: value }), [], `${name}=${JSON.stringify(value)}`);
    }
  }
});

test('the command writes one configuration for several hosts', () => {
  const { status, stdout, out } = render(EXAMPLE, withValues({ HOST: 'other.example.org', ...IDENTITY }));
  assert.equal(status, 0);
  assert.match(stdout, /pass\.example\.org, other\.example\.org/);
  assert.deepEqual(readdirSync(join(out, 'sites-available')).sort(), [
    'other.example.org.conf',
    'pass.example.org.conf',
  ]);
  assert.ok(readdirSync(join(out, 'latchkey/lua')).includes('request_headers.lua'));
});

test('a title becomes the name in the manifest of the host, and httpd serves that one', () => {
  const { status, out } = render(withValues({ TITLE: 'Müller & Söhne (Gym)' }), withValues({ HOST: 'b.example.org' }));
  assert.equal(status, 0);
  const of = JSON.parse(readFileSync(join(out, 'latchkey/pass.example.org/manifest.webmanifest'), 'utf8'));
  const plain = JSON.parse(readFileSync(join(ROOT, 'style/manifest.webmanifest'), 'utf8'));
  assert.deepEqual(of, { ...plain, name: 'Müller & Söhne (Gym)', short_name: 'Müller & Söhne (Gym)' });
  const site = (host) => readFileSync(join(out, `sites-available/${host}.conf`), 'utf8');
  assert.match(
    site('pass.example.org'),
    /Alias \/manifest\.webmanifest \/etc\/latchkey\/pass\.example\.org\/manifest\.webmanifest/,
  );
  assert.doesNotMatch(site('b.example.org'), /Alias \/manifest/);
  assert.deepEqual(readdirSync(join(out, 'latchkey')).sort(), ['gateway-errors', 'lua', 'pass.example.org']);
});

test('the command writes nothing if anything is wrong', () => {
  const { status, stderr, out } = render(withValues({ HOST: 'bad host' }));
  assert.equal(status, 1);
  assert.match(stderr, /HOST has to be a host name.*\nNothing was written\./);
  assert.throws(() => readdirSync(out));
  assert.match(render(EXAMPLE, EXAMPLE).stderr, /pass\.example\.org is the HOST of several files/);
  const differing = render(EXAMPLE, withValues({ HOST: 'b.example.org', REDIS: '10.0.0.1:6379' }));
  assert.match(differing.stderr, /REDIS differs from .*0\.env, but one server has one/);
  assert.match(render().stderr, /Name a settings file/);
});

test('no secret is in what is written', () => {
  const site = renderSite(readSettings(withValues(IDENTITY)).values);
  assert.doesNotMatch(site, /X-API-KEY|ClientSecret |Passphrase /);
  assert.match(site, /Include \/etc\/latchkey\/secret\/pass\.example\.org\/gym-key\.conf/);
});
