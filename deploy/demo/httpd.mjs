// Runs Debian's httpd with a rendered configuration, without touching the one of the system.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const MODULES_FOLDER = '/usr/lib/apache2/modules';
/** What docs/deploy.md enables with a2enmod, and what httpd itself needs. */
const MODULES = [
  'mpm_event', 'authn_core', 'authz_core', 'authz_user', 'alias', 'dir', 'mime', 'setenvif', 'reqtimeout', 'unique_id',
  'headers', 'rewrite', 'allowmethods', 'ssl', 'socache_shmcb', 'http2', 'proxy', 'proxy_http', 'lua', 'auth_openidc',
];

export class Httpd {
  #child;

  /** @param {{ folder: string, httpsPort: number, httpPort: number, includes: string[] }} options */
  constructor({ folder, httpsPort, httpPort, includes }) {
    this.folder = folder;
    this.port = httpsPort;
    this.file = join(folder, 'httpd.conf');
    const isRoot = process.getuid?.() === 0;
    const lines = [
      `ServerRoot "${folder}"`,
      `PidFile "${folder}/httpd.pid"`,
      `DefaultRuntimeDir "${folder}"`,
      ...MODULES.map((name) => `LoadModule ${name}_module ${MODULES_FOLDER}/mod_${name}.so`),
      ...(isRoot ? ['User www-data', 'Group www-data'] : []),
      'TypesConfig /dev/null',
      'ServerName localhost',
      `ErrorLog "${folder}/main.log"`,
      `Listen 127.0.0.1:${httpsPort}`,
      `Listen 127.0.0.1:${httpPort}`,
      'StartServers 2',
      'ThreadsPerChild 25',
      'MaxRequestWorkers 200',
      '<Directory "/">',
      '  AllowOverride None',
      '  Require all denied',
      '</Directory>',
      ...includes.map((file) => `Include "${file}"`),
    ];
    writeFileSync(this.file, `${lines.join('\n')}\n`);
  }

  /** Starts the server and waits until it answers and takes signals. */
  async start() {
    this.#child = spawn('/usr/sbin/apache2', ['-f', this.file, '-DFOREGROUND'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let errors = '';
    this.#child.stderr.on('data', (data) => (errors += data));
    const { folder } = this;
    const ended = new Promise((_, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', (status) => reject(new Error(`httpd ended with status ${status}: ${errors}\nIts log is ${folder}/main.log`)));
    });
    ended.catch(() => {});
    await Promise.race([this.#hasStarted(), ended]);
  }

  async #hasStarted() {
    while (!this.log().includes('resuming normal operations')) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Reads the configuration again without breaking connections. */
  reload() {
    this.#child.kill('SIGUSR1');
  }

  /** Reads what httpd logs outside of its hosts. */
  log() {
    const file = join(this.folder, 'main.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  get pid() {
    return this.#child.pid;
  }

  kill() {
    this.#child?.kill('SIGTERM');
  }

  async stop() {
    await this.#end(() => this.#child.kill('SIGTERM'));
  }

  /** Ends the server and its workers at once, as a machine that fails does. */
  async crash() {
    await this.#end(() => process.kill(-this.#child.pid, 'SIGKILL'));
  }

  async #end(kill) {
    if (!this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    kill();
    await ended;
  }
}

/** Waits until something accepts connections on a port, 10 s at most. */
export async function isListening(port) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const accepted = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (accepted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}
