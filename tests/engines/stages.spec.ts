// The two stages of the start: the code is there before the app, and the app takes it over.

import { expect, test } from './support/test.ts';

const APP_MODULE = /latchkey-[0-9a-f]{16}_bg\.wasm/;

test('the first stage shows the code; the app takes it over without another request', async ({ app, network, sandbox }) => {
  const release = network.hold(APP_MODULE);
  await app.load('/access/my-pass');
  await expect.poll(() => app.has('#shell .pass svg.qr path')).toBe(true);
  const code = await app.content('#shell .pass .code');
  const modules = await app.run(() => document.querySelector('.pass svg.qr path')?.getAttribute('d'));
  expect(code).toBe((await sandbox.minted())[0]?.content);
  expect(await app.has('#main')).toBe(false);
  release();
  await expect.poll(() => app.content('#main .pass .code')).toBe(code);
  expect(await app.run(() => document.querySelector('.pass svg.qr path')?.getAttribute('d'))).toBe(modules);
  expect(await sandbox.count()).toBe(1);
});

test('each file is asked for once', async ({ app, network }) => {
  await app.open('/access/gym/1237');
  await expect.poll(() => app.has('#main .pass .code')).toBe(true);
  const files = network.requests.map((line) => line.replace(/^GET /, '')).filter((path) => /\.(js|wasm|css|json)$/.test(path));
  expect(files.filter((path, index) => files.indexOf(path) !== index)).toEqual([]);
  expect(files.filter((path) => /\.wasm$|latchkey\.json$/.test(path))).toHaveLength(3);
  // The browser loads nothing of a template by itself.
  const at = (pattern: RegExp) => network.requests.findIndex((line) => pattern.test(line));
  expect(at(/latchkey-[0-9a-f]{16}\.js/)).toBeGreaterThan(at(/access-code/));
});
