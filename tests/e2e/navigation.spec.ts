// Navigation: addresses, history, keyboard and focus.

import { expect, test, type Page } from './support/test.ts';
import { plural, t, type Key } from './support/texts.ts';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const title = (key: Key) => `${t(key)} · Latchkey sandbox`;

const VIEWS: [string, string, Key][] = [
  ['/', t('home.title'), 'home.title'],
  ['/access/gym', 'Studio desk', 'access.title'],
  ['/access/gym/1237', 'Studio desk', 'access.title'],
  ['/access/gym-direct/1237', 'Studio desk, direct', 'access.title'],
  ['/activation/identity', 'Help desk', 'activation.title'],
  ['/activation/identity/codes-3', 'Help desk', 'activation.title'],
  ['/connections/new', t('connection.title'), 'connection.title'],
  ['/about', t('about.title'), 'about.title'],
];

for (const [address, name, key] of VIEWS) {
  test(`${address} can be opened directly and reloaded, with a title without personal data`, async ({
    page,
    open,
  }) => {
    await open(address);
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveTitle(title(key));
    await page.reload();
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`#${address}$`));
  });
}

for (const address of [
  '/nowhere',
  '/access/nobody/1',
  '/access/gym/abc',
  '/activation/gym/anna',
  '/access/identity/1',
  '/activation/identity/%zz',
]) {
  test(`${address} shows the not-found view with a link home`, async ({ page, open, sandbox }) => {
    await open(address);
    await expect(heading(page, t('not_found.title'))).toBeVisible();
    await page.getByRole('link', { name: t('not_found.home') }).click();
    await expect(heading(page, t('home.title'))).toBeVisible();
    expect(await sandbox.count()).toBe(0);
  });
}

test('back and forward work through the views of both services', async ({ page, open }) => {
  await open('/');
  await page
    .getByRole('link', { name: /^Studio desk (?!, direct)/ })
    .first()
    .click();
  await page.getByLabel(t('customer.label')).fill('1237');
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel(t('customer.label'))).toBeVisible();
  await expect(page.getByText('0071930465528817402', { exact: true })).toHaveCount(0);
  await page.goBack();
  await page
    .getByRole('link', { name: /^Help desk (?!, direct)/ })
    .first()
    .click();
  await page.getByLabel(t('user.label')).fill('codes-3');
  await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
  await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByText(plural('list.count', 3), { exact: true })).toHaveCount(0);
  await page.goForward();
  await expect(page.getByText(plural('list.count', 3), { exact: true })).toBeVisible();
});

test('leaving a view removes its code from the document', async ({ page, open }) => {
  await open('/access/gym/1237');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: t('about.link') }).click();
  await expect(heading(page, t('about.title'))).toBeVisible();
  expect(await page.content()).not.toContain('0071930465528817402');
});

test('the first view does not move the focus; every later one focuses its heading', async ({
  page,
  open,
}) => {
  await open('/');
  await expect(heading(page, t('home.title'))).not.toBeFocused();
  await page.getByRole('link', { name: t('about.link') }).click();
  await expect(heading(page, t('about.title'))).toBeFocused();
  await page.goBack();
  await expect(heading(page, t('home.title'))).toBeFocused();
  await page.getByRole('link', { name: /^My pass/ }).click();
  await expect(heading(page, 'My pass')).toBeFocused();
});

test('the skip link is the first tab stop, visible with focus, and leads to the content', async ({
  page,
  open,
}) => {
  await open('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: t('app.skip') });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(/#\/$/);
});

/** Presses Tab until an element with this name has the focus, and expects a visible focus at every stop. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const label =
        element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.innerText;
      return {
        name: label ?? element.innerText,
        // After the last stop the browser's own controls follow, then the document itself.
        isVisible:
          element === document.body ||
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          boxShadow !== 'none',
      };
    });
    expect(focused.isVisible, `the focus on "${focused.name}" is visible`).toBe(true);
    if (name.test(focused.name.trim())) return;
  }
  throw new Error(`no tab stop is called ${name}`);
}

test("a member's code can be reached and left by keyboard alone", async ({ page, open }) => {
  await open('/');
  await tabTo(page, /^Studio desk\s(?!, direct)/);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Studio desk')).toBeFocused();
  await tabTo(page, new RegExp(`^${t('customer.label')}`));
  await page.keyboard.type('1237');
  await page.keyboard.press('Enter');
  await expect(page.getByText('0071930465528817402', { exact: true })).toBeVisible();
  await tabTo(page, new RegExp(`^${t('access.refresh')}`));
  await tabTo(page, /^Latchkey sandbox$/);
  await page.keyboard.press('Enter');
  await expect(heading(page, t('home.title'))).toBeFocused();
});

test("a user's code can be reached and revealed by keyboard alone", async ({ page, open }) => {
  await open('/');
  await tabTo(page, /^Help desk\s(?!, direct)/);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Help desk')).toBeFocused();
  await tabTo(page, new RegExp(`^${t('user.label')}`));
  await page.keyboard.type('codes-1');
  await page.keyboard.press('Enter');
  await expect(page.getByText(plural('list.count', 1), { exact: true })).toBeVisible();
  await tabTo(page, new RegExp(`^${t('card.show')}`));
  await page.keyboard.press('Space');
  await expect(page.getByText('6849351', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: t('card.hide') })).toBeFocused();
});
