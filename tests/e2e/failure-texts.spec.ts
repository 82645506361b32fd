// Text from servers in failures: details for the vendor, messages, HTML pages.

import { readClipboard } from './support/clipboard.ts';
import { failureDetail } from './support/failure-details.ts';
import { recordCodes, recordedCodes } from './support/code-recorder.ts';
import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const alert = (page: Page) => page.getByRole('alert');

test('the details for the vendor are folded, complete, and can be copied', async ({
  page,
  open,
  context,
  browserErrors,
}) => {
  browserErrors.expect(/status 400/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  let report: Record<string, string> = {};
  await page.route('**/access-code', async (route) => {
    const response = await route.fetch();
    report = (await response.json()) as Record<string, string>;
    await route.fulfill({ response });
  });
  await open('/access/gym/400');
  await expect.poll(() => report.traceId).toMatch(/^\d+$/);
  await expect(page.getByText(`${t('fail.service_says')} ${report.errorMessage}`)).toBeVisible();
  await expect(page.getByText(String(report.traceId))).toBeHidden();
  expect(await failureDetail(page, t('details.status'))).toBe('400');
  expect(await failureDetail(page, 'errorCode')).toContain(report.errorCode);
  expect(await failureDetail(page, 'traceId')).toContain(report.traceId);
  await page
    .getByRole('button', { name: t('copy.this'), exact: true })
    .last()
    .click();
  await expect.poll(() => readClipboard(page)).toBe(report.traceId);
});

test('the heading of a failure contains no status code', async ({ page, open, sandbox, browserErrors }) => {
  browserErrors.expect(/status 500/);
  await open('/access/gym/500');
  // Each response has another trace id, and with it other details.
  await expect.poll(() => sandbox.count('/500/')).toBe(3);
  await expect(alert(page)).not.toContainText(/Trying again in|Asking again/);
  await expect(alert(page).getByRole('heading')).not.toContainText('500');
  expect(await failureDetail(page, t('details.status'))).toBe('500');
});

test.describe('text from servers', () => {
  test('a login page in place of the response leaves no trace in the document', async ({ page, open }) => {
    await open('/access/gym/7083');
    await expect(page.getByText(t('fail.unexpected'))).toBeVisible();
    expect(await failureDetail(page, t('details.content_type'))).toMatch(/^text\/html/);
    expect(Number(await failureDetail(page, t('details.length')))).toBeGreaterThan(100);
    expect(await page.content()).not.toMatch(/portal|accept the terms|Guest network/);
    expect(await page.evaluate(() => 'portal' in window)).toBe(false);
  });

  test('an HTML page with a 401 leaves no trace either', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 401/);
    await open('/activation/identity/shape-401-html');
    await expect(page.getByText(t('fail.gateway_not_accepted'))).toBeVisible();
    expect(await page.content()).not.toContain('Authorization Required');
  });

  test('a hostile message is shown as short text without control or direction characters', async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(/status 400/);
    await open('/access/gym/7076');
    const message = page.getByText(t('fail.service_says'));
    await expect(message).toContainText('<b>bold</b>');
    const text = (await message.innerText()).replace(`${t('fail.service_says')} `, '');
    expect(text.length).toBeLessThanOrEqual(301);
    expect(await page.getByRole('main').innerText()).not.toMatch(/[\u0007\u202c\u202e]/);
    expect(await page.evaluate(() => document.querySelectorAll('main b, main i, main img').length)).toBe(0);
  });

  test('a truncated response shows no part of a code in any frame', async ({ page, open }) => {
    await recordCodes(page, /00719304655|1827/);
    await open('/access/gym/7086');
    await expect(page.getByText(t('fail.malformed'))).toBeVisible();
    await open('/activation/identity/shape-truncated');
    await expect(page.getByText(t('fail.malformed'))).toBeVisible();
    expect(await recordedCodes(page)).toEqual([]);
  });

  test('a response for another user shows neither code nor name', async ({ page, open }) => {
    await open('/activation/identity/shape-other-user');
    await expect(page.getByText(t('fail.wrong_user'))).toBeVisible();
    await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(0);
    expect(await page.content()).not.toContain('codes-50');
  });

  test('an error message in a response with status 200 is quoted', async ({ page, open }) => {
    await open('/activation/identity/shape-status-error');
    await expect(page.getByText(`${t('fail.service_says')} The tenant is being migrated.`)).toBeVisible();
    expect(await failureDetail(page, 'status')).toBe('ERROR');
  });
});
