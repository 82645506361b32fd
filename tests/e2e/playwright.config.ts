// Tests the release build in dist/ in Chromium, against the sandbox. Started by scripts/test.sh.

import { defineConfig } from '@playwright/test';

const screenshots = Boolean(process.env.LATCHKEY_SCREENSHOTS);
const soak = Boolean(process.env.LATCHKEY_SOAK);

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A flaky test counts as failed.
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 8_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    // Screenshots contain no secrets, because the sandbox makes its codes up.
    screenshot: 'only-on-failure',
    // Tests would not see requests that the service worker answers; it has its own spec.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        // Chromium refuses to run its sandbox as root, and containers run as root.
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
    { name: 'specs', testMatch: '*.spec.ts', testIgnore: 'performance.spec.ts' },
    // Measures the page alone: scripts/test.sh runs it by itself.
    { name: 'performance', testMatch: 'performance.spec.ts', workers: 1 },
    ...(screenshots ? [{ name: 'screenshots', testMatch: 'screenshots.ts' }] : []),
    ...(soak ? [{ name: 'soak', testMatch: 'soak.ts' }] : []),
  ],
});
