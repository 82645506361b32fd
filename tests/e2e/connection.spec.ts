// Connections of one's own, and what happens when the file with the others is missing or broken.

import { expect, test, type Page } from './support/test.ts';
import { giveKey } from './support/sign-in.ts';
import { like, say } from './support/words.ts';

const field = (page: Page, label: Parameters<typeof say>[0]) => page.getByLabel(say(label), { exact: true });
const save = (page: Page) => page.getByRole('button', { name: say('form.save'), exact: true });

test.describe('the form', () => {
  for (const [typed, words] of [
    ['', 'problem.missing'],
    ['http://studio.example.com', 'problem.not_secure'],
    ['https://', 'problem.host'],
    ['https://stu dio.example', 'problem.extra'],
    ['https://studio.example:99999', 'problem.port'],
    ['https://studio.example/?a=b', 'problem.extra'],
  ] as const) {
    test(`the base address "${typed}" is refused in words and stays to be corrected`, async ({ page, open, sandbox }) => {
      await open('/connections/new');
      await field(page, 'form.name').fill('Studio 7');
      await field(page, 'sign_in.key_label').fill('a-key');
      await field(page, 'form.base').fill(typed);
      await save(page).click();
      await expect(page.getByText(say(words), { exact: true })).toBeVisible();
      await expect(field(page, 'form.base')).toHaveAttribute('aria-invalid', 'true');
      await expect(field(page, 'form.base')).toBeFocused();
      await expect(field(page, 'form.base')).toHaveValue(typed);
      await expect(field(page, 'form.name')).toHaveValue('Studio 7');
      await expect(field(page, 'sign_in.key_label')).toHaveValue('a-key');
      expect(await sandbox.count()).toBe(0);
    });
  }

  test('the mistake goes away as soon as it is corrected', async ({ page, open }) => {
    await open('/connections/new');
    await save(page).click();
    await expect(page.getByText(say('problem.missing'), { exact: true })).toBeVisible();
    await field(page, 'form.base').fill('https://studio.example');
    await expect(page.getByText(say('problem.missing'), { exact: true })).toHaveCount(0);
    await expect(page.getByText('https://studio.example/v1/customers/{customerId}/access-code')).toBeVisible();
  });

  test('a tenant and a host are checked too, and nothing typed is lost between the services', async ({ page, open }) => {
    await open('/connections/new');
    await field(page, 'form.name').fill('Identity');
    await page.getByRole('radio', { name: like('form.activation_what') }).check();
    await field(page, 'form.host').fill('idp.example.com');
    await field(page, 'tenant.name').fill('my tenant');
    await save(page).click();
    await expect(page.getByText(say('problem.tenant'), { exact: true })).toBeVisible();
    await field(page, 'tenant.name').fill('Demo');
    await expect(page.getByText(say('form.tenant_warning'))).toBeVisible();
    await page.getByRole('radio', { name: say('form.shift'), exact: true }).check();
    await expect(page.getByText(say('form.tenant_warning'))).toHaveCount(0);
    await expect(page.getByText(/https:\/\/idp\.example\.com\/auth\/realms\/Demo\/v3_activationcode\/\{userName\}\//)).toBeVisible();
    await page.getByRole('radio', { name: like('form.access_what') }).check();
    await expect(field(page, 'form.name')).toHaveValue('Identity');
    await page.getByRole('radio', { name: like('form.activation_what') }).check();
    await expect(field(page, 'form.host')).toHaveValue('idp.example.com');
    await expect(field(page, 'tenant.name')).toHaveValue('Demo');
  });

  test('a key no header can hold is refused before anything is asked', async ({ page, open, sandbox }) => {
    await open('/connections/new');
    await field(page, 'form.base').fill(sandbox.api);
    await field(page, 'sign_in.key_label').fill('two words');
    await expect(page.getByText(say('credential.not_for_headers'))).toBeVisible();
    await save(page).click();
    await expect(page.getByRole('heading', { name: say('connection.title') })).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });
});

test.describe('the test of a connection', () => {
  test('is one HEAD request, which tells the right key from a wrong one', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 401/);
    await open('/connections/new');
    await field(page, 'form.base').fill(sandbox.api);
    await field(page, 'sign_in.key_label').fill('wrong');
    const button = page.getByRole('button', { name: say('test.button') });
    await button.click();
    await expect(page.getByText(say('fail.key_not_accepted'))).toBeVisible();
    await field(page, 'sign_in.key_label').fill('sandbox-key');
    await expect(page.getByText(say('fail.key_not_accepted'))).toHaveCount(0);
    await button.click();
    await expect(page.getByText(say('test.good'))).toBeVisible();
    expect((await sandbox.log()).map((entry) => [entry.method, entry.status])).toEqual([['HEAD', 401], ['HEAD', 200]]);
  });

  test('a service that is not there is said to be unreachable', async ({ page, open, troubles }) => {
    troubles.expect(/failed: HEAD/);
    await open('/connections/new');
    // Port 9 is nobody's, and Chromium does not even ask there.
    await field(page, 'form.base').fill('http://127.0.0.1:9');
    await field(page, 'sign_in.key_label').fill('sandbox-key');
    await page.getByRole('button', { name: say('test.button') }).click();
    await expect(page.getByText(say('fail.unreachable'))).toBeVisible();
  });

  test('for activation codes there is none, and that is said', async ({ page, open }) => {
    await open('/connections/new');
    await page.getByRole('radio', { name: like('form.activation_what') }).check();
    await expect(page.getByText(say('test.none'))).toBeVisible();
    await expect(page.getByRole('button', { name: say('test.button') })).toHaveCount(0);
  });
});

test('a connection of one\'s own is kept without its key, works, and can be removed', async ({ page, open, sandbox }) => {
  await open('/connections/new');
  await field(page, 'form.name').fill('My studio');
  await field(page, 'form.base').fill(sandbox.api);
  await field(page, 'sign_in.key_label').fill('sandbox-key');
  await save(page).click();

  await expect(page.getByRole('heading', { name: say('home.title') })).toBeVisible();
  await page.getByRole('link', { name: /^My studio/ }).click();
  await page.getByLabel(say('customer.label')).fill('1237');
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: say('sign_in.key_title') })).toBeVisible();
  const stored = await page.evaluate(() => decodeURIComponent(JSON.stringify(localStorage)));
  expect(stored).toContain('My studio');
  expect(stored).not.toContain('sandbox-key');
  await expect(page.getByRole('banner').getByText('Latchkey sandbox')).toBeVisible();
  await giveKey(page, 'sandbox-key');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();

  await open('/');
  await page.getByRole('button', { name: say('home.forget', { name: 'My studio' }) }).click();
  await expect(page.getByRole('link', { name: /^My studio/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('link', { name: /^Studio desk/ }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^My studio/ })).toHaveCount(0);
});

// Once, the view was built anew when the file came, and a key typed by then was gone.
test('what is typed before latchkey.json has come stays', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/status 503/);
  await open('/connections/new');
  await field(page, 'form.name').fill('Mine');
  await field(page, 'form.base').fill(sandbox.api);
  await save(page).click();
  await expect(page.getByRole('link', { name: /^Mine/ })).toBeVisible();
  await page.route('**/latchkey.json', (route) => route.fulfill({ status: 503, body: 'no' }));
  await page.goto(`${sandbox.app}?again#/access/mine/1237`);
  const key = field(page, 'sign_in.key_label');
  await key.fill('sandbox-key');
  await page.unroute('**/latchkey.json');
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect(page.getByRole('banner').getByText('Latchkey sandbox')).toBeVisible();
  await expect(key).toHaveValue('sandbox-key');
  await page.getByRole('button', { name: say('sign_in.submit') }).click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
});

test('a connection for activation codes of one\'s own works as well', async ({ page, open, sandbox }) => {
  await open('/connections/new');
  await page.getByRole('radio', { name: like('form.activation_what') }).check();
  await field(page, 'form.name').fill('My identity');
  await field(page, 'form.host').fill(`http://localhost:${sandbox.port}`);
  await field(page, 'tenant.name').fill('demo');
  await field(page, 'sign_in.token_label').fill('sandbox-token');
  await save(page).click();
  await page.getByRole('link', { name: /^My identity/ }).click();
  await page.getByLabel(say('user.label')).fill('codes-1');
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
  await expect(page.getByRole('button', { name: say('card.show') })).toBeVisible();
});

test.describe('latchkey.json', () => {
  const serve = (page: Page, body: string) => page.route('**/latchkey.json', (route) => route.fulfill({ contentType: 'application/json', body }));

  test('without the file the page offers to add a connection', async ({ page, open, troubles }) => {
    troubles.expect(/status 404: GET .*latchkey\.json/);
    await page.route('**/latchkey.json', (route) => route.fulfill({ status: 404, body: '' }));
    await open('/');
    await expect(page.getByText(say('home.empty'))).toBeVisible();
    await page.getByRole('link', { name: say('home.add') }).click();
    await expect(page.getByRole('heading', { name: say('connection.title') })).toBeVisible();
  });

  test('a file that is no JSON is reported with its line', async ({ page, open }) => {
    await serve(page, '{\n  "title": "Gym",\n  "connections": [,]\n}');
    await open('/');
    await expect(page.getByText(say('config.title'))).toBeVisible();
    await expect(page.getByText(say('config.not_json', { line: '3' }))).toBeVisible();
    await expect(page.getByRole('link', { name: say('home.add') })).toBeVisible();
  });

  test('what cannot be used is named with its key, its value and what is allowed; the rest works', async ({ page, open }) => {
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
    await expect(issues.filter({ hasText: 'accent' })).toContainText(`"red" ${say('config.colour')}`);
    await expect(issues.filter({ hasText: 'colour' }).filter({ hasText: say('config.unknown_key') })).toHaveCount(1);
    await expect(issues.filter({ hasText: 'connections[1].base' })).toContainText(`http://studio.example ${say('problem.not_secure')}`);
    await expect(issues.filter({ hasText: 'connections[2].id' })).toContainText(say('config.same_id'));
    await expect(issues.filter({ hasText: 'connections[3].service' })).toContainText(
      say('problem.one_of', { words: 'access-code, activation-codes' }),
    );
    await expect(issues).toHaveCount(5);
  });

  test('a file that cannot be fetched is a failure with a way to try again', async ({ page, open, troubles }) => {
    troubles.expect(/failed: GET .*latchkey\.json/);
    await page.route('**/latchkey.json', (route) => route.abort('connectionreset'));
    await open('/');
    await expect(page.getByText(say('config.failed'))).toBeVisible();
    await page.unroute('**/latchkey.json');
    await page.getByRole('button', { name: say('fail.again') }).click();
    await expect(page.getByRole('link', { name: /^My pass/ })).toBeVisible();
  });

  test('a pass behind a file that cannot be fetched says so, and comes by itself when the network is back', async ({ page, open, troubles, context }) => {
    troubles.expect(/failed: GET .*latchkey\.json/);
    await page.route('**/latchkey.json', (route) => route.abort('connectionreset'));
    await open('/access/my-pass');
    await expect(page.getByText(say('config.failed'))).toBeVisible();
    await page.unroute('**/latchkey.json');
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(page.getByRole('img', { name: say('access.qr') })).toBeVisible();
  });

  test('the operator can keep people from adding connections', async ({ page, open }) => {
    await serve(page, JSON.stringify({ allowOwnConnections: false, connections: [{ id: 'gym', service: 'access-code', base: '/api/gym' }] }));
    await open('/');
    await expect(page.getByRole('link', { name: /^gym/ })).toBeVisible();
    await expect(page.getByRole('link', { name: say('home.add') })).toHaveCount(0);
    await open('/connections/new');
    await expect(page.getByRole('heading', { name: say('not_found.title') })).toBeVisible();
  });

  test('title and accent are the operator\'s', async ({ page, open }) => {
    await serve(page, JSON.stringify({ title: 'Studio Seven', accent: '#7a1fa2' }));
    await open('/');
    await expect(page.getByRole('banner').getByText('Studio Seven')).toBeVisible();
    await expect(page).toHaveTitle(/Studio Seven$/);
    const colour = await page.getByRole('link', { name: say('home.add') }).evaluate((link) => {
      const style = getComputedStyle(link);
      return [style.color, style.backgroundColor, getComputedStyle(document.documentElement).getPropertyValue('--accent')];
    });
    expect(colour).toContain('#7a1fa2');
  });
});
