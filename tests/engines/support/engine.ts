// A browser engine and the WebDriver server that drives it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { Display } from './display.ts';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type EngineName = (typeof ENGINES)[number];

interface Programs {
  /** Path or name of the browser. */
  browser: string;
  /** Path or name of its WebDriver server. */
  server: string;
  /** Debian's packages, or the command, that bring both. */
  from: string;
  arguments: (port: number) => string[];
  environment: Record<string, string>;
  capabilities: (browser: string) => Record<string, unknown>;
}

/** The tests of the gateway have certificates of an authority that exists for their run only. */
const COMMON_CAPABILITIES = { acceptInsecureCerts: true };

const PROGRAMS: Record<EngineName, Programs> = {
  chromium: {
    browser: process.env.CHROMIUM || 'chromium',
    server: process.env.CHROMEDRIVER || 'chromedriver',
    from: 'chromium chromium-driver',
    arguments: (port) => [`--port=${port}`],
    environment: {},
    capabilities: (binary) => ({
      browserName: 'chrome',
      'goog:chromeOptions': {
        binary,
        // Chromium refuses to run its sandbox as root, as which containers run.
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
        prefs: { 'intl.accept_languages': 'en-GB,en' },
      },
    }),
  },
  firefox: {
    browser: process.env.FIREFOX || 'firefox-esr',
    server: process.env.GECKODRIVER || 'geckodriver',
    from: 'firefox-esr, and geckodriver by scripts/setup.sh test',
    arguments: (port) => ['--host', '127.0.0.1', '--port', String(port), '--websocket-port', '0'],
    environment: {},
    capabilities: (binary) => ({
      browserName: 'firefox',
      'moz:firefoxOptions': {
        binary,
        args: ['-headless'],
        prefs: {
          'intl.accept_languages': 'en-GB, en',
          // Otherwise scripts end in the middle of their work where a page and its process are left, and report an error.
          'dom.abort_script_on_child_shutdown': false,
        },
      },
    }),
  },
  webkit: {
    browser: process.env.MINIBROWSER || '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    server: process.env.WEBKITDRIVER || 'WebKitWebDriver',
    from: 'webkit2gtk-driver',
    arguments: (port) => ['--host=127.0.0.1', `--port=${port}`],
    // Its sandbox does not start where root runs it or namespaces are not allowed, as in containers.
    environment: { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LANG: 'en_GB.UTF-8' },
    capabilities: (binary) => ({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } }),
  },
};

/** Returns the path of a program. Throws words that say how to get it if there is none. */
function find(program: string, engine: EngineName): string {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  const path = folders.map((folder) => join(folder, program)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!path) throw new Error(`${program} is missing, so nothing can be tested in ${engine}. It comes with: ${PROGRAMS[engine].from}`);
  return path;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Ends a process that these tests have started. */
async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
}

export class Engine {
  private constructor(
    readonly name: EngineName,
    readonly driver: WebDriver,
    private readonly close: () => Promise<void>,
  ) {}

  /** Starts the WebDriver server and a browser with a profile of its own. */
  static async start(name: EngineName): Promise<Engine> {
    const { browser, server, arguments: of, environment, capabilities } = PROGRAMS[name];
    const [binary, driverBinary] = [find(browser, name), find(server, name)];
    const cleanUp: (() => unknown)[] = [];
    const close = async () => {
      for (const step of cleanUp.reverse()) await step();
    };
    try {
      const home = mkdtempSync(join(tmpdir(), 'latchkey-engine-'));
      cleanUp.push(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
      const env: NodeJS.ProcessEnv = { ...process.env, ...environment, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home };
      if (name === 'webkit') {
        const display = await Display.start();
        cleanUp.push(() => display.stop());
        Object.assign(env, { DISPLAY: display.name, GDK_BACKEND: 'x11' });
      }
      const port = await freePort();
      const child = spawn(driverBinary, of(port), { env, stdio: 'ignore' });
      cleanUp.push(() => end(child));
      const url = `http://127.0.0.1:${port}`;
      await untilReady(url, child);
      const driver = await new Builder().usingServer(url).withCapabilities({ ...COMMON_CAPABILITIES, ...capabilities(binary) }).build();
      cleanUp.push(() => driver.quit());
      await driver.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
      await driver.manage().window().setRect({ x: 0, y: 0, width: 500, height: 900 });
      return new Engine(name, driver, close);
    } catch (error) {
      await close();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.close();
  }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  let failure: unknown;
  server.once('error', (error) => (failure = error));
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (failure) throw failure;
    if (server.exitCode !== null) throw new Error(`the WebDriver server ended with status ${server.exitCode}`);
    const response = await fetch(`${url}/status`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the WebDriver server did not become ready');
}
