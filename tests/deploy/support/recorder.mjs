// A server over TLS that records each request, and answers as the test says.

import { once } from 'node:events';
import { createServer } from 'node:https';

/**
 * @param {{ key: Buffer, cert: Buffer }} credentials
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} answer
 */
export async function startRecorder(credentials, answer) {
  const recorder = { requests: [], answer, port: 0, stop: () => {} };
  const server = createServer(credentials, async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { method, url, headers, rawHeaders } = request;
    recorder.requests.push({ method, url, headers, names: rawHeaders.filter((_, at) => at % 2 === 0), body: Buffer.concat(parts).toString() });
    recorder.answer(request, response);
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  // A test that fails before it stops the server must still end.
  server.unref();
  await once(server, 'listening');
  recorder.port = server.address().port;
  recorder.stop = () => (server.closeAllConnections(), server.close());
  return recorder;
}
