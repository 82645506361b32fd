// Starts and stops a sandbox of both APIs.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '../../..');
/** The build under test. */
export const DIST = process.env.LATCHKEY_DIST ?? join(ROOT, 'dist');
const BINARY = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/latchkey-sandbox');

/** Starts a sandbox on a free port. Returns the port, and how to stop it. */
export async function startSandbox() {
  const child = spawn(BINARY, ['--port', '0', '--site', DIST, '--site-port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /APIs on \S+:(\d+)\//.exec(line)?.[1];
    if (port) return { port, stop: () => (child.kill('SIGTERM'), ended) };
  }
  throw new Error('the sandbox announced no address');
}
