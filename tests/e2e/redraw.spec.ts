// The server's own symbols: drawn anew where nobody else can, compared where somebody could, left out where they cannot
// be read with certainty.

import { listAnswers, newest, type ListedCode } from './support/answers.ts';
import { expectSymbol, readPicture } from './support/qr.ts';
import { expect, test, type Locator, type Page } from './support/test.ts';
import { say } from './support/words.ts';

const shows = (page: Page) => page.getByRole('button', { name: say('card.show') });
const symbol = (within: Page | Locator) => within.getByRole('img', { name: say('card.qr') });
const cardOf = (page: Page, code: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: code });

/** What both readers read from the image as the server has sent it. */
async function said({ qrImage }: ListedCode): Promise<string> {
  const base64 = String(qrImage).replace(/^[^,]*,/, '').replace(/\s/g, '');
  const { zxing, zbar } = await readPicture(Buffer.from(base64, 'base64'));
  expect(zxing).toEqual(zbar);
  expect(zxing).toHaveLength(1);
  return String(zxing[0]);
}

/** The codes that came with images, once they have. */
async function withImages(heard: { data: { activationCodes: ListedCode[] } }[]): Promise<ListedCode[]> {
  await expect.poll(() => heard.at(-1)?.data.activationCodes[0]?.qrImage, { timeout: 15_000 }).toBeTruthy();
  return (await newest(heard)).data.activationCodes;
}

for (const user of ['codes-1', 'codes-3', 'name+with/odd@chars ü']) {
  test(`mpower, ${user}: what is drawn says what the server's image says, in both themes and two densities`, async ({ page, open }) => {
    const heard = await listAnswers(page);
    await open(`/activation/identity/${encodeURIComponent(user)}?qr=true&format=mpower`);
    const codes = await withImages(heard);
    for (let shown = 0; shown < codes.length; shown += 1) await shows(page).first().click();
    for (const code of codes) {
      const content = await said(code);
      expect(content).toContain(code.activationCode);
      expect(content).not.toBe(code.activationCode);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectSymbol(symbol(cardOf(page, code.activationCode)), content);
      }
    }
  });
}

test('mpower: images are asked for when the first one is needed, and only once', async ({ page, open, sandbox }) => {
  const heard = await listAnswers(page);
  await open('/activation/identity/codes-3?format=mpower');
  await shows(page).first().click();
  await expect(page.getByText(say('symbol.asking'))).toBeVisible();
  const codes = await withImages(heard);
  const content = await said(codes[0] as ListedCode);
  await expectSymbol(symbol(page), content);
  await shows(page).first().click();
  await expect(symbol(page)).toHaveCount(2);
  expect((await sandbox.log()).map((entry) => entry.path.split('?')[1])).toEqual([
    'responseQrType=mpower&qrCode=false',
    'responseQrType=mpower&qrCode=true',
  ]);
});

test('mpower: where the service has no image even then, that is said and nobody asks again', async ({ page, open, sandbox }) => {
  await open('/activation/identity/shape-image-null?format=mpower');
  await shows(page).click();
  await expect(page.getByText(say('symbol.absent'))).toBeVisible({ timeout: 15_000 });
  await expect(symbol(page)).toHaveCount(0);
  await page.getByRole('button', { name: say('card.hide') }).click();
  await shows(page).click();
  await expect(page.getByText(say('symbol.absent'))).toBeVisible();
  expect(await sandbox.count()).toBe(2);
});

test('a code that the service does not show can be scanned where its symbol came', async ({ page, open }) => {
  const heard = await listAnswers(page);
  await open('/activation/identity/shape-code-hidden?qr=true&format=mpower');
  const codes = await withImages(heard);
  const hidden = codes.find((code) => !/^\d+$/.test(code.activationCode ?? '')) as ListedCode;
  const card = page.getByRole('main').getByRole('listitem').filter({ has: page.getByText(say('card.hidden')) }).first();
  await card.getByRole('button', { name: say('card.show_qr') }).click();
  await expectSymbol(symbol(card), await said(hidden));
  await expect(card.getByText(say('card.hidden'))).toBeVisible();
});

const GOOD = ['blank-prefix', 'url-safe', 'no-prefix', 'wrong-prefix', 'transparent'];
const BROKEN = [
  'garbage', 'truncated', 'html', 'svg', 'jpeg', 'address', 'huge-dimensions', 'too-long', 'damaged-finder', 'mixed-module', 'logo',
];

for (const image of GOOD) {
  test(`an image of the kind ${image} is as good as any`, async ({ page, open }) => {
    await open(`/activation/identity/shape-image-${image}?qr=true`);
    await shows(page).click();
    await expectSymbol(symbol(page), '1827098');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await expect(page.getByText(say('symbol.not_compared'))).toHaveCount(0);
    await expect(page.getByText(say('symbol.other'))).toHaveCount(0);
    await open(`/activation/identity/shape-image-${image}?qr=true&format=mpower`);
    await shows(page).click();
    const user = encodeURIComponent(`shape-image-${image}`).replaceAll('-', '%2D');
    await expectSymbol(symbol(page), `https://mpower.sandbox.invalid/activate?tenant=demo&user=${user}&code=1827098`);
  });
}

for (const image of BROKEN) {
  test(`an image of the kind ${image} is not drawn, and that is said`, async ({ page, open }) => {
    await open(`/activation/identity/shape-image-${image}?qr=true&format=mpower`);
    await shows(page).click();
    await expect(page.getByText(say('symbol.not_redrawn'))).toBeVisible();
    await expect(page.getByText('1827098', { exact: true })).toBeVisible();
    await expect(symbol(page)).toHaveCount(0);
    await open(`/activation/identity/shape-image-${image}?qr=true`);
    await shows(page).click();
    await expect(page.getByText(say('symbol.not_compared'))).toBeVisible();
    await expect(page.getByText(say('symbol.other'))).toHaveCount(0);
    await expectSymbol(symbol(page), '1827098');
  });
}

test('a symbol of the service that says something else is warned of', async ({ page, open }) => {
  await open('/activation/identity/shape-image-disagrees?qr=true');
  await shows(page).click();
  await expect(page.getByRole('alert').filter({ hasText: say('symbol.other') })).toBeVisible();
  await expectSymbol(symbol(page), '1827098');
});
