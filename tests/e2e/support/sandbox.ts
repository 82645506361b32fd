// One sandbox process: started for a worker, asked what it was asked, and ended by its own id.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '../../..');
const BINARY = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/latchkey-sandbox');
/** The build that is tested. Another folder lets that happen while the next one is being made. */
export const DIST = process.env.LATCHKEY_DIST ?? join(ROOT, 'dist');

/** One API request as the sandbox wrote it down. */
export interface Entry {
  method: string;
  path: string;
  status: number | null;
  time: string;
  origin: string | null;
  /** The fault that chaos played on the answer. */
  fault: string | null;
}

/** A dynamic access code as the sandbox made it. */
export interface Minted {
  customer: number;
  content: string;
  ends: string;
}

export class Sandbox {
  private constructor(
    private readonly process: ChildProcess,
    /** Address of the app, with a slash at its end. */
    readonly app: string,
    /** Address of both APIs, with a slash at its end. */
    readonly api: string,
  ) {}

  /** Starts a sandbox on ports of its own; `flags` say how it differs from the usual one. */
  static async start(...flags: string[]): Promise<Sandbox> {
    return Sandbox.serve(DIST, ...flags);
  }

  /** Starts one that serves another folder than the build's. */
  static async serve(site: string, ...flags: string[]): Promise<Sandbox> {
    for (const needed of [BINARY, join(site, 'index.html')]) {
      if (!existsSync(needed)) throw new Error(`${needed} is missing: run make test LAYERS="build e2e"`);
    }
    const child = spawn(BINARY, ['--port', '0', '--site', site, '--site-port', '0', ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (status) => reject(new Error(`the sandbox ended with status ${status}`)));
    });
    // Once it runs, its end is the end of the tests, which say so themselves.
    gone.catch(() => {});
    const announced = (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        const found = /app on (\S+), APIs on (\S+)/.exec(line);
        if (found?.[1] && found[2]) return new Sandbox(child, found[1], found[2]);
      }
      throw new Error('the sandbox announced no address');
    })();
    return Promise.race([announced, gone]);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Port of both APIs. */
  get port(): string {
    return new URL(this.api).port;
  }

  /** The requests so far, preflights left out: the browser sends those. */
  async log(path = ''): Promise<Entry[]> {
    const entries = (await (await fetch(`${this.api}log`)).json()) as Entry[];
    return entries.filter((entry) => entry.method !== 'OPTIONS' && entry.path.includes(path));
  }

  /** How many requests had this in their address. */
  async count(path = ''): Promise<number> {
    return (await this.log(path)).length;
  }

  async emptyLog(): Promise<void> {
    await fetch(`${this.api}log`, { method: 'DELETE' });
  }

  /** Who followed a redirect to the other origin. Nobody ever should. */
  async elsewhere(): Promise<unknown[]> {
    return (await (await fetch(`${this.api}elsewhere`)).json()) as unknown[];
  }

  /** Forgets minted, created and used codes, spent refusals and the log. */
  async reset(): Promise<void> {
    await fetch(`${this.api}reset`, { method: 'POST' });
  }

  /** Replaces so many API answers in a hundred by faults from now on. */
  async chaos(percent: number): Promise<void> {
    await fetch(`${this.api}chaos?percent=${percent}`, { method: 'POST' });
  }

  /** What time it is there, in milliseconds since 1970. */
  async now(): Promise<number> {
    return ((await (await fetch(`${this.api}clock`)).json()) as { millis: number }).millis;
  }

  /** Moves its time, which it must have been started to leave to us. */
  async advance(millis: number): Promise<void> {
    const response = await fetch(`${this.api}clock?advance=${millis}`, { method: 'POST' });
    if (response.status !== 200) throw new Error(`the sandbox's clock did not move: ${await response.text()}`);
    await response.arrayBuffer();
  }

  /** The dynamic access codes made since the last reset, oldest first. */
  async minted(): Promise<Minted[]> {
    return (await (await fetch(`${this.api}minted`)).json()) as Minted[];
  }

  /** A user's codes and their ends, as the service itself tells them. */
  async activationCodes(user: string): Promise<{ activationCode: string; activationNotAfter?: string | number }[]> {
    const url = `${this.api}digitanium/v4/users/${user}/activationcodes?responseQrType=normal&qrCode=false`;
    const response = await fetch(url, { headers: { authorization: 'Bearer sandbox-token' } });
    type List = { data: { activationCodes: { activationCode: string; activationNotAfter?: string | number }[] } };
    return ((await response.json()) as List).data.activationCodes;
  }

  /** The customer's current code, as the service itself tells it. */
  async accessCode(customer: string): Promise<string> {
    const headers = { 'x-api-key': 'sandbox-key' };
    const response = await fetch(`${this.api}v1/customers/${customer}/access-code`, { headers });
    return ((await response.json()) as { content: string }).content;
  }

  /** Makes a code for a user, as an operator would at the identity provider. */
  async create(user: string, code: string): Promise<void> {
    const url = `${this.api}digitanium/v4/users/${encodeURIComponent(user)}/activationcodes`;
    const headers = { authorization: 'Bearer sandbox-token', 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ activationCode: code }) });
    if (response.status !== 200) throw new Error(`the sandbox did not create the code: ${response.status}`);
  }

  /** Has somebody use a user's code up, which takes it from the list. */
  async useUp(user: string, code: string): Promise<void> {
    const path = `use/${encodeURIComponent(user)}/${encodeURIComponent(code)}`;
    const response = await fetch(this.api + path, { method: 'POST' });
    if (response.status !== 204) throw new Error(`the sandbox has no such code: ${response.status}`);
  }
}
