// Runs httpd as Debian sets it up: with the configuration of its package `apache2`, the modules that docs/deploy.md
// enables and disables, and the rendered files in their places. Nothing of the system's own httpd is touched.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';

const TOOLS =
  process.env.LATCHKEY_TOOLS ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'latchkey/tools');
/** The files of the package, unpacked by scripts/setup.sh. */
const UNPACKED = join(TOOLS, 'apache2');
const PACKAGE = join(UNPACKED, 'etc/apache2');
/** Where installed modules put their files. */
const INSTALLED_MODULES = '/etc/apache2/mods-available';
const GUIDE = join(import.meta.dirname, '../../docs/deploy.md');

/** What is enabled once the package is installed. */
const DEFAULT_MODULES =
  'access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user autoindex deflate dir env filter ' +
  'mime mpm_event negotiation reqtimeout setenvif status';
const DEFAULT_CONFIGURATION = 'charset localized-error-pages other-vhosts-access-log security serve-cgi-bin';

/** Returns the names that the guide gives to one of Debian's commands, such as a2enmod. */
function namesInGuide(command) {
  const guide = readFileSync(GUIDE, 'utf8').replaceAll('\\\n', ' ');
  const calls = [...guide.matchAll(new RegExp(`^${command} (.*)$`, 'gm'))];
  if (calls.length === 0) throw new Error(`docs/deploy.md has no ${command}`);
  return calls.flatMap(([, names]) => names.trim().split(/\s+/)).filter((name) => !name.startsWith('-'));
}

export class Httpd {
  #child;

  /**
   * @param {{ folder: string, httpsPort: number, httpPort: number, server: string, sites: Record<string, string> }} options
   *   `server` and `sites` are the texts that deploy/gateway/render.mjs writes
   */
  constructor({ folder, httpsPort, httpPort, server, sites }) {
    if (!existsSync(PACKAGE)) throw new Error(`${PACKAGE} is missing: run scripts/setup.sh gateway`);
    this.folder = folder;
    this.port = httpsPort;
    this.root = join(folder, 'apache2');
    for (const name of ['run', 'lock', 'log']) mkdirSync(join(folder, name), { recursive: true });
    cpSync(PACKAGE, this.root, { recursive: true });
    if (existsSync(INSTALLED_MODULES))
      cpSync(INSTALLED_MODULES, join(this.root, 'mods-available'), { recursive: true, force: false });
    const disabled = namesInGuide('a2dismod');
    for (const name of DEFAULT_MODULES.split(' ')) if (!disabled.includes(name)) this.#enable('mods', name);
    for (const name of namesInGuide('a2enmod')) this.#enable('mods', name);
    for (const name of DEFAULT_CONFIGURATION.split(' ')) this.#enable('conf', name);
    writeFileSync(
      join(this.root, 'ports.conf'),
      `Listen 127.0.0.1:${httpsPort}\nListen 127.0.0.1:${httpPort}\n`,
    );
    this.#write('conf-enabled', 'zz-latchkey.conf', server);
    for (const [host, text] of Object.entries(sites)) this.addSite(host, text);
  }

  /** Adds a site, or replaces it. */
  addSite(host, text) {
    this.#write('sites-enabled', `${host}.conf`, text);
  }

  #write(folder, name, text) {
    mkdirSync(join(this.root, folder), { recursive: true });
    writeFileSync(join(this.root, folder, name), text);
  }

  /** Enables a module, after those it depends on, or a part of the configuration, as a2enmod and a2enconf do. */
  #enable(kind, name) {
    const available = join(this.root, `${kind}-available`);
    const files = readdirSync(available).filter((file) => file.replace(/\.(load|conf)$/, '') === name);
    if (files.length === 0) throw new Error(`${available} has no ${name}`);
    for (const file of files) {
      const text = readFileSync(join(available, file), 'utf8');
      for (const other of /^# Depends: (.*)$/m.exec(text)?.[1].trim().split(/\s+/) ?? [])
        this.#enable(kind, other);
      // httpd refuses to start if a command that it may need is missing.
      const here = text.replaceAll('exec:/usr/share/apache2/', `exec:${UNPACKED}/usr/share/apache2/`);
      this.#write(`${kind}-enabled`, file, here);
    }
  }

  /** The environment and the arguments with which httpd finds its configuration. */
  get command() {
    const { folder } = this;
    return {
      args: ['-d', this.root, '-f', 'apache2.conf'],
      env: {
        ...process.env,
        APACHE_RUN_USER: 'www-data',
        APACHE_RUN_GROUP: 'www-data',
        APACHE_PID_FILE: join(folder, 'run/apache2.pid'),
        APACHE_RUN_DIR: join(folder, 'run'),
        APACHE_LOCK_DIR: join(folder, 'lock'),
        APACHE_LOG_DIR: join(folder, 'log'),
      },
    };
  }

  /** Starts the server and waits until it answers and takes signals. */
  async start() {
    const { args, env } = this.command;
    this.#child = spawn('/usr/sbin/apache2', [...args, '-DFOREGROUND'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let errors = '';
    this.#child.stderr.on('data', (data) => (errors += data));
    const ended = new Promise((_, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', (status) =>
        reject(new Error(`httpd ended with status ${status}: ${errors}${this.log()}`)),
      );
    });
    ended.catch(() => {});
    await Promise.race([this.#hasStarted(), ended]);
  }

  async #hasStarted() {
    while (this.#starts() === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** How often httpd has read its configuration. */
  #starts() {
    return this.log().split('resuming normal operations').length - 1;
  }

  /** Reads the configuration again without breaking connections, and waits until it counts. */
  async reload() {
    const before = this.#starts();
    this.#child.kill('SIGUSR1');
    while (this.#starts() === before) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Reads what httpd logs outside of its hosts. */
  log() {
    return ['error.log', 'other_vhosts_access.log']
      .map((name) => join(this.folder, 'log', name))
      .map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
      .join('');
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
