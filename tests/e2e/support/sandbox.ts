// Starts, controls and stops a sandbox process.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { putBehindGateway } from '../../gateway/support/behind.mjs';

export const ROOT = join(import.meta.dirname, '../../..');
const BINARY = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/latchkey-sandbox');
/** The build under test. `LATCHKEY_DIST` names another one, so that tests can run during a build. */
export const DIST = process.env.LATCHKEY_DIST ?? join(ROOT, 'dist');

/** An API request in the sandbox's log. */
export interface LogEntry {
  method: string;
  path: string;
  status: number | null;
  time: string;
  origin: string | null;
  /** The fault that `--chaos` injected into the response. */
  fault: string | null;
}

/** A dynamic access code that the sandbox made. */
export interface Minted {
  customer: number;
  content: string;
  ends: string;
}

/** What the sandbox's gateway answers. */
export type GatewayState =
  | 'signed-in'
  | 'signed-out'
  | 'not-mapped'
  | 'not-allowed'
  | 'key-refused'
  | 'unreachable';

export class Sandbox {
  private constructor(
    private readonly process: ChildProcess,
    /** URL of the app, with a trailing slash. Behind the gateway if `LATCHKEY_GATEWAY` is set. */
    readonly app: string,
    /** URL of both APIs, with a trailing slash. */
    readonly api: string,
    private readonly stopGateway: () => Promise<void> = async () => {},
  ) {}

  /** Starts a sandbox on free ports, with additional command line flags. */
  static async start(...flags: string[]): Promise<Sandbox> {
    return Sandbox.startWithSite(DIST, ...flags);
  }

  /** Starts a sandbox that serves `site` in place of the build. */
  static async startWithSite(site: string, ...flags: string[]): Promise<Sandbox> {
    for (const needed of [BINARY, join(site, 'index.html')]) {
      if (!existsSync(needed)) throw new Error(`${needed} is missing: run make test LAYERS="build e2e"`);
    }
    const child = spawn(BINARY, ['--port', '0', '--site', site, '--site-port', '0', ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (status) => reject(new Error(`the sandbox ended with status ${status}`)));
    });
    // If it ends later, the tests fail anyway, so that the rejection needs no handler.
    failed.catch(() => {});
    const announced = (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        const found = /app on (\S+), APIs on (\S+)/.exec(line);
        if (!found?.[1] || !found[2]) continue;
        const [, app, api] = found;
        if (!process.env.LATCHKEY_GATEWAY) return new Sandbox(child, app, api);
        const gateway = await putBehindGateway({ app, api, dist: site });
        return new Sandbox(child, gateway.app, api, gateway.stop);
      }
      throw new Error('the sandbox announced no address');
    })();
    return Promise.race([announced, failed]);
  }

  async stop(): Promise<void> {
    await this.stopGateway();
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Port of both APIs. */
  get port(): string {
    return new URL(this.api).port;
  }

  /** Returns the requests so far whose path contains `path`, without the browser's preflights. */
  async log(path = ''): Promise<LogEntry[]> {
    const entries = (await (await fetch(`${this.api}log`)).json()) as LogEntry[];
    return entries.filter((entry) => entry.method !== 'OPTIONS' && entry.path.includes(path));
  }

  /** Returns the number of requests whose path contains `path`. */
  async count(path = ''): Promise<number> {
    return (await this.log(path)).length;
  }

  async clearLog(): Promise<void> {
    await fetch(`${this.api}log`, { method: 'DELETE' });
  }

  /** Returns the requests that followed a redirect to another origin. There should be none. */
  async foreignRequests(): Promise<unknown[]> {
    return (await (await fetch(`${this.api}elsewhere`)).json()) as unknown[];
  }

  /** Resets minted, created and used codes, counters of transient faults, and the log. */
  async reset(): Promise<void> {
    await fetch(`${this.api}reset`, { method: 'POST' });
  }

  /** Sets the percentage of API responses that are replaced by faults. */
  async setChaos(percent: number): Promise<void> {
    await fetch(`${this.api}chaos?percent=${percent}`, { method: 'POST' });
  }

  /** Sets what the gateway answers, such as `signed-out` (sandbox/src/gateway_state.rs). */
  async setGateway(state: GatewayState): Promise<void> {
    await fetch(`${this.api}gateway?state=${state}`, { method: 'POST' });
  }

  /** Returns the sandbox's time in milliseconds since 1970. */
  async now(): Promise<number> {
    return ((await (await fetch(`${this.api}clock`)).json()) as { millis: number }).millis;
  }

  /** Advances the clock of a sandbox that was started with `--clock manual`. */
  async advance(millis: number): Promise<void> {
    const response = await fetch(`${this.api}clock?advance=${millis}`, { method: 'POST' });
    if (response.status !== 200)
      throw new Error(`the sandbox's clock did not move: ${await response.text()}`);
    await response.arrayBuffer();
  }

  /** Returns the dynamic access codes made since the last reset, oldest first. */
  async minted(): Promise<Minted[]> {
    return (await (await fetch(`${this.api}minted`)).json()) as Minted[];
  }

  /** Returns a user's codes and their ends, as the service lists them. */
  async activationCodes(
    user: string,
  ): Promise<{ activationCode: string; activationNotAfter?: string | number }[]> {
    const url = `${this.api}digitanium/v4/users/${user}/activationcodes?responseQrType=normal&qrCode=false`;
    const response = await fetch(url, { headers: { authorization: 'Bearer sandbox-token' } });
    type List = {
      data: { activationCodes: { activationCode: string; activationNotAfter?: string | number }[] };
    };
    return ((await response.json()) as List).data.activationCodes;
  }

  /** Returns the customer's current code, as the service sends it. */
  async accessCode(customer: string): Promise<string> {
    const headers = { 'x-api-key': 'sandbox-key' };
    const response = await fetch(`${this.api}v1/customers/${customer}/access-code`, { headers });
    return ((await response.json()) as { content: string }).content;
  }

  /** Creates a code for a user, as an operator would at the identity provider. */
  async create(user: string, code: string): Promise<void> {
    const url = `${this.api}digitanium/v4/users/${encodeURIComponent(user)}/activationcodes`;
    const headers = { authorization: 'Bearer sandbox-token', 'content-type': 'application/json' };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ activationCode: code }),
    });
    if (response.status !== 200) throw new Error(`the sandbox did not create the code: ${response.status}`);
  }
}
