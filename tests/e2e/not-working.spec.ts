// What a refused pass may mean for a member, whom to ask, and the number of the failure for the staff.

import { expectAccessible } from './support/accessibility.ts';
import { failureDetail } from './support/failure-details.ts';
import { readSymbol } from './support/qr.ts';
import { SIZES } from './support/sizes.ts';
import { expect, test, type Page } from './support/test.ts';
import { t, tGerman, type Key } from './support/texts.ts';

const fold = (page: Page) => page.getByText(t('member.staff'), { exact: true });
const traceSymbol = (page: Page) => page.getByRole('img', { name: t('member.trace_qr') });

const MEANINGS: [customer: string, status: number, meaning: Key][] = [
  ['403', 403, 'member.no_right'],
  ['404', 404, 'member.unknown'],
  ['40301', 403, 'member.switched_off'],
  ['40302', 403, 'member.unpaid'],
  ['40303', 403, 'member.blocked'],
];

for (const [customer, status, meaning] of MEANINGS) {
  test(`customer ${customer}: says what it may mean, whom to ask, and the trace id as text and as QR`, async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(new RegExp(`status ${status}`));
    let traceId = '';
    await page.route('**/access-code', async (route) => {
      const response = await route.fetch();
      traceId = ((await response.json()) as { traceId: string }).traceId;
      await route.fulfill({ response });
    });
    await open(`/access/gym/${customer}`);
    await expect(page.getByRole('alert')).toContainText(t(meaning));
    await expect(page.getByRole('alert')).toContainText(t('member.ask'));
    // Before the fold is opened, no symbol can be taken for the code.
    await expect(page.locator('svg.qr')).toHaveCount(0);
    await expect(traceSymbol(page)).toBeHidden();
    await fold(page).press('Enter');
    await expect(page.getByText(t('member.trace'))).toBeVisible();
    await expect(page.getByText(traceId, { exact: true }).first()).toBeVisible();
    const { zxing, zbar } = await readSymbol(traceSymbol(page));
    expect({ zxing, zbar }).toEqual({ zxing: [traceId], zbar: [traceId] });
    expect(await failureDetail(page, 'traceId')).toContain(traceId);
  });
}

for (const viewport of SIZES) {
  const size = `${viewport.width} x ${viewport.height}`;

  test.describe(size, () => {
    test.use({ viewport });

    test(`${size}: the help fits, both readers read the trace id in both themes, and axe finds nothing`, async ({
      page,
      open,
      browserErrors,
    }) => {
      browserErrors.expect(/status 403/);
      await open('/access/gym/40302');
      await expect(page.getByText(t('member.unpaid'))).toBeVisible();
      await fold(page).click();
      await expectAccessible(page);
      const traceId = await failureDetail(page, 'traceId');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { zxing, zbar } = await readSymbol(traceSymbol(page));
        expect(zbar).toEqual(zxing);
        expect(traceId).toContain(zxing[0]);
      }
    });
  });
}

test('without a trace id there is nothing for the staff', async ({ page, open, browserErrors }) => {
  browserErrors.expect(/status 403/);
  await open('/access/gym/40300');
  await expect(page.getByText(t('member.no_right'))).toBeVisible();
  await expect(fold(page)).toHaveCount(0);
  await expect(traceSymbol(page)).toHaveCount(0);
});

test('an answer without a code may mean that codes are switched off', async ({ page, open }) => {
  await open('/access/gym/7081');
  await expect(page.getByText(t('member.switched_off'))).toBeVisible();
  await expect(fold(page)).toHaveCount(0);
});

for (const [customer, status, title] of [
  ['400', 400, 'fail.invalid'],
  ['410', 410, 'fail.endpoint_gone'],
  ['429', 429, 'fail.rate_limited'],
] as const) {
  test(`customer ${customer}: what the member cannot change is not laid at their door`, async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(new RegExp(`status ${status}`));
    await open(`/access/gym/${customer}`);
    await expect(page.getByRole('alert')).toContainText(t(title));
    await expect(page.getByText(t('member.title'))).toHaveCount(0);
  });
}

test('a refused list of activation codes says nothing about members', async ({
  page,
  open,
  browserErrors,
}) => {
  browserErrors.expect(/status 403/);
  await page.route('**/activationcodes**', (route) => route.fulfill({ status: 403, json: {} }));
  await open('/activation/identity/codes-3');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText(t('member.title'))).toHaveCount(0);
});

test.describe('in German, by touch', () => {
  test.use({
    locale: 'de-DE',
    viewport: { width: 320, height: 568 },
    hasTouch: true,
    isMobile: true,
  });

  test('the help fits a small phone, and a tap opens it', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 404/);
    await open('/access/gym/404');
    await expect(page.getByText(tGerman('member.unknown'))).toBeVisible();
    await page.getByText(tGerman('member.staff'), { exact: true }).tap();
    await expect(page.getByText(tGerman('member.trace'))).toBeVisible();
    await expectAccessible(page);
  });
});
