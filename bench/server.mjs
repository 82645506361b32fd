// Serves one folder for each site on its own port, with latchkey.json and both APIs. It is a separate
// process, so that driving the browser does not delay its responses; `startServer` controls it by messages.

import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listResponse, passResponse } from './codes.mjs';

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

/** latchkey.json: a connection for each journey, through gateways, so that no credential is needed. */
const CONFIG = JSON.stringify({
  connections: [
    {
      id: 'codes',
      name: 'Codes',
      service: 'activation-codes',
      base: '/api/identity',
      tenant: 'demo',
      installation: 'ssms',
      auth: 'gateway',
    },
    {
      id: 'my-pass',
      name: 'My pass',
      service: 'access-code',
      base: '/api/gym',
      auth: 'gateway',
      subject: 'me',
    },
  ],
});

const PASS = '/api/gym/v1/customers/me/access-code';
const LIST = /^\/api\/identity\/digitanium\/v4\/users\/codes-(\d+)\/activationcodes$/;
/** Matches file names with a hash, whose content never changes. */
const HASHED = /-[0-9A-Za-z]{8,}[._]/;

/** Reads every file of a folder into memory, so that reading takes no time later. */
function loadFiles(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(br|gz)$/.test(entry.name)) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    let brotli;
    try {
      brotli = readFileSync(`${file}.br`);
    } catch {
      // Not every file is compressed.
    }
    const path = file.slice(folder.length).replaceAll('\\', '/');
    files.set(path, {
      body: brotli ?? readFileSync(file),
      encoding: brotli && 'br',
      type: TYPES[extname(path)] ?? 'application/octet-stream',
    });
  }
  return files;
}

/** Prepared responses by number of codes, so that no app waits for their creation. */
const lists = new Map();

/** Returns the body of an API's response; falsy if there is no such resource. */
function apiResponse(path) {
  if (path === PASS) return passResponse(Date.now());
  const count = LIST.exec(path)?.[1];
  return count && (lists.get(count) ?? listResponse(Number(count), Date.now()));
}

/** Starts the server of one site. `sent` lists the files it has sent. */
function listen(folder) {
  const files = loadFiles(folder);
  const sent = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const reply = (status, headers, body = '') => {
      response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405, { allow: 'GET, HEAD' });
    const jsonHeaders = { 'content-type': TYPES['.json'], 'cache-control': 'no-store' };
    if (pathname === '/latchkey.json') return reply(200, jsonHeaders, CONFIG);
    if (pathname === '/time') return reply(200, jsonHeaders, '{}');
    if (pathname.startsWith('/api/')) {
      const body = apiResponse(pathname);
      return body ? reply(200, jsonHeaders, body) : reply(404, jsonHeaders, '{}');
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
      for (const count of counts) lists.set(String(count), listResponse(count, Date.now()));
    },
    /** Returns the files sent since the last call. */
    sent: ({ site }) => sites.get(site).sent.splice(0),
  };
  process.on('message', async ({ id, command, ...given }) => {
    try {
      process.send({ id, result: await commands[command](given) });
    } catch (error) {
      process.send({ id, error: error.message });
    }
  });
  // Ends with the parent process.
  process.on('disconnect', () => process.exit());
}

/** Starts a server for each folder; the keys are the names of the sites. */
export async function startServer(folders) {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const pending = new Map();
  let lastId = 0;
  const rejectAll = (status) => {
    for (const { reject } of pending.values())
      reject(new Error(`the server of the bench ended with status ${status}`));
    pending.clear();
  };
  child.once('exit', rejectAll);
  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = pending.get(id);
    pending.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  });
  const request = (command, given = {}) =>
    new Promise((resolve, reject) => {
      pending.set((lastId += 1), { resolve, reject });
      child.send({ id: lastId, command, ...given });
    });
  const addresses = await request('start', { folders });
  return {
    /** Returns the URL of a site. */
    address: (site) => addresses[site],
    /** Prepares lists of these lengths, with ends counted from now. */
    prepare: (counts) => request('prepare', { counts }),
    /** Returns the files a site has sent since the last call. */
    sent: (site) => request('sent', { site }),
    stop: () => child.disconnect(),
  };
}

if (process.argv[2] === 'serve' && process.argv[1] === fileURLToPath(import.meta.url)) await serve();
