// Connections added by form.

import { withoutGateway } from './support/gateway.ts';
import { expect, test, type Page } from './support/test.ts';
import { enterKey } from './support/sign-in.ts';
import { textPattern, t } from './support/texts.ts';

const field = (page: Page, label: Parameters<typeof t>[0]) => page.getByLabel(t(label), { exact: true });
const save = (page: Page) => page.getByRole('button', { name: t('form.save'), exact: true });

test.describe('the form', () => {
  for (const [typed, words] of [
    ['', 'problem.missing'],
    ['http://studio.example.com', 'problem.not_secure'],
    ['https://', 'problem.host'],
    ['https://stu dio.example', 'problem.extra'],
    ['https://studio.example:99999', 'problem.port'],
    ['https://studio.example/?a=b', 'problem.extra'],
  ] as const) {
    test(`the base address "${typed}" is rejected with an explanation and stays in the field`, async ({
      page,
      open,
      sandbox,
    }) => {
      await open('/connections/new');
      await field(page, 'form.name').fill('Studio 7');
      await field(page, 'sign_in.key_label').fill('a-key');
      await field(page, 'form.base').fill(typed);
      await save(page).click();
      await expect(page.getByText(t(words), { exact: true })).toBeVisible();
      await expect(field(page, 'form.base')).toHaveAttribute('aria-invalid', 'true');
      await expect(field(page, 'form.base')).toBeFocused();
      await expect(field(page, 'form.base')).toHaveValue(typed);
      await expect(field(page, 'form.name')).toHaveValue('Studio 7');
      await expect(field(page, 'sign_in.key_label')).toHaveValue('a-key');
      expect(await sandbox.count()).toBe(0);
    });
  }

  test('an error message disappears as soon as the field is corrected', async ({ page, open }) => {
    await open('/connections/new');
    await save(page).click();
    await expect(page.getByText(t('problem.missing'), { exact: true })).toBeVisible();
    await field(page, 'form.base').fill('https://studio.example');
    await expect(page.getByText(t('problem.missing'), { exact: true })).toHaveCount(0);
    await expect(
      page.getByText('https://studio.example/v1/customers/{customerId}/access-code'),
    ).toBeVisible();
  });

  test('tenant and host are checked, and switching the service keeps what was typed', async ({
    page,
    open,
  }) => {
    await open('/connections/new');
    await field(page, 'form.name').fill('Identity');
    await page.getByRole('radio', { name: textPattern('form.activation_what') }).check();
    await field(page, 'form.host').fill('idp.example.com');
    await field(page, 'tenant.name').fill('my tenant');
    await save(page).click();
    await expect(page.getByText(t('problem.tenant'), { exact: true })).toBeVisible();
    await field(page, 'tenant.name').fill('Demo');
    await expect(page.getByText(t('form.tenant_warning'))).toBeVisible();
    await page.getByRole('radio', { name: t('form.shift'), exact: true }).check();
    await expect(page.getByText(t('form.tenant_warning'))).toHaveCount(0);
    await expect(
      page.getByText(/https:\/\/idp\.example\.com\/auth\/realms\/Demo\/v3_activationcode\/\{userName\}\//),
    ).toBeVisible();
    await page.getByRole('radio', { name: textPattern('form.access_what') }).check();
    await expect(field(page, 'form.name')).toHaveValue('Identity');
    await page.getByRole('radio', { name: textPattern('form.activation_what') }).check();
    await expect(field(page, 'form.host')).toHaveValue('idp.example.com');
    await expect(field(page, 'tenant.name')).toHaveValue('Demo');
  });

  test('a key that no header can hold is rejected before any request', async ({ page, open, sandbox }) => {
    await open('/connections/new');
    await field(page, 'form.base').fill(sandbox.api);
    await field(page, 'sign_in.key_label').fill('two words');
    await expect(page.getByText(t('credential.not_for_headers'))).toBeVisible();
    await save(page).click();
    await expect(page.getByRole('heading', { name: t('connection.title') })).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });
});

test.describe('the connection test', () => {
  test('sends one HEAD request, which tells the right key from a wrong one', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await open('/connections/new');
    await field(page, 'form.base').fill(sandbox.api);
    await field(page, 'sign_in.key_label').fill('wrong');
    const button = page.getByRole('button', { name: t('test.button') });
    await button.click();
    await expect(page.getByText(t('fail.key_not_accepted'))).toBeVisible();
    await field(page, 'sign_in.key_label').fill('sandbox-key');
    await expect(page.getByText(t('fail.key_not_accepted'))).toHaveCount(0);
    await button.click();
    await expect(page.getByText(t('test.good'))).toBeVisible();
    expect((await sandbox.log()).map((entry) => [entry.method, entry.status])).toEqual([
      ['HEAD', 401],
      ['HEAD', 200],
    ]);
  });

  test(
    'reports a missing service as unreachable',
    withoutGateway(),
    async ({ page, open, browserErrors }) => {
      browserErrors.expect(/failed: HEAD/);
      await open('/connections/new');
      // Port 9 is unused, and Chromium blocks it anyway.
      await field(page, 'form.base').fill('http://127.0.0.1:9');
      await field(page, 'sign_in.key_label').fill('sandbox-key');
      await page.getByRole('button', { name: t('test.button') }).click();
      await expect(page.getByText(t('fail.unreachable'))).toBeVisible();
    },
  );

  test('is not available for activation codes, with an explanation', async ({ page, open }) => {
    await open('/connections/new');
    await page.getByRole('radio', { name: textPattern('form.activation_what') }).check();
    await expect(page.getByText(t('test.none'))).toBeVisible();
    await expect(page.getByRole('button', { name: t('test.button') })).toHaveCount(0);
  });
});

test('an added connection works, is stored without its key, and can be removed', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/connections/new');
  await field(page, 'form.name').fill('My studio');
  await field(page, 'form.base').fill(sandbox.api);
  await field(page, 'sign_in.key_label').fill('sandbox-key');
  await save(page).click();

  await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
  await page.getByRole('link', { name: /^My studio/ }).click();
  await page.getByLabel(t('customer.label')).fill('1237');
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: t('sign_in.key_title') })).toBeVisible();
  const stored = await page.evaluate(() => decodeURIComponent(JSON.stringify(localStorage)));
  expect(stored).toContain('My studio');
  expect(stored).not.toContain('sandbox-key');
  await expect(page.getByRole('banner').getByText('Latchkey sandbox')).toBeVisible();
  await enterKey(page, 'sandbox-key');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();

  await open('/');
  await page.getByRole('button', { name: t('home.forget', { name: 'My studio' }) }).click();
  await expect(page.getByRole('link', { name: /^My studio/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('link', { name: /^Studio desk/ }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^My studio/ })).toHaveCount(0);
});

// The arrival of the file used to rebuild the view, which lost a key typed by then.
test('a key typed before latchkey.json arrives is kept', async ({ page, open, sandbox, browserErrors }) => {
  browserErrors.expect(/status 503/);
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
  await page.getByRole('button', { name: t('sign_in.submit') }).click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
});

test('an added connection for activation codes works', async ({ page, open, sandbox }) => {
  await open('/connections/new');
  await page.getByRole('radio', { name: textPattern('form.activation_what') }).check();
  await field(page, 'form.name').fill('My identity');
  await field(page, 'form.host').fill(`http://localhost:${sandbox.port}`);
  await field(page, 'tenant.name').fill('demo');
  await field(page, 'sign_in.token_label').fill('sandbox-token');
  await save(page).click();
  await page.getByRole('link', { name: /^My identity/ }).click();
  await page.getByLabel(t('user.label')).fill('codes-1');
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
  await expect(page.getByRole('button', { name: t('card.show') })).toBeVisible();
});
