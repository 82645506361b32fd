// Rows 25 to 27 and 31 of the fault table: clocks that are wrong, jump, or change their zone.

import { accessAnswers, listAnswers, newest } from '../support/answers.ts';
import { between, keepChronicle } from '../support/chronicle.ts';
import { codesSeen, recordCodes } from '../support/frames.ts';
import { Sandbox } from '../support/sandbox.ts';
import { giveKey } from '../support/sign-in.ts';
import { expect, test, type Page } from '../support/test.ts';
import { installClock } from '../support/turning.ts';
import { like, say } from '../support/words.ts';

const HOUR = 3_600_000;
const symbol = (page: Page) => page.getByRole('img', { name: say('access.qr') });

/** Seconds left as the page counts them, and as they really are: read at one moment, as nearly as can be. */
async function expectRightCountdown(page: Page, end: number): Promise<void> {
  await expect(page.getByRole('timer')).toBeVisible();
  const before = Date.now();
  const face = await page.getByRole('timer').innerText();
  const after = Date.now();
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(face) ?? [];
  const shown = Number(minutes) * 60 + Number(seconds);
  // A server tells whole seconds, and the face changes with the next one.
  expect(shown, face).toBeGreaterThanOrEqual((end - after) / 1_000 - 1.6);
  expect(shown, face).toBeLessThanOrEqual((end - before) / 1_000 + 1.6);
}

for (const hours of [-12, -1, 0, 1, 12]) {
  for (const [way, flags, view] of [
    ['through the gateway', [], '/access/gym/1060'],
    ['directly, the service\'s time readable', [], '/access/gym-direct/1060'],
    ['directly, only the site\'s time readable', ['--cors', 'plain'], '/access/gym-direct/1060'],
  ] as const) {
    test(`row 25: on a device ${hours} hours off the countdown is right ${way}`, async ({ page, sandbox }) => {
      const own = flags.length > 0 ? await Sandbox.start(...flags) : sandbox;
      try {
        await installClock(page, Date.now() + hours * HOUR);
        const asked = Date.now();
        await page.goto(`${own.app}#${view}`);
        if (view.includes('direct')) await giveKey(page, 'sandbox-key');
        await expect(symbol(page)).toBeVisible();
        // The service minted the code while it was asked for, so that its end is known without listening in.
        const log = (await own.log('/1060/')).map((entry) => Date.parse(entry.time));
        expect(log[0]).toBeGreaterThanOrEqual(asked - 1_000);
        await expectRightCountdown(page, Number(log[0]) + 60_000);
        const words = hours > 0 ? 'clock.ahead' : 'clock.behind';
        const notice = page.getByText(say(words, { time: Math.abs(hours) === 1 ? '1 hour' : '12 hours' }));
        await expect(notice).toHaveCount(hours === 0 ? 0 : 1);
        await expect(page.getByText(say('clock.unverified'))).toHaveCount(0);
      } finally {
        if (own !== sandbox) await own.stop();
      }
    });
  }
}

test('row 25: where no server tells its time, the countdown goes by the device and that is said', async ({ page }) => {
  const silent = await Sandbox.start('--cors', 'plain');
  try {
    await page.route('**/latchkey.json', async (route) => {
      const response = await route.fetch();
      const headers = Object.entries(response.headers()).filter(([name]) => name !== 'date');
      await route.fulfill({ response, headers: Object.fromEntries(headers) });
    });
    await page.goto(`${silent.app}#/access/gym-direct/1060`);
    await giveKey(page, 'sandbox-key');
    await expect(symbol(page)).toBeVisible();
    await expect(page.getByRole('timer')).toBeVisible();
    await expect(page.getByText(say('clock.unverified'))).toBeVisible();
  } finally {
    await silent.stop();
  }
});

test.describe('row 26', () => {
  for (const [what, jump] of [['forward by an hour', HOUR], ['back by an hour', -HOUR], ['forward by half a minute', 30_000], ['back by half a minute', -30_000]] as const) {
    test(`row 26: set ${what}, the code is covered and back within a second, by the time the site tells`, async ({ page, open }) => {
      // Real times, since this comes before the clock that is turned.
      await keepChronicle(page, { cover: say('cover.clock'), code: say('countdown.left') });
      await installClock(page);
      const answers = await accessAnswers(page);
      const probes: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'HEAD') probes.push(new URL(request.url()).pathname);
      });
      await open('/access/gym/1060');
      await expect(symbol(page)).toBeVisible();
      await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) + jump);
      await expect.poll(() => between(page, 'cover came', 'cover went')).toBeLessThanOrEqual(1_100);
      await expect(symbol(page)).toBeVisible();
      expect(probes).toEqual(['/latchkey.json']);
      await expectRightCountdown(page, Date.parse((await newest(answers)).expiresAt ?? ''));
    });
  }

  test('row 26: set back, a code that ends is in no frame after its end', async ({ page, open }) => {
    await recordCodes(page, /\d{19}/);
    await installClock(page);
    const answers = await accessAnswers(page);
    await open('/access/gym/1010');
    await newest(answers);
    await expect(symbol(page)).toBeVisible();
    await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) - HOUR);
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThan(2);
    for (const code of await codesSeen(page)) {
      const answer = answers.find((one) => one.content === code.text);
      expect(code.last, code.text).toBeLessThan(Date.parse(answer?.expiresAt ?? ''));
    }
  });

  test('row 26: without a site to ask, a valid code is back within a second all the same, and never past its end', async ({ page, open, troubles }) => {
    troubles.expect(/failed: HEAD .*latchkey\.json/);
    await keepChronicle(page, { cover: say('cover.clock') });
    await recordCodes(page, /\d{19}/);
    await installClock(page);
    const answers = await accessAnswers(page);
    await open('/access/gym/1060');
    const { content } = await newest(answers);
    await expect(symbol(page)).toBeVisible();
    await page.route('**/latchkey.json', (route) => (route.request().method() === 'HEAD' ? route.abort('connectionreset') : route.continue()));
    await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) - 10_000);
    // A second, and what the browser needs to fire a timer and paint.
    await expect.poll(() => between(page, 'cover came', 'cover went')).toBeLessThanOrEqual(1_300);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
  });
});

test.describe('row 27', () => {
  // The zone that every other test is in would be in the way of those set here.
  test.use({ timezoneId: '' });

  test('row 27: a change of the time zone leaves the countdown alone', async ({ page, open }) => {
    await open('/access/gym/1060');
    const seconds = async () => Number(/(\d):(\d\d)/.exec(await page.getByRole('timer').innerText())?.slice(1).reduce((all, part) => String(Number(all) * 60 + Number(part))));
    await expect(symbol(page)).toBeVisible();
    const [begun, first] = [Date.now(), await seconds()];
    const client = await page.context().newCDPSession(page);
    for (const timezoneId of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      await client.send('Emulation.setTimezoneOverride', { timezoneId });
      await expect.poll(seconds).toBeLessThan(first);
      const passed = (Date.now() - begun) / 1_000;
      expect(Math.abs(first - (await seconds()) - passed), timezoneId).toBeLessThan(2.5);
      await expect(symbol(page)).toBeVisible();
    }
  });

  test('row 27: a change of the time zone moves the wall time of an end, with its offset', async ({ page, open }) => {
    const answers = await listAnswers(page);
    await open('/activation/identity/codes-3');
    const end = Number((await newest(answers)).data.activationCodes[0]?.activationNotAfter) * 1_000;
    const card = page.getByRole('main').getByRole('listitem').first();
    const client = await page.context().newCDPSession(page);
    for (const [timezoneId, offset] of [['Asia/Kolkata', /GMT\+5:30|IST/], ['America/Los_Angeles', /GMT-[78]|P[SD]T/]] as const) {
      await client.send('Emulation.setTimezoneOverride', { timezoneId });
      const wall = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', timeZone: timezoneId }).format(end);
      await expect(card).toContainText(new RegExp(wall.replace(/\s/g, '\\s')));
      await expect(card).toContainText(offset);
      await expect(card.getByRole('timer')).toHaveText(/^(5\d:\d\d|1:00:00)$/);
    }
  });
});

/** Ends as the service may spell them: a countdown where the instant is certain, words where it is not. */
const SPELLINGS: [string, string, 'counts' | 'unknown'][] = [
  ['7011', 'without an offset', 'unknown'],
  ['7012', 'with a zone in brackets', 'counts'],
  ['7013', 'without seconds', 'counts'],
  ['7015', 'in lower case', 'counts'],
  ['7017', 'with second 60', 'counts'],
  ['7019', 'that cannot be read', 'unknown'],
  ['7021', 'with nine digits of a second', 'counts'],
  ['7024', 'in the last second of 9999', 'counts'],
];

for (const [customer, what, meaning] of SPELLINGS) {
  test(`row 31: an end ${what} ${meaning === 'counts' ? 'counts down' : 'is unknown, not guessed'}`, async ({ page, open }) => {
    await open(`/access/gym/${customer}`);
    await expect(symbol(page)).toBeVisible();
    if (meaning === 'counts') {
      await expect(page.getByRole('timer')).toHaveText(/\d:\d\d\s*left$/);
      await expect(page.getByText(say('end.unknown'))).toHaveCount(0);
    } else {
      await expect(page.getByText(say('end.unknown'))).toBeVisible();
      await expect(page.getByRole('timer')).toHaveCount(0);
    }
    await expect(page.getByText(like('end.ended_at'))).toHaveCount(0);
  });
}

// One fast refusal of a proxy whose clock was a minute behind once made a dead code look good.
test('row 25: what a refusal tells of the time is not believed', async ({ page, troubles }) => {
  troubles.expect(/status 503/);
  // The service's own answers take longer, so that by its round trip alone the refusal would be the better witness.
  const slow = await Sandbox.start('--latency', '400');
  try {
    await page.goto(`${slow.app}#/access/gym/1060`);
    const digits = page.getByRole('timer').locator('.digits');
    await expect(digits).toHaveText(/^(1:00|0:5\d)$/);
    const date = new Date(Date.now() - 60_000).toUTCString();
    await page.route('**/access-code', (route) => route.fulfill({ status: 503, headers: { date }, contentType: 'application/json', body: '{}' }));
    await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false');
    await page.getByRole('button', { name: say('access.refresh') }).click();
    await expect(page.getByText(say('state.not_refreshed'), { exact: true })).toBeVisible();
    // The digits follow with the next tick.
    await expect(digits).not.toHaveText(await digits.innerText());
    expect(await digits.innerText()).toMatch(/^0:[0-5]\d$/);
  } finally {
    await slow.stop();
  }
});
