// The release build in dist/, in a real browser, against the sandbox. Started by scripts/test.sh.

import { defineConfig } from '@playwright/test';

const pictures = Boolean(process.env.LATCHKEY_SCREENSHOTS);
const soak = Boolean(process.env.LATCHKEY_SOAK);

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes the second time has found something: it counts as failed.
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 8_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    // Pictures and traces of a failed test hold nothing secret: the sandbox makes its codes up.
    screenshot: 'only-on-failure',
    // What it answers, no test would see; it has a spec of its own.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        // Chromium refuses to run its sandbox as root, as which containers run.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'specs', testMatch: '*.spec.ts' },
    ...(pictures ? [{ name: 'screenshots', testMatch: 'screenshots.ts' }] : []),
    ...(soak ? [{ name: 'soak', testMatch: 'soak.ts' }] : []),
  ],
});
