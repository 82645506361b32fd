// Rows 6 to 8, 10, 12, 13 and 41 of the fault table: a response without a code that may be shown.

import { readClipboard } from '../support/clipboard.ts';
import { elapsed, recordEvents } from '../support/event-log.ts';
import { failureDetail } from '../support/failure-details.ts';
import { recordedCodes, recordCodes } from '../support/code-recorder.ts';
import { rerouteRequests, pressRefresh } from '../support/refresh.ts';
import { expect, STATIC_CODE, test, type Page } from '../support/test.ts';
import { expectNoTrace, recordConsole } from '../support/leaks.ts';
import { expectNoMoreRequests, installClock } from '../support/fake-clock.ts';
import { t, type Key } from '../support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');
const code = (page: Page) => page.getByText(STATIC_CODE, { exact: true });

for (const [view, what, field] of [
  ['/access/gym/7060', 'without content', /^content$/],
  ['/access/gym/7061', 'with empty content', /^content$/],
  ['/access/gym/7086', 'with truncated JSON', /./],
  ['/access/gym/7087', 'with the content twice', /^content$/],
  ['/access/gym/7088', 'with bytes mangled', /./],
  ['/access/gym/7089', 'that is not UTF-8', /./],
  ['/activation/identity/shape-duplicate-field', 'with a code twice', /activationCode/],
  ['/activation/identity/shape-mangled', 'with bytes mangled', /./],
  ['/activation/identity/shape-utf8', 'that is not UTF-8', /./],
  ['/activation/identity/shape-truncated', 'with truncated JSON', /./],
] as const) {
  test(`row 6: a response ${what} at ${view} is requested once, and no frame, console line or detail contains its values`, async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await recordCodes(page, /\d{7,}/);
    const lines = recordConsole(page);
    await open(view);
    await expect(page.getByText(t('fail.malformed'))).toBeVisible();
    expect(await failureDetail(page, t('details.field'))).toMatch(field);
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(1);
    expect(await recordedCodes(page)).toEqual([]);
    await expectNoTrace(page, lines, STATIC_CODE, STATIC_CODE.slice(0, 8), '1827098', '04738126');
  });
}

for (const [view, form] of [
  ['/access/gym/7083', /portal|accept the terms|Guest network|<!doctype/i],
  ['/access/gym/7084', /\d{19}/],
  ['/activation/identity/shape-html', /portal|accept the terms|Guest network|<!doctype/i],
  ['/activation/identity/shape-wrong-type', /\d{7,}/],
] as const) {
  test(`row 7: a response that is not JSON at ${view} is not parsed: no frame contains any of it, and no element is made of it`, async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await recordCodes(page, form);
    await page.addInitScript(() => {
      const added = Object.assign(window, { added: [] as string[] }).added;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) {
          for (const node of addedNodes) {
            if (!(node instanceof Element)) continue;
            for (const element of [node, ...node.querySelectorAll('*')])
              added.push(element.id, element.tagName);
          }
        }
      }).observe(document, { subtree: true, childList: true });
    });
    await open(view);
    await expect(page.getByText(t('fail.unexpected'))).toBeVisible();
    await expect(page.getByText(t('fail.unexpected_do'))).toBeVisible();
    expect(await failureDetail(page, t('details.status'))).toBe('200');
    expect(await failureDetail(page, t('details.content_type'))).toMatch(/^text\//);
    expect(Number(await failureDetail(page, t('details.length')))).toBeGreaterThan(50);
    const found = await page.evaluate(() => ({
      portal: (window as unknown as { added: string[] }).added.includes('portal'),
      scripts: document.body.querySelectorAll('script, iframe').length,
      ran: 'portal' in window,
    }));
    expect(found).toEqual({ portal: false, scripts: 0, ran: false });
    expect(await page.title()).not.toMatch(form);
    expect(await recordedCodes(page)).toEqual([]);
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(1);
  });
}

for (const [customer, what] of [
  ['7081', '204'],
  ['7082', 'an empty 200'],
] as const) {
  test(`row 8: ${what} means no code; a valid code stays, marked, and there is no retry`, async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await rerouteRequests(page, '1237', customer);
    await pressRefresh(page);
    await expect(page.getByText(t('fail.no_code'), { exact: true })).toBeVisible();
    await expect(code(page)).toBeVisible();
    await expect(page.getByText(t('state.not_refreshed'), { exact: true })).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(2);
    await expect(code(page)).toBeVisible();
  });
}

test.describe('row 10', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('row 10: a hostile message of 2000 characters in a 400 becomes short plain text; the code stays; one request', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 400/);
    await installClock(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await rerouteRequests(page, '1237', '7076');
    await pressRefresh(page);
    const message = page.getByText(t('fail.service_says'));
    await expect(message).toContainText('<b>bold</b>');
    const text = ((await message.textContent()) ?? '').replace(t('fail.service_says'), '').trim();
    // The ellipsis comes after the 300 characters.
    expect(text.replace(/…$/, '').length).toBeLessThanOrEqual(300);
    expect(await page.content()).not.toMatch(/[\u0007\u202a-\u202e\u2066-\u2069]/);
    await expect(page.getByRole('main').locator('b, i, img')).toHaveCount(0);
    expect(await failureDetail(page, 'reference')).toBe('customer.<i>id</i>');
    expect(await failureDetail(page, 'errorCode')).not.toMatch(/\u202e/);
    await page
      .getByRole('button', { name: t('copy.this'), exact: true })
      .last()
      .click();
    await expect.poll(() => readClipboard(page)).toBe('4611686018427387904');
    await expect(code(page)).toBeVisible();
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(2);
  });
});

/** Responses that remove the code: row, customer, heading and remedy. */
const REMOVING: [string, string, Key, Key][] = [
  ['12', '403', 'fail.gateway_forbidden', 'fail.gateway_forbidden_do'],
  ['13', '404', 'fail.no_customer', 'fail.no_customer_do'],
  ['13', '40400', 'fail.endpoint_gone', 'fail.endpoint_gone_do'],
  ['13', '410', 'fail.endpoint_gone', 'fail.endpoint_gone_do'],
];

for (const [row, customer, happened, remedy] of REMOVING) {
  test(`row ${row}: with the response for ${customer} the code disappears within 100 ms, other passes stay, one request`, async ({
    page,
    open,
    sandbox,
    context,
    browserErrors,
  }) => {
    browserErrors.expect(/status 40[34]|status 410/);
    const other = await context.newPage();
    await other.goto(`${sandbox.app}#/access/gym/1235`);
    await expect(other.getByText('PSZRKAM7', { exact: true })).toBeVisible();
    await installClock(page);
    await recordEvents(page, { code: STATIC_CODE });
    const lines = recordConsole(page);
    await open('/access/gym/1237');
    await expect(code(page)).toBeVisible();
    await rerouteRequests(page, '1237', customer);
    await pressRefresh(page);
    await expect(alert(page).getByRole('heading', { name: t(happened) })).toBeVisible();
    await expect(alert(page).getByText(t(remedy))).toBeVisible();
    expect(await elapsed(page, `response ${customer.slice(0, 3)}`, 'code disappeared')).toBeLessThanOrEqual(
      100,
    );
    await expectNoTrace(page, lines, STATIC_CODE);
    const count = async () => (await sandbox.count('/1237/')) + (await sandbox.count(`/${customer}/`));
    await expectNoMoreRequests(page, count);
    expect(await sandbox.count(`/${customer}/`)).toBe(1);
    await expect(other.getByText('PSZRKAM7', { exact: true })).toBeVisible();
  });
}

test('row 13: a missing user is distinguished from a missing endpoint', async ({
  page,
  open,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/status 404/);
  for (const [user, happened, remedy] of [
    ['error-404', 'fail.no_user', 'fail.no_user_do'],
    ['missing-path', 'fail.endpoint_gone', 'fail.other_installation_do'],
  ] as const) {
    await open(`/activation/identity/${user}`);
    await expect(alert(page).getByRole('heading', { name: t(happened) })).toBeVisible();
    await expect(alert(page).getByText(t(remedy))).toBeVisible();
    expect(await sandbox.count(user)).toBe(1);
  }
});

test.describe('row 41', () => {
  test('row 41: a response for another user shows no code and no foreign name in any frame, and is not retried', async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await recordCodes(page, /\d{7,}|codes-50/);
    const lines = recordConsole(page);
    await open('/activation/identity/shape-other-user');
    await expect(page.getByText(t('fail.wrong_user'))).toBeVisible();
    expect(await recordedCodes(page)).toEqual([]);
    await expectNoTrace(page, lines, 'codes-50');
    await expectNoMoreRequests(page, () => sandbox.count());
    expect(await sandbox.count()).toBe(1);
  });

  test('row 41: no response is read from a cache or stored in one', async ({ page, open, sandbox }) => {
    await page.addInitScript(() => {
      const modes = Object.assign(window, { modes: [] as string[] }).modes;
      const original = window.fetch.bind(window);
      window.fetch = (input, init) => {
        const request = new Request(input, init);
        if (request.url.includes('/api/')) modes.push(request.cache);
        return original(input, init);
      };
    });
    const policies: (string | undefined)[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/')) policies.push(response.headers()['cache-control']);
    });
    for (const view of ['/access/gym/1237', '/activation/identity/codes-3']) await open(view);
    await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(3);
    expect(await page.evaluate(() => (window as unknown as { modes: string[] }).modes)).toEqual([
      'no-store',
      'no-store',
    ]);
    expect(policies).toEqual(['no-store', 'no-store']);
    expect(await sandbox.count()).toBe(2);
  });
});
