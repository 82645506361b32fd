// `make gateway`: the gateway with everything around it, on this machine, until Ctrl-C.
//
//   GATEWAY_PORT  port of the gateway, 8443

import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Gateway } from './gateway.mjs';
import { PEOPLE } from './people.mjs';

const [sandboxBinary, dist, authorityFile] = process.argv.slice(2);
const port = Number(process.env.GATEWAY_PORT ?? 8443);

/** Starts the sandbox of both APIs and returns its process and address. */
async function startSandbox() {
  const child = spawn(sandboxBinary, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGTERM'));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /APIs on (\S+)/.exec(line)?.[1];
    if (address) return { child, address };
  }
  throw new Error('The sandbox announced no address.');
}

const sandbox = await startSandbox();
let gateway;
let isStopping = false;
async function stop(status) {
  if (isStopping) return;
  isStopping = true;
  await gateway?.stop();
  sandbox.child.kill('SIGTERM');
  process.exit(status);
}
process.on('SIGINT', () => stop(130));
process.on('SIGTERM', () => stop(143));
process.on('SIGHUP', () => stop(143));

try {
  gateway = await Gateway.start({ sandbox: sandbox.address, dist, httpsPort: port });
} catch (error) {
  console.error(error.message);
  await stop(1);
}
copyFileSync(gateway.authority.file, authorityFile);
sandbox.child.once('exit', () => {
  console.error('The sandbox ended by itself; stopping.');
  stop(1);
});
const names = Object.values(PEOPLE).map(({ name }) => name);
console.log(`
  ----------------------------------------------------------------------
  Latchkey        ${gateway.app}

  A pass          ${gateway.app}#/access/my-pass
  Own codes       ${gateway.app}#/activation/my-codes
  A member's      ${gateway.app}#/access/gym/1234   (desk only)

  Sign in as      ${names.join(', ')}
                  The last is no member; Dario Desk may see other people's codes.

  The browser warns of the certificate: its authority exists for this run
  only. It is in ${authorityFile}
  Logs are in     ${join(gateway.folder, 'log')}

  Ctrl-C ends everything.
  ----------------------------------------------------------------------
`);
