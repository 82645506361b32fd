// Measures the gateway, and shows that reloads, new keys and a crashed instance disturb nobody:
//
//   make gateway-load SECONDS_OF_LOAD=60
//
// The client runs on the same machine and in one process, so that the figures are lower than a server's.

import { readFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, OWN_HEADERS } from './support/client.mjs';
import { HASHED_FILE, startChain } from './support/chain.mjs';

const seconds = Number(process.argv[2] ?? 60);
const CONNECTIONS = 8;
const ME = '/api/gym/v1/customers/me/access-code';

const gateway = await startChain();
const client = new Client(gateway);
await client.signIn('p-member');
const cookie = `__Host-latchkey=${client.cookies.get(gateway.host).get('__Host-latchkey')}`;
const firstPort = new URL(gateway.app).port;

/** Sends one request and returns its status, or the error's code. */
const send = (agent, port, path) =>
  new Promise((resolve) => {
    const headers = { ...OWN_HEADERS, cookie, host: new URL(gateway.app).host };
    request(
      { agent, host: '127.0.0.1', port, servername: gateway.host, ca: client.ca, path, headers },
      (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode))
          .on('error', (error) => resolve(error.code));
      },
    )
      .on('error', (error) => resolve(error.code))
      .end();
  });

/** Asks over several connections for a time; returns how often each status came, and the rate. */
async function load(path, duration, portOf = () => firstPort) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const counts = {};
  const started = performance.now();
  const worker = async () => {
    while (performance.now() - started < duration * 1000) {
      let status = await send(agent, portOf(), path);
      // A kept connection that the server has closed meanwhile: a browser asks again over a new one, and a balancer
      // another server.
      if (status === 'ECONNRESET' || status === 'ECONNREFUSED') status = await send(false, portOf(), path);
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  agent.destroy();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { counts, perSecond: Math.round((total * 1000) / (performance.now() - started)) };
}

/** Memory of a server's processes, in MiB, with what they share counted once for each share (PSS). */
function memory(pid) {
  const pids = [
    String(pid),
    ...execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n'),
  ];
  const kib = pids.map((id) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))[1]),
  );
  return `${Math.round(kib.reduce((sum, value) => sum + value, 0) / 1024)} MiB in ${pids.length} processes`;
}
const redisMemory = () =>
  Number(
    /used_memory:(\d+)/.exec(
      execFileSync('redis-cli', ['-p', String(gateway.redisPort), 'INFO', 'memory'], {
        encoding: 'utf8',
        env: { ...process.env, REDISCLI_AUTH: gateway.redisPassword },
      }),
    )[1],
  );

const report = (name, { counts, perSecond }) =>
  console.log(`${name}: ${perSecond}/s ${JSON.stringify(counts)}`);
console.log(`httpd at rest: ${memory(gateway.httpd.pid)}`);
report('a file', await load(HASHED_FILE, 5));
report('refused, with a session', await load('/api/gym/v1/customers/1237/access-code', 5));
report('own code', await load(ME, 5));
console.log(`httpd after it: ${memory(gateway.httpd.pid)}`);

// Reloads with new keys. The service takes the last two, as during a rotation.
const keys = ['key-0'];
let refused = 0;
gateway.upstream.answer = (asked, response) => {
  const isKnown = keys.slice(-2).includes(asked.headers['x-api-key']);
  if (!isKnown) refused += 1;
  response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
  response.end('{"format":"QR_CODE","content":"1"}');
};
gateway.setKey(keys[0]);
await gateway.httpd.reload();
refused = 0;
const rotation = setInterval(async () => {
  keys.push(`key-${keys.length}`);
  gateway.setKey(keys.at(-1));
  await gateway.httpd.reload();
}, 10_000);
const disturbed = await load(ME, seconds);
clearInterval(rotation);
report(`own code, ${seconds} s with ${keys.length - 1} reloads and new keys`, disturbed);
const faults = Object.entries(disturbed.counts).filter(([status]) => status !== '200');
if (faults.length > 0 || refused > 0)
  throw new Error(`${JSON.stringify(faults)}, ${refused} with an old key`);
gateway.upstream.answer = undefined;
gateway.setKey('sandbox-key');
await gateway.httpd.reload();

// Two instances, one of which crashes.
const port = 20_000 + Math.floor(Math.random() * 10_000);
const second = await gateway.addHttpd('second', port, port + 1);
let turn = 0;
let isSecondUp = true;
const halved = load(ME, 10, () => (isSecondUp && ++turn % 2 ? port : firstPort));
await sleep(4000);
isSecondUp = false;
await second.crash();
const crashed = await halved;
report('own code, two gateways, one of which crashes', crashed);
if (Object.keys(crashed.counts).some((status) => status !== '200')) throw new Error('a session was lost');

// What a session and an open pass cost.
const before = redisMemory();
const people = 50;
for (let index = 0; index < people; index++) await new Client(gateway).signIn('p-member');
console.log(`redis: ${Math.round(((redisMemory() - before) / people / 1024) * 10) / 10} KiB for a session`);
const open = new Agent({ keepAlive: true, maxSockets: 1000 });
await Promise.all(Array.from({ length: 150 }, () => send(open, firstPort, ME)));
console.log(`httpd with 150 open passes, each with its connection: ${memory(gateway.httpd.pid)}`);
open.destroy();
console.log(
  `Logs: ${readdirSync(`${gateway.folder}/log`).join(', ')}; errors: ${
    gateway
      .logs()
      .split('\n')
      .filter((line) => /error\]/.test(line)).length
  }`,
);
process.exit(0);
