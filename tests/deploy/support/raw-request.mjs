// Sends a request whose line and headers are exactly those of the test: Node's client and curl would correct them.

import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Returns status, headers as pairs with names in lower case, and body; status 0 if the connection was closed without an answer.
 * @param {{ port: number, ca?: Buffer, name?: string, method?: string, path?: string, headers?: [string, string][], body?: string, head?: string }} request
 */
export function sendRaw({
  port,
  ca,
  name = 'codes.test',
  method = 'GET',
  path = '/',
  headers = [],
  body = '',
  head,
}) {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${name}`,
    ...headers.map((pair) => pair.join(': ')),
    'Connection: close',
    '',
    '',
  ];
  return new Promise((resolve, reject) => {
    const parts = [];
    const finish = () => resolve(parse(Buffer.concat(parts).toString('latin1')));
    const socket = ca
      ? connectTls({ host: '127.0.0.1', port, ca, servername: name })
      : connectPlain({ host: '127.0.0.1', port });
    socket.on('data', (part) => parts.push(part));
    socket.on('end', finish);
    socket.on('error', (error) => (ca && !/ECONNRESET|EPIPE/.test(error.code) ? reject(error) : finish()));
    socket.write((head ?? lines.join('\r\n')) + body);
  });
}

function parse(text) {
  const [head, ...rest] = text.split('\r\n\r\n');
  const [line, ...lines] = head.split('\r\n');
  const headers = lines.map((header) => {
    const at = header.indexOf(':');
    return [header.slice(0, at).toLowerCase(), header.slice(at + 1).trim()];
  });
  const get = (wanted) =>
    headers
      .filter(([name]) => name === wanted)
      .map(([, value]) => value)
      .join(', ');
  const raw = rest.join('\r\n\r\n');
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers,
    get,
    body: get('transfer-encoding') === 'chunked' ? unchunk(raw) : raw,
  };
}

function unchunk(raw) {
  let body = '';
  for (let rest = raw; ;) {
    const [size] = rest.split('\r\n', 1);
    const length = Number.parseInt(size, 16);
    if (!length) return body;
    body += rest.slice(size.length + 2, size.length + 2 + length);
    rest = rest.slice(size.length + 2 + length + 2);
  }
}
