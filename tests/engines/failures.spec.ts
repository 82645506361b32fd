// Every status that the two APIs document, in words.

import { t, type Key } from '../e2e/support/texts.ts';
import { expect, test } from './support/test.ts';

const STATUSES: [status: number, access: Key, activation: Key][] = [
  [400, 'fail.invalid', 'fail.invalid'],
  [401, 'fail.gateway_not_accepted', 'fail.gateway_not_accepted'],
  [403, 'fail.gateway_forbidden', 'fail.gateway_forbidden'],
  [404, 'fail.no_customer', 'fail.no_user'],
  [409, 'fail.conflict', 'fail.conflict'],
  [429, 'fail.rate_limited', 'fail.rate_limited'],
  [500, 'fail.server_error', 'fail.server_error'],
  [502, 'fail.unavailable', 'fail.unavailable'],
  [503, 'fail.unavailable', 'fail.unavailable'],
  [504, 'fail.unavailable', 'fail.unavailable'],
];

for (const [status, access, activation] of STATUSES) {
  for (const [view, words] of [[`/access/gym/${status}`, access], [`/activation/identity/error-${status}`, activation]] as const) {
    test(`${view}: ${t(words)}`, async ({ app }) => {
      await app.open(view);
      await expect.poll(() => app.text('[role=alert] :is(h1, h2, h3)')).toBe(t(words));
      expect(await app.count('svg.qr')).toBe(0);
      expect(await app.count('.code:not(.account .code)')).toBe(0);
    });
  }
}
