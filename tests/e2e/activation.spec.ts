// The activation codes of a user: how many, which, until when, and what the app asks for besides.

import { listAnswers, newest } from './support/answers.ts';
import { cards, shows } from './support/list.ts';
import { giveToken } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { count, like, say } from './support/words.ts';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a user without codes gets the fact in words, not an empty page', async ({ page, open }) => {
  await open('/activation/identity/codes-0');
  await expect(page.getByText(count('list.count', 0), { exact: true })).toBeVisible();
  await expect(page.getByText(say('list.empty'))).toBeVisible();
  await expect(page.getByText(say('list.empty_do'))).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(shows(page)).toHaveCount(0);
});

test('a code is hidden until one asks for it, and hidden again after half a minute', async ({ page, open }) => {
  await page.clock.install();
  await open('/activation/identity/codes-1');
  await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain('6849351');
  await shows(page).click();
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await expect(page.getByRole('img', { name: say('card.qr') })).toBeVisible();
  await page.clock.runFor(28_000);
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await page.clock.runFor(3_500);
  await expect(page.getByText('6849351', { exact: true })).toHaveCount(0);
  expect(await page.content()).not.toContain('6849351');
});

test('Hide hides at once', async ({ page, open }) => {
  await open('/activation/identity/codes-1');
  await shows(page).click();
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: say('card.hide') }).click();
  await expect(page.getByText('6849351', { exact: true })).toHaveCount(0);
});

test('three codes stand in the order of their ends, each with its local end and how far away that is', async ({ page, open }) => {
  const answers = await listAnswers(page);
  await open('/activation/identity/codes-3');
  const codes = (await newest(answers)).data.activationCodes;
  await expect(cards(page)).toHaveCount(3);
  const [soonest, , last] = codes;
  const local = (end?: string) =>
    new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' })
      .format(Number(end) * 1000)
      .replace(/\s/g, '\\s');
  await expect(cards(page).first()).toContainText(new RegExp(local(soonest?.activationNotAfter)));
  await expect(cards(page).first()).toContainText(/in (1 hour|\d\d minutes)/);
  await expect(cards(page).first().getByRole('timer')).toHaveText(/^([1-5]\d:\d\d|1:00:00)$/);
  await expect(cards(page).nth(1)).toContainText(/in (2|3) days|in \d\d hours/);
  await expect(cards(page).last()).toContainText(new RegExp(local(last?.activationNotAfter)));
  await expect(cards(page).last()).toContainText(/in (59|60) days/);
  await shows(page).nth(1).click();
  await expect(cards(page).nth(1).getByText('04738126', { exact: true })).toBeVisible();
});

test('of fifty codes the expired ones are folded away', async ({ page, open, sandbox }) => {
  await open('/activation/identity/codes-50');
  await expect(cards(page).first()).toBeVisible();
  // A sandbox that has run for minutes has seen some more end.
  const now = await sandbox.now();
  const ends = (await sandbox.activationCodes('codes-50')).map((one) => Number(one.activationNotAfter) * 1_000);
  const expired = ends.filter((end) => end > 0 && end <= now).length;
  await expect(page.getByText(count('list.count', 50 - expired), { exact: true })).toBeVisible();
  // Only the cards near the screen exist; each says its place among all.
  await expect(cards(page).first()).toHaveAttribute('aria-setsize', String(50 - expired));
  await expect(page.getByText(like('end.ended_at')).first()).toBeHidden();
  await page.getByText(count('list.expired', expired)).click();
  await expect(page.getByText(like('end.ended_at'))).toHaveCount(expired);
  await expect(page.getByText(like('end.ended_at')).first()).toBeVisible();
  await cards(page).first().focus();
  await page.keyboard.press('End');
  await expect(cards(page).last()).toHaveAttribute('aria-posinset', String(50 - expired));
  await expect(cards(page).filter({ hasText: say('state.no_end') })).toHaveCount(3);
});

test('only expired codes: no valid one, and that is said', async ({ page, open }) => {
  await open('/activation/identity/expired');
  await expect(page.getByText(say('list.empty'))).toBeVisible();
  await expect(page.getByText(count('list.expired', 3))).toBeVisible();
});

test('a code that ends while it is on the screen moves to the expired ones at that moment', async ({ page, open, sandbox }) => {
  await open('/activation/identity/soon');
  await shows(page).click();
  await expect(page.getByText('7420916', { exact: true })).toBeVisible();
  await expect(page.getByText(count('list.expired', 1))).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('7420916', { exact: true })).toHaveCount(0);
  await expect(page.getByText(say('list.empty'))).toBeVisible();
  expect(await sandbox.count()).toBe(1);
});

test('ten thousand codes leave the page usable', async ({ page, open }) => {
  await open('/activation/identity/codes-10000');
  // Some of the 8 000 valid ones end minutes after the sandbox has started.
  await expect(page.getByText(/^[78],\d{3} valid codes$/)).toBeVisible({ timeout: 20_000 });
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
  await cards(page).first().focus();
  await page.keyboard.press('End');
  await expect(cards(page).last()).toHaveAttribute('aria-posinset', /^(8000|7\d{3})$/);
  await shows(page).last().click();
  await expect(page.getByRole('img', { name: say('card.qr') })).toBeVisible();
  await page.getByText(/^2,\d{3} expired codes$/).click();
  await expect(page.getByText(like('end.ended_at')).first()).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
});

test.describe('whose codes', () => {
  test('the help desk types a user name, and the address then names them', async ({ page, open, sandbox }) => {
    await open('/activation/identity');
    await page.getByLabel(say('user.label')).fill('name+with/odd@chars ü');
    await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
    await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/#\/activation\/identity\/name%2Bwith%2Fodd%40chars%20%C3%BC$/);
    expect((await sandbox.log())[0]?.path).toContain('/users/name%2Bwith%2Fodd%40chars%20%C3%BC/activationcodes');
  });

  for (const [typed, words] of [['', 'user.empty'], ['..', 'user.dots'], ['x'.repeat(256), 'user.too_long']] as const) {
    test(`the user name "${typed.slice(0, 5)}" is refused in words and stays to be corrected`, async ({ page, open, sandbox }) => {
      await open('/activation/identity');
      const field = page.getByLabel(say('user.label'));
      await field.fill(typed);
      await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
      await expect(page.getByText(say(words))).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveValue(typed);
      expect(await sandbox.count()).toBe(0);
    });
  }

  test('the next user is asked for without going back', async ({ page, open }) => {
    await open('/activation/identity/codes-1');
    await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
    await expect(page.getByLabel(say('user.label'))).toHaveValue('codes-1');
    await page.getByLabel(say('user.label')).fill('codes-3');
    await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
    await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
  });
});

test.describe('options', () => {
  test('what the address says is what the service is asked', async ({ page, open, sandbox }) => {
    for (const [query, asked] of [
      ['', 'responseQrType=normal&qrCode=false'],
      ['?qr=true', 'responseQrType=normal&qrCode=true'],
      ['?format=mpower', 'responseQrType=mpower&qrCode=false'],
      ['?qr=true&format=mpower', 'responseQrType=mpower&qrCode=true'],
    ] as const) {
      await sandbox.emptyLog();
      await open(`/activation/identity/codes-1${query}`);
      await expect(shows(page)).toBeVisible();
      expect((await sandbox.log()).map((entry) => entry.path.split('?')[1])).toEqual([asked]);
    }
  });

  test('choosing an option changes the address and asks anew', async ({ page, open, sandbox }) => {
    await open('/activation/identity/codes-1');
    await expect(shows(page)).toBeVisible();
    await expect(page.getByLabel(say('option.images'))).toBeHidden();
    await page.getByText(say('option.title'), { exact: true }).click();
    await page.getByLabel(say('option.images')).check();
    await expect(page).toHaveURL(/codes-1\?qr=true$/);
    // What is not as usual stands open.
    await expect(page.getByLabel(say('option.images'))).toBeChecked();
    await page.getByLabel(say('option.format')).selectOption(say('option.format_mpower'));
    await expect(page).toHaveURL(/codes-1\?qr=true&format=mpower$/);
    await expect.poll(() => sandbox.count('responseQrType=mpower&qrCode=true')).toBe(1);
    await shows(page).click();
    await expect(page.getByRole('img', { name: say('card.qr') })).toBeVisible();
    await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  });
});

test.describe('directly, with a token', () => {
  for (const [connection, path] of [
    ['identity-direct', '/digitanium/v4/users/codes-3/activationcodes?responseQrType=normal&qrCode=false'],
    ['shift-direct', '/auth/realms/demo/v3_activationcode/codes-3/?responseQrType=normal&qrCode=false'],
  ] as const) {
    test(`${connection}: the documented address of the installation`, async ({ page, open, sandbox }) => {
      await open(`/activation/${connection}/codes-3`);
      await giveToken(page, 'Bearer sandbox-token');
      await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
      expect((await sandbox.log()).map((entry) => [entry.method, entry.path, entry.status])).toEqual([['GET', path, 200]]);
    });
  }

  test('a whole token answer may be pasted', async ({ page, open }) => {
    await open('/activation/identity-direct/codes-1');
    await giveToken(page, '{"access_token":"sandbox-token","expires_in":300}');
    await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
  });

  test('a wrong token brings the question back in words', async ({ page, open, troubles }) => {
    troubles.expect(/status 401/);
    await open('/activation/identity-direct/codes-1');
    await giveToken(page, 'wrong');
    await expect(page.getByText(say('sign_in.token_refused'))).toBeVisible();
    await giveToken(page, 'sandbox-token');
    await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
  });

  test('something that is no token answer is refused before it is sent', async ({ page, open, sandbox }) => {
    await open('/activation/identity-direct/codes-1');
    await giveToken(page, '{"error":"invalid_grant"}');
    await expect(page.getByText(say('credential.no_access_token'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });
});

test.describe('copying', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('user id, tenant and code are copied exactly, and it is said', async ({ page, open }) => {
    await open('/activation/identity/name%2Bwith%2Fodd%40chars%20%C3%BC');
    for (const [button, text] of [
      ['copy.user', 'name+with/odd@chars ü'],
      ['copy.tenant', 'demo'],
      ['copy.code', '6849351'],
    ] as const) {
      await page.getByRole('button', { name: say(button) }).click();
      await expect.poll(() => clipboard(page)).toBe(text);
    }
    await expect(page.getByText(say('copy.done')).last()).toBeVisible();
  });

  test('a grouped code is selected as one text', async ({ page, open }) => {
    await open('/activation/identity/codes-3');
    await shows(page).nth(1).click();
    const code = page.getByText('04738126', { exact: true });
    const selected = await code.evaluate((element) => {
      getSelection()?.selectAllChildren(element);
      return getSelection()?.toString();
    });
    expect(selected).toBe('04738126');
  });
});

test('a code made meanwhile appears with Refresh', async ({ page, open, sandbox }) => {
  await open('/activation/identity/codes-1');
  await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
  await sandbox.create('codes-1', '0055443322');
  await sandbox.emptyLog();
  const refresh = page.getByRole('button', { name: say('access.refresh') });
  await expect(refresh).toHaveAttribute('aria-disabled', 'false');
  await refresh.click();
  await expect(page.getByText(count('list.count', 2), { exact: true })).toBeVisible();
  expect(await sandbox.count()).toBe(1);
  await shows(page).last().click();
  await expect(page.getByText('0055443322', { exact: true })).toBeVisible();
});

test.describe('answers of other shapes', () => {
  for (const shape of ['shape-userid', 'shape-no-user', 'shape-user-case', 'shape-array', 'shape-wrappers', 'shape-strings', 'shape-extra-fields']) {
    test(`${shape} shows the same three codes`, async ({ page, open }) => {
      await open(`/activation/identity/${shape}`);
      await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
      await shows(page).first().click();
      await shows(page).first().click();
      await shows(page).first().click();
      for (const code of ['1827098', '04738126', '68493536']) {
        await expect(page.getByText(code, { exact: true })).toBeVisible();
      }
    });
  }

  test('twins become one card that says so', async ({ page, open }) => {
    await open('/activation/identity/shape-twins');
    await expect(page.getByText(count('card.twins', 2)).first()).toBeVisible();
  });

  test('a code the server does not show is said to be hidden there', async ({ page, open }) => {
    await open('/activation/identity/shape-code-hidden');
    await expect(page.getByText(say('card.hidden')).first()).toBeVisible();
  });

  test('a count that disagrees with the list is mentioned and decides nothing', async ({ page, open }) => {
    await open('/activation/identity/shape-count');
    await expect(page.getByText(say('list.stated', { stated: '4000000000', listed: '3' }))).toBeVisible();
    await expect(shows(page)).toHaveCount(3);
  });
});
