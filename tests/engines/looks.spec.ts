// Looks that an engine's own defaults would change.

import { t } from '../e2e/support/texts.ts';
import { expect, test } from './support/test.ts';

test('a select has the ground of the theme', async ({ app }) => {
  await app.open('/');
  await app.click(t('settings.title'));
  await expect.poll(() => app.has('select')).toBe(true);
  for (const theme of ['light', 'dark']) {
    const looks = await app.run((theme) => {
      document.documentElement.dataset.theme = theme;
      const select = getComputedStyle(document.querySelector('select') as Element);
      const surface = document.createElement('div');
      surface.style.background = 'var(--surface)';
      document.body.append(surface);
      const wanted = getComputedStyle(surface).backgroundColor;
      surface.remove();
      return { appearance: select.appearance, ground: select.backgroundColor, wanted };
    }, theme);
    expect(looks.appearance).toBe('none');
    expect(looks.ground, theme).toBe(looks.wanted);
  }
});

test('the name of the page is not broken inside a word where the bar is narrow', async ({ app }) => {
  await app.open('/access/gym/1237');
  // Narrower than some engines let a window be.
  const lines = await app.run(() => {
    document.body.style.inlineSize = '308px';
    const name = document.querySelector('.bar .brand span') as HTMLElement;
    name.textContent = 'Latchkey';
    const range = document.createRange();
    range.selectNodeContents(name);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });
  expect(lines).toBe(1);
});
