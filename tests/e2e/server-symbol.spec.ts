// The server's symbols: redrawn for mpower, compared otherwise, and left out if they cannot be read with
// certainty.

import { withoutGateway } from './support/gateway.ts';
import { collectListResponses, latest, type ListedCode } from './support/responses.ts';
import { expectSymbol, readImage } from './support/qr.ts';
import { expect, test, type Locator, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const showButtons = (page: Page) => page.getByRole('button', { name: t('card.show') });
const symbol = (within: Page | Locator) => within.getByRole('img', { name: t('card.qr') });
const cardOf = (page: Page, code: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: code });

/** Returns what both readers read from the server's image. */
async function readServerImage({ qrImage }: ListedCode): Promise<string> {
  const base64 = String(qrImage)
    .replace(/^[^,]*,/, '')
    .replace(/\s/g, '');
  const { zxing, zbar } = await readImage(Buffer.from(base64, 'base64'));
  expect(zxing).toEqual(zbar);
  expect(zxing).toHaveLength(1);
  return String(zxing[0]);
}

/** Waits for a response with images and returns its codes. */
async function withImages(responses: { data: { activationCodes: ListedCode[] } }[]): Promise<ListedCode[]> {
  await expect
    .poll(() => responses.at(-1)?.data.activationCodes[0]?.qrImage, { timeout: 15_000 })
    .toBeTruthy();
  return (await latest(responses)).data.activationCodes;
}

for (const user of ['codes-1', 'codes-3', 'name+with/odd@chars ü']) {
  test(
    `mpower, ${user}: the drawn symbol has the content of the server's image, in both themes`,
    withoutGateway(user.includes('/')),
    async ({ page, open }) => {
      const responses = await collectListResponses(page);
      await open(`/activation/identity/${encodeURIComponent(user)}?qr=true&format=mpower`);
      const codes = await withImages(responses);
      for (let shown = 0; shown < codes.length; shown += 1) await showButtons(page).first().click();
      for (const code of codes) {
        const content = await readServerImage(code);
        expect(content).toContain(code.activationCode);
        expect(content).not.toBe(code.activationCode);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expectSymbol(symbol(cardOf(page, code.activationCode)), content);
        }
      }
    },
  );
}

test('mpower: images are requested when the first one is needed, and only once', async ({
  page,
  open,
  sandbox,
}) => {
  const responses = await collectListResponses(page);
  await open('/activation/identity/codes-3?format=mpower');
  await showButtons(page).first().click();
  await expect(page.getByText(t('symbol.asking'))).toBeVisible();
  const codes = await withImages(responses);
  const content = await readServerImage(codes[0] as ListedCode);
  await expectSymbol(symbol(page), content);
  await showButtons(page).first().click();
  await expect(symbol(page)).toHaveCount(2);
  expect((await sandbox.log()).map((entry) => entry.path.split('?')[1])).toEqual([
    'responseQrType=mpower&qrCode=false',
    'responseQrType=mpower&qrCode=true',
  ]);
});

test('mpower: if the service has no image even then, the page says so and does not retry', async ({
  page,
  open,
  sandbox,
}) => {
  await open('/activation/identity/shape-image-null?format=mpower');
  await showButtons(page).click();
  await expect(page.getByText(t('symbol.absent'))).toBeVisible({ timeout: 15_000 });
  await expect(symbol(page)).toHaveCount(0);
  await page.getByRole('button', { name: t('card.hide') }).click();
  await showButtons(page).click();
  await expect(page.getByText(t('symbol.absent'))).toBeVisible();
  expect(await sandbox.count()).toBe(2);
});

test('a code that the service masks can be scanned if its symbol was sent', async ({ page, open }) => {
  const responses = await collectListResponses(page);
  await open('/activation/identity/shape-code-hidden?qr=true&format=mpower');
  const codes = await withImages(responses);
  const hidden = codes.find((code) => !/^\d+$/.test(code.activationCode ?? '')) as ListedCode;
  const card = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByText(t('card.hidden')) })
    .first();
  await card.getByRole('button', { name: t('card.show_qr') }).click();
  await expectSymbol(symbol(card), await readServerImage(hidden));
  await expect(card.getByText(t('card.hidden'))).toBeVisible();
});

const GOOD = ['blank-prefix', 'url-safe', 'no-prefix', 'wrong-prefix', 'transparent'];
const BROKEN = [
  'garbage',
  'truncated',
  'html',
  'svg',
  'jpeg',
  'address',
  'huge-dimensions',
  'too-long',
  'damaged-finder',
  'mixed-module',
  'logo',
];

for (const image of GOOD) {
  test(`an image of the kind ${image} is accepted`, async ({ page, open }) => {
    await open(`/activation/identity/shape-image-${image}?qr=true`);
    await showButtons(page).click();
    await expectSymbol(symbol(page), '1827098');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await expect(page.getByText(t('symbol.not_compared'))).toHaveCount(0);
    await expect(page.getByText(t('symbol.other'))).toHaveCount(0);
    await open(`/activation/identity/shape-image-${image}?qr=true&format=mpower`);
    await showButtons(page).click();
    const user = encodeURIComponent(`shape-image-${image}`).replaceAll('-', '%2D');
    await expectSymbol(
      symbol(page),
      `https://mpower.sandbox.invalid/activate?tenant=demo&user=${user}&code=1827098`,
    );
  });
}

for (const image of BROKEN) {
  test(`an image of the kind ${image} is not drawn, and the page says so`, async ({ page, open }) => {
    await open(`/activation/identity/shape-image-${image}?qr=true&format=mpower`);
    await showButtons(page).click();
    await expect(page.getByText(t('symbol.not_redrawn'))).toBeVisible();
    await expect(page.getByText('1827098', { exact: true })).toBeVisible();
    await expect(symbol(page)).toHaveCount(0);
    await open(`/activation/identity/shape-image-${image}?qr=true`);
    await showButtons(page).click();
    await expect(page.getByText(t('symbol.not_compared'))).toBeVisible();
    await expect(page.getByText(t('symbol.other'))).toHaveCount(0);
    await expectSymbol(symbol(page), '1827098');
  });
}

test('a server symbol with other content causes a warning', async ({ page, open }) => {
  await open('/activation/identity/shape-image-disagrees?qr=true');
  await showButtons(page).click();
  await expect(page.getByRole('alert').filter({ hasText: t('symbol.other') })).toBeVisible();
  await expectSymbol(symbol(page), '1827098');
});
