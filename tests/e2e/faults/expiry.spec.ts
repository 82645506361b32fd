// Rows 23 and 24 of the fault table: an expired code is never visible.

import { collectAccessResponses, collectListResponses, latest } from '../support/responses.ts';
import { recordedEvents, recordEvents } from '../support/event-log.ts';
import { recordedCodes, recordCodes } from '../support/code-recorder.ts';
import { startScreencast } from '../support/screencast.ts';
import { readSymbol } from '../support/qr.ts';
import { rerouteRequests } from '../support/refresh.ts';
import { trackWasmMemory, countInMemory } from '../support/wasm-memory.ts';
import { expect, test, type Page } from '../support/test.ts';
import { expectNoMoreRequests, installClock, runUntilRequests } from '../support/fake-clock.ts';
import { plural, textPattern, t } from '../support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });

test.describe('row 23', () => {
  test('row 23: a code that arrives expired is in no frame; it is requested after 5, 10 and 20 seconds, then not for ten minutes', async ({
    page,
    open,
    sandbox,
  }) => {
    await installClock(page);
    await recordEvents(page, {});
    await recordCodes(page, /\d{19}/);
    await open('/access/gym/7031');
    await expect(page.getByText(t('cover.arrived_expired'))).toBeVisible();
    await expect(page.getByText(textPattern('end.ended_at'))).toBeVisible();
    await runUntilRequests(page, () => sandbox.count(), 4);
    const requests = (await recordedEvents(page))
      .filter(({ name }) => name === 'request')
      .map(({ at }) => at);
    const gaps = requests.slice(1).map((at, index) => at - Number(requests[index]));
    for (const [index, min] of [5_000, 10_000, 20_000].entries()) {
      expect(gaps[index], `gap ${index + 1}`).toBeGreaterThanOrEqual(min);
    }
    await expectNoMoreRequests(page, () => sandbox.count());
    await expect(symbol(page)).toHaveCount(0);
    expect(await recordedCodes(page)).toEqual([]);
  });

  test('row 23: after two expired codes the valid one is shown, and no frame has shown an expired one', async ({
    page,
    open,
    sandbox,
  }) => {
    test.slow();
    await recordCodes(page, /\d{19}/);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/7033');
    await expect(page.getByText(t('cover.arrived_expired'))).toBeVisible();
    await expect(symbol(page)).toBeVisible({ timeout: 25_000 });
    const { content } = await latest(responses);
    expect((await recordedCodes(page)).map((code) => code.text)).toEqual([content]);
    expect(await sandbox.count()).toBe(3);
  });

  test('row 23: activation codes that arrive expired are folded away, without code, symbol or Show button', async ({
    page,
    open,
  }) => {
    await recordCodes(page, /3391047|90215836|0057214/);
    await open('/activation/identity/expired');
    await page.getByText(plural('list.expired', 3)).click();
    await expect(page.getByText(textPattern('end.ended_at'))).toHaveCount(3);
    await expect(page.getByRole('button', { name: t('card.show') })).toHaveCount(0);
    await expect(page.getByRole('img', { name: t('card.qr') })).toHaveCount(0);
    expect(await recordedCodes(page)).toEqual([]);
  });
});

test.describe('row 24', () => {
  test('row 24: a code that cannot be renewed is gone within a second of its end and in no later frame; it is announced once', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 503/);
    await recordCodes(page, /\d{19}/);
    await recordEvents(page, { ended: t('cover.ended') });
    await page.addInitScript((text) => {
      const announced = Object.assign(window, { announced: [] as string[] }).announced;
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const region = (target instanceof Element ? target : target.parentElement)?.closest(
            '[aria-live=assertive]',
          );
          if (region?.textContent === text) announced.push(text);
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    }, t('say.ended'));
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1010');
    const { content, expiresAt } = await latest(responses);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await page.unroute('**/api/gym/**');
    await rerouteRequests(page, '1010', '503');
    await expect(page.getByText(t('cover.ended'))).toBeVisible({ timeout: 15_000 });
    await expect(symbol(page)).toHaveCount(0);
    expect(await page.content()).not.toContain(content);
    const seen = (await recordedCodes(page)).find((code) => code.text === content);
    // The page hides it before its end by the possible error of its clock.
    expect(seen?.last).toBeLessThan(Date.parse(expiresAt ?? ''));
    expect(await page.evaluate(() => (window as unknown as { announced: string[] }).announced)).toEqual([
      t('say.ended'),
    ]);
    expect(await sandbox.count('/503/')).toBeGreaterThan(0);
  });

  test("row 24: a second after its end nothing of a code is left in the app's memory", async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(/status 503/);
    await trackWasmMemory(page);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1010');
    const { content } = await latest(responses);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await page.unroute('**/api/gym/**');
    await rerouteRequests(page, '1010', '503');
    await expect(page.getByText(t('cover.ended'))).toBeVisible({ timeout: 15_000 });
    await expect.poll(() => countInMemory(page, content), { timeout: 1_000 }).toBe(0);
  });

  // A pass hides its symbol and its text by one animation each, a card both by one.
  for (const [what, view, name, animations] of [
    ['access code', '/access/gym/1010', 'access.qr', 2],
    ['activation code', '/activation/identity/soon', 'card.qr', 1],
  ] as const) {
    test(`row 24: while the page is blocked for three seconds, the ${what} is not visible after its end`, async ({
      page,
      open,
    }) => {
      await open(view);
      if (view.startsWith('/activation')) await page.getByRole('button', { name: t('card.show') }).click();
      const shown = page.getByRole('img', { name: t(name) });
      await expect(shown).toBeVisible();
      await shown.evaluate((symbol) => symbol.scrollIntoView({ block: 'center' }));
      // No new code replaces it, and no answer lets the app run: requests stay open.
      await page.route('**/1010/**', () => {});
      const screencast = await startScreencast(page);
      // From here on only the stylesheet can hide the code: the app's timers are cleared, as after a trap, so
      // that the app cannot remove it once the page runs again.
      const blocked = await page.evaluate(async () => {
        const expiring = [...document.querySelectorAll('.expires')];
        const [animation] = expiring.flatMap((element) => element.getAnimations());
        const left = Number(animation?.effect?.getComputedTiming().endTime) - Number(animation?.currentTime);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, left - 1_500)));
        for (let id = Number(setTimeout(() => {})); id > 0; id--) clearTimeout(id);
        const from = Date.now();
        while (Date.now() - from < 3_000);
        // The first frame after the block may still have the time of its start.
        for (let frames = 0; frames < 3; frames++)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        const opacities = expiring.map((element) => [element.isConnected, getComputedStyle(element).opacity]);
        return { end: from + 1_500, opacities };
      });
      expect(blocked.opacities).toEqual(Array(animations).fill([true, '0']));
      expect((await readSymbol(page.locator('.expires').first())).zxing).toEqual([]);
      const frames = await screencast.stop();
      expect(
        frames.filter(({ at, text }) => at < blocked.end && text),
        'frames with the code',
      ).not.toEqual([]);
      // The stylesheet hides the code at least half a second before its end: the smallest error of a server's
      // time.
      expect(
        frames.filter(({ at, text }) => at >= blocked.end + 500 && text),
        'frames with the expired code',
      ).toEqual([]);
    });
  }

  test('row 24: a revealed activation code leaves the document within a second of its end', async ({
    page,
    open,
  }) => {
    await recordCodes(page, /7420916/);
    const responses = await collectListResponses(page);
    await open('/activation/identity/soon');
    await page.getByRole('button', { name: t('card.show') }).click();
    await expect(page.getByText('7420916', { exact: true })).toBeVisible();
    await expect(page.getByText(plural('list.expired', 1))).toBeVisible({ timeout: 20_000 });
    const end = Number((await latest(responses)).data.activationCodes[0]?.activationNotAfter) * 1_000;
    const [seen] = await recordedCodes(page);
    expect(seen?.last).toBeLessThan(end + 1_000);
    await expect(page.getByText('7420916', { exact: true })).toHaveCount(0);
  });
});
