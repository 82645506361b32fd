// Language and theme: detected, chosen and stored.

import { expect, test, type Page } from './support/test.ts';
import {
  choose,
  closeSettings,
  languageChoice as language,
  openSettings,
  themeChoice as theme,
} from './support/settings-dialog.ts';
import { t, tGerman } from './support/texts.ts';

/** Collects the paths of catalogs that are requested from now on. */
function collectCatalogRequests(page: Page): string[] {
  const paths: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/locales/')) paths.push(new URL(request.url()).pathname);
  });
  return paths;
}

const html = (page: Page) => page.locator('html');

test('an English browser gets English without loading a catalog', async ({ page, open }) => {
  const catalogs = collectCatalogRequests(page);
  await open('/');
  await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
  await expect(page.getByRole('link', { name: /^My pass/ })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'en');
  expect(catalogs).toEqual([]);
});

test('the language can be switched to German and back, and survives a reload', async ({ page, open }) => {
  const catalogs = collectCatalogRequests(page);
  await open('/');
  await choose(page, language, 'de');
  await expect(page.getByRole('heading', { name: tGerman('home.title') })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'de');
  expect(catalogs).toEqual(['/locales/de.json']);
  await page.reload();
  await expect(page.getByRole('heading', { name: tGerman('home.title') })).toBeVisible();
  await choose(page, language, 'en');
  await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
  await expect(html(page)).toHaveAttribute('lang', 'en');
});

// Each choice used to rebuild the options, which reset the selection to the old language.
test('the chosen language stays selected while its catalog loads', async ({ page, open }) => {
  let send = () => {};
  const held = new Promise<void>((resolve) => (send = resolve));
  await page.route('**/locales/de.json', async (route) => {
    await held;
    await route.continue();
  });
  await open('/');
  await openSettings(page);
  const requested = page.waitForRequest('**/locales/de.json');
  await language(page).selectOption('Deutsch');
  await requested;
  await expect(language(page)).toHaveValue('de');
  send();
  await expect(html(page)).toHaveAttribute('lang', 'de');
});

test('if a catalog cannot be loaded, the page stays usable in English', async ({
  page,
  open,
  browserErrors,
}) => {
  browserErrors.expect(/status 404: GET .*de\.json/);
  await page.route('**/locales/de.json', (route) => route.fulfill({ status: 404, body: '' }));
  await open('/');
  await openSettings(page);
  await language(page).selectOption('Deutsch');
  await closeSettings(page);
  await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
  await page.getByRole('link', { name: t('about.link') }).click();
  await expect(page.getByRole('heading', { name: t('about.title') })).toBeVisible();
});

test.describe('a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('gets German, with one request for the catalog', async ({ page, open }) => {
    const catalogs = collectCatalogRequests(page);
    await open('/');
    await expect(page.getByRole('heading', { name: tGerman('home.title') })).toBeVisible();
    await expect(html(page)).toHaveAttribute('lang', 'de');
    await openSettings(page);
    await expect(language(page)).toHaveValue('de');
    expect(catalogs).toEqual(['/locales/de.json']);
  });

  test('gets a pass in German, with one request to the service, in German', async ({
    page,
    open,
    sandbox,
  }) => {
    const languages: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/access-code')) languages.push(request.headers()['accept-language']);
    });
    await open('/access/gym/1237');
    await expect(page.getByRole('img', { name: tGerman('access.qr') })).toBeVisible();
    await expect(page.getByText(tGerman('end.not_stated'))).toBeVisible();
    expect(languages).toEqual(['de']);
    expect(await sandbox.count()).toBe(1);
  });

  test("gets the service's messages in German", async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 403/);
    await open('/access/gym/403');
    await expect(page.getByText(tGerman('fail.gateway_forbidden'))).toBeVisible();
    await expect(
      page.getByText('Keine Berechtigung. Der Aufrufer hat kein Recht an dieser Ressource.'),
    ).toBeVisible();
  });

  test('gets German dates and plurals', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await expect(page.getByText('3 gültige Codes', { exact: true })).toBeVisible();
    await expect(page.getByText(/in (59|60) Tagen/)).toBeVisible();
  });
});

test.describe('the theme', () => {
  const background = (page: Page) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  test('follows the system until one is chosen', async ({ page, open }) => {
    await open('/');
    const light = await background(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background(page);
    expect(dark).not.toBe(light);
    await expect(html(page)).not.toHaveAttribute('data-theme', /./);

    await openSettings(page);
    await theme(page).selectOption(t('theme.light'));
    await expect(html(page)).toHaveAttribute('data-theme', 'light');
    expect(await background(page)).toBe(light);
    await page.reload();
    await expect(html(page)).toHaveAttribute('data-theme', 'light');
    await openSettings(page);
    await expect(theme(page)).toHaveValue('light');
    expect(await background(page)).toBe(light);

    await theme(page).selectOption(t('theme.dark'));
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background(page)).toBe(dark);
    await theme(page).selectOption(t('theme.system'));
    await expect(html(page)).not.toHaveAttribute('data-theme', /./);
    expect(await background(page)).toBe(light);
  });

  test('a change of theme keeps the code and sends no request', async ({ page, open, sandbox }) => {
    await open('/access/gym/1237');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await choose(page, theme, 'dark');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });
});

test('the page works without local storage', async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await open('/access/gym/1237');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await choose(page, theme, 'dark');
  await expect(html(page)).toHaveAttribute('data-theme', 'dark');
});
