// The access pass: whose code, is it good, for how long.

import { accessAnswers, newest } from './support/answers.ts';
import { codesSeen, recordCodes } from './support/frames.ts';
import { giveKey } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { setVisible } from './support/visibility.ts';
import { say } from './support/words.ts';

const symbol = (page: Page) => page.getByRole('img', { name: say('access.qr') });
const refresh = (page: Page) => page.getByRole('button', { name: say('access.refresh') });

test('my pass shows the code, its symbol and the time left without being asked anything', async ({ page, open }) => {
  const answers = await accessAnswers(page);
  await open('/access/my-pass');
  const { content } = await newest(answers);
  await expect(page.getByText(content, { exact: true })).toBeVisible();
  await expect(symbol(page)).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^0:[0-2]\d\s*left$/);
  await expect(page.getByText(say('state.valid'), { exact: true })).toBeVisible();
});

test('the countdown counts down', async ({ page, open }) => {
  await open('/access/my-pass');
  const seconds = async () => Number((await page.getByRole('timer').innerText()).match(/0:(\d\d)/)?.[1]);
  await expect(page.getByRole('timer')).toBeVisible();
  const first = await seconds();
  await expect.poll(seconds).toBeLessThanOrEqual(first - 2);
});

test('the desk asks for a customer, and the address then names them', async ({ page, open }) => {
  const answers = await accessAnswers(page);
  await open('/access/gym');
  await page.getByLabel(say('customer.label')).fill(' 0001234 ');
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
  const { content } = await newest(answers);
  await expect(page.getByText(content, { exact: true })).toBeVisible();
  await expect(page.getByText(/^Customer 1234$/)).toBeVisible();
  await expect(page).toHaveURL(/#\/access\/gym\/1234$/);
});

for (const [typed, words] of [
  ['', 'customer.empty'],
  ['1-12345', 'customer.number'],
  ['12 34', 'customer.not_digits'],
  ['0', 'customer.zero'],
  ['9223372036854775808', 'customer.too_large'],
] as const) {
  test(`the customer id "${typed}" is refused in words and stays to be corrected`, async ({ page, open, sandbox }) => {
    await open('/access/gym');
    const field = page.getByLabel(say('customer.label'));
    await field.fill(typed);
    await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
    await expect(page.getByText(say(words))).toBeVisible();
    await expect(field).toHaveAccessibleDescription(new RegExp(say(words).slice(0, 20)));
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue(typed);
    expect(await sandbox.count()).toBe(0);
  });
}

test('the largest customer id there is reaches the service digit by digit', async ({ page, open, sandbox, troubles }) => {
  troubles.expect(/status 404/);
  await open('/access/gym/9223372036854775807');
  await expect(page.getByText(say('fail.no_customer'))).toBeVisible();
  expect((await sandbox.log())[0]?.path).toBe('/api/gym/v1/customers/9223372036854775807/access-code');
});

test.describe('directly, with a key', () => {
  test('a wrong key brings the question back in words; the right one shows the code', async ({
    page,
    open,
    sandbox,
    troubles,
  }) => {
    troubles.expect(/status 401/);
    await open('/access/gym-direct/1234');
    await expect(page.getByRole('heading', { name: say('sign_in.key_title') })).toBeVisible();
    expect(await sandbox.count(), 'requests before there is a key').toBe(0);

    await giveKey(page, 'wrong-key-5f1c');
    await expect(page.getByText(say('sign_in.key_refused'))).toBeVisible();
    expect(await sandbox.count('/1234/'), 'requests with the wrong key').toBe(1);
    await expect(page).toHaveURL(/#\/access\/gym-direct\/1234$/);
    expect(await page.content()).not.toContain('wrong-key-5f1c');

    await giveKey(page, 'sandbox-key');
    await expect(symbol(page)).toBeVisible();
    expect(await sandbox.count('/1234/')).toBe(2);
    await expect(page.getByText(await sandbox.accessCode('1234'), { exact: true })).toBeVisible();
    const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept + page.url()).not.toContain('sandbox-key');
  });

  test('after a refused key the focus is on the question', async ({ page, open, troubles }) => {
    troubles.expect(/status 401/);
    await open('/access/gym-direct/1234');
    await giveKey(page, 'wrong');
    await expect(page.getByText(say('sign_in.key_refused'))).toBeVisible();
    const focused = page.locator(':focus');
    await expect(focused).toHaveCount(1);
    await expect(page.getByRole('main')).toContainText(await focused.innerText());
    expect(await focused.evaluate((element) => ['H1', 'H2', 'INPUT'].includes(element.tagName))).toBe(true);
  });

  test('a key no header can hold is refused before it is sent, and stays to be corrected', async ({
    page,
    open,
    sandbox,
  }) => {
    await open('/access/gym-direct/1234');
    await giveKey(page, 'schlüssel');
    await expect(page.getByText(say('credential.not_for_headers'))).toBeVisible();
    await expect(page.getByLabel(say('sign_in.key_label'), { exact: true })).toHaveValue('schlüssel');
    await giveKey(page, '');
    await expect(page.getByText(say('credential.empty_key'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });

  test('a key is hidden while it is typed, until one asks to see it', async ({ page, open }) => {
    await open('/access/gym-direct/1234');
    const field = page.getByLabel(say('sign_in.key_label'), { exact: true });
    await field.fill('sandbox-key');
    await expect(field).toHaveAttribute('type', 'password');
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
    await page.getByRole('button', { name: say('field.reveal'), exact: true }).click();
    await expect(field).toHaveAttribute('type', 'text');
    await expect(field).toHaveValue('sandbox-key');
  });
});

test.describe('without an end', () => {
  test('a static code has no countdown and is never asked for again by itself', async ({ page, open, sandbox }) => {
    await page.clock.install();
    await open('/access/gym/1237');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await expect(page.getByText(say('end.not_stated'))).toBeVisible();
    await expect(page.getByRole('timer')).toHaveCount(0);
    await page.clock.runFor('10:00');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });

  test('an end that cannot be read is said so, and the code is covered after a minute', async ({ page, open, sandbox }) => {
    await page.clock.install();
    await open('/access/gym/7019');
    const code = page.getByText('0071930465528817402', { exact: true });
    await expect(code).toBeVisible();
    await expect(page.getByText(say('end.unknown'))).toBeVisible();
    await page.clock.runFor('01:01');
    await expect(page.getByText(say('cover.end_unknown'))).toBeVisible();
    await expect(code).toHaveCount(0);
    await expect(symbol(page)).toHaveCount(0);
    expect(await sandbox.count()).toBe(1);
  });

  for (const id of ['7001', '7002']) {
    test(`customer ${id}: an empty end is no end`, async ({ page, open }) => {
      await open(`/access/gym/${id}`);
      await expect(page.getByText(say('end.not_stated'))).toBeVisible();
      await expect(symbol(page)).toBeVisible();
    });
  }
});

for (const id of ['7012', '7013', '7014', '7016', '7018', '7020', '7022']) {
  test(`customer ${id}: the end is understood in this spelling`, async ({ page, open }) => {
    await open(`/access/gym/${id}`);
    await expect(page.getByRole('timer')).toHaveText(/^(1:\d\d|2:00)\s*left$/);
  });
}

test('a short token and a JSON text are shown exactly', async ({ page, open }) => {
  await open('/access/gym/1235');
  await expect(page.getByText('PSZRKAM7', { exact: true })).toBeVisible();
  const answers = await accessAnswers(page);
  await open('/access/gym/1236');
  const { content } = await newest(answers);
  expect(content).toContain('"customer_number":"1-1236"');
  await expect(page.getByText(content, { exact: true })).toBeVisible();
});

test.describe('renewal', () => {
  // A code of ten seconds is renewed ahead of its end: there is always a good one on the screen.
  test('a new code replaces the old one before its end, and no frame is without a code', async ({ page, open, sandbox }) => {
    await recordCodes(page, /\d{19}/);
    const answers = await accessAnswers(page);
    await open('/access/gym/1010');
    await expect.poll(() => codesSeen(page).then((seen) => seen.length), { timeout: 20_000 }).toBe(3);
    const seen = await codesSeen(page);
    for (const [index, code] of seen.entries()) {
      const answer = answers.find((one) => one.content === code.text);
      expect(code.last, `code ${index + 1} was seen after its end`).toBeLessThan(Date.parse(answer?.expiresAt ?? ''));
      const next = seen[index + 1];
      if (next) expect(next.first - code.last, 'milliseconds without a code').toBeLessThan(500);
    }
    expect(await sandbox.count('/1010/')).toBe(3);
  });

  // A code of three seconds cannot be renewed in time, since five seconds lie between requests: it is covered.
  test('a code that ends before the next one comes is covered, never shown past its end', async ({ page, open }) => {
    await recordCodes(page, /\d{19}/);
    const answers = await accessAnswers(page);
    await open('/access/gym/1003');
    await expect(page.getByText(say('cover.ended'))).toBeVisible();
    await expect(symbol(page)).toHaveCount(0);
    await expect.poll(() => codesSeen(page).then((seen) => seen.length), { timeout: 20_000 }).toBeGreaterThan(2);
    for (const code of await codesSeen(page)) {
      const answer = answers.find((one) => one.content === code.text);
      expect(code.last).toBeLessThan(Date.parse(answer?.expiresAt ?? ''));
    }
  });

  test('one press on Refresh is one request, and the good code stays', async ({ page, open, sandbox }) => {
    const answers = await accessAnswers(page);
    await open('/access/gym/1060');
    const { content } = await newest(answers);
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    await refresh(page).click();
    await expect.poll(() => answers.length).toBe(2);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    expect(await sandbox.count('/1060/')).toBe(2);
  });

  test('Refresh pressed twice at once asks once', async ({ page, open, sandbox }) => {
    await open('/access/gym/1060');
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    await refresh(page).dblclick();
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    expect(await sandbox.count('/1060/')).toBe(2);
  });
});

test.describe('out of sight', () => {
  test('a hidden page covers the code and asks nothing; seen again it asks once', async ({ page, open, sandbox }) => {
    await page.clock.install();
    const answers = await accessAnswers(page);
    await open('/access/gym/1234');
    const { content } = await newest(answers);
    await expect(page.getByText(content, { exact: true })).toBeVisible();

    await setVisible(page, false);
    await expect(page.getByText(content, { exact: true })).toHaveCount(0);
    await expect(symbol(page)).toHaveCount(0);
    await page.clock.runFor('06:00');
    expect(await sandbox.count('/1234/'), 'requests while hidden').toBe(1);

    await setVisible(page, true);
    await expect.poll(() => sandbox.count('/1234/')).toBe(2);
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'false');
    expect(await sandbox.count('/1234/'), 'requests after the return').toBe(2);
  });

  test('offline a good code stays to its end; back online it asks once', async ({ page, open, sandbox, context }) => {
    const answers = await accessAnswers(page);
    await open('/access/gym/1010');
    const { content } = await newest(answers);
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText(say('state.offline'), { exact: true })).toBeVisible();
    await expect(page.getByText(content, { exact: true })).toBeVisible();
    await expect(page.getByText(say('cover.ended'))).toBeVisible({ timeout: 12_000 });
    await expect(page.getByText(content, { exact: true })).toHaveCount(0);
    expect(await sandbox.count('/1010/')).toBe(1);

    await context.setOffline(false);
    await expect(symbol(page)).toBeVisible();
    expect(await sandbox.count('/1010/')).toBe(2);
  });
});

test('a code that had ended when it came is covered, explained, and asked for three times more', async ({
  page,
  open,
  sandbox,
}) => {
  await page.clock.install();
  await recordCodes(page, /\d{19}/);
  await open('/access/gym/7031');
  await expect(page.getByText(say('cover.arrived_expired'))).toBeVisible();
  await expect(symbol(page)).toHaveCount(0);
  for (const [wait, requests] of [[5_200, 2], [10_200, 3], [20_200, 4]] as const) {
    await page.clock.runFor(wait - 1_000);
    expect(await sandbox.count('/7031/')).toBe(requests - 1);
    await page.clock.runFor(1_000);
    await expect.poll(() => sandbox.count('/7031/')).toBe(requests);
    await expect(refresh(page)).toHaveAttribute('aria-disabled', 'true');
    await page.clock.runFor(100);
  }
  await page.clock.runFor('10:00');
  expect(await sandbox.count('/7031/')).toBe(4);
  expect(await codesSeen(page)).toEqual([]);
});

test.describe('what is no symbol', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  test('a format nobody published is shown as text, without a symbol', async ({ page, open }) => {
    await open('/access/gym/7041');
    await expect(page.getByText(say('access.unknown_format', { format: 'AZTEC' }))).toBeVisible();
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await expect(symbol(page)).toHaveCount(0);
    await page.getByRole('button', { name: say('copy.code') }).click();
    await expect(page.getByText(say('copy.done'))).toBeVisible();
    expect(await clipboard(page)).toBe('0071930465528817402');
  });

  for (const [id, length] of [['7055', 2954], ['7058', 1477]] as const) {
    test(`customer ${id}: beyond what a symbol holds there are words, and Copy gives all`, async ({ page, open }) => {
      const answers = await accessAnswers(page);
      await open(`/access/gym/${id}`);
      await expect(page.getByText(say('qr.too_long'))).toBeVisible();
      await expect(symbol(page)).toHaveCount(0);
      const { content } = await newest(answers);
      expect(content).toHaveLength(length);
      await expect(page.getByText(`${content.slice(0, 256)}…`, { exact: true })).toBeVisible();
      await expect(page.getByText(say('code.long', { length: length.toLocaleString('en') }))).toBeVisible();
      await page.getByRole('button', { name: say('copy.code') }).click();
      await expect.poll(() => clipboard(page)).toBe(content);
    });
  }

  test('control and direction characters are made visible in the text and copied exactly', async ({ page, open }) => {
    const answers = await accessAnswers(page);
    await open('/access/gym/7053');
    await expect(symbol(page)).toBeVisible();
    const { content } = await newest(answers);
    expect(await page.getByRole('main').textContent(), 'raw characters in the text').not.toMatch(/[\u202e\u200b\u0007\0]/);
    await expect(page.getByText('AB⟨U+202E⟩12⟨U+200B⟩34⟨U+0007⟩56⟨U+0000⟩\u0410', { exact: true })).toBeVisible();
    await expect(page.getByText(say('code.hidden'))).toBeVisible();
    await page.getByRole('button', { name: say('copy.code') }).click();
    await expect(page.getByText(say('copy.done'))).toBeVisible();
    // A browser's clipboard ends at NUL on some systems; up to there it is exact.
    expect(await clipboard(page)).toMatch(new RegExp(`^${content.split('\0')[0]}`));
  });
});

test('a device whose clock is wrong is told, and the countdown goes by the server', async ({ page, open }) => {
  await page.clock.install({ time: Date.now() + 5 * 3_600_000 + 60_000 });
  await open('/access/gym/1060');
  await expect(page.getByRole('timer')).toHaveText(/^(0:5\d|1:00)\s*left$/);
  await expect(page.getByText(say('clock.ahead', { time: '5 hours' }))).toBeVisible();
});
