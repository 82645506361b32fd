// A connection that a person adds by the form.

import { t } from '../e2e/support/texts.ts';
import { expect, test } from './support/test.ts';

test('a mistake is named beside its field; corrected, the connection works', async ({ app, sandbox }) => {
  await app.open('/connections/new');
  await app.type(t('form.name'), 'My studio');
  await app.type(t('form.base'), 'http://studio.example.com');
  await app.click(t('form.save'));
  await app.expectText(t('problem.not_secure'));
  await expect.poll(() => app.run(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await app.type(t('form.base'), sandbox.api);
  await app.type(t('sign_in.key_label'), 'sandbox-key');
  await app.click(t('form.save'));
  await app.expectText(t('home.title'));
  await app.run(() => (location.hash = '#/access/my-studio/1237'));
  await expect.poll(() => app.content('#main .pass .code')).toBe('0071930465528817402');
  expect(await app.run(() => JSON.stringify(localStorage))).not.toContain('sandbox-key');
});

test('a wrong key is told from the right one before the connection is saved', async ({ app, sandbox }) => {
  await app.open('/connections/new');
  await app.type(t('form.base'), sandbox.api);
  await app.type(t('sign_in.key_label'), 'wrong');
  await app.click(t('test.button'));
  await app.expectText(t('fail.key_not_accepted'));
  await app.type(t('sign_in.key_label'), 'sandbox-key');
  await app.click(t('test.button'));
  await app.expectText(t('test.good'));
});
