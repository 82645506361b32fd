// A fast wrong picture is no result: before anything is timed, every app must show the codes of the list, each with a
// symbol that a reader turns into that code, and a countdown that moves.

import assert from 'node:assert/strict';
import { APPS } from './apps.mjs';
import { newContext, visit } from './browser.mjs';
import { codes } from './codes.mjs';
import { readSymbol } from './reader.mjs';

async function shows(bench, app, count) {
  const expected = codes(count);
  const few = Math.min(count, 4);
  const context = await newContext(bench.browser);
  const where = `${app.title} with ${count} codes`;
  try {
    const { page } = await visit(context, app, { address: bench.server.address(app.name), count });
    const rows = page.locator(app.row);
    const texts = await rows.locator(app.code).allTextContents();
    assert.deepEqual(texts.slice(0, few), expected.slice(0, few), `${where}: the first rows are not those of the list`);
    const read = async (row, code) => {
      const symbol = row.locator(app.symbol);
      await symbol.waitFor();
      await symbol.evaluate((svg) => svg.scrollIntoView({ block: 'center' }));
      assert.deepEqual(await readSymbol(await symbol.screenshot()), [code], `${where}: the symbol of ${code} does not say it`);
    };
    for (let at = 0; at < few; at += 1) await read(rows.nth(at), expected[at]);
    const left = rows.first().locator(app.left);
    const before = await left.textContent();
    const moved = await left.evaluate(async (element, before) => {
      for (let turn = 0; turn < 30 && element.textContent === before; turn += 1) await new Promise((done) => setTimeout(done, 100));
      return element.textContent !== before;
    }, before);
    assert(moved, `${where}: the countdown stands still`);
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
export async function check(bench, counts) {
  await bench.server.prepare(counts);
  for (const count of counts) {
    for (const app of APPS) {
      bench.say(`checking ${app.title} with ${count} codes`);
      await shows(bench, app, count);
    }
  }
}
