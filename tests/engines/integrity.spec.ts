// Files that are altered on the way do not run in any engine, and the page says so.

import { ADDITIONS } from '../e2e/support/alterations.ts';
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

async function expectNoMark(app: App): Promise<void> {
  const marks = await app.run(() => [
    String((window as unknown as { altered?: boolean }).altered),
    getComputedStyle(document.documentElement).getPropertyValue('--altered'),
  ]);
  expect(marks).toEqual(['undefined', '']);
}

const FILES: [what: string, file: RegExp, view: string, text: string][] = [
  ['boot script', /boot-\w+\.js$/, '/about', 'Latchkey did not start: a part is missing or has been changed'],
  ['script of the app', /latchkey-[0-9a-f]+\.js$/, '/about', 'A part is missing or has been changed'],
  ['module of the app', /latchkey-[0-9a-f]+_bg\.wasm$/, '/about', 'A part is missing or has been changed'],
  ['stylesheet of the app', /app-[0-9a-f]+\.css$/, '/about', 'A part is missing or has been changed'],
  ['stylesheet of the page', /latchkey-[0-9a-f]+\.css$/, '/about', 'A part is missing or has been changed'],
  ['script of the first stage', /latchkey-first-[0-9a-f]+\.js$/, '/access/gym/1237', '0071930465528817402'],
  ['module of the first stage', /latchkey-first-[0-9a-f]+_bg\.wasm$/, '/access/gym/1237', '0071930465528817402'],
];

for (const [what, file, view, text] of FILES) {
  test(`an altered ${what} is refused`, async ({ app, network, expectedErrors }) => {
    expectedErrors.push(/a file did not load|integrity/);
    const type = file.source.split('.').at(-1)?.replace('$', '') ?? '';
    network.addition = (path) => (file.test(path) ? ADDITIONS[type] : undefined);
    await app.load(view);
    await expect.poll(async () => (await app.text()).replace(/\s/g, '')).toContain(text.replace(/\s/g, ''));
    await expectNoMark(app);
    expect(network.count(file)).toBeGreaterThan(0);
  });
}
