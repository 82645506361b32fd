// What is not the page's own must not end it: scripts of extensions, proxies and embedding apps, and browsers that lack
// something.

import { cards } from '../support/list.ts';
import { expect, test, type Page } from '../support/test.ts';
import { t } from '../support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });
const showsPass = async (page: Page) => {
  await expect(symbol(page)).toBeVisible();
  await expect(page.locator('#main .digits')).toHaveText(/^0:\d\d$/);
  await expect(page.getByRole('alert')).toHaveCount(0);
};

/** The headers of a site without policies against foreign scripts. */
function withoutPolicies(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/-policy$/.test(name)));
}

/** Adds elements to the page's HTML on its way. */
async function inject(page: Page, html: string): Promise<void> {
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('</head>', `${html}</head>`);
    await route.fulfill({ response, headers: withoutPolicies(response.headers()), body });
  });
}

for (const [what, script] of [
  ['of another site', '<script src="https://beacon.invalid/beacon.min.js"></script>'],
  ['of another site, as a module', '<script type="module" src="https://beacon.invalid/x.js"></script>'],
  ["in the site's own folder", '<script src="cdn-cgi/beacon.js"></script>'],
] as const) {
  test(`row 42: a script ${what} that cannot be loaded does not end the page`, async ({ page, sandbox, browserErrors }) => {
    browserErrors.expect(/beacon|x\.js/);
    await inject(page, script);
    await page.goto(`${sandbox.app}#/access/my-pass`);
    await showsPass(page);
  });
}

test('row 42: a deferred script that cannot be loaded does not end a page that is shown', async ({ page, open, browserErrors }) => {
  browserErrors.expect(/beacon/);
  await open('/access/my-pass');
  await showsPass(page);
  const failed = page.waitForEvent('requestfailed');
  await inject(page, '<script defer src="https://beacon.invalid/later.js"></script>');
  await page.reload();
  await failed;
  await showsPass(page);
});

for (const [what, code] of [
  ['throws', "throw new TypeError('injected')"],
  ['rejects', "Promise.reject(new TypeError('injected'))"],
  ['throws no error', "throw 'injected'"],
  // The page wraps both functions, so its own scripts are in the stack.
  ['fetches in vain', "fetch('https://beacon.invalid/ping')"],
  ['compiles in vain', 'WebAssembly.compile(new Uint8Array(8))'],
  ['traps in a module of its own', `new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11))).exports.f()`],
] as const) {
  test(`row 42: a foreign script that ${what}, at any time, does not end the page`, async ({ page, sandbox, browserErrors }) => {
    browserErrors.expect(/page error/);
    if (what === 'fetches in vain') browserErrors.expect(/beacon\.invalid/);
    // Before the first script of the page, while it starts, and later.
    await page.addInitScript((source) => {
      const run = () => {
        const script = document.createElement('script');
        script.text = source;
        document.documentElement.append(script);
        script.remove();
      };
      Object.assign(window, { foreign: { run } });
      addEventListener('DOMContentLoaded', run);
      setTimeout(run, 0);
      setTimeout(run, 50);
    }, code);
    await inject(page, '');
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const response = await route.fetch();
      await route.fulfill({ response, headers: withoutPolicies(response.headers()) });
    });
    await page.goto(`${sandbox.app}#/access/my-pass`);
    await showsPass(page);
    await page.evaluate(() => (window as unknown as { foreign: { run: () => void } }).foreign.run());
    await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
    await expect(cards(page)).toHaveCount(3);
    await page.evaluate(() => (window as unknown as { foreign: { run: () => void } }).foreign.run());
    await page.goto(`${sandbox.app}#/access/my-pass`);
    await showsPass(page);
  });
}

for (const [what, remove] of [
  ['navigator.languages', "Object.defineProperty(Navigator.prototype, 'languages', { get: () => undefined })"],
  [
    'any language',
    "for (const name of ['language', 'languages']) Object.defineProperty(Navigator.prototype, name, { get: () => undefined })",
  ],
  ['WebAssembly streaming', 'delete WebAssembly.compileStreaming; delete WebAssembly.instantiateStreaming'],
  ['IntersectionObserver and ResizeObserver', 'delete window.IntersectionObserver; delete window.ResizeObserver'],
  ['BroadcastChannel', 'delete window.BroadcastChannel'],
  ['the clipboard', "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({}) })"],
  ['service workers', 'delete Navigator.prototype.serviceWorker'],
  ['a wake lock', 'delete Navigator.prototype.wakeLock'],
  [
    'newer Intl',
    'for (const name of ["DurationFormat", "ListFormat", "RelativeTimeFormat", "DisplayNames", "Segmenter"]) delete Intl[name]',
  ],
  ['Trusted Types and scheduler', 'delete window.trustedTypes; delete window.scheduler'],
] as const) {
  test(`row 43: without ${what} both jobs work`, async ({ page, sandbox }) => {
    await page.addInitScript(remove);
    await page.goto(`${sandbox.app}#/access/my-pass`);
    await showsPass(page);
    await page.getByRole('button', { name: t('copy.code') }).click();
    await page.goto(`${sandbox.app}#/activation/identity/codes-3`);
    await expect(cards(page)).toHaveCount(3);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('row 43: without the methods of dialogs a code opens large, and closes by button and Escape', async ({ page, open }) => {
  await page.addInitScript(() => {
    for (const name of ['showModal', 'show', 'close']) {
      delete (HTMLDialogElement.prototype as unknown as Record<string, unknown>)[name];
    }
  });
  await open('/activation/identity/codes-3');
  const dialog = page.locator('dialog.detail');
  for (const leave of [
    () => page.getByRole('button', { name: t('dialog.close') }).click(),
    () => dialog.locator('button').first().press('Escape'),
  ]) {
    await page.getByRole('button', { name: t('card.large') }).first().click();
    await expect(dialog.locator('svg.qr')).toBeVisible();
    await leave();
    await expect(dialog).toHaveCount(0);
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
});
