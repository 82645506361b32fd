// deploy/static/: the page starts under its headers, without a violation of its policy, and shows both kinds of codes through direct
// connections. The server of this test reads the `_headers` file as the hosts do.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from '@playwright/test';
import { headersOf, parseHeadersFile } from './support/headers-file.mjs';
import { DIST, ROOT, startSandbox } from './support/sandbox.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png' };
const texts = JSON.parse(readFileSync(join(ROOT, 'locales/en.json'), 'utf8'));

/** Makes the `_headers` file for a latchkey.json. */
function makeHeaders(config) {
  const file = join(folder, 'latchkey.json');
  writeFileSync(file, JSON.stringify(config));
  return spawnSync(join(ROOT, 'deploy/static/headers.sh'), [file], { encoding: 'utf8' });
}

/** Serves the build, with this latchkey.json and the headers for it. */
async function serve(config, rules) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    for (const [name, value] of headersOf(rules, path)) response.setHeader(name, value);
    const file = path === '/' ? 'index.html' : normalize(path).slice(1);
    const isFile = existsSync(join(DIST, file)) && statSync(join(DIST, file)).isFile();
    const body = path === '/latchkey.json' ? JSON.stringify(config) : isFile ? readFileSync(join(DIST, file)) : null;
    if (body === null) response.statusCode = 404;
    const type = body === null ? TYPES['.html'] : (TYPES[extname(file)] ?? headersOf(rules, path).get('Content-Type'));
    response.setHeader('Content-Type', type ?? 'application/octet-stream');
    response.end(body ?? readFileSync(join(ROOT, 'deploy/static/404.html')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const folder = mkdtempSync(join(tmpdir(), 'latchkey-static-'));
let sandbox, server, browser, site, rules;

before(async () => {
  sandbox = await startSandbox();
  const codes = { service: 'activation-codes', host: `http://localhost:${sandbox.port}`, tenant: 'demo' };
  const config = {
    allowOwnConnections: false,
    languages: ['en'],
    connections: [
      { id: 'gym', service: 'access-code', base: `http://127.0.0.1:${sandbox.port}` },
      { id: 'ssms', ...codes, installation: 'ssms' },
      { id: 'shift', ...codes, installation: 'shift' },
    ],
  };
  const made = makeHeaders(config);
  assert.equal(made.status, 0, made.stderr);
  rules = parseHeadersFile(made.stdout);
  server = await serve(config, rules);
  site = `http://127.0.0.1:${server.address().port}/`;
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await sandbox?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a view. Returns the page, and its violations of the policy and errors so far. */
async function open(view) {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const problems = [];
  await page.exposeFunction('reportViolation', (text) => problems.push(text));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      globalThis.reportViolation(`violation of ${effectiveDirective}: ${blockedURI}`);
    });
  });
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    // Chromium on a desktop does not know this feature, which others do.
    const isKnown = message.text() === "Error with Permissions-Policy header: Unrecognized feature: 'bluetooth'.";
    if (['error', 'warning'].includes(message.type()) && !isKnown) problems.push(message.text());
  });
  await page.goto(`${site}#/${view}`);
  return { page, problems };
}

/** Enters a key or token, and waits for a code. */
async function signIn(page, label, credential) {
  await page.getByLabel(texts[label], { exact: true }).fill(credential);
  await page.getByRole('button', { name: texts['sign_in.submit'] }).click();
}

test('an access code is shown, and the worker registers', async () => {
  const { page, problems } = await open('access/gym/1234');
  await signIn(page, 'sign_in.key_label', 'sandbox-key');
  await page.getByRole('img', { name: texts['access.qr'] }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  assert.deepEqual(problems, []);
  await page.context().close();
});

for (const connection of ['ssms', 'shift']) {
  test(`activation codes are shown (${connection})`, async () => {
    const { page, problems } = await open(`activation/${connection}/codes-3`);
    await signIn(page, 'sign_in.token_label', 'sandbox-token');
    const cards = page.getByRole('list', { name: texts['activation.title'] }).getByRole('listitem');
    await cards.nth(2).waitFor();
    assert.equal(await cards.count(), 3);
    await page.getByRole('button', { name: texts['card.show'] }).first().click();
    await cards.first().locator('bdi.code').filter({ hasText: /\d/ }).waitFor();
    assert.deepEqual(problems, []);
    await page.context().close();
  });
}

test('another origin than those of the connections is refused', async () => {
  const { page, problems } = await open('');
  await page.locator('#main').waitFor();
  assert.deepEqual(problems, []);
  const answer = await page.evaluate((url) => fetch(url).then(() => 'answered', () => 'refused'), `http://127.0.0.2:${sandbox.port}/`);
  assert.equal(answer, 'refused');
  assert.ok(problems.some((problem) => problem.includes('Content Security Policy')), problems.join('\n'));
  await page.context().close();
});

test('each file of the build has one rule for caches, and the headers of the site', () => {
  const files = readdirSync(DIST, { recursive: true }).map(String).filter((file) => statSync(join(DIST, file)).isFile());
  for (const file of [...files.filter((name) => !/\.(br|gz)$/.test(name)), '', 'latchkey.json']) {
    const headers = headersOf(rules, `/${file}`);
    const hasHash = /-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/.test(file);
    const wanted = hasHash ? 'public, max-age=31536000, immutable' : /^locales\/|^install\/|\.svg$|\.webmanifest$/.test(file) ? 'no-cache' : 'no-store';
    assert.equal(headers.get('Cache-Control'), wanted, file);
    assert.equal(headers.size, file === 'manifest.webmanifest' ? 15 : 14, file);
  }
  assert.equal(headersOf(rules, '/none').size, 13);
});

test('each line of the file is short enough for both hosts', () => {
  for (const { headers } of rules) for (const [name, value] of headers) assert.ok(name.length + value.length < 1_900, name);
});

test('a latchkey.json with a mistake makes no headers', () => {
  const { status, stdout, stderr } = makeHeaders({ accent: 'green' });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /accent "green" has to be a colour/);
});
