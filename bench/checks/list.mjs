// Before a list is timed, every app must show its codes, each with a symbol that a reader turns into that code, and a
// countdown that moves.

import assert from 'node:assert/strict';
import { describe } from '../apps.mjs';
import { newContext, visit } from '../browser.mjs';
import { codes } from '../codes.mjs';
import { readSymbol } from '../reader.mjs';
import { countdownMoves } from './parts.mjs';

async function shows(bench, app, count) {
  const expected = codes(count);
  const few = Math.min(count, 4);
  const context = await newContext(bench.browser);
  const where = describe(app, count);
  try {
    const { page } = await visit(bench, context, app, { count });
    const rows = page.locator(app.item);
    const texts = await rows.locator(app.code).allTextContents();
    assert.deepEqual(texts.slice(0, few), expected.slice(0, few), `${where}: the first rows are not those of the list`);
    const read = async (row, code) => {
      const symbol = row.locator(app.symbol);
      await symbol.waitFor();
      await symbol.evaluate((svg) => svg.scrollIntoView({ block: 'center' }));
      assert.deepEqual(await readSymbol(await symbol.screenshot()), [code], `${where}: the symbol of ${code} does not say it`);
    };
    for (let at = 0; at < few; at += 1) await read(rows.nth(at), expected[at]);
    await countdownMoves(page, `${app.item} ${app.digits}`, where);
    // The last one is there as well, for whoever scrolls to it. Rows that get their height late need a second try.
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

/** Fails with words when an app shows anything else than the list. */
export async function checkList(bench, apps, quick) {
  const counts = quick ? [10] : [10, 1_000];
  await bench.server.prepare(counts);
  for (const count of counts) {
    for (const app of apps) {
      bench.say(`checking ${describe(app, count)}`);
      await shows(bench, app, count);
    }
  }
}
