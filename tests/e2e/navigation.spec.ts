// Getting about: addresses, the browser's own buttons, the keyboard, and where the focus is afterwards.

import { expect, test, type Page } from './support/test.ts';
import { count, say, type Key } from './support/words.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const title = (key: Key) => `${say(key)} · Latchkey sandbox`;

const VIEWS: [string, string, Key][] = [
  ['/', say('home.title'), 'home.title'],
  ['/access/gym', 'Studio desk', 'access.title'],
  ['/access/gym/1237', 'Studio desk', 'access.title'],
  ['/access/gym-direct/1237', 'Studio desk, direct', 'access.title'],
  ['/activation/identity', 'Help desk', 'activation.title'],
  ['/activation/identity/codes-3', 'Help desk', 'activation.title'],
  ['/connections/new', say('connection.title'), 'connection.title'],
  ['/about', say('about.title'), 'about.title'],
];

for (const [address, name, key] of VIEWS) {
  test(`${address} can be opened directly and reloaded, with a title that names nobody`, async ({ page, open }) => {
    await open(address);
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveTitle(title(key));
    await page.reload();
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`#${address}$`));
  });
}

for (const address of ['/nowhere', '/access/nobody/1', '/access/gym/abc', '/activation/gym/anna', '/access/identity/1', '/activation/identity/%zz']) {
  test(`${address} says that nothing is here and leads back`, async ({ page, open, sandbox }) => {
    await open(address);
    await expect(heading(page, say('not_found.title'))).toBeVisible();
    await page.getByRole('link', { name: say('not_found.home') }).click();
    await expect(heading(page, say('home.title'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });
}

test('back and forward go through the views of both jobs', async ({ page, open }) => {
  await open('/');
  await page.getByRole('link', { name: /^Studio desk (?!, direct)/ }).first().click();
  await page.getByLabel(say('customer.label')).fill('1237');
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel(say('customer.label'))).toBeVisible();
  await expect(page.getByText('0071930465528817402', { exact: true })).toHaveCount(0);
  await page.goBack();
  await page.getByRole('link', { name: /^Help desk (?!, direct)/ }).first().click();
  await page.getByLabel(say('user.label')).fill('codes-3');
  await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
  await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByText(count('list.count', 3), { exact: true })).toHaveCount(0);
  await page.goForward();
  await expect(page.getByText(count('list.count', 3), { exact: true })).toBeVisible();
});

test('leaving a view takes its code out of the document', async ({ page, open }) => {
  await open('/access/gym/1237');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(heading(page, say('about.title'))).toBeVisible();
  expect(await page.content()).not.toContain('0071930465528817402');
});

test('the first view of a visit leaves the focus alone; every later one has it on its heading', async ({ page, open }) => {
  await open('/');
  await expect(heading(page, say('home.title'))).not.toBeFocused();
  await page.getByRole('link', { name: say('about.link') }).click();
  await expect(heading(page, say('about.title'))).toBeFocused();
  await page.goBack();
  await expect(heading(page, say('home.title'))).toBeFocused();
  await page.getByRole('link', { name: /^My pass/ }).click();
  await expect(heading(page, 'My pass')).toBeFocused();
});

test('the skip link is the first stop, seen when it has the focus, and leads to the content', async ({ page, open }) => {
  await open('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: say('app.skip') });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(/#\/$/);
});

/** Presses Tab until an element has the focus; every stop on the way shows that it has it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const label = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.innerText;
      return {
        name: label ?? element.innerText,
        // Behind the last stop the browser's own controls follow, then the document as a whole.
        seen: element === document.body || (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
      };
    });
    expect(focused.seen, `the focus on "${focused.name}" can be seen`).toBe(true);
    if (name.test(focused.name.trim())) return;
  }
  throw new Error(`no stop is called ${name}`);
}

test('with the keyboard alone: to a member\'s code, and back', async ({ page, open }) => {
  await open('/');
  await tabTo(page, /^Studio desk\s(?!, direct)/);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Studio desk')).toBeFocused();
  await tabTo(page, new RegExp(`^${say('customer.label')}`));
  await page.keyboard.type('1237');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await tabTo(page, new RegExp(`^${say('access.refresh')}`));
  await tabTo(page, /^Latchkey sandbox$/);
  await page.keyboard.press('Enter');
  await expect(heading(page, say('home.title'))).toBeFocused();
});

test('with the keyboard alone: to a user\'s codes, one of which is shown', async ({ page, open }) => {
  await open('/');
  await tabTo(page, /^Help desk\s(?!, direct)/);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Help desk')).toBeFocused();
  await tabTo(page, new RegExp(`^${say('user.label')}`));
  await page.keyboard.type('codes-1');
  await page.keyboard.press('Enter');
  await expect(page.getByText(count('list.count', 1), { exact: true })).toBeVisible();
  await tabTo(page, new RegExp(`^${say('card.show')}`));
  await page.keyboard.press('Space');
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: say('card.hide') })).toBeFocused();
});
