// What the pages of the repository claim about it: their links lead somewhere, the files they name exist, and their commands run.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** From pressing Enter to both codes, with the set-up done. It compiles the app for serving. */
const SERVE_MS = 15 * 60_000;

const run = (command) => spawnSync('bash', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
const pages = run("git ls-files --cached --others --exclude-standard '*.md'").stdout.trim().split('\n').sort();
const read = (page) => readFileSync(join(ROOT, page), 'utf8');
/** The lines of fenced shell blocks. */
const blocks = (page) => [...read(page).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block.trim());
/** Code in backticks outside of fenced blocks. */
const inline = (page) => [...read(page).replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);

test('every link of a page leads to a file', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)|src="(?!https?:)([^"]+)"/g)]
      .map(([, link, source]) => link ?? source)
      .filter((link) => !existsSync(join(ROOT, dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test('every file that a page names exists', () => {
  const folders = /^(?:bench|boot|core|deploy|docs|first|fuzz|locales|qr|sandbox|scripts|src|style|tests|tools)\/[\w./-]*$/;
  const named = pages.filter((page) => page !== 'CHANGELOG.md').flatMap((page) =>
    inline(page)
      .filter((code) => folders.test(code))
      .map((path) => ({ page, path })),
  );
  assert.ok(named.length > 40, `only ${named.length} files are named`);
  assert.deepEqual(named.filter(({ path }) => !existsSync(join(ROOT, path))), []);
});

test('every make target that a page names exists', () => {
  const targets = new Set([...read('Makefile').matchAll(/^([a-z-]+):/gm)].map(([, target]) => target));
  const missing = pages.flatMap((page) =>
    [...inline(page), ...blocks(page)]
      .flatMap((code) => [...code.matchAll(/^make ([a-z-]+)/gm)].map(([, target]) => target))
      .filter((target) => !targets.has(target))
      .map((target) => `${page}: make ${target}`),
  );
  assert.deepEqual(missing, []);
});

test('every command of the table of single tests passes, and runs a test', () => {
  const commands = inline('CONTRIBUTING.md').filter((code) => code.startsWith('cargo test'));
  assert.ok(commands.length >= 2);
  for (const command of commands) {
    const { status, stdout, stderr } = run(command);
    assert.equal(status, 0, `${command}\n${stderr}`);
    const passed = [...stdout.matchAll(/(\d+) passed/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    assert.ok(passed > 0, `${command} runs no test`);
  }
});

test('every layer that a page names is one', () => {
  const layers = read('scripts/test.sh').match(/^LAYERS=\(([^)]*)\)$/m)?.[1].trim().split(/\s+/) ?? [];
  const named = pages.flatMap((page) => inline(page).flatMap((code) => code.match(/LAYERS="?([a-z0-9 -]+)"?/)?.[1].split(' ') ?? []));
  assert.ok(named.length > 3);
  // Runs for half an hour, and only when it is asked for.
  layers.push('e2e-gateway-all');
  assert.deepEqual(named.filter((layer) => !layers.includes(layer)), []);
});

test('the shell blocks of the pages are the commands that are tried here, or by other tests', () => {
  // A new command needs a test of its own.
  const tried = new Set([
    // Below.
    'make serve',
    // The layer e2e does the same with all files.
    'source scripts/env.sh\nplaywright test -c tests/e2e/playwright.config.ts navigation.spec.ts',
  ]);
  const untried = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'].flatMap(blocks).filter((block) => !tried.has(block));
  assert.deepEqual(untried, []);
});

/** Returns a port that nothing listens on. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits for an answer of status 200 while `isServing`, and returns its body. The header is the one a gateway asks for. */
async function answer(url, deadline, isServing) {
  for (;;) {
    let status = 'nothing listens there';
    try {
      const response = await fetch(url, { headers: { 'x-requested-by': 'latchkey' } });
      if (response.ok) return await response.text();
      status = `status ${response.status}`;
    } catch {
      // Not yet.
    }
    assert.ok(Date.now() < deadline && isServing(), `${url}: ${status}`);
    await new Promise((over) => setTimeout(over, 500));
  }
}

test('make serve brings the page and both codes, and ends with everything it has started', async () => {
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const serve = spawn('make', ['serve', `PORT=${port}`, `SANDBOX_PORT=${sandboxPort}`], {
    cwd: ROOT,
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(serve, 'exit');
  const isServing = () => serve.exitCode === null;
  const get = (url) => answer(url, deadline, isServing);
  const deadline = Date.now() + SERVE_MS;
  const page = `http://127.0.0.1:${port}`;
  try {
    const [html, config] = [await get(`${page}/`), await get(`${page}/latchkey.json`)];
    // Both stages have been built and are where the page says.
    const files = [...html.matchAll(/(?:data-module|type="module" src)="([^"]+)"/g)].map(([, file]) => file);
    assert.equal(files.length, 4, html);
    for (const file of files) assert.ok((await get(new URL(file, `${page}/`))).length > 1000, file);
    const bases = JSON.parse(config).connections.filter(({ auth }) => auth === 'gateway').map(({ base }) => base);
    assert.ok(bases.length >= 2, config);
    const code = JSON.parse(await get(`${page}/api/gym/v1/customers/me/access-code`));
    assert.ok(code.content, JSON.stringify(code));
    const list = JSON.parse(await get(`${page}/api/identity/digitanium/v4/users/codes-3/activationcodes?qrCode=false&responseQrType=normal`));
    assert.equal(list.data.activationCodes.length, 3, JSON.stringify(list));
  } finally {
    if (isServing()) process.kill(-serve.pid, 'SIGTERM');
    await ended;
  }
  await assert.rejects(fetch(`${page}/`));
  await assert.rejects(fetch(`http://127.0.0.1:${sandboxPort}/`));
});
