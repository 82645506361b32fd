// Serves one folder for each site, each on a port of its own, and settings and API to all of them. A process of its own, so that
// what drives the browser does not slow its answers; it is told what to serve, and ends, by messages (`startServer`).

import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listAnswer, passAnswer } from './codes.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The settings: a connection for each journey, through gateways, which need no credential from the page. */
const CONFIG = JSON.stringify({
  connections: [
    { id: 'codes', name: 'Codes', service: 'activation-codes', base: '/api/identity', tenant: 'demo', installation: 'ssms', auth: 'gateway' },
    { id: 'my-pass', name: 'My pass', service: 'access-code', base: '/api/gym', auth: 'gateway', subject: 'me' },
  ],
});

const PASS = '/api/gym/v1/customers/me/access-code';
const LIST = /^\/api\/identity\/digitanium\/v4\/users\/codes-(\d+)\/activationcodes$/;
/** A hash of eight places or more in a file's name: its content never changes. */
const HASHED = /-[0-9A-Za-z]{8,}[._]/;

/** Every file of a folder, in memory: the time to read it is no part of any figure. */
function load(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(br|gz)$/.test(entry.name)) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    let brotli;
    try {
      brotli = readFileSync(`${file}.br`);
    } catch {
      // Not every file is worth compressing.
    }
    const path = file.slice(folder.length).replaceAll('\\', '/');
    files.set(path, { body: brotli ?? readFileSync(file), encoding: brotli && 'br', type: TYPES[extname(path)] ?? 'application/octet-stream' });
  }
  return files;
}

/** Answers made ahead, so that no app waits for the list to be written. */
const lists = new Map();

function api(path) {
  if (path === PASS) return passAnswer(Date.now());
  const count = LIST.exec(path)?.[1];
  return count && (lists.get(count) ?? listAnswer(Number(count), Date.now()));
}

/** One site's server. `sent` lists the files that leave it. */
function listen(folder) {
  const files = load(folder);
  const sent = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const reply = (status, headers, body = '') => {
      response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405, { allow: 'GET, HEAD' });
    const unstored = { 'content-type': TYPES['.json'], 'cache-control': 'no-store' };
    if (pathname === '/latchkey.json') return reply(200, unstored, CONFIG);
    if (pathname === '/time') return reply(200, unstored, '{}');
    if (pathname.startsWith('/api/')) {
      const body = api(pathname);
      return body ? reply(200, unstored, body) : reply(404, unstored, '{}');
    }
    const path = pathname === '/' ? '/index.html' : pathname;
    const file = files.get(path);
    if (!file) return reply(404, { 'content-type': TYPES['.txt'] }, 'There is no such file.');
    if (request.method === 'GET') sent.push({ path, bytes: file.body.length });
    const cache = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    const encoding = file.encoding && { 'content-encoding': file.encoding };
    reply(200, { 'content-type': file.type, 'cache-control': cache, ...encoding }, file.body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({ server, sent, port: server.address().port }));
  });
}

async function serve() {
  const sites = new Map();
  const commands = {
    async start({ folders }) {
      for (const [site, folder] of Object.entries(folders)) sites.set(site, await listen(folder));
      return Object.fromEntries([...sites].map(([site, { port }]) => [site, `http://127.0.0.1:${port}/`]));
    },
    prepare({ counts }) {
      for (const count of counts) lists.set(String(count), listAnswer(count, Date.now()));
    },
    /** What has been sent since it was last asked. */
    sent: ({ site }) => sites.get(site).sent.splice(0),
  };
  process.on('message', async ({ id, command, ...given }) => {
    try {
      process.send({ id, result: await commands[command](given) });
    } catch (error) {
      process.send({ id, error: error.message });
    }
  });
  // Without the one who asks there is nobody to serve.
  process.on('disconnect', () => process.exit());
}

/** Starts the server for these folders, one for each site. */
export async function startServer(folders) {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map();
  let last = 0;
  const ended = (status) => {
    for (const { reject } of waiting.values()) reject(new Error(`the server of the bench ended with status ${status}`));
    waiting.clear();
  };
  child.once('exit', ended);
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  });
  const ask = (command, given = {}) =>
    new Promise((resolve, reject) => {
      waiting.set((last += 1), { resolve, reject });
      child.send({ id: last, command, ...given });
    });
  const addresses = await ask('start', { folders });
  return {
    /** Where a site is. */
    address: (site) => addresses[site],
    /** Writes the lists of these lengths anew, with ends counted from now. */
    prepare: (counts) => ask('prepare', { counts }),
    /** The files that left a site since this was last asked. */
    sent: (site) => ask('sent', { site }),
    stop: () => child.disconnect(),
  };
}

if (process.argv[2] === 'serve' && process.argv[1] === fileURLToPath(import.meta.url)) await serve();
