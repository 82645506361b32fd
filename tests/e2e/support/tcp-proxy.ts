// A TCP proxy that counts the connections the client closed early.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';

export class TcpProxy {
  /** Connections that the browser closed while the server was still sending. */
  closedByClient = 0;

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  /** Starts a proxy to a port of this machine. */
  static async to(port: number): Promise<TcpProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new TcpProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (browser) => {
      const upstream = connect(port, '127.0.0.1');
      browser.pipe(upstream).pipe(browser);
      let ended = false;
      upstream.on('end', () => (ended = true));
      browser.on('close', () => {
        if (!ended) proxy.closedByClient += 1;
        upstream.destroy();
      });
      for (const socket of [browser, upstream]) socket.on('error', () => {});
    });
    return proxy;
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Returns a port on which no server listens. */
export async function unusedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
