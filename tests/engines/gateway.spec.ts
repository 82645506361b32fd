// Signing in and out at the real gateway, in each engine: with httpd, redis and an OpenID provider.

import { Gateway } from '../../deploy/demo/gateway.mjs';
import { DIST } from '../e2e/support/sandbox.ts';
import { t } from '../e2e/support/texts.ts';
import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const PASS = '/access/my-pass';

test('a member signs in at the provider, returns to the pass, and signs out', async ({ engine, sandbox }) => {
  const gateway = await Gateway.start({ sandbox: sandbox.api, dist: DIST });
  try {
    const app = new App(engine.driver, gateway.app);
    await app.load(PASS);
    await app.expectText(t('session.none'));
    await app.click(t('session.sign_in'));
    await app.click('Mia Member');
    await expect.poll(() => app.has('#main svg.qr path'), 'the symbol').toBe(true);
    expect(new URL(await engine.driver.getCurrentUrl()).hash).toBe(`#${PASS}`);
    await app.expectText('Mia Member');
    const page = await app.run(() => ({ cookie: document.cookie, stored: { ...sessionStorage } }));
    expect(page).toEqual({ cookie: '', stored: {} });
    await app.click(t('session.sign_out'));
    await expect.poll(() => engine.driver.getCurrentUrl(), 'the page of the provider').toContain('/session/end');
    await app.click('Sign out');
    await expect.poll(() => engine.driver.getCurrentUrl()).toBe(gateway.app);
    await app.load(PASS);
    await app.expectText(t('session.none'));
    await engine.driver.get('about:blank');
  } finally {
    await gateway.stop();
  }
});
