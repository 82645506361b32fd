// A plain HTTP client that sends exactly what a test says, keeps cookies, and can sign in.

import { readFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';

/** What the page sends with each of its own requests. */
export const OWN_HEADERS = {
  accept: 'application/json',
  'accept-language': 'de, en;q=0.5',
  'x-requested-by': 'latchkey',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
};
/** What a browser sends when a person opens a page. */
export const NAVIGATION = {
  accept: 'text/html',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

export class Client {
  /** Cookies by host name: their names and values. */
  cookies = new Map();
  /** All header lines and bodies this client has received. */
  received = [];

  /** @param {import('../../../deploy/demo/gateway.mjs').Gateway} gateway */
  constructor(gateway) {
    this.gateway = gateway;
    this.ca = readFileSync(gateway.authority.file);
  }

  /**
   * Sends a request and returns the answer. `path` is sent as it is; `options.port` asks another instance.
   *
   * @returns {Promise<{ status: number, headers: Record<string, any>, rawHeaders: string[], text: string }>}
   */
  send(method, path, headers = {}, body = undefined, options = {}) {
    const { hostname, port } = new URL(options.base ?? this.gateway.app);
    const jar = this.cookies.get(hostname);
    const cookie = jar?.size
      ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
      : {};
    return new Promise((resolve, reject) => {
      const request = httpsRequest({
        host: '127.0.0.1',
        port: options.port ?? port,
        servername: hostname,
        ca: this.ca,
        method,
        path,
        headers: { host: `${hostname}:${port}`, ...cookie, ...headers },
        agent: options.agent ?? false,
        timeout: 30_000,
      });
      request.on('error', reject);
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path}`)));
      request.on('response', (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('latin1');
          this.#keep(hostname, response.headers['set-cookie'] ?? []);
          if (hostname === this.gateway.host) this.received.push(response.rawHeaders.join('\n'), text);
          resolve({
            status: response.statusCode,
            headers: response.headers,
            rawHeaders: response.rawHeaders,
            text,
          });
        });
      });
      request.end(body);
    });
  }

  /** Requests something as the page does. */
  api(path, { method = 'GET', headers = {}, body, ...options } = {}) {
    return this.send(method, path, { ...OWN_HEADERS, ...headers }, body, options);
  }

  /** Follows redirects as a browser does, and returns the last answer and its URL. */
  async navigate(url, headers = NAVIGATION) {
    for (let hop = 0; hop < 12; hop++) {
      const { pathname, search, origin } = new URL(url, this.gateway.app);
      const answer = await this.send('GET', pathname + search, headers, undefined, { base: origin });
      url = new URL(pathname + search, origin).href;
      if (![301, 302, 303, 307, 308].includes(answer.status)) return { ...answer, url };
      url = new URL(answer.headers.location, url).href;
    }
    throw new Error(`too many redirects, the last to ${url}`);
  }

  /** Signs in as one of the demonstration's people, and returns the last answer. */
  async signIn(person, path = '/sign-in') {
    const form = await this.navigate(new URL(path, this.gateway.app).href);
    if (!form.url.includes('/who/'))
      throw new Error(`no form of the provider but ${form.status} of ${form.url}`);
    return this.navigate(`${form.url}/${person}`, { ...NAVIGATION, 'sec-fetch-site': 'cross-site' });
  }

  #keep(host, lines) {
    const jar = this.cookies.get(host) ?? new Map();
    this.cookies.set(host, jar);
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      const ends = attributes.find((attribute) => /^expires=/i.test(attribute));
      if (!value || (ends && new Date(ends.slice(8)) <= new Date())) jar.delete(name);
      else jar.set(name, value);
    }
  }
}
