// What differs when the page is behind the gateway (make test LAYERS=e2e-gateway).

/** The customer whom the service is asked for when a person wants their own code. The gateway inserts it. */
export const OWN_CUSTOMER = process.env.LATCHKEY_GATEWAY ? '1234' : 'me';

/**
 * Details of tests that run without the gateway only, because it changes on purpose what they are about. It
 * answers 502 when the service's answer is broken or redirects, waits for the whole of an answer, forwards no
 * names with slashes or blanks, has only its own connections' servers in its policy, and serves a copy of the
 * build. tests/gateway and tests/engines test that.
 */
export const withoutGateway = (applies = true) => ({ tag: applies ? ['@without-gateway'] : [] });
