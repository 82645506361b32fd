// A latchkey.json that is missing, broken, or sets the page up.

import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

test.describe('latchkey.json', () => {
  const serve = (page: Page, body: string) =>
    page.route('**/latchkey.json', (route) => route.fulfill({ contentType: 'application/json', body }));

  test('without the file the page offers to add a connection', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 404: GET .*latchkey\.json/);
    await page.route('**/latchkey.json', (route) => route.fulfill({ status: 404, body: '' }));
    await open('/');
    await expect(page.getByText(t('home.empty'))).toBeVisible();
    await page.getByRole('link', { name: t('home.add') }).click();
    await expect(page.getByRole('heading', { name: t('connection.title') })).toBeVisible();
  });

  test('a file that is not JSON is reported with the line of the error', async ({ page, open }) => {
    await serve(page, '{\n  "title": "Gym",\n  "connections": [,]\n}');
    await open('/');
    await expect(page.getByText(t('config.title'))).toBeVisible();
    await expect(page.getByText(t('config.not_json', { line: '3' }))).toBeVisible();
    await expect(page.getByRole('link', { name: t('home.add') })).toBeVisible();
  });

  test('an invalid value is reported with its key and what is allowed; the rest works', async ({
    page,
    open,
  }) => {
    await serve(
      page,
      JSON.stringify({
        title: 'Gym',
        accent: 'red',
        colour: 1,
        connections: [
          { id: 'gym', name: 'Good one', service: 'access-code', base: '/api/gym' },
          { id: 'bad', service: 'access-code', base: 'http://studio.example' },
          { id: 'gym', service: 'access-code', base: '/api/gym' },
          { id: 'odd', service: 'door-codes', base: '/api/gym' },
        ],
      }),
    );
    await open('/');
    await expect(page.getByRole('link', { name: /^Good one/ })).toBeVisible();
    const issues = page.getByRole('listitem').filter({ has: page.getByRole('code') });
    await expect(issues.filter({ hasText: 'accent' })).toContainText(`"red" ${t('config.colour')}`);
    await expect(
      issues.filter({ hasText: 'colour' }).filter({ hasText: t('config.unknown_key') }),
    ).toHaveCount(1);
    await expect(issues.filter({ hasText: 'connections[1].base' })).toContainText(
      `http://studio.example ${t('problem.not_secure')}`,
    );
    await expect(issues.filter({ hasText: 'connections[2].id' })).toContainText(t('config.same_id'));
    await expect(issues.filter({ hasText: 'connections[3].service' })).toContainText(
      t('problem.one_of', { words: 'access-code, activation-codes' }),
    );
    await expect(issues).toHaveCount(5);
  });

  test('a file that cannot be fetched is a failure that can be retried', async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(/failed: GET .*latchkey\.json/);
    await page.route('**/latchkey.json', (route) => route.abort('connectionreset'));
    await open('/');
    await expect(page.getByText(t('config.failed'))).toBeVisible();
    await page.unroute('**/latchkey.json');
    await page.getByRole('button', { name: t('fail.again') }).click();
    await expect(page.getByRole('link', { name: /^My pass/ })).toBeVisible();
  });

  test('a pass whose file cannot be fetched says so, and appears when the network is back', async ({
    page,
    open,
    browserErrors,
    context,
  }) => {
    browserErrors.expect(/failed: GET .*latchkey\.json/);
    await page.route('**/latchkey.json', (route) => route.abort('connectionreset'));
    await open('/access/my-pass');
    await expect(page.getByText(t('config.failed'))).toBeVisible();
    await page.unroute('**/latchkey.json');
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
  });

  test('the operator can keep people from adding connections', async ({ page, open }) => {
    await serve(
      page,
      JSON.stringify({
        allowOwnConnections: false,
        connections: [{ id: 'gym', service: 'access-code', base: '/api/gym' }],
      }),
    );
    await open('/');
    await expect(page.getByRole('link', { name: /^gym/ })).toBeVisible();
    await expect(page.getByRole('link', { name: t('home.add') })).toHaveCount(0);
    await open('/connections/new');
    await expect(page.getByRole('heading', { name: t('not_found.title') })).toBeVisible();
  });

  test('the operator sets title and accent colour', async ({ page, open }) => {
    await serve(page, JSON.stringify({ title: 'Studio Seven', accent: '#7a1fa2' }));
    await open('/');
    await expect(page.getByRole('banner').getByText('Studio Seven')).toBeVisible();
    await expect(page).toHaveTitle(/Studio Seven$/);
    const colour = await page.getByRole('link', { name: t('home.add') }).evaluate((link) => {
      const style = getComputedStyle(link);
      return [
        style.color,
        style.backgroundColor,
        getComputedStyle(document.documentElement).getPropertyValue('--accent'),
      ];
    });
    expect(colour).toContain('#7a1fa2');
  });
});
