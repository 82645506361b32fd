// Puts the gateway in front of a sandbox, so that tests of the page run under what a server sends.

import { Gateway } from '../../../deploy/demo/gateway.mjs';
import { Front } from './front.mjs';

/** Somebody who may read everybody's codes, and whose own are the sandbox's `me`. */
const PEOPLE = {
  tester: { name: 'Tara Tester', customer_id: '1234', preferred_username: 'codes-3', roles: ['desk'] },
};

/**
 * Returns the address of the page behind the gateway, and what ends it.
 *
 * @param {{ app: string, api: string, dist: string }} sandbox
 * @returns {Promise<{ app: string, logs: () => string, stop: () => Promise<void> }>}
 */
export async function putBehindGateway({ app, api, dist }) {
  const config = await (await fetch(`${app}latchkey.json`)).json();
  const { port } = new URL(api);
  const gateway = await Gateway.start({
    sandbox: api,
    dist,
    config,
    provider: { people: PEOPLE },
    // The connections that go to the sandbox without the gateway.
    settings: {
      CONNECT_SRC: `http://127.0.0.1:${port} http://localhost:${port} http://demo.localhost:${port}`,
    },
    upstream: { usesGatewayOfSandbox: true },
  });
  const front = await Front.start(gateway, 'tester');
  return {
    app: front.app,
    logs: () => gateway.logs(),
    async stop() {
      await front.stop();
      await gateway.stop();
    },
  };
}
