// The fixtures of every test: one browser for all tests of an engine, a sandbox and an origin for each test.

import { expect, test as base } from '@playwright/test';
import { Sandbox } from '../../e2e/support/sandbox.ts';
import { Engine, type EngineName } from './engine.ts';
import { App } from './app.ts';
import { RecordingProxy } from './recording-proxy.ts';

export { expect };

interface TestFixtures {
  sandbox: Sandbox;
  /** Stands between browser and sandbox. */
  network: RecordingProxy;
  app: App;
  /** Errors in the page that the test brings about; any other fails it. */
  expectedErrors: RegExp[];
}

interface WorkerFixtures {
  engine: Engine;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: [
    // Playwright reads the names of other fixtures here: none are needed.
    async ({}, use, { project }) => {
      const engine = await Engine.start(project.name as EngineName);
      await use(engine);
      await engine.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  sandbox: async ({}, use) => {
    const sandbox = await Sandbox.start();
    await use(sandbox);
    await sandbox.stop();
  },

  network: async ({ sandbox }, use) => {
    const proxy = await RecordingProxy.to(sandbox.app);
    await use(proxy);
    await proxy.disconnect();
  },

  expectedErrors: async ({}, use) => use([]),

  app: async ({ engine, network, expectedErrors }, use, info) => {
    const app = new App(engine.driver, network.address);
    await use(app);
    if (info.status !== info.expectedStatus) {
      await info.attach('window', { body: await app.picture(), contentType: 'image/png' });
      await info.attach('document', { body: await app.html(), contentType: 'text/html' });
    }
    // Leaves the page before its server goes; what it had to report has arrived then.
    await engine.driver.get('about:blank');
    const unexpected = network.errors.filter((line) => !expectedErrors.some((pattern) => pattern.test(line)));
    expect(unexpected, 'errors in the page').toEqual([]);
  },
});
