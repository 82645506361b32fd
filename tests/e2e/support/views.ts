// Every view in every state, for accessibility checks and screenshots.

import type { Page } from '@playwright/test';
import { keepCode } from './kept-code.ts';
import { openSettings, settings } from './settings-dialog.ts';
import { enterKey } from './sign-in.ts';
import { expect } from './test.ts';
import { plural, t, textPattern } from './texts.ts';

export interface View {
  name: string;
  fragment: string;
  /** Brings the view into its state. */
  prepare: (page: Page) => Promise<void>;
  /** The browser error that the state causes. */
  browserError?: RegExp;
}

const text = (words: string) => (page: Page) =>
  expect(page.getByText(words, { exact: true }).first()).toBeVisible();
const symbol = (page: Page) => expect(page.getByRole('img', { name: t('access.qr') })).toBeVisible();
const failure = (page: Page) => expect(page.getByRole('alert')).toBeVisible();
const list = (n: number) => text(plural('list.count', n));

export const VIEWS: View[] = [
  {
    name: 'home',
    fragment: '/',
    prepare: (page) => expect(page.getByRole('link', { name: /^My pass/ })).toBeVisible(),
  },
  {
    name: 'home-broken-file',
    fragment: '/',
    prepare: async (page) => {
      await page.route('**/latchkey.json', (route) =>
        route.fulfill({ contentType: 'application/json', body: '{"accent":"red","x":1}' }),
      );
      await page.reload();
      await text(t('config.title'))(page);
    },
  },
  { name: 'access-ask', fragment: '/access/gym', prepare: text(t('customer.label')) },
  {
    name: 'access-ask-wrong',
    fragment: '/access/gym',
    prepare: async (page) => {
      await page.getByRole('button', { name: t('ask.show'), exact: true }).click();
      await text(t('customer.empty'))(page);
    },
  },
  { name: 'desk', fragment: '/desk/gym', prepare: text(t('desk.window_open')) },
  {
    name: 'desk-valid',
    fragment: '/desk/gym',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: t('customer.label') }).fill('1237');
      await page.keyboard.press('Enter');
      await symbol(page);
    },
  },
  { name: 'access-valid', fragment: '/access/my-pass', prepare: symbol },
  {
    name: 'access-ending',
    fragment: '/access/gym/1010',
    prepare: (page) =>
      expect(page.getByText(new RegExp(`^(${t('state.ending')}|${t('state.renewing')})$`))).toBeVisible(),
  },
  { name: 'access-static', fragment: '/access/gym/1237', prepare: text(t('end.not_stated')) },
  {
    name: 'access-kept',
    fragment: '/access/gym/1237',
    prepare: async (page) => {
      await keepCode(page);
      await page.route('**/access-code', (route) => route.abort('connectionrefused'));
      await page.reload();
      await expect(page.getByText(textPattern('kept.words'))).toBeVisible();
    },
    browserError: /access-code net::ERR_CONNECTION_REFUSED/,
  },
  {
    name: 'settings-kept',
    fragment: '/access/gym/1237',
    prepare: async (page) => {
      await keepCode(page);
      await openSettings(page);
      await expect(settings(page).getByText(t('settings.kept_words'))).toBeVisible();
    },
  },
  {
    name: 'home-kept',
    fragment: '/',
    prepare: async (page) => {
      await page.route('**/latchkey.json', (route) => route.abort('connectionrefused'));
      await page.reload();
      await expect(page.getByText(t('config.kept'))).toBeVisible();
    },
    browserError: /latchkey\.json net::ERR_CONNECTION_REFUSED/,
  },
  { name: 'access-json', fragment: '/access/gym/1236', prepare: symbol },
  { name: 'access-covered', fragment: '/access/gym/7031', prepare: text(t('cover.arrived_expired')) },
  { name: 'access-too-long', fragment: '/access/gym/7056', prepare: text(t('qr.too_long')) },
  {
    name: 'access-full-screen',
    fragment: '/access/my-pass',
    prepare: async (page) => {
      await page.getByRole('button', { name: t('full_screen.open'), exact: true }).click();
      await expect(page.getByRole('dialog').getByRole('img', { name: t('access.qr') })).toBeVisible();
    },
  },
  {
    name: 'access-full-screen-help',
    fragment: '/access/gym/1237',
    prepare: async (page) => {
      await page.getByRole('button', { name: t('full_screen.open'), exact: true }).click();
      await page.getByText(t('scan.title')).click();
    },
  },
  {
    name: 'access-refused',
    fragment: '/access/gym/40302',
    prepare: async (page) => {
      await failure(page);
      await page.getByText(t('member.staff')).click();
    },
    browserError: /status 403/,
  },
  { name: 'access-failed-404', fragment: '/access/gym/404', prepare: failure, browserError: /status 404/ },
  {
    name: 'access-failed-500',
    fragment: '/access/gym/500',
    prepare: async (page) => {
      await failure(page);
      await page.getByText(t('details.title')).click();
      await expect(page.getByRole('button', { name: t('fail.again') })).toHaveAttribute(
        'aria-disabled',
        'false',
      );
    },
    browserError: /status 500/,
  },
  {
    name: 'access-held',
    fragment: '/access/gym/42986',
    prepare: text(t('fail.rate_limited')),
    browserError: /status 429/,
  },
  { name: 'sign-in', fragment: '/access/gym-direct/1234', prepare: text(t('sign_in.key_title')) },
  {
    name: 'sign-in-refused',
    fragment: '/access/gym-direct/1234',
    prepare: async (page) => {
      await enterKey(page, 'wrong');
      await text(t('sign_in.key_refused'))(page);
    },
    browserError: /status 401/,
  },
  { name: 'list-ask', fragment: '/activation/identity', prepare: text(t('user.label')) },
  { name: 'list-3', fragment: '/activation/identity/codes-3', prepare: list(3) },
  {
    name: 'list-revealed',
    fragment: '/activation/identity/codes-3',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: t('card.show') })
        .first()
        .click();
      await expect(page.getByRole('img', { name: t('card.qr') })).toBeVisible();
    },
  },
  {
    name: 'list-large',
    fragment: '/activation/identity/codes-3',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: t('card.large') })
        .first()
        .click();
      await expect(page.getByRole('dialog').getByRole('img', { name: t('card.qr') })).toBeVisible();
    },
  },
  {
    name: 'list-large-share',
    fragment: '/activation/identity/codes-3',
    prepare: async (page) => {
      // Chromium on Linux has no share API.
      await page.evaluate(() => Object.assign(navigator, { share: () => Promise.resolve() }));
      await page
        .getByRole('button', { name: t('card.large') })
        .first()
        .click();
      await page.getByRole('button', { name: t('detail.share'), exact: true }).click();
      await text(t('detail.share_warning'))(page);
    },
  },
  {
    name: 'list-redrawn',
    fragment: '/activation/identity/codes-3?qr=true&format=mpower',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: t('card.show') })
        .first()
        .click();
      await expect(page.getByRole('img', { name: t('card.qr') })).toBeVisible();
    },
  },
  {
    name: 'list-not-redrawn',
    fragment: '/activation/identity/shape-image-logo?qr=true&format=mpower',
    prepare: async (page) => {
      await page.getByRole('button', { name: t('card.show') }).click();
      await text(t('symbol.not_redrawn'))(page);
    },
  },
  {
    name: 'list-disagrees',
    fragment: '/activation/identity/shape-image-disagrees?qr=true',
    prepare: async (page) => {
      await page.getByRole('button', { name: t('card.show') }).click();
      await text(t('symbol.other'))(page);
    },
  },
  { name: 'list-0', fragment: '/activation/identity/codes-0', prepare: text(t('list.empty')) },
  {
    name: 'list-50',
    fragment: '/activation/identity/codes-50',
    prepare: async (page) => {
      // Some of the forty valid codes end minutes after the sandbox's start.
      await expect(page.getByText(/^(40|3\d) valid codes$/)).toBeVisible();
      await page.getByText(/^1\d expired codes$/).click();
    },
  },
  {
    name: 'list-locked',
    fragment: '/activation/identity/codes-3',
    prepare: async (page) => {
      await page.getByRole('button', { name: t('lock.button'), exact: true }).click();
      await text(t('lock.title'))(page);
    },
  },
  {
    name: 'restart-card',
    fragment: '/access/gym/1237',
    prepare: async (page) => {
      await page.evaluate(
        "setTimeout(() => { throw new Error('thrown by a test'); })\n//# sourceURL=/latchkey-0.js",
      );
      await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
    },
    browserError: /thrown by a test/,
  },
  { name: 'list-failed', fragment: '/activation/identity/shape-status-error', prepare: failure },
  {
    name: 'form',
    fragment: '/connections/new',
    prepare: async (page) => {
      await page.getByLabel(t('form.base'), { exact: true }).fill('http://studio.example.com');
      await page.getByLabel(t('sign_in.key_label'), { exact: true }).fill('two words');
      await page.getByRole('button', { name: t('form.save'), exact: true }).click();
      await text(t('problem.not_secure'))(page);
    },
  },
  {
    name: 'form-identity',
    fragment: '/connections/new',
    prepare: async (page) => {
      await page.getByRole('radio', { name: new RegExp(t('form.activation_what')) }).check();
      await page.getByLabel(t('form.host'), { exact: true }).fill('idp.example.com');
      await page.getByLabel(t('tenant.name'), { exact: true }).fill('Demo');
      await text(t('form.tenant_warning'))(page);
    },
  },
  { name: 'about', fragment: '/about', prepare: text(t('about.stored_title')) },
  { name: 'not-found', fragment: '/nowhere', prepare: text(t('not_found.title')) },
];
