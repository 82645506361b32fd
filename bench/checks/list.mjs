// Checks that every app shows the codes of a list, each with a readable symbol and a running countdown.

import assert from 'node:assert/strict';
import { describe } from '../apps.mjs';
import { newContext, visit } from '../browser.mjs';
import { codes } from '../codes.mjs';
import { readSymbols } from '../qr-reader.mjs';
import { expectRunningCountdown } from './countdown.mjs';

async function checkApp(bench, app, count) {
  const expected = codes(count);
  const checked = Math.min(count, 4);
  const context = await newContext(bench.browser);
  const where = describe(app, count);
  try {
    const { page } = await visit(bench, context, app, { count });
    const rows = page.locator(app.item);
    const texts = await rows.locator(app.code).allTextContents();
    assert.deepEqual(
      texts.slice(0, checked),
      expected.slice(0, checked),
      `${where}: the first rows are not those of the list`,
    );
    const read = async (row, code) => {
      const symbol = row.locator(app.symbol);
      await symbol.waitFor();
      await symbol.evaluate((svg) => svg.scrollIntoView({ block: 'center' }));
      assert.deepEqual(
        await readSymbols(await symbol.screenshot()),
        [code],
        `${where}: the symbol of ${code} has other content`,
      );
    };
    for (let at = 0; at < checked; at += 1) await read(rows.nth(at), expected[at]);
    await expectRunningCountdown(page, `${app.item} ${app.digits}`, where);
    // The last code can be scrolled to. Rows that get their height late need several attempts.
    for (let turn = 0; turn < 3; turn += 1) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForTimeout(300);
    }
    const last = rows.filter({ hasText: expected.at(-1) });
    assert.equal(await last.count(), 1, `${where}: the last code is not there`);
    await read(last, expected.at(-1));
  } finally {
    await context.close();
  }
}

/** Fails if an app does not show the list. */
export async function checkList(bench, apps, quick) {
  const counts = quick ? [10] : [10, 1_000];
  await bench.server.prepare(counts);
  for (const count of counts) {
    for (const app of apps) {
      bench.log(`checking ${describe(app, count)}`);
      await checkApp(bench, app, count);
    }
  }
}
