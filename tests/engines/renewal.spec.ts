// A code is replaced before its end, and is not shown after it.

import { expect, test } from './support/test.ts';

test('a code that lives ten seconds is renewed in time', async ({ app, sandbox }) => {
  await app.open('/access/gym/1010');
  await expect.poll(async () => (await app.recorder()).seen.length, { timeout: 30_000 }).toBeGreaterThan(2);
  const { seen } = await app.recorder();
  const minted = await sandbox.minted();
  for (const [index, code] of seen.slice(0, -1).entries()) {
    const end = Date.parse(minted.find(({ content }) => content === code.text)?.ends ?? '');
    expect(code.last, `code ${index + 1} was last seen before its end`).toBeLessThan(end);
    expect(seen[index + 1]?.first, `code ${index + 2} was there before that end`).toBeLessThan(end);
  }
});
