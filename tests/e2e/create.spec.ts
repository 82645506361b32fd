// Creating activation codes, for connections that allow it.

import { withoutGateway } from './support/gateway.ts';
import { expect, test, type Page } from './support/test.ts';
import { enterToken } from './support/sign-in.ts';
import type { Sandbox } from './support/sandbox.ts';
import { installClock } from './support/fake-clock.ts';
import { plural, t } from './support/texts.ts';

const startButton = (page: Page) => page.getByRole('button', { name: t('create.new'), exact: true });
const form = (page: Page) => page.getByRole('region', { name: t('create.title') });
const createButton = (page: Page) => form(page).getByRole('button', { name: t('create.go') });
const cards = (page: Page) => page.getByRole('main').getByRole('listitem');
const posts = async (sandbox: Sandbox) => (await sandbox.log()).filter((entry) => entry.method === 'POST');

/** Opens the form in a user's list. */
async function openForm(page: Page, open: (fragment: string) => Promise<void>, user: string) {
  await open(`/activation/identity/${user}`);
  await startButton(page).click();
  await expect(form(page).getByRole('heading', { name: t('create.title') })).toBeFocused();
}

test('a code that the service generates is shown and marked in the list', async ({ page, open, sandbox }) => {
  await openForm(page, open, 'codes-1');
  await createButton(page).click();
  await expect(form(page).getByText(t('create.made'))).toBeVisible();
  const [, made] = await sandbox.activationCodes('codes-1');
  await expect(form(page).getByText(String(made?.activationCode), { exact: true })).toBeVisible();
  await expect(form(page)).toContainText(/in (59|60) days/);
  await expect(page.getByText(plural('list.count', 2), { exact: true })).toBeVisible();
  const marked = cards(page).filter({ hasText: t('card.fresh') });
  await expect(marked).toHaveCount(1);
  await marked.getByRole('button', { name: t('card.show') }).click();
  await expect(marked.getByText(String(made?.activationCode), { exact: true })).toBeVisible();
  expect(await posts(sandbox)).toHaveLength(1);
  await form(page)
    .getByRole('button', { name: t('create.done') })
    .click();
  await expect(form(page)).toHaveCount(0);
  await expect(startButton(page)).toBeFocused();
});

test('a typed code is created exactly as typed, with the chosen validity', async ({
  page,
  open,
  sandbox,
}) => {
  await openForm(page, open, 'codes-1');
  await form(page).getByLabel(t('create.code')).fill('  007-aB "\\ü ');
  await form(page).getByLabel(t('create.validity')).selectOption(t('create.day'));
  await createButton(page).click();
  await expect(form(page).getByText(t('create.made'))).toBeVisible();
  const made = (await sandbox.activationCodes('codes-1')).find(
    (code) => code.activationCode === '007-aB "\\ü',
  );
  // The page knows the service's time from `Date`, to a second.
  const validity = Number(made?.activationNotAfter) * 1000 - (await sandbox.now());
  expect(validity).toBeGreaterThan(86_400_000 - 60_000);
  expect(validity).toBeLessThan(86_400_000 + 1_000);
});

test('an invalid code is rejected with an explanation before it is sent, and stays in the field', async ({
  page,
  open,
  sandbox,
}) => {
  await openForm(page, open, 'codes-1');
  const field = form(page).getByLabel(t('create.code'));
  for (const [typed, words] of [
    ['12\u200b34', 'create.invisible'],
    ['x'.repeat(65), 'create.too_long'],
    ['****', 'create.looks_masked'],
  ] as const) {
    await field.fill(typed);
    await createButton(page).click();
    await expect(form(page).getByText(t(words))).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue(typed);
  }
  await field.fill('1234');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  expect(await posts(sandbox)).toEqual([]);
});

test('a code that is hidden from administrators is shown once at most', async ({ page, open }) => {
  await openForm(page, open, 'codes-1');
  await form(page).getByLabel(t('create.secret')).check();
  await createButton(page).click();
  await expect(form(page).getByText(t('create.made'))).toBeVisible();
  await expect(page.getByText(t('card.hidden'))).toBeVisible();
});

test('a duplicate code is reported as existing, and stays in the field', async ({
  page,
  open,
  browserErrors,
}) => {
  browserErrors.expect(/status 409/);
  await openForm(page, open, 'codes-1');
  await form(page).getByLabel(t('create.code')).fill('6849351');
  await createButton(page).click();
  await expect(form(page).getByRole('alert')).toContainText(t('fail.duplicate'));
  await expect(form(page).getByLabel(t('create.code'))).toHaveValue('6849351');
  await form(page).getByLabel(t('create.code')).fill('6849352');
  await createButton(page).click();
  await expect(form(page).getByText(t('create.made'))).toBeVisible();
});

for (const [user, status, words] of [
  ['create-refused', 400, 'fail.not_created'],
  ['create-forbidden', 403, 'fail.may_not_create'],
  ['create-500', 500, 'fail.perhaps_created'],
  ['create-lost', 0, 'fail.perhaps_created'],
] as const) {
  test(
    `${user}: the failure is explained, and the request is sent once`,
    withoutGateway(status === 0),
    async ({ page, open, sandbox, browserErrors }) => {
      browserErrors.expect(status ? new RegExp(`status ${status}`) : /ERR_/);
      const sent: string[] = [];
      page.on('request', (request) => sent.push(request.method()));
      await installClock(page);
      await openForm(page, open, user);
      await createButton(page).click();
      await expect(form(page).getByRole('alert')).toContainText(t(words));
      await page.clock.runFor(60_000);
      // Counted in the page, because the browser itself repeats a request whose connection closes without a
      // response.
      expect(sent.filter((method) => method === 'POST')).toHaveLength(1);
      await sandbox.clearLog();
      await form(page)
        .getByRole('button', { name: t('create.look') })
        .click();
      await expect.poll(async () => (await sandbox.log()).map((entry) => entry.method)).toEqual(['GET']);
    },
  );
}

test('without a response the page says after the deadline that the code may exist, and sends nothing again', async ({
  page,
  open,
  sandbox,
}) => {
  await openForm(page, open, 'create-hangs');
  await createButton(page).click();
  await expect(form(page).getByText(t('create.waiting'))).toBeVisible();
  await createButton(page).dispatchEvent('click');
  await expect(form(page).getByRole('alert')).toContainText(t('fail.perhaps_created'), { timeout: 15_000 });
  expect(await posts(sandbox)).toHaveLength(1);
  await form(page)
    .getByRole('button', { name: t('create.look') })
    .click();
  await expect(
    page.getByText(plural('list.count', (await sandbox.activationCodes('create-hangs')).length), {
      exact: true,
    }),
  ).toBeVisible();
});

test('offline nothing is sent, and the page says so', async ({
  page,
  open,
  context,
  sandbox,
  browserErrors,
}) => {
  // The page asks its own site first, because a browser may be wrong about being offline.
  browserErrors.expect(/failed: HEAD .*latchkey\.json/);
  await openForm(page, open, 'codes-1');
  await context.setOffline(true);
  await createButton(page).click();
  await expect(form(page).getByRole('alert')).toContainText(t('fail.not_sent_do'));
  await context.setOffline(false);
  expect(await posts(sandbox)).toEqual([]);
});

test('direct connections send it to the address of their installation with the token', async ({
  page,
  open,
  sandbox,
}) => {
  for (const [connection, path] of [
    ['identity-direct', '/digitanium/v4/users/codes-1/activationcodes?responseQrType=normal'],
    ['shift-direct', '/auth/realms/demo/v3_activationcode/codes-1/?responseQrType=normal'],
  ] as const) {
    await sandbox.clearLog();
    await open(`/activation/${connection}/codes-1`);
    await enterToken(page, 'sandbox-token');
    await startButton(page).click();
    await createButton(page).click();
    await expect(form(page).getByText(t('create.made'))).toBeVisible();
    expect((await posts(sandbox)).map((entry) => [entry.path, entry.status])).toEqual([[path, 200]]);
  }
});

test('the form is not offered if the connection does not allow it', async ({ page, open }) => {
  await page.route('**/latchkey.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replaceAll('"allowCreate":true', '"allowCreate":false'),
    });
  });
  await open('/activation/identity/codes-1');
  await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
  await expect(startButton(page)).toHaveCount(0);
});

test('a form closed while its request is in flight reopens with the result, and nothing is sent twice', async ({
  page,
  open,
  sandbox,
}) => {
  await openForm(page, open, 'create-hangs');
  await createButton(page).click();
  await form(page)
    .getByRole('button', { name: t('create.cancel') })
    .click();
  await expect(form(page)).toHaveCount(0);
  await startButton(page).click();
  await expect(form(page).getByText(t('create.waiting'))).toBeVisible();
  await createButton(page).dispatchEvent('click');
  await form(page)
    .getByRole('button', { name: t('create.cancel') })
    .click();
  await expect(form(page).getByRole('alert')).toContainText(t('fail.perhaps_created'), { timeout: 15_000 });
  expect(await posts(sandbox)).toHaveLength(1);
});
