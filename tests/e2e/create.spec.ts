// Making an activation code, where the connection allows it.

import { expect, test, type Page } from './support/test.ts';
import { giveToken } from './support/sign-in.ts';
import type { Sandbox } from './support/sandbox.ts';
import { installClock } from './support/turning.ts';
import { count, say } from './support/words.ts';

const start = (page: Page) => page.getByRole('button', { name: say('create.new'), exact: true });
const form = (page: Page) => page.getByRole('region', { name: say('create.title') });
const make = (page: Page) => form(page).getByRole('button', { name: say('create.go') });
const cards = (page: Page) => page.getByRole('main').getByRole('listitem');
const posts = async (sandbox: Sandbox) => (await sandbox.log()).filter((entry) => entry.method === 'POST');

/** The form of a user's list, open. */
async function begin(page: Page, open: (fragment: string) => Promise<void>, user: string) {
  await open(`/activation/identity/${user}`);
  await start(page).click();
  await expect(form(page).getByRole('heading', { name: say('create.title') })).toBeFocused();
}

test('the service makes a code: it is shown, can be copied, and is marked in the list', async ({ page, open, sandbox }) => {
  await begin(page, open, 'codes-1');
  await make(page).click();
  await expect(form(page).getByText(say('create.made'))).toBeVisible();
  const [, made] = await sandbox.activationCodes('codes-1');
  await expect(form(page).getByText(String(made?.activationCode), { exact: true })).toBeVisible();
  await expect(form(page)).toContainText(/in (59|60) days/);
  await expect(page.getByText(count('list.count', 2), { exact: true })).toBeVisible();
  const marked = cards(page).filter({ hasText: say('card.fresh') });
  await expect(marked).toHaveCount(1);
  await marked.getByRole('button', { name: say('card.show') }).click();
  await expect(marked.getByText(String(made?.activationCode), { exact: true })).toBeVisible();
  expect(await posts(sandbox)).toHaveLength(1);
  await form(page).getByRole('button', { name: say('create.done') }).click();
  await expect(form(page)).toHaveCount(0);
  await expect(start(page)).toBeFocused();
});

test('a code of one’s own is made exactly as typed, for as long as was chosen', async ({ page, open, sandbox }) => {
  await begin(page, open, 'codes-1');
  await form(page).getByLabel(say('create.code')).fill('  007-aB "\\ü ');
  await form(page).getByLabel(say('create.validity')).selectOption(say('create.day'));
  await make(page).click();
  await expect(form(page).getByText(say('create.made'))).toBeVisible();
  const made = (await sandbox.activationCodes('codes-1')).find((code) => code.activationCode === '007-aB "\\ü');
  // The page knows the service's time by its `Date`, to a second.
  const ahead = Number(made?.activationNotAfter) * 1000 - (await sandbox.now());
  expect(ahead).toBeGreaterThan(86_400_000 - 60_000);
  expect(ahead).toBeLessThan(86_400_000 + 1_000);
});

test('what can be no code is refused before it is sent, in words, and stays to be mended', async ({ page, open, sandbox }) => {
  await begin(page, open, 'codes-1');
  const field = form(page).getByLabel(say('create.code'));
  for (const [typed, words] of [
    ['12\u200b34', 'create.invisible'],
    ['x'.repeat(65), 'create.too_long'],
    ['****', 'create.looks_masked'],
  ] as const) {
    await field.fill(typed);
    await make(page).click();
    await expect(form(page).getByText(say(words))).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue(typed);
  }
  await field.fill('1234');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  expect(await posts(sandbox)).toEqual([]);
});

test('a code that is hidden from administrators is shown once at most', async ({ page, open }) => {
  await begin(page, open, 'codes-1');
  await form(page).getByLabel(say('create.secret')).check();
  await make(page).click();
  await expect(form(page).getByText(say('create.made'))).toBeVisible();
  await expect(page.getByText(say('card.hidden'))).toBeVisible();
});

test('the same code twice is said to exist, and what was typed stays', async ({ page, open, troubles }) => {
  troubles.expect(/status 409/);
  await begin(page, open, 'codes-1');
  await form(page).getByLabel(say('create.code')).fill('6849351');
  await make(page).click();
  await expect(form(page).getByRole('alert')).toContainText(say('fail.duplicate'));
  await expect(form(page).getByLabel(say('create.code'))).toHaveValue('6849351');
  await form(page).getByLabel(say('create.code')).fill('6849352');
  await make(page).click();
  await expect(form(page).getByText(say('create.made'))).toBeVisible();
});

for (const [user, status, words] of [
  ['create-refused', 400, 'fail.not_created'],
  ['create-forbidden', 403, 'fail.may_not_create'],
  ['create-500', 500, 'fail.perhaps_created'],
  ['create-lost', 0, 'fail.perhaps_created'],
] as const) {
  test(`${user}: in words, and asked for once`, async ({ page, open, sandbox, troubles }) => {
    troubles.expect(status ? new RegExp(`status ${status}`) : /ERR_/);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await installClock(page);
    await begin(page, open, user);
    await make(page).click();
    await expect(form(page).getByRole('alert')).toContainText(say(words));
    await page.clock.runFor(60_000);
    // As the page sent them: the browser itself repeats a request whose connection was cut before any answer.
    expect(sent.filter((method) => method === 'POST')).toHaveLength(1);
    await sandbox.emptyLog();
    await form(page).getByRole('button', { name: say('create.look') }).click();
    await expect.poll(async () => (await sandbox.log()).map((entry) => entry.method)).toEqual(['GET']);
  });
}

test('no answer: after the deadline nobody knows, the code may be there, and it is not asked for again', async ({ page, open, sandbox }) => {
  await begin(page, open, 'create-hangs');
  await make(page).click();
  await expect(form(page).getByText(say('create.waiting'))).toBeVisible();
  await make(page).dispatchEvent('click');
  await expect(form(page).getByRole('alert')).toContainText(say('fail.perhaps_created'), { timeout: 15_000 });
  expect(await posts(sandbox)).toHaveLength(1);
  await form(page).getByRole('button', { name: say('create.look') }).click();
  await expect(page.getByText(count('list.count', (await sandbox.activationCodes('create-hangs')).length), { exact: true })).toBeVisible();
});

test('offline nothing is sent, and that is said', async ({ page, open, context, sandbox }) => {
  await begin(page, open, 'codes-1');
  await context.setOffline(true);
  await make(page).click();
  await expect(form(page).getByRole('alert')).toContainText(say('fail.not_sent_do'));
  await context.setOffline(false);
  expect(await posts(sandbox)).toEqual([]);
});

test('directly, both installations get it at their own address with the token', async ({ page, open, sandbox }) => {
  for (const [connection, path] of [
    ['identity-direct', '/digitanium/v4/users/codes-1/activationcodes?responseQrType=normal'],
    ['shift-direct', '/auth/realms/demo/v3_activationcode/codes-1/?responseQrType=normal'],
  ] as const) {
    await sandbox.emptyLog();
    await open(`/activation/${connection}/codes-1`);
    await giveToken(page, 'sandbox-token');
    await start(page).click();
    await make(page).click();
    await expect(form(page).getByText(say('create.made'))).toBeVisible();
    expect((await posts(sandbox)).map((entry) => [entry.path, entry.status])).toEqual([[path, 200]]);
  }
});

test('where the connection does not allow it, nothing offers it', async ({ page, open }) => {
  await page.route('**/latchkey.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('"allowCreate":true', '"allowCreate":false') });
  });
  await open('/activation/identity/codes-1');
  await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
  await expect(start(page)).toHaveCount(0);
});

test('a form that is closed while the code is made opens again with what came of it, and nothing is sent twice', async ({ page, open, sandbox }) => {
  await begin(page, open, 'create-hangs');
  await make(page).click();
  await form(page).getByRole('button', { name: say('create.cancel') }).click();
  await expect(form(page)).toHaveCount(0);
  await start(page).click();
  await expect(form(page).getByText(say('create.waiting'))).toBeVisible();
  await make(page).dispatchEvent('click');
  await form(page).getByRole('button', { name: say('create.cancel') }).click();
  await expect(form(page).getByRole('alert')).toContainText(say('fail.perhaps_created'), { timeout: 15_000 });
  expect(await posts(sandbox)).toHaveLength(1);
});
