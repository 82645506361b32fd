// The services' responses, with the same codes in each run.

/** Returns a deterministic random number generator (mulberry32). */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Returns the first `count` codes, of 19 digits each. The sequence is the same for every count. */
export function codes(count) {
  const next = createRandom(1994);
  const digits = (length) => String(next()).padStart(10, '0').slice(-length);
  return Array.from({ length: count }, () => digits(7) + digits(6) + digits(6));
}

/**
 * Returns the response for a list of `count` codes, in the envelope of KOBIL's API. All codes end within the
 * hour, so that each row has a countdown that changes each second, and none ends during a measurement. They
 * are sorted by end, as our app sorts them.
 */
export function listResponse(count, now) {
  const [soonest, latest] = [25 * 60, 55 * 60];
  const list = codes(count).map((activationCode, at) => ({
    activationNotAfter: String(Math.floor(now / 1_000 + soonest + ((latest - soonest) * at) / count)),
    activationCode,
  }));
  return JSON.stringify({
    subSystem: 5,
    status: 'OK',
    message: 'Activation codes fetched successfully',
    data: { userId: `codes-${count}`, activationCodes: list, codeCount: count },
  });
}

/** The code of the pass. */
export const [PASS_CODE] = codes(1);
const PASS_VALIDITY_MS = 30 * 60_000;

/** Returns the response for the pass. Its validity is longer than any run, and shorter than an hour. */
export function passResponse(now) {
  return JSON.stringify({
    format: 'QR_CODE',
    content: PASS_CODE,
    expiresAt: new Date(now + PASS_VALIDITY_MS).toISOString(),
  });
}
