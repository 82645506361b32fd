// What must not be left anywhere: keys, tokens, codes, and the ids of people.

import { expect, test } from './support/test.ts';
import { giveKey, giveToken } from './support/sign-in.ts';
import { said, traces } from './support/traces.ts';
import { count, say } from './support/words.ts';

const CANARIES = { key: 'sandbox-key', token: 'sandbox-token', access: '0071930465528817402', codes: ['1827098', '04738126', '68493536'] };

test('the access pass leaves neither key nor code behind', async ({ page, open }) => {
  const lines = said(page);
  await open('/access/gym-direct/1237');
  await giveKey(page, CANARIES.key);
  await expect(page.getByText(CANARIES.access, { exact: true })).toBeVisible();
  for (const canary of [CANARIES.key, CANARIES.access]) {
    expect(await traces(page)).not.toContain(canary);
    expect(lines.join('\n')).not.toContain(canary);
  }
  expect(await page.content()).not.toContain(CANARIES.key);
});

test('the activation codes leave neither token nor code behind', async ({ page, open }) => {
  const lines = said(page);
  await open('/activation/identity-direct/codes-3');
  await giveToken(page, CANARIES.token);
  await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: say('card.show') }).first().click();
  await expect(page.getByText('1827098', { exact: true })).toBeVisible();
  for (const canary of [CANARIES.token, ...CANARIES.codes]) {
    expect(await traces(page)).not.toContain(canary);
    expect(lines.join('\n')).not.toContain(canary);
  }
  expect(await page.content()).not.toContain(CANARIES.token);
});

test('a failure leaves nothing behind either', async ({ page, open, troubles }) => {
  troubles.expect(/status 401/);
  await open('/access/gym-direct/401');
  await giveKey(page, CANARIES.key);
  await expect(page.getByText(say('sign_in.key_refused'))).toBeVisible();
  expect(await traces(page)).not.toContain(CANARIES.key);
  expect(await page.content()).not.toContain(CANARIES.key);
});

test('key and token are gone with a reload', async ({ page, open, sandbox }) => {
  await open('/access/gym-direct/1237');
  await giveKey(page, CANARIES.key);
  await expect(page.getByText(CANARIES.access, { exact: true })).toBeVisible();
  await sandbox.emptyLog();
  await page.reload();
  await expect(page.getByRole('heading', { name: say('sign_in.key_title') })).toBeVisible();
  expect(await sandbox.count()).toBe(0);
});

test('whose codes are shown stands in the fragment alone', async ({ page, open }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open('/access/gym/1237');
  await expect(page.getByText(CANARIES.access, { exact: true })).toBeVisible();
  const { pathname, search, hash } = new URL(page.url());
  expect([pathname, search, hash]).toEqual(['/', '', '#/access/gym/1237']);
  expect(await page.title()).not.toContain('1237');
  const named = asked.filter((url) => new URL(url).href.split('#')[0]?.includes('1237'));
  expect(named.map((url) => new URL(url).pathname)).toEqual(['/api/gym/v1/customers/1237/access-code']);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
  expect(stored).not.toContain('1237');
});

test('a gateway never sees a key or token; a service never sees a cookie', async ({ page, open, sandbox, context }) => {
  await context.addCookies([{ name: 'session', value: 'canary', url: sandbox.app }]);
  const sent: { url: string; headers: Record<string, string> }[] = [];
  page.on('request', async (request) => {
    if (request.method() === 'GET' && /access-code|activationcode/.test(request.url())) {
      sent.push({ url: request.url(), headers: await request.allHeaders().catch(() => ({})) });
    }
  });
  await open('/access/gym-direct/1237');
  await giveKey(page, CANARIES.key);
  await expect(page.getByText(CANARIES.access, { exact: true })).toBeVisible();
  await open('/access/gym/1237');
  await expect(page.getByText(CANARIES.access, { exact: true })).toBeVisible();
  await expect.poll(() => sent.length).toBe(2);
  const [direct, gateway] = sent;
  expect(direct?.headers['x-api-key']).toBe(CANARIES.key);
  expect(direct?.headers.cookie).toBeUndefined();
  expect(direct?.headers.referer).toBeUndefined();
  expect(gateway?.headers['x-api-key']).toBeUndefined();
  expect(gateway?.headers['x-requested-by']).toBe('latchkey');
  expect(gateway?.headers.cookie).toContain('session=canary');
});

test('the page loads nothing from anywhere else', async ({ page, open, sandbox }) => {
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await open('/activation/identity/codes-3');
  await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
  await open('/about');
  expect([...origins]).toEqual([new URL(sandbox.app).origin]);
});
