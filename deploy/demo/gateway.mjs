// The whole chain on this machine: provider, redis, the gateway, and TLS in front of a sandbox of both APIs.
// `make gateway` runs it for people, and the tests of the gateway use it.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../gateway/settings.mjs';
import { renderManifest, renderServer, renderSite } from '../gateway/site.mjs';
import { Authority } from './certificates.mjs';
import { CONFIG } from './example-config.mjs';
import { Httpd, isListening } from './httpd.mjs';
import { DemoProvider } from './provider.mjs';
import { DemoUpstream } from './upstream.mjs';

const GATEWAY = join(import.meta.dirname, '../gateway');

/** The key that the gateway adds; the sandbox's. */
export const STUDIO_KEY = 'sandbox-key';

/**
 * Returns a port that is free now. It is none of those from which systems choose for outgoing connections and for
 * servers without a port of their own: such a port may be taken before it is used.
 */
async function freePort() {
  for (;;) {
    const port = 11_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

export class Gateway {
  /**
   * Starts the chain in front of a sandbox's APIs.
   *
   * @param {{ sandbox: string, dist: string, httpsPort?: number, host?: string, config?: object,
   *   settings?: Record<string, string>, provider?: object, upstream?: object }} options
   */
  static async start(options) {
    const gateway = new Gateway();
    // Whatever ends this process ends what it has started.
    process.once('exit', () => gateway.#kill());
    try {
      await gateway.#start(options);
    } catch (error) {
      await gateway.stop();
      throw error;
    }
    return gateway;
  }

  #children = [];
  #httpds = [];

  async #start(options) {
    this.folder = mkdtempSync(join(tmpdir(), 'latchkey-gateway-'));
    // httpd's workers run as another user, who has to read the build.
    chmodSync(this.folder, 0o755);
    const path = (name) => join(this.folder, name);
    for (const name of ['tls', 'etc', 'log', 'redis']) mkdirSync(path(name));
    const host = options.host ?? 'latchkey.localhost';
    const httpsPort = options.httpsPort ?? (await freePort());
    const ports = {
      provider: await freePort(),
      upstream: await freePort(),
      redis: await freePort(),
      http: await freePort(),
    };
    this.host = host;
    this.app = `https://${host}:${httpsPort}/`;
    this.authority = new Authority(path('tls'));
    const site = this.authority.issue('site', [host]);
    this.upstreamCertificate = this.authority.issue('upstream', ['localhost']);
    const clientSecret = randomBytes(24).toString('hex');
    this.provider = new DemoProvider({
      host: 'provider.localhost',
      port: ports.provider,
      ...this.authority.issue('provider', ['provider.localhost']),
      client: {
        client_id: 'latchkey',
        client_secret: clientSecret,
        redirect_uris: [`${this.app}sign-in/callback`],
        post_logout_redirect_uris: [this.app],
      },
      ...options.provider,
    });
    this.upstreamOptions = {
      port: ports.upstream,
      sandbox: options.sandbox,
      isToken: (token) => this.provider.tokens.has(token),
      ...options.upstream,
    };
    this.upstream = new DemoUpstream({ ...this.upstreamOptions, ...this.upstreamCertificate });
    this.redisPassword = randomBytes(24).toString('hex');
    this.redisPort = ports.redis;
    await this.startRedis();

    cpSync(options.dist, path('site'), { recursive: true });
    chmodSync(path('site'), 0o755);
    rmSync(path('site/latchkey.json'), { force: true });
    const example = readSettings(readFileSync(join(GATEWAY, 'gateway.env'), 'utf8')).values;
    this.settings = {
      ...example,
      HTTPS_PORT: String(httpsPort),
      HTTP_PORT: String(ports.http),
      REDIS: `127.0.0.1:${ports.redis}`,
      BUILD_DIR: path('site'),
      CONFIG_DIR: path('etc'),
      LOG_DIR: path('log'),
      CA_FILE: this.authority.file,
      HOST: host,
      TLS_CERTIFICATE: site.certFile,
      TLS_KEY: site.keyFile,
      OIDC_ISSUER: this.provider.issuer,
      OIDC_CLIENT_ID: 'latchkey',
      OIDC_SCOPES: 'openid profile',
      DESK_CLAIM: 'roles',
      DESK_ROLE: 'desk',
      GYM_API: `https://localhost:${ports.upstream}`,
      GYM_CUSTOMER: 'claim:customer_id',
      IDENTITY_API: `https://localhost:${ports.upstream}`,
      IDENTITY_INSTALLATION: 'ssms',
      IDENTITY_USER: 'claim:preferred_username',
      IDENTITY_CREDENTIAL: 'person',
      IDENTITY_CREATE: 'yes',
      REFRESH_TOKEN_ROTATION: 'off',
      ...options.settings,
    };
    for (const [name, target] of [
      ['lua', 'lua'],
      ['errors', 'gateway-errors'],
    ])
      cpSync(join(GATEWAY, name), path(`etc/${target}`), { recursive: true });
    mkdirSync(path('etc/acme'));
    this.clientSecret = clientSecret;
    this.passphrase = this.#configureHost(host, options.config ?? CONFIG);
    this.httpd = await this.addHttpd('httpd', httpsPort, ports.http);
  }

  /** Writes a host's latchkey.json, manifest, maps and secrets. Returns the passphrase of its sessions. */
  #configureHost(host, config) {
    const folder = join(this.folder, 'etc', host);
    mkdirSync(folder);
    writeFileSync(join(folder, 'latchkey.json'), JSON.stringify(config));
    const manifest = renderManifest(this.settings);
    if (manifest) writeFileSync(join(folder, 'manifest.webmanifest'), manifest);
    for (const name of ['gym', 'identity']) writeFileSync(join(folder, `${name}.map`), '');
    const secret = join(this.folder, 'etc/secret', host);
    mkdirSync(secret, { recursive: true });
    chmodSync(join(this.folder, 'etc/secret'), 0o700);
    const passphrase = randomBytes(24).toString('hex');
    writeFileSync(
      join(secret, 'sign-in.conf'),
      `OIDCClientSecret "${this.clientSecret}"\nOIDCCryptoPassphrase "${passphrase}"\n` +
        `OIDCRedisCachePassword "${this.redisPassword}"\n`,
    );
    this.setKey(STUDIO_KEY, host);
    writeFileSync(
      join(secret, 'identity-token.conf'),
      'RequestHeader set Authorization "Bearer sandbox-token"\n',
    );
    return passphrase;
  }

  /** Adds another host to the running httpd, with a key of its own. */
  async addHost(host, config, key) {
    const { certFile, keyFile } = this.authority.issue(host, [host]);
    const settings = { ...this.settings, HOST: host, TLS_CERTIFICATE: certFile, TLS_KEY: keyFile };
    this.#configureHost(host, config);
    this.setKey(key, host);
    this.httpd.addSite(host, renderSite(settings));
    await this.httpd.reload();
  }

  /** Starts one more httpd of the same host, or the first. */
  async addHttpd(name, httpsPort, httpPort) {
    const problems = checkSettings(this.settings);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const folder = join(this.folder, name);
    mkdirSync(folder);
    // Behind a balancer all instances have the address of the site, so that only Listen differs.
    const at = (text) =>
      text
        .replaceAll(`VirtualHost *:${this.settings.HTTPS_PORT}`, `VirtualHost *:${httpsPort}`)
        .replaceAll(`VirtualHost *:${this.settings.HTTP_PORT}`, `VirtualHost *:${httpPort}`);
    const sites = { [this.host]: at(renderSite(this.settings)) };
    const httpd = new Httpd({ folder, httpsPort, httpPort, server: at(renderServer(this.settings)), sites });
    this.#httpds.push(httpd);
    await httpd.start();
    return httpd;
  }

  /** Writes the studio's key as set-secret.sh does. */
  setKey(key, host = this.host) {
    const file = join(this.folder, 'etc/secret', host, 'gym-key.conf');
    writeFileSync(file, `RequestHeader set X-API-KEY "${key}"\n`, { mode: 0o600 });
  }

  async startRedis() {
    const args = [
      '--port',
      String(this.redisPort),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ];
    this.redis = spawn(
      'redis-server',
      [...args, '--requirepass', this.redisPassword, '--dir', join(this.folder, 'redis')],
      {
        stdio: 'ignore',
      },
    );
    this.#children.push(this.redis);
    await isListening(this.redisPort);
  }

  async stopRedis() {
    const ended = new Promise((resolve) => this.redis.once('exit', resolve));
    this.redis.kill('SIGTERM');
    await ended;
  }

  /** Reads all logs. */
  logs() {
    return ['access.log', 'error.log']
      .map((name) => readFileSync(join(this.folder, 'log', name), 'utf8'))
      .concat(this.#httpds.map((httpd) => httpd.log()))
      .join('');
  }

  #kill() {
    for (const child of this.#children) child.kill('SIGTERM');
    for (const httpd of this.#httpds) httpd.kill();
  }

  async stop() {
    await Promise.all(this.#httpds.map((httpd) => httpd.stop()));
    await this.provider?.stop();
    await this.upstream?.stop();
    this.#kill();
    if (this.folder && !process.env.LATCHKEY_KEEP) rmSync(this.folder, { recursive: true, force: true });
  }
}

const checkSettings = (values) =>
  readSettings(
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  ).problems;
