// A server between the browser and the sandbox. Each test has its own, and with it an origin of its own: nothing that a browser
// keeps for one test is there for the next. WebDriver itself can neither count nor hold back requests, nor run a script before the
// page's own.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RECORDER } from './recorder.ts';

const digest = (kind: 'sha256' | 'sha384', text: string | Buffer) => `${kind}-${createHash(kind).update(text).digest('base64')}`;

export class RecordingProxy {
  /** Method and path of each request, oldest first. */
  readonly requests: string[] = [];
  /** Errors that the page's recorder has reported. */
  readonly errors: string[] = [];
  /** Replaces the page's `Cache-Control` if set. */
  cacheControl: string | undefined;
  /** Whether the page's scripts have `FinalizationRegistry`. */
  hasFinalizers = true;
  /** Text that is put into the page's head: another version of the page. */
  headAddition = '';
  /** Returns what is added to the end of a file on its way. */
  addition = (_path: string): Buffer | undefined => undefined;
  /** Sends a request for one path to another. */
  rewrite = (path: string): string => path;
  private held: { pattern: RegExp; released: Promise<void> } | undefined;
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly upstream: URL) {}

  static async to(address: string): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(new URL(address));
    await proxy.listen();
    return proxy;
  }

  /** Address of the app, with a slash at its end. */
  get address(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Listens, after `disconnect` on the same port again. */
  async listen(): Promise<void> {
    this.server = createServer((request, response) => void this.answer(request, response).catch(() => response.destroy()));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** From now on there is no server at this address. */
  async disconnect(): Promise<void> {
    const { server } = this;
    if (!server?.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  /** Holds back requests for paths like this one until the returned function is called. */
  hold(pattern: RegExp): () => void {
    let release = () => {};
    this.held = { pattern, released: new Promise((resolve) => (release = resolve)) };
    return release;
  }

  /** How many requests there were for paths like this one. */
  count(pattern: RegExp): number {
    return this.requests.filter((line) => pattern.test(line)).length;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const body = Buffer.concat(await request.toArray());
    if (path === '/recorder') {
      this.errors.push(body.toString('utf8'));
      response.writeHead(204).end();
      return;
    }
    this.requests.push(`${request.method} ${path}`);
    if (this.held?.pattern.test(path)) await this.held.released;
    const [name] = path.split('?');
    if (name === '/') return this.sendPage(response);
    if (name === '/sw.js') return this.sendWorker(response);
    const outgoing = send(new URL(this.rewrite(path), this.upstream), { method: request.method, headers: request.headers, agent: false });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    outgoing.on('response', (incoming) => {
      const { 'content-length': length, ...headers } = incoming.headers;
      const addition = this.addition(path);
      response.writeHead(incoming.statusCode ?? 502, addition || !length ? headers : { ...headers, 'content-length': length });
      incoming.on('error', () => response.destroy());
      incoming.on('end', () => response.end(addition));
      incoming.pipe(response, { end: false });
    });
    outgoing.end(body);
  }

  /** What runs in front of the page's own scripts. */
  private get firstScript(): string {
    return this.hasFinalizers ? RECORDER : `${RECORDER};delete globalThis.FinalizationRegistry`;
  }

  /** The page with the recorder in front of its own scripts. */
  private readonly withRecorder = (page: string) =>
    page.replace('<title>', () => `<script>${this.firstScript}</script>${this.headAddition}<title>`);

  /** The headers that stay true for another body. */
  private readonly withoutFraming = (headers: Headers) =>
    Object.fromEntries([...headers].filter(([name]) => !/^(content-length|transfer-encoding|connection)$/.test(name)));

  private async sendPage(response: ServerResponse): Promise<void> {
    const original = await fetch(this.upstream);
    const policy = original.headers.get('content-security-policy') ?? '';
    response.writeHead(original.status, {
      ...this.withoutFraming(original.headers),
      'content-security-policy': policy.replace("script-src 'self'", `script-src 'self' '${digest('sha256', this.firstScript)}'`),
      'cache-control': this.cacheControl ?? String(original.headers.get('cache-control')),
      date: new Date().toUTCString(),
    });
    response.end(this.withRecorder(await original.text()));
  }

  /** The service worker takes only pages with the right digest, so it gets that of the page with the recorder. */
  private async sendWorker(response: ServerResponse): Promise<void> {
    const page = await (await fetch(this.upstream)).text();
    const worker = await (await fetch(new URL('sw.js', this.upstream))).text();
    const changed = worker.replace(digest('sha256', page), digest('sha256', this.withRecorder(page)));
    if (changed === worker) throw new Error('sw.js does not hold the digest of the page');
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
    response.end(changed);
  }
}
