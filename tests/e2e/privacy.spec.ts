// Keys, tokens, codes and ids must not be left anywhere.

import { expect, test } from './support/test.ts';
import { enterKey, enterToken } from './support/sign-in.ts';
import { databaseText, keepCode } from './support/kept-code.ts';
import { recordConsole, storedText } from './support/leaks.ts';
import { plural, t } from './support/texts.ts';

const SECRETS = {
  key: 'sandbox-key',
  token: 'sandbox-token',
  access: '0071930465528817402',
  codes: ['1827098', '04738126', '68493536'],
};

test('the access pass leaves neither key nor code behind', async ({ page, open }) => {
  const lines = recordConsole(page);
  await open('/access/gym-direct/1237');
  await enterKey(page, SECRETS.key);
  await expect(page.getByText(SECRETS.access, { exact: true })).toBeVisible();
  for (const secret of [SECRETS.key, SECRETS.access]) {
    expect(await storedText(page)).not.toContain(secret);
    expect(lines.join('\n')).not.toContain(secret);
  }
  expect(await page.content()).not.toContain(SECRETS.key);
});

test('a code that a person keeps is on the device, the only one, and only encrypted', async ({ page, open }) => {
  const lines = recordConsole(page);
  await open('/access/gym/1237');
  await keepCode(page);
  const database = await databaseText(page);
  expect(database).toContain('latchkey/codes/gym\n1237\n/api/gym/v1/customers/1237/access-code');
  expect(await storedText(page)).toContain(database);
  expect(await storedText(page)).not.toContain(SECRETS.access);
  expect(lines.join('\n')).not.toContain(SECRETS.access);
});

test('the activation codes leave neither token nor code behind', async ({ page, open }) => {
  const lines = recordConsole(page);
  await open('/activation/identity-direct/codes-3');
  await enterToken(page, SECRETS.token);
  await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
  await page
    .getByRole('button', { name: t('card.show') })
    .first()
    .click();
  await expect(page.getByText('1827098', { exact: true })).toBeVisible();
  for (const secret of [SECRETS.token, ...SECRETS.codes]) {
    expect(await storedText(page)).not.toContain(secret);
    expect(lines.join('\n')).not.toContain(secret);
  }
  expect(await page.content()).not.toContain(SECRETS.token);
});

test('a failure leaves nothing behind either', async ({ page, open, browserErrors }) => {
  browserErrors.expect(/status 401/);
  await open('/access/gym-direct/401');
  await enterKey(page, SECRETS.key);
  await expect(page.getByText(t('sign_in.key_refused'))).toBeVisible();
  expect(await storedText(page)).not.toContain(SECRETS.key);
  expect(await page.content()).not.toContain(SECRETS.key);
});

test('key and token are gone after a reload', async ({ page, open, sandbox }) => {
  await open('/access/gym-direct/1237');
  await enterKey(page, SECRETS.key);
  await expect(page.getByText(SECRETS.access, { exact: true })).toBeVisible();
  await sandbox.clearLog();
  await page.reload();
  await expect(page.getByRole('heading', { name: t('sign_in.key_title') })).toBeVisible();
  expect(await sandbox.count()).toBe(0);
});

test('the customer id is only in the fragment of the address', async ({ page, open }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await open('/access/gym/1237');
  await expect(page.getByText(SECRETS.access, { exact: true })).toBeVisible();
  const { pathname, search, hash } = new URL(page.url());
  expect([pathname, search, hash]).toEqual(['/', '', '#/access/gym/1237']);
  expect(await page.title()).not.toContain('1237');
  const named = requests.filter((url) => new URL(url).href.split('#')[0]?.includes('1237'));
  expect(named.map((url) => new URL(url).pathname)).toEqual(['/api/gym/v1/customers/1237/access-code']);
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
  );
  expect(stored).not.toContain('1237');
});

test('a gateway never gets a key or token; a service never gets a cookie', async ({
  page,
  open,
  sandbox,
  context,
}) => {
  await context.addCookies([{ name: 'session', value: 'canary', url: sandbox.app }]);
  const sent: { url: string; headers: Record<string, string> }[] = [];
  page.on('request', async (request) => {
    if (request.method() === 'GET' && /access-code|activationcode/.test(request.url())) {
      sent.push({ url: request.url(), headers: await request.allHeaders().catch(() => ({})) });
    }
  });
  await open('/access/gym-direct/1237');
  await enterKey(page, SECRETS.key);
  await expect(page.getByText(SECRETS.access, { exact: true })).toBeVisible();
  await open('/access/gym/1237');
  await expect(page.getByText(SECRETS.access, { exact: true })).toBeVisible();
  await expect.poll(() => sent.length).toBe(2);
  const [direct, gateway] = sent;
  expect(direct?.headers['x-api-key']).toBe(SECRETS.key);
  expect(direct?.headers.cookie).toBeUndefined();
  expect(direct?.headers.referer).toBeUndefined();
  expect(gateway?.headers['x-api-key']).toBeUndefined();
  expect(gateway?.headers['x-requested-by']).toBe('latchkey');
  expect(gateway?.headers.cookie).toContain('session=canary');
});

test('the page loads nothing from other origins', async ({ page, open, sandbox }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await open('/activation/identity/codes-3');
  await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
  await open('/about');
  expect([...origins]).toEqual([new URL(sandbox.app).origin]);
});
