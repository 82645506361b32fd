// Starts a sandbox and the gateway in front of it, for one test file.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { Gateway } from '../../../deploy/demo/gateway.mjs';

const ROOT = join(import.meta.dirname, '../../..');
const SANDBOX = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/latchkey-sandbox');

// Without this, a time limit would leave the servers behind.
process.once('SIGTERM', () => process.exit(143));

/** Names of files as the build has them, for tests that need no app. */
export const HASHED_FILE = '/latchkey-0123456789abcdef.js';

/** Writes a small folder with the kinds of files that a build has. */
export function placeholderBuild() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-build-'));
  mkdirSync(join(folder, 'locales'));
  mkdirSync(join(folder, 'install'));
  mkdirSync(join(folder, '.git'));
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('index.html', '<!doctype html><title>Latchkey</title>');
  write('sw.js', 'addEventListener("fetch", () => {});');
  write('favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  write('locales/de.json', '{}');
  write('manifest.webmanifest', '{"name":"Latchkey"}');
  write('install/icon-192.png', 'png');
  write('.git/HEAD', 'ref: refs/heads/main');
  write(HASHED_FILE.slice(1), 'export const plain = 1;');
  write(`${HASHED_FILE.slice(1)}.br`, 'br twin');
  write(`${HASHED_FILE.slice(1)}.gz`, 'gz twin');
  write('latchkey-0123456789abcdef_bg.wasm', '\0asm');
  return folder;
}

/** Starts a sandbox; returns the address of its APIs. It ends with the test file. */
export async function startSandbox(...flags) {
  const child = spawn(SANDBOX, ['--port', '0', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill('SIGTERM'));
  process.once('exit', () => child.kill('SIGTERM'));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /APIs on (\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the sandbox announced no address');
}

/** Starts sandbox and gateway; both end with the test file. */
export async function startChain(options = {}) {
  const sandbox = await startSandbox();
  const gateway = await Gateway.start({ sandbox, dist: placeholderBuild(), ...options });
  after(() => gateway.stop());
  return gateway;
}
