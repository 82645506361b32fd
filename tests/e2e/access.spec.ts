// The access pass: its code, customer id, key and end.

import { collectAccessResponses, latest } from './support/responses.ts';
import { enterKey } from './support/sign-in.ts';
import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';

const symbol = (page: Page) => page.getByRole('img', { name: t('access.qr') });

test('my pass shows the code, its symbol and the time left without any input', async ({ page, open }) => {
  const responses = await collectAccessResponses(page);
  await open('/access/my-pass');
  const { content } = await latest(responses);
  await expect(page.getByText(content, { exact: true })).toBeVisible();
  await expect(symbol(page)).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^0:[0-2]\d\s*left$/);
  await expect(page.getByText(t('state.valid'), { exact: true })).toBeVisible();
});

test('the countdown counts down', async ({ page, open }) => {
  await open('/access/my-pass');
  const seconds = async () => Number((await page.getByRole('timer').innerText()).match(/0:(\d\d)/)?.[1]);
  await expect(page.getByRole('timer')).toBeVisible();
  const first = await seconds();
  await expect.poll(seconds).toBeLessThanOrEqual(first - 2);
});

test('the desk asks for a customer id and puts it into the address', async ({ page, open }) => {
  const responses = await collectAccessResponses(page);
  await open('/access/gym');
  await page.getByLabel(t('customer.label')).fill(' 0001234 ');
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
  const { content } = await latest(responses);
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
  test(`the customer id "${typed}" is rejected with an explanation and stays in the field`, async ({
    page,
    open,
    sandbox,
  }) => {
    await open('/access/gym');
    const field = page.getByLabel(t('customer.label'));
    await field.fill(typed);
    await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
    await expect(page.getByText(t(words))).toBeVisible();
    await expect(field).toHaveAccessibleDescription(new RegExp(t(words).slice(0, 20)));
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveValue(typed);
    expect(await sandbox.count()).toBe(0);
  });
}

test('the largest possible customer id reaches the service unchanged', async ({
  page,
  open,
  sandbox,
  browserErrors,
}) => {
  browserErrors.expect(/status 404/);
  await open('/access/gym/9223372036854775807');
  await expect(page.getByText(t('fail.no_customer'))).toBeVisible();
  expect((await sandbox.log())[0]?.path).toBe('/api/gym/v1/customers/9223372036854775807/access-code');
});

test.describe('direct connection with a key', () => {
  test('a wrong key is reported and asked for again; the right one shows the code', async ({
    page,
    open,
    sandbox,
    browserErrors,
  }) => {
    browserErrors.expect(/status 401/);
    await open('/access/gym-direct/1234');
    await expect(page.getByRole('heading', { name: t('sign_in.key_title') })).toBeVisible();
    expect(await sandbox.count(), 'requests before there is a key').toBe(0);

    await enterKey(page, 'wrong-key-5f1c');
    await expect(page.getByText(t('sign_in.key_refused'))).toBeVisible();
    expect(await sandbox.count('/1234/'), 'requests with the wrong key').toBe(1);
    await expect(page).toHaveURL(/#\/access\/gym-direct\/1234$/);
    expect(await page.content()).not.toContain('wrong-key-5f1c');

    await enterKey(page, 'sandbox-key');
    await expect(symbol(page)).toBeVisible();
    expect(await sandbox.count('/1234/')).toBe(2);
    await expect(page.getByText(await sandbox.accessCode('1234'), { exact: true })).toBeVisible();
    const stored = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
    expect(stored + page.url()).not.toContain('sandbox-key');
  });

  test('after a rejected key the focus is on the key form', async ({ page, open, browserErrors }) => {
    browserErrors.expect(/status 401/);
    await open('/access/gym-direct/1234');
    await enterKey(page, 'wrong');
    await expect(page.getByText(t('sign_in.key_refused'))).toBeVisible();
    const focused = page.locator(':focus');
    await expect(focused).toHaveCount(1);
    await expect(page.getByRole('main')).toContainText(await focused.innerText());
    expect(await focused.evaluate((element) => ['H1', 'H2', 'INPUT'].includes(element.tagName))).toBe(true);
  });

  test('a key that no header can hold is rejected before it is sent and stays in the field', async ({
    page,
    open,
    sandbox,
  }) => {
    await open('/access/gym-direct/1234');
    await enterKey(page, 'schlüssel');
    await expect(page.getByText(t('credential.not_for_headers'))).toBeVisible();
    await expect(page.getByLabel(t('sign_in.key_label'), { exact: true })).toHaveValue('schlüssel');
    await enterKey(page, '');
    await expect(page.getByText(t('credential.empty_key'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });

  test('a typed key is hidden until it is revealed', async ({ page, open }) => {
    await open('/access/gym-direct/1234');
    const field = page.getByLabel(t('sign_in.key_label'), { exact: true });
    await field.fill('sandbox-key');
    await expect(field).toHaveAttribute('type', 'password');
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
    await page.getByRole('button', { name: t('field.reveal'), exact: true }).click();
    await expect(field).toHaveAttribute('type', 'text');
    await expect(field).toHaveValue('sandbox-key');
  });
});

test.describe('without an end', () => {
  test('a static code has no countdown and is never requested again automatically', async ({
    page,
    open,
    sandbox,
  }) => {
    await page.clock.install();
    await open('/access/gym/1237');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    await expect(page.getByText(t('end.not_stated'))).toBeVisible();
    await expect(page.getByRole('timer')).toHaveCount(0);
    await page.clock.runFor('10:00');
    await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
    expect(await sandbox.count()).toBe(1);
  });

  test('an unreadable end is reported, and the code is hidden after a minute', async ({
    page,
    open,
    sandbox,
  }) => {
    await page.clock.install();
    await open('/access/gym/7019');
    const code = page.getByText('0071930465528817402', { exact: true });
    await expect(code).toBeVisible();
    await expect(page.getByText(t('end.unknown'))).toBeVisible();
    await page.clock.runFor('01:01');
    await expect(page.getByText(t('cover.end_unknown'))).toBeVisible();
    await expect(code).toHaveCount(0);
    await expect(symbol(page)).toHaveCount(0);
    expect(await sandbox.count()).toBe(1);
  });

  for (const id of ['7001', '7002']) {
    test(`customer ${id}: an empty end means no end`, async ({ page, open }) => {
      await open(`/access/gym/${id}`);
      await expect(page.getByText(t('end.not_stated'))).toBeVisible();
      await expect(symbol(page)).toBeVisible();
    });
  }
});

for (const id of ['7012', '7013', '7014', '7016', '7018', '7020', '7022']) {
  test(`customer ${id}: this spelling of the end is understood`, async ({ page, open }) => {
    await open(`/access/gym/${id}`);
    await expect(page.getByRole('timer')).toHaveText(/^(1:\d\d|2:00)\s*left$/);
  });
}

test('a wrong device clock is reported, and the countdown follows the server', async ({ page, open }) => {
  await page.clock.install({ time: Date.now() + 5 * 3_600_000 + 60_000 });
  await open('/access/gym/1060');
  await expect(page.getByRole('timer')).toHaveText(/^(0:5\d|1:00)\s*left$/);
  await expect(page.getByText(t('clock.ahead', { time: '5 hours' }))).toBeVisible();
});
