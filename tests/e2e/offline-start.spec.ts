// A start without network: the connections of the last visit, quickly, and the kept code of the only pass.

import { expect, STATIC_CODE, test, type Page } from './support/test.ts';
import { installClock } from './support/fake-clock.ts';
import { keepCode } from './support/kept-code.ts';
import { expectSymbol } from './support/qr.ts';
import { t, textPattern } from './support/texts.ts';

test.use({ serviceWorkers: 'allow' });

/** The errors of the page's own requests without network. */
const OFFLINE = /failed: GET .*latchkey\.json net::ERR_INTERNET_DISCONNECTED/;
/** The one request for a code that the page tries though the browser reports no network. */
const CODE_OFFLINE = /failed: GET .*access-code net::ERR_INTERNET_DISCONNECTED/;
/** Time from the navigation until the passes are shown, on a processor that is slowed four times. */
const MAX_START_MS = 1_000;

/** Visits a view and waits until the service worker has cached the files. */
async function visitAndCache(page: Page, url: string): Promise<void> {
  await installClock(page);
  await page.goto(url);
  await expect(page.locator('#main').getByRole('heading', { level: 1 })).toBeVisible();
  await page.clock.runFor(6_000);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

const passLink = (page: Page) => page.getByRole('link', { name: /^My pass/ });

test('without network the passes of the last visit are shown, with words', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  await visitAndCache(page, sandbox.app);
  browserErrors.expect(OFFLINE);
  browserErrors.expectMaybe(CODE_OFFLINE);
  await page.context().setOffline(true);
  await page.reload();
  await expect(passLink(page)).toBeVisible();
  await expect(page.getByRole('status').getByText(t('config.kept'))).toBeVisible();
  await expect(page).toHaveTitle(/Latchkey sandbox/);
  await passLink(page).click();
  await expect(page.getByText(t('fail.offline'))).toBeVisible();
  await expect(page.getByText(t('kept.nothing'))).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  await page.goBack();
  await expect(page.getByText(t('config.kept'))).toHaveCount(0);
});

test('the kept list of connections has no secret, and goes with the file', async ({
  page,
  open,
  browserErrors,
}) => {
  browserErrors.expect(/status 404/);
  await open('/');
  const stored = () => page.evaluate(() => localStorage.getItem('latchkey.config'));
  await expect.poll(stored).toContain('my-pass');
  expect(await stored()).not.toContain('sandbox-key');
  await page.route('**/latchkey.json', (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await expect(page.getByText(t('home.empty'))).toBeVisible();
  expect(await stored()).toBeNull();
});

test('a sign-in page in place of latchkey.json does not bring the old connections back', async ({
  page,
  open,
}) => {
  await open('/');
  await expect(passLink(page)).toBeVisible();
  await page.route('**/latchkey.json', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' }),
  );
  await page.reload();
  await expect(page.getByText(t('config.failed'))).toBeVisible();
  await expect(passLink(page)).toHaveCount(0);
});

test('where latchkey.json does not arrive, the old connections are shown after a second', async ({
  page,
  open,
}) => {
  await open('/');
  await expect(passLink(page)).toBeVisible();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/latchkey.json', async (route) => {
    await released;
    await route.continue();
  });
  await page.reload();
  await expect(passLink(page)).toBeVisible();
  await expect(page.getByText(t('config.kept'))).toBeVisible();
  release();
  await expect(page.getByText(t('config.kept'))).toHaveCount(0);
  await expect(passLink(page)).toBeVisible();
});

test('the passes are on the screen within a second, slowed four times', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  await page.addInitScript(() => {
    const look = () => {
      const link = document.querySelector('main a.row');
      // The next frame has it on the screen.
      if (link) requestAnimationFrame(() => setTimeout(() => performance.mark('passes')));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(sandbox.app);
  await expect(passLink(page)).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  browserErrors.expect(OFFLINE);
  await page.context().setOffline(true);
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const start = async () => {
    await page.goto('about:blank');
    await page.goto(sandbox.app);
    await expect(passLink(page)).toBeVisible();
    const time = () => page.evaluate(() => performance.getEntriesByName('passes')[0]?.startTime ?? 0);
    await expect.poll(time).toBeGreaterThan(0);
    return time();
  };
  // The best of some: other tests share the processor.
  const times: number[] = [];
  for (let round = 0; round < 8 && !times.some((time) => time <= MAX_START_MS); round++) {
    times.push(await start());
  }
  test.info().annotations.push({ type: 'ms until the passes are shown', description: times.map(Math.round).join(', ') });
  expect(Math.min(...times)).toBeLessThanOrEqual(MAX_START_MS);
});

test('the installed page starts without network at the kept code of the only pass', async ({
  page,
  sandbox,
  browserErrors,
}) => {
  await page.route('**/latchkey.json', (route) =>
    route.fulfill({
      json: {
        connections: [
          { id: 'gym', name: 'Studio desk', service: 'access-code', base: '/api/gym', auth: 'gateway' },
        ],
      },
    }),
  );
  await visitAndCache(page, `${sandbox.app}#/access/gym/1237`);
  await keepCode(page);
  await page.unroute('**/latchkey.json');
  browserErrors.expect(OFFLINE);
  browserErrors.expectMaybe(CODE_OFFLINE);
  await page.context().setOffline(true);
  await page.goto('about:blank');
  await page.goto(`${sandbox.app}#/start`);
  await expect(page.getByText(textPattern('kept.words'))).toBeVisible();
  await expect(page).toHaveURL(`${sandbox.app}#/access/gym/1237`);
  await expectSymbol(page.getByRole('img', { name: t('access.qr') }), STATIC_CODE);
});
