// Contents of an access code: short, long, without a symbol, with hidden characters.

import { readClipboard } from './support/clipboard.ts';
import { collectAccessResponses, latest } from './support/responses.ts';
import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });

test('a short token and a JSON text are shown exactly', async ({ page, open }) => {
  await open('/access/gym/1235');
  await expect(page.getByText('PSZRKAM7', { exact: true })).toBeVisible();
  const responses = await collectAccessResponses(page);
  await open('/access/gym/1236');
  const { content } = await latest(responses);
  expect(content).toContain('"customer_number":"1-1236"');
  await expect(page.getByText(content, { exact: true })).toBeVisible();
});

test.describe('content without a symbol', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('an unknown format is shown as text, without a symbol', async ({ page, open }) => {
    await open('/access/gym/7041');
    await expect(page.getByText(t('access.unknown_format', { format: 'AZTEC' }))).toBeVisible();
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await expect(symbol(page)).toHaveCount(0);
    await page.getByRole('button', { name: t('copy.code') }).click();
    await expect(page.getByText(t('copy.done'))).toBeVisible();
    expect(await readClipboard(page)).toBe('0071930465528817402');
  });

  for (const [id, length] of [
    ['7055', 2954],
    ['7058', 1477],
  ] as const) {
    test(`customer ${id}: content too long for a symbol is explained, and Copy gives all of it`, async ({
      page,
      open,
    }) => {
      const responses = await collectAccessResponses(page);
      await open(`/access/gym/${id}`);
      await expect(page.getByText(t('qr.too_long'))).toBeVisible();
      await expect(symbol(page)).toHaveCount(0);
      const { content } = await latest(responses);
      expect(content).toHaveLength(length);
      await expect(page.getByText(`${content.slice(0, 256)}…`, { exact: true })).toBeVisible();
      await expect(page.getByText(t('code.long', { length: length.toLocaleString('en') }))).toBeVisible();
      await page.getByRole('button', { name: t('copy.code') }).click();
      await expect.poll(() => readClipboard(page)).toBe(content);
    });
  }

  test('control and direction characters are made visible in the text and copied exactly', async ({
    page,
    open,
  }) => {
    const responses = await collectAccessResponses(page);
    await open('/access/gym/7053');
    await expect(symbol(page)).toBeVisible();
    const { content } = await latest(responses);
    expect(await page.getByRole('main').textContent(), 'raw characters in the text').not.toMatch(
      /[\u202e\u200b\u0007\0]/,
    );
    await expect(
      page.getByText('AB⟨U+202E⟩12⟨U+200B⟩34⟨U+0007⟩56⟨U+0000⟩\u0410', { exact: true }),
    ).toBeVisible();
    await expect(page.getByText(t('code.hidden'))).toBeVisible();
    await page.getByRole('button', { name: t('copy.code') }).click();
    await expect(page.getByText(t('copy.done'))).toBeVisible();
    // Some systems truncate the clipboard's text at NUL.
    expect(await readClipboard(page)).toMatch(new RegExp(`^${content.split('\0')[0]}`));
  });
});
