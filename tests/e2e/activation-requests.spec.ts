// The requests for activation codes: user, options, token, and the tolerated shapes of responses.

import { withoutGateway } from './support/gateway.ts';
import { showButtons } from './support/list.ts';
import { enterToken } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { plural, t } from './support/texts.ts';

const changeButton = (page: Page) => page.getByRole('button', { name: t('account.change'), exact: true });

test.describe('choosing a user', () => {
  test(
    'the help desk enters a user name, which becomes part of the address',
    withoutGateway(),
    async ({ page, open, sandbox }) => {
      await open('/activation/identity');
      await page.getByLabel(t('user.label')).fill('name+with/odd@chars ü');
      await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
      await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
      await expect(page).toHaveURL(/#\/activation\/identity\/name%2Bwith%2Fodd%40chars%20%C3%BC$/);
      expect((await sandbox.log())[0]?.path).toContain(
        '/users/name%2Bwith%2Fodd%40chars%20%C3%BC/activationcodes',
      );
    },
  );

  for (const [typed, words] of [
    ['', 'user.empty'],
    ['..', 'user.dots'],
    ['x'.repeat(256), 'user.too_long'],
  ] as const) {
    test(`the user name "${typed.slice(0, 5)}" is rejected with an explanation and stays in the field`, async ({
      page,
      open,
      sandbox,
    }) => {
      await open('/activation/identity');
      const field = page.getByLabel(t('user.label'));
      await field.fill(typed);
      await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
      await expect(page.getByText(t(words))).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveValue(typed);
      expect(await sandbox.count()).toBe(0);
    });
  }

  test('the next user can be entered without going back', async ({ page, open }) => {
    await open('/activation/identity/codes-1');
    await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
    await expect(page.getByLabel(t('user.label'))).toHaveCount(0);
    await page.getByRole('button', { name: t('account.change'), exact: true }).click();
    await expect(page.getByLabel(t('user.label'))).toBeFocused();
    await expect(page.getByLabel(t('user.label'))).toHaveValue('codes-1');
    await page.getByLabel(t('user.label')).fill('codes-3');
    await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
    await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
    await expect(page.getByLabel(t('user.label'))).toHaveCount(0);
  });

  for (const [what, leave] of [
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
    ['choosing the same user', (page: Page) => page.keyboard.press('Enter')],
    ['the button', (page: Page) => changeButton(page).click()],
  ] as const) {
    test(`${what} closes the form, gives the focus back and requests nothing`, async ({
      page,
      open,
      sandbox,
    }) => {
      await open('/activation/identity/codes-1');
      await expect(showButtons(page)).toBeVisible();
      await changeButton(page).click();
      await expect(changeButton(page)).toHaveAttribute('aria-expanded', 'true');
      await expect(page.getByLabel(t('user.label'))).toBeFocused();
      await leave(page);
      await expect(page.getByLabel(t('user.label'))).toHaveCount(0);
      await expect(changeButton(page)).toBeFocused();
      await expect(changeButton(page)).toHaveAttribute('aria-expanded', 'false');
      expect(await sandbox.count()).toBe(1);
      await expect(page).toHaveURL(/codes-1$/);
    });
  }

  test('after a failure another user can be chosen', async ({ page, open }) => {
    await open('/activation/identity/shape-status-error');
    await expect(page.getByRole('alert')).toBeVisible();
    await changeButton(page).click();
    await page.getByLabel(t('user.label')).fill('codes-3');
    await page.keyboard.press('Enter');
    await expect(showButtons(page)).toHaveCount(3);
  });
});

test.describe('options', () => {
  test('the options in the address decide the request', async ({ page, open, sandbox }) => {
    for (const [query, parameters] of [
      ['', 'responseQrType=normal&qrCode=false'],
      ['?qr=true', 'responseQrType=normal&qrCode=true'],
      ['?format=mpower', 'responseQrType=mpower&qrCode=false'],
      ['?qr=true&format=mpower', 'responseQrType=mpower&qrCode=true'],
    ] as const) {
      await sandbox.clearLog();
      await open(`/activation/identity/codes-1${query}`);
      await expect(showButtons(page)).toBeVisible();
      expect((await sandbox.log()).map((entry) => entry.path.split('?')[1])).toEqual([parameters]);
    }
  });

  test('the chosen options change the address and send one new request', async ({ page, open, sandbox }) => {
    await open('/activation/identity/codes-1?sort=code');
    await expect(showButtons(page)).toBeVisible();
    await changeButton(page).click();
    await expect(page.getByLabel(t('option.images'))).toBeHidden();
    await page.getByText(t('option.title'), { exact: true }).click();
    await page.getByLabel(t('option.images')).check();
    await page.getByLabel(t('option.format')).selectOption(t('option.format_mpower'));
    expect(await sandbox.count()).toBe(1);
    await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
    await expect(page).toHaveURL(/codes-1\?qr=true&format=mpower&sort=code$/);
    // Options that are not the default are named beside the user.
    await expect(
      page.getByText(`${t('option.format_mpower')}, ${t('account.images')}`, { exact: true }),
    ).toBeVisible();
    await changeButton(page).click();
    await expect(page.getByLabel(t('option.images'))).toBeChecked();
    await page.keyboard.press('Escape');
    await expect.poll(() => sandbox.count('responseQrType=mpower&qrCode=true')).toBe(1);
    await showButtons(page).click();
    await expect(page.getByRole('img', { name: t('card.qr') })).toBeVisible();
    await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  });
});

test.describe('direct connection with a token', () => {
  for (const [connection, path] of [
    ['identity-direct', '/digitanium/v4/users/codes-3/activationcodes?responseQrType=normal&qrCode=false'],
    ['shift-direct', '/auth/realms/demo/v3_activationcode/codes-3/?responseQrType=normal&qrCode=false'],
  ] as const) {
    test(`${connection}: requests go to the documented address of the installation`, async ({
      page,
      open,
      sandbox,
    }) => {
      await open(`/activation/${connection}/codes-3`);
      await enterToken(page, 'Bearer sandbox-token');
      await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
      expect((await sandbox.log()).map((entry) => [entry.method, entry.path, entry.status])).toEqual([
        ['GET', path, 200],
      ]);
    });
  }

  test('a whole token response can be pasted', async ({ page, open }) => {
    await open('/activation/identity-direct/codes-1');
    await enterToken(page, '{"access_token":"sandbox-token","expires_in":300}');
    await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
  });

  test('a wrong token is reported and asked for again', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 401/);
    await open('/activation/identity-direct/codes-1');
    await enterToken(page, 'wrong');
    await expect(page.getByText(t('sign_in.token_refused'))).toBeVisible();
    await enterToken(page, 'sandbox-token');
    await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
  });

  test('a pasted text that is no token response is rejected before it is sent', async ({
    page,
    open,
    sandbox,
  }) => {
    await open('/activation/identity-direct/codes-1');
    await enterToken(page, '{"error":"invalid_grant"}');
    await expect(page.getByText(t('credential.no_access_token'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });
});

test.describe('responses of other shapes', () => {
  for (const shape of [
    'shape-userid',
    'shape-no-user',
    'shape-user-case',
    'shape-user-ÖZDEMIR',
    'shape-user-José',
    'shape-user-SCHLOẞ',
    'shape-array',
    'shape-wrappers',
    'shape-strings',
    'shape-extra-fields',
  ]) {
    test(`${shape} shows the same three codes`, async ({ page, open }) => {
      await open(`/activation/identity/${encodeURIComponent(shape)}`);
      await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
      await showButtons(page).first().click();
      await showButtons(page).first().click();
      await showButtons(page).first().click();
      for (const code of ['1827098', '04738126', '68493536']) {
        await expect(page.getByText(code, { exact: true })).toBeVisible();
      }
    });
  }

  test('duplicates become one card that says so', async ({ page, open }) => {
    await open('/activation/identity/shape-twins');
    await expect(page.getByText(plural('card.twins', 2)).first()).toBeVisible();
  });

  test('a code that the server masks is reported as hidden', async ({ page, open }) => {
    await open('/activation/identity/shape-code-hidden');
    await expect(page.getByText(t('card.hidden')).first()).toBeVisible();
  });

  test('a count that disagrees with the list is reported and has no effect', async ({ page, open }) => {
    await open('/activation/identity/shape-count');
    await expect(page.getByText(t('list.stated', { stated: '4000000000', listed: '3' }))).toBeVisible();
    await expect(showButtons(page)).toHaveCount(3);
  });
});
