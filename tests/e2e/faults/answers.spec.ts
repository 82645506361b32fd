// Rows 6 to 8, 10, 12, 13 and 41 of the fault table: an answer came, but no code that may be shown.

import { between, keepChronicle } from '../support/chronicle.ts';
import { detail } from '../support/details.ts';
import { codesSeen, recordCodes } from '../support/frames.ts';
import { answerLike, refresh } from '../support/swap.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectNoTrace, said } from '../support/traces.ts';
import { expectSilence, installClock } from '../support/turning.ts';
import { say, type Key } from '../support/words.ts';

const STATIC = '0071930465528817402';
const alert = (page: Page) => page.getByRole('alert');
const code = (page: Page) => page.getByText(STATIC, { exact: true });

for (const [view, what, field] of [
  ['/access/gym/7060', 'without content', /^content$/],
  ['/access/gym/7061', 'with empty content', /^content$/],
  ['/access/gym/7086', 'of half a JSON text', /./],
  ['/access/gym/7087', 'with the content twice', /^content$/],
  ['/access/gym/7088', 'with bytes mangled', /./],
  ['/access/gym/7089', 'that is no UTF-8', /./],
  ['/activation/identity/shape-duplicate-field', 'with a code twice', /activationCode/],
  ['/activation/identity/shape-mangled', 'with bytes mangled', /./],
  ['/activation/identity/shape-utf8', 'that is no UTF-8', /./],
  ['/activation/identity/shape-truncated', 'of half a JSON text', /./],
] as const) {
  test(`row 6: an answer ${what} at ${view} is asked for once, and no frame, line or detail holds its values`, async ({ page, open, sandbox }) => {
    await installClock(page);
    await recordCodes(page, /\d{7,}/);
    const lines = said(page);
    await open(view);
    await expect(page.getByText(say('fail.malformed'))).toBeVisible();
    expect(await detail(page, say('details.field'))).toMatch(field);
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(1);
    expect(await codesSeen(page)).toEqual([]);
    await expectNoTrace(page, lines, STATIC, STATIC.slice(0, 8), '1827098', '04738126');
  });
}

for (const [view, form] of [
  ['/access/gym/7083', /portal|accept the terms|Guest network|<!doctype/i],
  ['/access/gym/7084', /\d{19}/],
  ['/activation/identity/shape-html', /portal|accept the terms|Guest network|<!doctype/i],
  ['/activation/identity/shape-wrong-type', /\d{7,}/],
] as const) {
  test(`row 7: what is no JSON at ${view} is not read: no frame holds a byte of it, and nothing is made of it`, async ({ page, open, sandbox }) => {
    await installClock(page);
    await recordCodes(page, form);
    await page.addInitScript(() => {
      const made = Object.assign(window, { made: [] as string[] }).made;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) {
          for (const node of addedNodes) {
            if (node instanceof Element) for (const one of [node, ...node.querySelectorAll('*')]) made.push(one.id, one.tagName);
          }
        }
      }).observe(document, { subtree: true, childList: true });
    });
    await open(view);
    await expect(page.getByText(say('fail.unexpected'))).toBeVisible();
    await expect(page.getByText(say('fail.unexpected_do'))).toBeVisible();
    expect(await detail(page, say('details.status'))).toBe('200');
    expect(await detail(page, say('details.content_type'))).toMatch(/^text\//);
    expect(Number(await detail(page, say('details.length')))).toBeGreaterThan(50);
    const found = await page.evaluate(() => ({
      portal: (window as unknown as { made: string[] }).made.includes('portal'),
      scripts: document.body.querySelectorAll('script, iframe').length,
      ran: 'portal' in window,
    }));
    expect(found).toEqual({ portal: false, scripts: 0, ran: false });
    expect(await page.title()).not.toMatch(form);
    expect(await codesSeen(page)).toEqual([]);
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(1);
  });
}

for (const [customer, what] of [['7081', '204'], ['7082', 'an empty 200']] as const) {
  test(`row 8: ${what} means no code; a good one stays, marked, and nothing is asked again`, async ({ page, open, sandbox }) => {
    await installClock(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await answerLike(page, '1237', customer);
    await refresh(page);
    await expect(page.getByText(say('fail.no_code'), { exact: true })).toBeVisible();
    await expect(code(page)).toBeVisible();
    await expect(page.getByText(say('state.not_refreshed'), { exact: true })).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(2);
    await expect(code(page)).toBeVisible();
  });
}

test.describe('row 10', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('row 10: a 400 with a hostile message of 2000 characters is short, plain text; the code stays; one request', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 400/);
    await installClock(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await answerLike(page, '1237', '7076');
    await refresh(page);
    const message = page.getByText(say('fail.service_says'));
    await expect(message).toContainText('<b>bold</b>');
    const text = ((await message.textContent()) ?? '').replace(say('fail.service_says'), '').trim();
    // The sign that something is missing stands behind the 300.
    expect(text.replace(/…$/, '').length).toBeLessThanOrEqual(300);
    expect(await page.content()).not.toMatch(/[\u0007\u202a-\u202e\u2066-\u2069]/);
    await expect(page.getByRole('main').locator('b, i, img')).toHaveCount(0);
    expect(await detail(page, 'reference')).toBe('customer.<i>id</i>');
    expect(await detail(page, 'errorCode')).not.toMatch(/\u202e/);
    await page.getByRole('button', { name: say('copy.this'), exact: true }).last().click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('4611686018427387904');
    await expect(code(page)).toBeVisible();
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(2);
  });
});

/** Answers that say that the code is gone: who gives them, and what is said. */
const GONE: [string, string, Key, Key][] = [
  ['12', '403', 'fail.gateway_forbidden', 'fail.gateway_forbidden_do'],
  ['13', '404', 'fail.no_customer', 'fail.no_customer_do'],
  ['13', '40400', 'fail.endpoint_gone', 'fail.endpoint_gone_do'],
  ['13', '410', 'fail.endpoint_gone', 'fail.endpoint_gone_do'],
];

for (const [row, customer, happened, remedy] of GONE) {
  test(`row ${row}: with the answer for ${customer} the code goes within 100 ms, other passes stay, one request`, async ({ page, open, sandbox, context, troubles }) => {
    troubles.expect(/status 40[34]|status 410/);
    const other = await context.newPage();
    await other.goto(`${sandbox.app}#/access/gym/1235`);
    await expect(other.getByText('PSZRKAM7', { exact: true })).toBeVisible();
    await installClock(page);
    await keepChronicle(page, { code: STATIC });
    const lines = said(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await answerLike(page, '1237', customer);
    await refresh(page);
    await expect(alert(page).getByRole('heading', { name: say(happened) })).toBeVisible();
    await expect(alert(page).getByText(say(remedy))).toBeVisible();
    expect(await between(page, `answered ${customer.slice(0, 3)}`, 'code went')).toBeLessThanOrEqual(100);
    await expectNoTrace(page, lines, STATIC);
    await expectSilence(page, () => sandbox.count('/1237/').then(async (good) => good + (await sandbox.count(`/${customer}/`))));
    expect(await sandbox.count(`/${customer}/`)).toBe(1);
    await expect(other.getByText('PSZRKAM7', { exact: true })).toBeVisible();
  });
}

test('row 13: a missing user is told from a missing address', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/status 404/);
  for (const [user, happened, remedy] of [
    ['error-404', 'fail.no_user', 'fail.no_user_do'],
    ['missing-path', 'fail.endpoint_gone', 'fail.other_installation_do'],
  ] as const) {
    await open(`/activation/identity/${user}`);
    await expect(alert(page).getByRole('heading', { name: say(happened) })).toBeVisible();
    await expect(alert(page).getByText(say(remedy))).toBeVisible();
    expect(await sandbox.count(user)).toBe(1);
  }
});

test.describe('row 41', () => {
  test('row 41: an answer for another user shows no code and no foreign name in any frame, and is not asked for again', async ({ page, open, sandbox }) => {
    await installClock(page);
    await recordCodes(page, /\d{7,}|codes-50/);
    const lines = said(page);
    await open('/activation/identity/shape-other-user');
    await expect(page.getByText(say('fail.wrong_user'))).toBeVisible();
    expect(await codesSeen(page)).toEqual([]);
    await expectNoTrace(page, lines, 'codes-50');
    await expectSilence(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(1);
  });

  test('row 41: no answer is taken from a cache or left in one', async ({ page, open, sandbox }) => {
    await page.addInitScript(() => {
      const modes = Object.assign(window, { modes: [] as string[] }).modes;
      const original = window.fetch.bind(window);
      window.fetch = (input, init) => {
        const request = new Request(input, init);
        if (request.url.includes('/api/')) modes.push(request.cache);
        return original(input, init);
      };
    });
    const told: (string | undefined)[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/')) told.push(response.headers()['cache-control']);
    });
    for (const view of ['/access/gym/1237', '/activation/identity/codes-3']) await open(view);
    await expect(page.getByRole('button', { name: say('card.show') })).toHaveCount(3);
    expect(await page.evaluate(() => (window as unknown as { modes: string[] }).modes)).toEqual(['no-store', 'no-store']);
    expect(told).toEqual(['no-store', 'no-store']);
    expect(await sandbox.count()).toBe(2);
  });
});
