// Something in front of a server that hears who hangs up first.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';

export class Forwarder {
  /** Connections that the browser ended while the server was still sending. */
  hungUp = 0;

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  /** Hands everything on to this port of this machine. */
  static async to(port: number): Promise<Forwarder> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const forwarder = new Forwarder(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (browser) => {
      const upstream = connect(port, '127.0.0.1');
      browser.pipe(upstream).pipe(browser);
      let ended = false;
      upstream.on('end', () => (ended = true));
      browser.on('close', () => {
        if (!ended) forwarder.hungUp += 1;
        upstream.destroy();
      });
      for (const socket of [browser, upstream]) socket.on('error', () => {});
    });
    return forwarder;
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
