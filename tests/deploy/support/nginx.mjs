// Runs deploy/nginx/ with the real nginx on free ports, in front of recording services.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { credentials, makeCertificates } from './certificates.mjs';
import { sendRaw } from './raw-request.mjs';
import { startRecorder } from './recorder.mjs';

const RECIPE = join(import.meta.dirname, '../../../deploy/nginx');
const NGINX = process.env.NGINX_BINARY || '/usr/sbin/nginx';
export const GYM_KEY = 'key-3f0c9b7e51';
/** The longest name of a person. */
export const LONG_NAME = 'x'.repeat(100);
/** Who has which cookie, as the site's sign-in says it. */
export const PEOPLE = {
  anna: { 'X-Person': 'anna', 'X-Role': 'member', 'X-Token': 'token-of-anna' },
  'anna@example.org': { 'X-Person': 'anna@example.org', 'X-Role': 'member', 'X-Token': 'token-of-mail' },
  long: { 'X-Person': LONG_NAME, 'X-Role': 'member', 'X-Token': 'token-of-long' },
  ben: { 'X-Person': 'ben', 'X-Role': 'member', 'X-Token': 'token-of-ben' },
  dora: { 'X-Person': 'dora', 'X-Role': 'desk', 'X-Token': 'token-of-dora' },
  capitals: { 'X-Person': 'ANNA', 'X-Role': 'member', 'X-Token': 'token-x' },
  nameless: { 'X-Role': 'desk', 'X-Token': 'token-x' },
  quoted: { 'X-Person': 'anna","desk":true,"x":"', 'X-Role': 'member' },
  typo: { 'X-Person': 'typo', 'X-Role': 'member', 'X-Token': 'token-x' },
  loud: { 'X-Person': 'loud', 'X-Role': 'DESK', 'X-Token': 'token-x' },
  listed: { 'X-Person': 'listed', 'X-Role': 'member,desk', 'X-Token': 'token-x' },
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Answers as the site's sign-in: 401 without a known cookie. */
export function answerSignIn(request, response) {
  const person = PEOPLE[/(?:^|; )sid=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]];
  response.writeHead(person ? 200 : 401, person ?? { 'WWW-Authenticate': 'Basic realm="sso"' }).end('html of the sign-in');
}

const answerJson = (request, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"content":"007"}');

/** Replaces each text by another one. Each has to be there, so that the test notices a change of the recipe. */
function replaceAll(text, replacements) {
  return replacements.reduce((result, [from, to]) => {
    assert.ok(result.includes(from), `the recipe has no "${from}"`);
    return result.replaceAll(from, to);
  }, text);
}

/** Files of a site: what a build has. */
function writeSite(folder) {
  const files = { 'index.html': '<!doctype html>page', 'sw.js': '// worker', 'latchkey.json': '{}', 'favicon.svg': '<svg/>', 'manifest.webmanifest': '{}', 'install/icon-192.png': 'png', 'locales/de.json': '{}', 'app-0123456789abcdef.css': 'a{}', 'latchkey-0123456789abcdef_bg.wasm': 'wasm', '.git/config': 'secret', 'notes.txt~': 'x' };
  mkdirSync(join(folder, 'locales'), { recursive: true });
  for (const name of ['install', '.git']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'index.html.gz'), 'compressed');
}

/** Makes the folder of an nginx with the recipe. `change` may change the text of a file of the recipe. */
async function prepare(services, change) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'));
  chmodSync(folder, 0o755);
  makeCertificates(folder, 'authority', ['codes.test', 'sso.test', 'gym.test', 'identity.test']);
  makeCertificates(folder, 'stranger', ['stranger.test']);
  const [port, plainPort] = [await freePort(), await freePort()];
  const address = (name) => (services[name] ? `127.0.0.1:${services[name]}` : '127.0.0.1:9');
  const path = (file) => join(folder, file);
  for (const name of ['site', 'temp']) mkdirSync(path(name));
  writeSite(path('site'));
  cpSync(join(RECIPE, 'latchkey'), path('latchkey'), { recursive: true });
  const conf = replaceAll(readFileSync(join(RECIPE, 'latchkey.conf'), 'utf8'), [
    ['server sso.example:443', `server ${address('sso')}`],
    ['server studio.open-api.magicline.com:443', `server ${address('gym')}`],
    ['server demo.idp.example.com:443', `server ${address('identity')}`],
    ['default sso.example;', 'default sso.test;'],
    ['default studio.open-api.magicline.com;', 'default gym.test;'],
    ['default demo.idp.example.com;', 'default identity.test;'],
    ['listen 80', `listen 127.0.0.1:${plainPort}`],
    ['listen 443', `listen 127.0.0.1:${port}`],
    ['server_name codes.example', 'server_name codes.test'],
    ['/etc/ssl/codes.example.pem', path('codes.test.pem')],
    ['/etc/ssl/private/codes.example.key', path('codes.test.key')],
    ['/srv/latchkey', path('site')],
    ['/var/log/nginx/latchkey.log', path('access.log')],
  ]);
  const edit = (file, text) => writeFileSync(path(file), change(file, text));
  edit('latchkey.conf', conf);
  const read = (file) => readFileSync(path(`latchkey/${file}`), 'utf8');
  edit('latchkey/upstream.conf', replaceAll(read('upstream.conf'), [['/etc/ssl/certs/ca-certificates.crt', path('authority.pem')], ['proxy_read_timeout 8s', 'proxy_read_timeout 4s']]));
  edit('latchkey/sign-in.conf', read('sign-in.conf'));
  const others = Array.from({ length: 5_000 }, (_, at) => `member-${at} ${10_000 + at};\n`).join('');
  edit('latchkey/gym.map', `anna 1234;\n"anna@example.org" 4321;\n${LONG_NAME} 77;\ntypo 12/../1237;\n${others}`);
  edit('latchkey/identity.map', 'anna anna@example.org;\ntypo ../x;\n');
  edit('latchkey/secret/gym-key.conf', replaceAll(read('secret/gym-key.conf'), [['put-the-key-here', GYM_KEY]]));
  for (const file of readdirSync(path('latchkey/secret'))) chmodSync(path(`latchkey/secret/${file}`), 0o600);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${path(`temp/${kind}`)};`);
  // As root, workers are another user, who cannot read the secrets.
  const user = process.getuid() === 0 ? 'user www-data;' : '';
  writeFileSync(path('nginx.conf'), `${user}\ndaemon off;\nworker_processes 1;\npid ${path('nginx.pid')};\nerror_log ${path('error.log')} info;\nevents {}\nhttp {\naccess_log ${path('other-access.log')};\n${temp.join('\n')}\ninclude latchkey.conf;\n}\n`);
  return { folder, port, plainPort };
}

const command = (folder, ...more) => ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log'), ...more];

/** Returns what `nginx -t` says of the recipe. */
export async function checkSyntax(change = (_, text) => text) {
  const { folder } = await prepare({}, change);
  const { status, stderr } = spawnSync(NGINX, command(folder, '-t'), { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return { status, text: stderr };
}

/**
 * Starts nginx, and recorders for the sign-in and both services.
 * @param {(file: string, text: string) => string} [change] changes files of the recipe
 */
export async function startNginx(change = (_, text) => text) {
  const keys = mkdtempSync(join(tmpdir(), 'latchkey-keys-'));
  makeCertificates(keys, 'authority', ['sso.test', 'gym.test', 'identity.test', 'codes.test']);
  const sso = await startRecorder(credentials(keys, 'sso.test'), answerSignIn);
  const gym = await startRecorder(credentials(keys, 'gym.test'), answerJson);
  const identity = await startRecorder(credentials(keys, 'identity.test'), answerJson);
  const { folder, port, plainPort } = await prepare({ sso: sso.port, gym: gym.port, identity: identity.port }, change);
  // The services' authority has to be the one that nginx trusts.
  for (const file of ['authority.pem', 'codes.test.pem', 'codes.test.key']) cpSync(join(keys, file), join(folder, file));
  rmSync(keys, { recursive: true, force: true });
  const child = spawn(NGINX, command(folder), { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  // If the test ends by an error, nginx must not stay.
  process.once('exit', () => child.kill());
  const deadline = Date.now() + 60_000;
  while (!existsSync(join(folder, 'nginx.pid'))) {
    assert.ok(Date.now() < deadline && child.exitCode === null, `nginx did not start:\n${existsSync(join(folder, 'error.log')) ? readFileSync(join(folder, 'error.log'), 'utf8') : ''}`);
    await wait(50);
  }
  const ca = readFileSync(join(folder, 'authority.pem'));
  return {
    sso, gym, identity, folder, port, plainPort, ca,
    /** Sends a request over TLS. */
    send: (request) => sendRaw({ port, ca, ...request }),
    /** Returns both logs. */
    logs: () => ['access.log', 'error.log'].map((file) => readFileSync(join(folder, file), 'utf8')).join('\n'),
    /** Returns the files that nginx has written for bodies. */
    tempFiles: () => readdirSync(join(folder, 'temp'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      for (const recorder of [sso, gym, identity]) recorder.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The headers of the page's own requests. */
export const OWN = [['Sec-Fetch-Site', 'same-origin'], ['Sec-Fetch-Mode', 'cors'], ['X-Requested-By', 'latchkey']];
export const cookie = (person) => (person ? [['Cookie', `sid=${person}`]] : []);

/** Returns the headers that every answer has, and does not have. */
export function checkHeaders(answer, what) {
  const once = ['content-security-policy', 'integrity-policy', 'strict-transport-security', 'x-content-type-options', 'referrer-policy', 'x-frame-options', 'cross-origin-opener-policy', 'cross-origin-embedder-policy', 'cross-origin-resource-policy', 'origin-agent-cluster', 'permissions-policy', 'x-dns-prefetch-control', 'x-permitted-cross-domain-policies', 'cache-control', 'date'];
  for (const name of once) {
    assert.equal(answer.headers.filter(([other]) => other === name).length, 1, `${what}: ${name}\n${JSON.stringify(answer.headers)}`);
  }
  for (const name of ['www-authenticate', 'set-cookie', 'location', 'access-control-allow-origin', 'x-powered-by', 'link', 'refresh']) {
    assert.equal(answer.get(name), '', `${what}: ${name}`);
  }
  assert.equal(answer.get('server'), 'nginx', what);
}
