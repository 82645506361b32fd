// Every view in every state that a test of the looks has to see.

import type { Page } from '@playwright/test';
import { giveKey } from './sign-in.ts';
import { expect } from './test.ts';
import { count, say } from './words.ts';

export interface View {
  name: string;
  fragment: string;
  /** Brings the view into its state. */
  reach: (page: Page) => Promise<void>;
  /** Troubles the state brings along. */
  trouble?: RegExp;
}

const text = (words: string) => (page: Page) => expect(page.getByText(words, { exact: true }).first()).toBeVisible();
const symbol = (page: Page) => expect(page.getByRole('img', { name: say('access.qr') })).toBeVisible();
const failure = (page: Page) => expect(page.getByRole('alert')).toBeVisible();
const list = (n: number) => text(count('list.count', n));

export const VIEWS: View[] = [
  { name: 'home', fragment: '/', reach: (page) => expect(page.getByRole('link', { name: /^My pass/ })).toBeVisible() },
  {
    name: 'home-broken-file',
    fragment: '/',
    reach: async (page) => {
      await page.route('**/latchkey.json', (route) => route.fulfill({ contentType: 'application/json', body: '{"accent":"red","x":1}' }));
      await page.reload();
      await text(say('config.title'))(page);
    },
  },
  { name: 'access-ask', fragment: '/access/gym', reach: text(say('customer.label')) },
  {
    name: 'access-ask-wrong',
    fragment: '/access/gym',
    reach: async (page) => {
      await page.getByRole('button', { name: say('ask.show'), exact: true }).click();
      await text(say('customer.empty'))(page);
    },
  },
  { name: 'access-valid', fragment: '/access/my-pass', reach: symbol },
  {
    name: 'access-ending',
    fragment: '/access/gym/1010',
    reach: (page) => expect(page.getByText(new RegExp(`^(${say('state.ending')}|${say('state.renewing')})$`))).toBeVisible(),
  },
  { name: 'access-static', fragment: '/access/gym/1237', reach: text(say('end.not_stated')) },
  { name: 'access-json', fragment: '/access/gym/1236', reach: symbol },
  { name: 'access-covered', fragment: '/access/gym/7031', reach: text(say('cover.arrived_expired')) },
  { name: 'access-too-long', fragment: '/access/gym/7056', reach: text(say('qr.too_long')) },
  { name: 'access-failed-404', fragment: '/access/gym/404', reach: failure, trouble: /status 404/ },
  {
    name: 'access-failed-500',
    fragment: '/access/gym/500',
    reach: async (page) => {
      await failure(page);
      await page.getByText(say('details.title')).click();
      await expect(page.getByRole('button', { name: say('fail.again') })).toHaveAttribute('aria-disabled', 'false');
    },
    trouble: /status 500/,
  },
  { name: 'access-held', fragment: '/access/gym/42986', reach: text(say('fail.rate_limited')), trouble: /status 429/ },
  { name: 'sign-in', fragment: '/access/gym-direct/1234', reach: text(say('sign_in.key_title')) },
  {
    name: 'sign-in-refused',
    fragment: '/access/gym-direct/1234',
    reach: async (page) => {
      await giveKey(page, 'wrong');
      await text(say('sign_in.key_refused'))(page);
    },
    trouble: /status 401/,
  },
  { name: 'list-ask', fragment: '/activation/identity', reach: text(say('user.label')) },
  { name: 'list-3', fragment: '/activation/identity/codes-3', reach: list(3) },
  {
    name: 'list-revealed',
    fragment: '/activation/identity/codes-3',
    reach: async (page) => {
      await page.getByRole('button', { name: say('card.show') }).first().click();
      await expect(page.getByRole('img', { name: say('card.qr') })).toBeVisible();
    },
  },
  {
    name: 'list-large',
    fragment: '/activation/identity/codes-3',
    reach: async (page) => {
      await page.getByRole('button', { name: say('card.large') }).first().click();
      await expect(page.getByRole('dialog').getByRole('img', { name: say('card.qr') })).toBeVisible();
    },
  },
  {
    name: 'list-large-share',
    fragment: '/activation/identity/codes-3',
    reach: async (page) => {
      // Chromium on Linux has no such way.
      await page.evaluate(() => Object.assign(navigator, { share: () => Promise.resolve() }));
      await page.getByRole('button', { name: say('card.large') }).first().click();
      await page.getByRole('button', { name: say('detail.share'), exact: true }).click();
      await text(say('detail.share_warning'))(page);
    },
  },
  {
    name: 'list-redrawn',
    fragment: '/activation/identity/codes-3?qr=true&format=mpower',
    reach: async (page) => {
      await page.getByRole('button', { name: say('card.show') }).first().click();
      await expect(page.getByRole('img', { name: say('card.qr') })).toBeVisible();
    },
  },
  {
    name: 'list-not-redrawn',
    fragment: '/activation/identity/shape-image-logo?qr=true&format=mpower',
    reach: async (page) => {
      await page.getByRole('button', { name: say('card.show') }).click();
      await text(say('symbol.not_redrawn'))(page);
    },
  },
  {
    name: 'list-disagrees',
    fragment: '/activation/identity/shape-image-disagrees?qr=true',
    reach: async (page) => {
      await page.getByRole('button', { name: say('card.show') }).click();
      await text(say('symbol.other'))(page);
    },
  },
  { name: 'list-0', fragment: '/activation/identity/codes-0', reach: text(say('list.empty')) },
  {
    name: 'list-50',
    fragment: '/activation/identity/codes-50',
    reach: async (page) => {
      // Of the forty valid ones some end minutes after the sandbox has started.
      await expect(page.getByText(/^(40|3\d) valid codes$/)).toBeVisible();
      await page.getByText(/^1\d expired codes$/).click();
    },
  },
  {
    name: 'list-locked',
    fragment: '/activation/identity/codes-3',
    reach: async (page) => {
      await page.getByRole('button', { name: say('lock.button'), exact: true }).click();
      await text(say('lock.title'))(page);
    },
  },
  {
    name: 'restart-card',
    fragment: '/access/gym/1237',
    reach: async (page) => {
      await page.evaluate("setTimeout(() => { throw new Error('thrown by a test'); })\n//# sourceURL=/latchkey-0.js");
      await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
    },
    trouble: /thrown by a test/,
  },
  { name: 'list-failed', fragment: '/activation/identity/shape-status-error', reach: failure },
  {
    name: 'form',
    fragment: '/connections/new',
    reach: async (page) => {
      await page.getByLabel(say('form.base'), { exact: true }).fill('http://studio.example.com');
      await page.getByLabel(say('sign_in.key_label'), { exact: true }).fill('two words');
      await page.getByRole('button', { name: say('form.save'), exact: true }).click();
      await text(say('problem.not_secure'))(page);
    },
  },
  {
    name: 'form-identity',
    fragment: '/connections/new',
    reach: async (page) => {
      await page.getByRole('radio', { name: new RegExp(say('form.activation_what')) }).check();
      await page.getByLabel(say('form.host'), { exact: true }).fill('idp.example.com');
      await page.getByLabel(say('tenant.name'), { exact: true }).fill('Demo');
      await text(say('form.tenant_warning'))(page);
    },
  },
  { name: 'about', fragment: '/about', reach: text(say('about.stored_title')) },
  { name: 'not-found', fragment: '/nowhere', reach: text(say('not_found.title')) },
];
