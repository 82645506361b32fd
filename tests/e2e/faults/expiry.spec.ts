// Rows 23 and 24 of the fault table: a code that has ended is not seen, whatever else happens.

import { accessAnswers, listAnswers, newest } from '../support/answers.ts';
import { chronicle, keepChronicle } from '../support/chronicle.ts';
import { codesSeen, recordCodes } from '../support/frames.ts';
import { startFilm } from '../support/film.ts';
import { read } from '../support/qr.ts';
import { answerLike } from '../support/swap.ts';
import { holdInstance, inMemory } from '../support/memory.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectSilence, installClock, turnUntil } from '../support/turning.ts';
import { count, like, say } from '../support/words.ts';

const symbol = (page: Page) => page.getByRole('img', { name: say('access.qr') });

test.describe('row 23', () => {
  test('row 23: dead on arrival, a code is in no frame; it is asked for after 5, 10 and 20 seconds, then not for ten minutes', async ({ page, open, sandbox }) => {
    await installClock(page);
    await keepChronicle(page, {});
    await recordCodes(page, /\d{19}/);
    await open('/access/gym/7031');
    await expect(page.getByText(say('cover.arrived_expired'))).toBeVisible();
    await expect(page.getByText(like('end.ended_at'))).toBeVisible();
    await turnUntil(page, () => sandbox.count(), 4);
    const asked = (await chronicle(page)).filter((moment) => moment.what === 'asked').map((moment) => moment.at);
    const gaps = asked.slice(1).map((at, index) => at - Number(asked[index]));
    for (const [index, least] of [5_000, 10_000, 20_000].entries()) expect(gaps[index], `gap ${index + 1}`).toBeGreaterThanOrEqual(least);
    await expectSilence(page, () => sandbox.count());
    await expect(symbol(page)).toHaveCount(0);
    expect(await codesSeen(page)).toEqual([]);
  });

  test('row 23: after two dead codes the living one is shown, and no frame has shown a dead one', async ({ page, open, sandbox }) => {
    test.slow();
    await recordCodes(page, /\d{19}/);
    const answers = await accessAnswers(page);
    await open('/access/gym/7033');
    await expect(page.getByText(say('cover.arrived_expired'))).toBeVisible();
    await expect(symbol(page)).toBeVisible({ timeout: 25_000 });
    const { content } = await newest(answers);
    expect((await codesSeen(page)).map((code) => code.text)).toEqual([content]);
    expect(await sandbox.count()).toBe(3);
  });

  test('row 23: activation codes that had ended are folded away, without code, symbol or a way to show them', async ({ page, open }) => {
    await recordCodes(page, /3391047|90215836|0057214/);
    await open('/activation/identity/expired');
    await page.getByText(count('list.expired', 3)).click();
    await expect(page.getByText(like('end.ended_at'))).toHaveCount(3);
    await expect(page.getByRole('button', { name: say('card.show') })).toHaveCount(0);
    await expect(page.getByRole('img', { name: say('card.qr') })).toHaveCount(0);
    expect(await codesSeen(page)).toEqual([]);
  });
});

test.describe('row 24', () => {
  test('row 24: at its end a code that cannot be renewed is gone within a second and in no later frame; a voice says so once', async ({ page, open, sandbox, troubles }) => {
    troubles.expect(/status 503/);
    await recordCodes(page, /\d{19}/);
    await keepChronicle(page, { ended: say('cover.ended') });
    await page.addInitScript((words) => {
      const spoken = Object.assign(window, { spoken: [] as string[] }).spoken;
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const region = (target instanceof Element ? target : target.parentElement)?.closest('[aria-live=assertive]');
          if (region?.textContent === words) spoken.push(words);
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    }, say('say.ended'));
    const answers = await accessAnswers(page);
    await open('/access/gym/1010');
    const { content, expiresAt } = await newest(answers);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await page.unroute('**/api/gym/**');
    await answerLike(page, '1010', '503');
    await expect(page.getByText(say('cover.ended'))).toBeVisible({ timeout: 15_000 });
    await expect(symbol(page)).toHaveCount(0);
    expect(await page.content()).not.toContain(content);
    const seen = (await codesSeen(page)).find((code) => code.text === content);
    // The page covers it before the end by as much as its idea of the time may be wrong.
    expect(seen?.last).toBeLessThan(Date.parse(expiresAt ?? ''));
    expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)).toEqual([say('say.ended')]);
    expect(await sandbox.count('/503/')).toBeGreaterThan(0);
  });

  test('row 24: of a code that has ended nothing is left in the app\'s memory a second later', async ({ page, open, troubles }) => {
    troubles.expect(/status 503/);
    await holdInstance(page);
    const answers = await accessAnswers(page);
    await open('/access/gym/1010');
    const { content } = await newest(answers);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await page.unroute('**/api/gym/**');
    await answerLike(page, '1010', '503');
    await expect(page.getByText(say('cover.ended'))).toBeVisible({ timeout: 15_000 });
    await expect.poll(() => inMemory(page, content), { timeout: 1_000 }).toBe(0);
  });

  // A pass has one lock on its symbol and one on its text, a card one on both.
  for (const [what, view, name, locks] of [
    ['access code', '/access/gym/1010', 'access.qr', 2],
    ['activation code', '/activation/identity/soon', 'card.qr', 1],
  ] as const) {
    test(`row 24: while nothing in the page can run for three seconds, the ${what} is not to be seen after its end`, async ({ page, open, troubles }) => {
      if (view.startsWith('/access')) troubles.expect(/status 503/);
      await open(view);
      if (view.startsWith('/activation')) await page.getByRole('button', { name: say('card.show') }).click();
      const shown = page.getByRole('img', { name: say(name) });
      await expect(shown).toBeVisible();
      await shown.evaluate((symbol) => symbol.scrollIntoView({ block: 'center' }));
      // No other code takes its place.
      await answerLike(page, '1010', '503');
      const film = await startFilm(page);
      // From here on nothing decides but what the stylesheet was told about the end: the app's timers are stopped, as
      // those of a trapped instance are, so that it cannot take the code away when the page comes round again.
      const blocked = await page.evaluate(async () => {
        const guarded = [...document.querySelectorAll('.expires')];
        const [animation] = guarded.flatMap((one) => one.getAnimations());
        const left = Number(animation?.effect?.getComputedTiming().endTime) - Number(animation?.currentTime);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, left - 1_500)));
        for (let id = Number(setTimeout(() => {})); id > 0; id--) clearTimeout(id);
        const from = Date.now();
        while (Date.now() - from < 3_000);
        // The first frame after the block may still carry the time of its beginning.
        for (let frames = 0; frames < 3; frames++) await new Promise((resolve) => requestAnimationFrame(resolve));
        const opacities = guarded.map((one) => [one.isConnected, getComputedStyle(one).opacity]);
        return { end: from + 1_500, opacities };
      });
      expect(blocked.opacities).toEqual(Array(locks).fill([true, '0']));
      expect((await read(page.locator('.expires').first())).zxing).toEqual([]);
      const pictures = await film.stop();
      expect(pictures.filter((one) => one.at < blocked.end && one.text), 'pictures with the code').not.toEqual([]);
      // The stylesheet's end lies before the code's own by at least half a second, the least error of a server's time.
      expect(pictures.filter((one) => one.at >= blocked.end + 500 && one.text), 'pictures with the dead code').toEqual([]);
    });
  }

  test('row 24: an activation code that ends while it is read leaves the document within a second', async ({ page, open }) => {
    await recordCodes(page, /7420916/);
    const answers = await listAnswers(page);
    await open('/activation/identity/soon');
    await page.getByRole('button', { name: say('card.show') }).click();
    await expect(page.getByText('7420916', { exact: true })).toBeVisible();
    await expect(page.getByText(count('list.expired', 1))).toBeVisible({ timeout: 20_000 });
    const end = Number((await newest(answers)).data.activationCodes[0]?.activationNotAfter) * 1_000;
    const [seen] = await codesSeen(page);
    expect(seen?.last).toBeLessThan(end + 1_000);
    await expect(page.getByText('7420916', { exact: true })).toHaveCount(0);
  });
});
