// TLS in front of the sandbox, as both APIs have it. Records what arrives, and takes the tokens of the
// demonstration's provider for the sandbox's own.

import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';

/** The token that the sandbox expects. */
const SANDBOX_TOKEN = 'sandbox-token';

export class DemoUpstream {
  #server;
  /** What has arrived: method, path with query, and the headers as sent. */
  requests = [];
  /** Answers in place of the sandbox while set: `(request, response) => void`. */
  answer;

  /**
   * @param {{ port: number, cert: Buffer, key: Buffer, sandbox: string, isToken: (token: string) => boolean,
   *   usesGatewayOfSandbox?: boolean }} options `usesGatewayOfSandbox` asks the sandbox by the addresses of its own
   *   gateway, so that its log is the same as without the real one
   */
  constructor({ port, cert, key, sandbox, isToken, usesGatewayOfSandbox = false }) {
    const target = new URL(sandbox);
    this.#server = createServer({ cert, key }, (request, response) => {
      const headers = { ...request.headers };
      this.requests.push({ method: request.method, url: request.url, headers: request.rawHeaders });
      if (this.answer) return this.answer(request, response);
      const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
      if (token && isToken(token)) headers.authorization = `Bearer ${SANDBOX_TOKEN}`;
      // The sandbox finds the tenant in the host's name.
      headers.host = `demo.localhost:${target.port}`;
      let path = request.url;
      if (usesGatewayOfSandbox) {
        path = `/api/${path.startsWith('/v1/customers/') ? 'gym' : 'identity'}${path}`;
        headers['x-requested-by'] = 'latchkey';
      }
      const forwarded = httpRequest(
        { host: target.hostname, port: target.port, method: request.method, path, headers },
        (answer) => {
          response.writeHead(answer.statusCode, answer.rawHeaders);
          answer.pipe(response);
          answer.on('error', () => response.destroy());
        },
      );
      forwarded.on('error', () => response.destroy());
      request.pipe(forwarded);
    });
    this.#server.listen(port, '127.0.0.1');
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
