// Rows 25 to 27 and 31 of the fault table: wrong clocks, clock changes, time zones, and spellings of an end.

import { collectAccessResponses, collectListResponses, latest } from '../support/responses.ts';
import { elapsed, recordEvents } from '../support/event-log.ts';
import { recordedCodes, recordCodes } from '../support/code-recorder.ts';
import { Sandbox } from '../support/sandbox.ts';
import { enterKey } from '../support/sign-in.ts';
import { expect, test, type Page } from '../support/test.ts';
import { installClock } from '../support/fake-clock.ts';
import { textPattern, t } from '../support/texts.ts';

const HOUR = 3_600_000;
const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });

/** Expects that the countdown shows the time until `end` (milliseconds since 1970). */
async function expectCorrectCountdown(page: Page, end: number): Promise<void> {
  await expect(page.getByRole('timer')).toBeVisible();
  const before = Date.now();
  const text = await page.getByRole('timer').innerText();
  const after = Date.now();
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(text) ?? [];
  const shown = Number(minutes) * 60 + Number(seconds);
  // Both the server's time and the countdown have whole seconds.
  expect(shown, text).toBeGreaterThanOrEqual((end - after) / 1_000 - 1.6);
  expect(shown, text).toBeLessThanOrEqual((end - before) / 1_000 + 1.6);
}

for (const hours of [-12, -1, 0, 1, 12]) {
  for (const [way, flags, view] of [
    ['through the gateway', [], '/access/gym/1060'],
    ["directly, the service's time readable", [], '/access/gym-direct/1060'],
    ["directly, only the site's time readable", ['--cors', 'plain'], '/access/gym-direct/1060'],
  ] as const) {
    test(`row 25: on a device ${hours} hours off the countdown is correct ${way}`, async ({
      page,
      sandbox,
    }) => {
      const target = flags.length > 0 ? await Sandbox.start(...flags) : sandbox;
      try {
        await installClock(page, Date.now() + hours * HOUR);
        const started = Date.now();
        await page.goto(`${target.app}#${view}`);
        if (view.includes('direct')) await enterKey(page, 'sandbox-key');
        await expect(symbol(page)).toBeVisible();
        // The service creates the code on request, so its end follows from the time of the request.
        const log = (await target.log('/1060/')).map((entry) => Date.parse(entry.time));
        expect(log[0]).toBeGreaterThanOrEqual(started - 1_000);
        await expectCorrectCountdown(page, Number(log[0]) + 60_000);
        const key = hours > 0 ? 'clock.ahead' : 'clock.behind';
        const notice = page.getByText(t(key, { time: Math.abs(hours) === 1 ? '1 hour' : '12 hours' }));
        await expect(notice).toHaveCount(hours === 0 ? 0 : 1);
        await expect(page.getByText(t('clock.unverified'))).toHaveCount(0);
      } finally {
        if (target !== sandbox) await target.stop();
      }
    });
  }
}

test('row 25: without a server time the countdown follows the device, and the page says so', async ({
  page,
}) => {
  const withoutTime = await Sandbox.start('--cors', 'plain');
  try {
    await page.route('**/latchkey.json', async (route) => {
      const response = await route.fetch();
      const headers = Object.entries(response.headers()).filter(([name]) => name !== 'date');
      await route.fulfill({ response, headers: Object.fromEntries(headers) });
    });
    await page.goto(`${withoutTime.app}#/access/gym-direct/1060`);
    await enterKey(page, 'sandbox-key');
    await expect(symbol(page)).toBeVisible();
    await expect(page.getByRole('timer')).toBeVisible();
    await expect(page.getByText(t('clock.unverified'))).toBeVisible();
  } finally {
    await withoutTime.stop();
  }
});

test.describe('row 26', () => {
  for (const [what, jump] of [
    ['forward by an hour', HOUR],
    ['back by an hour', -HOUR],
    ['forward by half a minute', 30_000],
    ['back by half a minute', -30_000],
  ] as const) {
    test(`row 26: if the clock is set ${what}, the code is hidden and back within a second, by the site's time`, async ({
      page,
      open,
    }) => {
      // Before the fake clock, so that the log has real times.
      await recordEvents(page, { cover: t('cover.clock'), code: t('countdown.left') });
      await installClock(page);
      const responses = await collectAccessResponses(page);
      const probes: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'HEAD') probes.push(new URL(request.url()).pathname);
      });
      await open('/access/gym/1060');
      await expect(symbol(page)).toBeVisible();
      await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) + jump);
      await expect
        .poll(() => elapsed(page, 'cover appeared', 'cover disappeared'))
        .toBeLessThanOrEqual(1_100);
      await expect(symbol(page)).toBeVisible();
      expect(probes).toEqual(['/latchkey.json']);
      await expectCorrectCountdown(page, Date.parse((await latest(responses)).expiresAt ?? ''));
    });
  }

  test('row 26: if the clock is set back, a code is in no frame after its end', async ({ page, open }) => {
    await recordCodes(page, /\d{19}/);
    await installClock(page);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1010');
    await latest(responses);
    await expect(symbol(page)).toBeVisible();
    await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) - HOUR);
    await expect.poll(() => responses.length, { timeout: 20_000 }).toBeGreaterThan(2);
    for (const code of await recordedCodes(page)) {
      const response = responses.find((one) => one.content === code.text);
      expect(code.last, code.text).toBeLessThan(Date.parse(response?.expiresAt ?? ''));
    }
  });

  test('row 26: if the site does not respond, a valid code is still back within a second, and never past its end', async ({
    page,
    open,
    browserErrors,
  }) => {
    browserErrors.expect(/failed: HEAD .*latchkey\.json/);
    await recordEvents(page, { cover: t('cover.clock') });
    await recordCodes(page, /\d{19}/);
    await installClock(page);
    const responses = await collectAccessResponses(page);
    await open('/access/gym/1060');
    const { content } = await latest(responses);
    await expect(symbol(page)).toBeVisible();
    await page.route('**/latchkey.json', (route) =>
      route.request().method() === 'HEAD' ? route.abort('connectionreset') : route.continue(),
    );
    await page.clock.setSystemTime(Number(await page.evaluate(() => Date.now())) - 10_000);
    // A second, and the time to fire a timer and to paint.
    await expect.poll(() => elapsed(page, 'cover appeared', 'cover disappeared')).toBeLessThanOrEqual(1_300);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
  });
});

test.describe('row 27', () => {
  // The configured time zone would override those set here.
  test.use({ timezoneId: '' });

  test('row 27: a change of the time zone does not change the countdown', async ({ page, open }) => {
    await open('/access/gym/1060');
    const seconds = async () =>
      Number(
        /(\d):(\d\d)/
          .exec(await page.getByRole('timer').innerText())
          ?.slice(1)
          .reduce((all, part) => String(Number(all) * 60 + Number(part))),
      );
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

  test('row 27: a change of the time zone changes the local time of an end and its offset', async ({
    page,
    open,
  }) => {
    const responses = await collectListResponses(page);
    await open('/activation/identity/codes-3');
    const end = Number((await latest(responses)).data.activationCodes[0]?.activationNotAfter) * 1_000;
    const card = page.getByRole('main').getByRole('listitem').first();
    const client = await page.context().newCDPSession(page);
    for (const [timezoneId, offset] of [
      ['Asia/Kolkata', /GMT\+5:30|IST/],
      ['America/Los_Angeles', /GMT-[78]|P[SD]T/],
    ] as const) {
      await client.send('Emulation.setTimezoneOverride', { timezoneId });
      const wall = new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: timezoneId,
      }).format(end);
      await expect(card).toContainText(new RegExp(wall.replace(/\s/g, '\\s')));
      await expect(card).toContainText(offset);
      await expect(card.getByRole('timer')).toHaveText(/^(5\d:\d\d|1:00:00)$/);
    }
  });
});

const MEANINGS = { counts: 'counts down', unknown: 'is unknown, not guessed', never: 'is no end' };

/** Spellings of an end: with a countdown if the instant is certain, with a text if it is not or means never. */
const SPELLINGS: [string, string, keyof typeof MEANINGS][] = [
  ['7011', 'without an offset', 'unknown'],
  ['7012', 'with a zone in brackets', 'counts'],
  ['7013', 'without seconds', 'counts'],
  ['7015', 'in lower case', 'counts'],
  ['7017', 'with second 60', 'counts'],
  ['7019', 'that cannot be read', 'unknown'],
  ['7021', 'with nine digits of a second', 'counts'],
  ['7024', 'in the last second of 9999', 'never'],
  ['7025', 'with an offset in hours', 'counts'],
  ['7026', 'with a blank before the offset', 'counts'],
  ['7027', 'with UTC for the offset', 'counts'],
  ['7028', 'with an exponent', 'counts'],
  ['7029', 'as FILETIME', 'counts'],
  ['7030', 'as .NET ticks', 'unknown'],
  ['7032', 'without separators', 'unknown'],
  ['7038', 'that is the largest integer', 'never'],
  ['7039', 'that is the largest DateTime', 'never'],
];

for (const [customer, what, meaning] of SPELLINGS) {
  test(`row 31: an end ${what} ${MEANINGS[meaning]}`, async ({ page, open }) => {
    await open(`/access/gym/${customer}`);
    await expect(symbol(page)).toBeVisible();
    if (meaning === 'counts') {
      await expect(page.getByRole('timer')).toHaveText(/\d:\d\d\s*left$/);
      await expect(page.getByText(t('end.unknown'))).toHaveCount(0);
    } else {
      await expect(page.getByText(t(meaning === 'never' ? 'end.not_stated' : 'end.unknown'))).toBeVisible();
      await expect(page.getByRole('timer')).toHaveCount(0);
    }
    await expect(page.getByText(textPattern('end.ended_at'))).toHaveCount(0);
  });
}

for (const [customer, what, text] of [
  ['7034', 'in a month', /\(in (29|30) days\)/],
  ['7037', 'in 2038', /2038.*\(in \d+ (months|years)\)/],
] as const) {
  test(`row 31: an end ${what} is shown as a date, without a countdown`, async ({ page, open }) => {
    await open(`/access/gym/${customer}`);
    await expect(symbol(page)).toBeVisible();
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByRole('timer')).toHaveCount(0);
    await expect(page.locator('.digits')).toHaveCount(0);
  });
}

// A fast 503 of a proxy whose clock was a minute behind used to make an expired code look valid.
test('row 25: the time in an error response is not used', async ({ page, browserErrors }) => {
  browserErrors.expect(/status 503/);
  // The service's responses are slower, so that by round trip time alone the 503 would be the better time
  // source.
  const slow = await Sandbox.start('--latency', '400');
  try {
    await page.goto(`${slow.app}#/access/gym/1060`);
    const digits = page.getByRole('timer').locator('.digits');
    await expect(digits).toHaveText(/^(1:00|0:5\d)$/);
    const date = new Date(Date.now() - 60_000).toUTCString();
    await page.route('**/access-code', (route) =>
      route.fulfill({ status: 503, headers: { date }, contentType: 'application/json', body: '{}' }),
    );
    await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
      'aria-disabled',
      'false',
    );
    await page.getByRole('button', { name: t('access.refresh') }).click();
    await expect(page.getByText(t('state.not_refreshed'), { exact: true })).toBeVisible();
    // The digits change with the next tick.
    await expect(digits).not.toHaveText(await digits.innerText());
    expect(await digits.innerText()).toMatch(/^0:[0-5]\d$/);
  } finally {
    await slow.stop();
  }
});
