// The reader's language and the look: followed from the browser, changed by hand, remembered.

import { expect, test, type Page } from './support/test.ts';
import { say, sayGerman } from './support/words.ts';

/** Counts requests for catalogs. */
function catalogs(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/locales/')) asked.push(new URL(request.url()).pathname);
  });
  return asked;
}

const language = (page: Page) => page.getByRole('combobox', { name: new RegExp(`^(${say('settings.language')}|${sayGerman('settings.language')})$`) });
const theme = (page: Page) => page.getByRole('combobox', { name: say('settings.theme') });
const html = (page: Page) => page.locator('html');

test('an English browser gets English without asking for a catalog', async ({ page, open }) => {
  const asked = catalogs(page);
  await open('/');
  await expect(page.getByRole('heading', { name: say('home.title') })).toBeVisible();
  await expect(page.getByRole('link', { name: /^My pass/ })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'en');
  expect(asked).toEqual([]);
});

test('from English to German and back by hand, remembered over a reload', async ({ page, open }) => {
  const asked = catalogs(page);
  await open('/');
  await language(page).selectOption('Deutsch');
  await expect(page.getByRole('heading', { name: sayGerman('home.title') })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'de');
  expect(asked).toEqual(['/locales/de.json']);
  await page.reload();
  await expect(page.getByRole('heading', { name: sayGerman('home.title') })).toBeVisible();
  await language(page).selectOption('English');
  await expect(page.getByRole('heading', { name: say('home.title') })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'en');
});

// The options were once made anew with each choice, and the list fell back to what had been chosen before.
test('what was chosen stands in the list while its catalog is on its way', async ({ page, open }) => {
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route('**/locales/de.json', async (route) => {
    await held;
    await route.continue();
  });
  await open('/');
  const asked = page.waitForRequest('**/locales/de.json');
  await language(page).selectOption('Deutsch');
  await asked;
  await expect(language(page)).toHaveValue('de');
  send();
  await expect(html(page)).toHaveAttribute('lang', 'de');
});

test('a catalog that does not arrive leaves the page in English and usable', async ({ page, open, troubles }) => {
  troubles.expect(/status 404: GET .*de\.json/);
  await page.route('**/locales/de.json', (route) => route.fulfill({ status: 404, body: '' }));
  await open('/');
  await language(page).selectOption('Deutsch');
  await expect(page.getByRole('heading', { name: say('home.title') })).toBeVisible();
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(page.getByRole('heading', { name: say('about.title') })).toBeVisible();
});

test.describe('a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('gets German, with one request for the catalog', async ({ page, open }) => {
    const asked = catalogs(page);
    await open('/');
    await expect(page.getByRole('heading', { name: sayGerman('home.title') })).toBeVisible();
    await expect(html(page)).toHaveAttribute('lang', 'de');
    await expect(language(page)).toHaveValue('de');
    expect(asked).toEqual(['/locales/de.json']);
  });

  test('gets a pass in German, and the service is asked once, in German', async ({ page, open, sandbox }) => {
    const wished: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/access-code')) wished.push(request.headers()['accept-language']);
    });
    await open('/access/gym/1237');
    await expect(page.getByRole('img', { name: sayGerman('access.qr') })).toBeVisible();
    await expect(page.getByText(sayGerman('end.not_stated'))).toBeVisible();
    expect(wished).toEqual(['de']);
    expect(await sandbox.count()).toBe(1);
  });

  test('reads the service\'s own words in German', async ({ page, open, troubles }) => {
    troubles.expect(/status 403/);
    await open('/access/gym/403');
    await expect(page.getByText(sayGerman('fail.gateway_forbidden'))).toBeVisible();
    await expect(page.getByText('Keine Berechtigung. Der Aufrufer hat kein Recht an dieser Ressource.')).toBeVisible();
  });

  test('reads dates and plurals as German writes them', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await expect(page.getByText('3 gültige Codes', { exact: true })).toBeVisible();
    await expect(page.getByText(/in (59|60) Tagen/)).toBeVisible();
  });
});

test.describe('the look', () => {
  const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test('follows the system until one chooses', async ({ page, open }) => {
    await open('/');
    const light = await ground(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground(page);
    expect(dark).not.toBe(light);
    await expect(html(page)).not.toHaveAttribute('data-theme', /./);

    await theme(page).selectOption(say('theme.light'));
    await expect(html(page)).toHaveAttribute('data-theme', 'light');
    expect(await ground(page)).toBe(light);
    await page.reload();
    await expect(html(page)).toHaveAttribute('data-theme', 'light');
    await expect(theme(page)).toHaveValue('light');
    expect(await ground(page)).toBe(light);

    await theme(page).selectOption(say('theme.dark'));
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground(page)).toBe(dark);
    await theme(page).selectOption(say('theme.system'));
    await expect(html(page)).not.toHaveAttribute('data-theme', /./);
    expect(await ground(page)).toBe(light);
  });

  test('a code stays on the screen while the look changes, and nothing is asked again', async ({ page, open, sandbox }) => {
    await open('/access/gym/1237');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await theme(page).selectOption(say('theme.dark'));
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });
});

test('a device that keeps nothing works all the same', async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
  });
  await open('/access/gym/1237');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await theme(page).selectOption(say('theme.dark'));
  await expect(html(page)).toHaveAttribute('data-theme', 'dark');
});
