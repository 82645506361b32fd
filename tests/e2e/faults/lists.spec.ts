// Rows 19 and 32 to 35 of the fault table: long lists, and odd or hostile entries.

import { recordCodes, recordedCodes } from '../support/code-recorder.ts';
import { recordElementCount, maxElementCount, nextFrame, scrollTo, showButtons } from '../support/list.ts';
import { expect, test, type Page } from '../support/test.ts';
import { plural, t } from '../support/texts.ts';

const cards = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: showButtons(page) });

test.describe('row 19', () => {
  test('row 19: ten thousand codes make at most 2 000 elements in any frame, without images', async ({
    page,
    open,
    sandbox,
  }) => {
    await recordElementCount(page);
    await open('/activation/identity/codes-10000');
    // Some of the 8 000 valid codes end minutes after the sandbox's start.
    await expect(page.getByText(/^[78],\d{3} valid codes$/)).toBeVisible({ timeout: 20_000 });
    await page.mouse.wheel(0, 100_000);
    await nextFrame(page);
    await scrollTo(page, 0.5);
    await scrollTo(page, 1);
    await expect(page.getByText(/^\d,\d{3} expired codes$/)).toBeInViewport();
    expect(await maxElementCount(page)).toBeLessThanOrEqual(2_000);
    expect((await sandbox.log()).map((entry) => entry.path.split('?')[1])).toEqual([
      'responseQrType=normal&qrCode=false',
    ]);
  });

  test('row 19: a longer list shows its first ten thousand codes and says so', async ({ page, open }) => {
    await open('/activation/identity/codes-10001');
    await expect(page.getByText(t('list.capped', { most: '10,000', all: '10,001' }))).toBeVisible({
      timeout: 20_000,
    });
    expect(await page.evaluate(() => document.getElementsByTagName('*').length)).toBeLessThanOrEqual(2_000);
  });
});

test.describe('row 32', () => {
  test('row 32: exact duplicates are one card that says so; the right code is revealed and focused', async ({
    page,
    open,
  }) => {
    await open('/activation/identity/shape-twins');
    await expect(page.getByText(plural('list.count', 2), { exact: true })).toBeVisible();
    await expect(cards(page)).toHaveCount(2);
    await expect(cards(page).nth(0)).toContainText(plural('card.twins', 2));
    await expect(cards(page).nth(1)).not.toContainText(plural('card.twins', 2));
    const second = cards(page).nth(1);
    await showButtons(page).nth(1).focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('main').getByRole('listitem');
    await expect(list.nth(1).getByText('68493536', { exact: true })).toBeVisible();
    await expect(list.nth(1).getByRole('button', { name: t('card.hide') })).toBeFocused();
    await expect(list.nth(0).getByText('1827098', { exact: true })).toHaveCount(0);
    await expect(second).toHaveCount(0);
    await showButtons(page).first().click();
    await expect(list.nth(0).getByText('1827098', { exact: true })).toBeVisible();
  });

  test('row 32: a code listed with two ends has two cards, and both are marked', async ({ page, open }) => {
    await open('/activation/identity/shape-twin-ends');
    await expect(page.getByText(plural('list.count', 2), { exact: true })).toBeVisible();
    await expect(cards(page)).toHaveCount(2);
    await expect(page.getByText(t('card.other_end'))).toHaveCount(2);
  });
});

test.describe('row 34', () => {
  for (const shape of [
    'shape-status-lower',
    'shape-status-number',
    'shape-subsystem-text',
    'shape-no-count',
    'shape-count-text',
    'shape-username',
  ]) {
    test(`row 34: ${shape} gives the same three cards`, async ({ page, open }) => {
      await open(`/activation/identity/${shape}`);
      await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      for (const code of ['1827098', '04738126', '68493536']) {
        await showButtons(page).first().click();
        await expect(page.getByText(code, { exact: true })).toBeVisible();
      }
    });
  }

  for (const shape of [
    'shape-null',
    'shape-no-data',
    'shape-codes-null',
    'shape-codes-absent',
    'shape-object',
  ]) {
    test(`row 34: ${shape} is a list or an explained failure, never an empty page`, async ({
      page,
      open,
    }) => {
      await open(`/activation/identity/${shape}`);
      await expect(
        page.getByText(t('list.empty')).or(showButtons(page)).or(page.getByRole('alert')).first(),
      ).toBeVisible();
    });
  }

  test('row 34: unknown fields of an access code are ignored', async ({ page, open }) => {
    await open('/access/gym/7085');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await expect(page.getByText(/gates|studio":|issuedAt/)).toHaveCount(0);
  });
});

test.describe('row 35', () => {
  const IMAGES = [
    'null',
    'blank-prefix',
    'url-safe',
    'no-prefix',
    'wrong-prefix',
    'transparent',
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
    'disagrees',
  ];
  for (const image of IMAGES) {
    test(`row 35: an image of the kind ${image} never gets into the page; the code is shown as text`, async ({
      page,
      open,
    }) => {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      const violations: string[] = [];
      await page.exposeFunction('violated', (directive: string, blocked: string) =>
        violations.push(`${directive} ${blocked}`),
      );
      await page.addInitScript(() => {
        const added = Object.assign(window, { added: [] as string[] }).added;
        document.addEventListener('securitypolicyviolation', (event) => {
          void (window as unknown as { violated: (...args: string[]) => void }).violated(
            event.violatedDirective,
            event.blockedURI,
          );
        });
        new MutationObserver((changes) => {
          for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
            if (!(node instanceof Element)) continue;
            for (const element of [node, ...node.querySelectorAll('*')]) added.push(element.localName);
          }
        }).observe(document, { subtree: true, childList: true });
        // Init scripts run first, so that the policy applies to the whole page.
        const policy = document.createElement('meta');
        policy.httpEquiv = 'Content-Security-Policy';
        policy.content = "img-src 'self'; object-src 'none'; frame-src 'none'";
        new MutationObserver((_, observer) => {
          if (!document.head) return;
          observer.disconnect();
          document.head.prepend(policy);
        }).observe(document, { subtree: true, childList: true });
      });
      await recordCodes(page, /<script|<svg|alert\(|data:image/);
      for (const query of ['?qr=true', '?qr=true&format=mpower']) {
        await open(`/activation/identity/shape-image-${image}${query}`);
        const card = page.getByRole('main').getByRole('listitem').first();
        await card.getByRole('button', { name: t('card.show') }).click();
        await expect(card.locator('bdi.code')).toHaveText(/^\w{7,}$/);
      }
      const added = await page.evaluate(() => (window as unknown as { added: string[] }).added);
      expect(
        added.filter((name) => /^(img|image|object|embed|iframe|picture|foreignobject)$/i.test(name)),
      ).toEqual([]);
      expect(
        requests.filter((url) => /^(data|blob):/.test(url) || !/^http:\/\/127\.0\.0\.1:/.test(url)),
      ).toEqual([]);
      expect(violations).toEqual([]);
      expect(await recordedCodes(page)).toEqual([]);
    });
  }
});
