// Stands between a browser and the gateway, as somebody who is signed in: it speaks http to the browser, which need
// not know the certificate, and adds the session's cookie.

import { Agent, request as httpsRequest } from 'node:https';
import { createServer } from 'node:http';
import { Client } from './client.mjs';

export class Front {
  #server;
  #agent;

  /** Signs in as a person and listens on a free port of this machine. */
  static async start(gateway, person) {
    const client = new Client(gateway);
    await client.signIn(person);
    const front = new Front();
    await front.#listen(gateway, client);
    return front;
  }

  async #listen(gateway, client) {
    const { host, port } = new URL(gateway.app);
    this.#agent = new Agent({ keepAlive: true, ca: client.ca, servername: gateway.host });
    this.#server = createServer((request, response) => {
      const cookie = [...client.cookies.get(gateway.host)]
        .map(([name, value]) => `${name}=${value}`)
        .join('; ');
      const headers = { ...request.headers, host, cookie };
      const forwarded = httpsRequest(
        { agent: this.#agent, host: '127.0.0.1', port, method: request.method, path: request.url, headers },
        (answer) => {
          // It would make some browsers ask this front for https.
          const policy = answer.headers['content-security-policy']?.replace(
            ' upgrade-insecure-requests;',
            '',
          );
          response.writeHead(answer.statusCode, {
            ...answer.headers,
            ...(policy && { 'content-security-policy': policy }),
          });
          answer.pipe(response);
          answer.on('error', () => response.destroy());
        },
      );
      forwarded.on('error', () => response.destroy());
      response.on('close', () => forwarded.destroy());
      request.pipe(forwarded);
    });
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.app = `http://127.0.0.1:${this.#server.address().port}/`;
  }

  async stop() {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
