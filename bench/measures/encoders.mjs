import assert from 'node:assert/strict';
import { newContext } from '../browser.mjs';
import { summarize } from '../statistics.mjs';
import { PAYLOADS } from '../micro/payloads.mjs';
import { readSymbols } from '../qr-reader.mjs';

const TITLES = {
  ours: 'ours, `opt-level = "z"` as shipped',
  qr: '`qr` (JavaScript)',
  fast_qr: 'fast_qr (wasm)',
  qrcodegen: 'qrcodegen (wasm)',
  qrcode: '`qrcode` 0.14 (wasm)',
};

/** Fails unless every library's symbol of each kind of text is readable. */
async function checkSymbols(page, names) {
  await page.addStyleTag({
    content: 'body { margin: 0; background: #fff } svg { display: block; width: 1110px; height: 1110px }',
  });
  for (const name of names) {
    for (const { title, texts } of PAYLOADS) {
      const markup = await page.evaluate(([name, text]) => window.micro.draw(name, text), [name, texts[0]]);
      await page.evaluate((markup) => (document.body.innerHTML = markup), markup);
      assert.deepEqual(
        await readSymbols(await page.locator('svg').screenshot()),
        [texts[0]],
        `${name}: the symbol of ${title} has other content`,
      );
    }
  }
}

/**
 * Measures each library's time from a text to the markup of its symbol, and the size of the markup for 19
 * digits.
 */
export async function measureEncoders(bench, rounds) {
  const context = await newContext(bench.browser);
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1_110, height: 1_110 });
    await page.goto(bench.server.address('micro'));
    await page.waitForFunction(() => window.micro);
    const names = await page.evaluate(() => window.micro.names());
    bench.log('checking the symbols of every encoder');
    await checkSymbols(page, names);
    bench.log('timing the encoders');
    const timed = await page.evaluate((rounds) => window.micro.time(rounds), rounds);
    const libraries = [];
    for (const { name, micros } of timed) {
      const markup = await page.evaluate(
        ([name, text]) => window.micro.draw(name, text),
        [name, PAYLOADS[0].texts[0]],
      );
      libraries.push({
        name,
        title: TITLES[name] ?? name,
        micros: micros.map(summarize),
        bytes: Buffer.byteLength(markup),
      });
    }
    return { kinds: PAYLOADS.map(({ title }) => title), libraries };
  } finally {
    await context.close();
  }
}
