// What every app gets from the services: the same codes in each run.

/** A small generator of numbers that are the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** The first `count` codes, of 19 digits each. The same count or another, the first ones are always the same. */
export function codes(count) {
  const next = random(1994);
  const digits = (length) => String(next()).padStart(10, '0').slice(-length);
  return Array.from({ length: count }, () => digits(7) + digits(6) + digits(6));
}

/**
 * The answer for a list of `count` codes at a time, in the envelope of KOBIL's API. All end within the hour, so that each app has a countdown in each row
 * that changes each second, and none ends while it is measured; the soonest is first, which is the order our app sorts by.
 */
export function listAnswer(count, now) {
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
const PASS_LASTS_MS = 30 * 60_000;

/** The answer for the pass at a time: as long ahead as no run takes, so that its countdown changes each second. */
export function passAnswer(now) {
  return JSON.stringify({ format: 'QR_CODE', content: PASS_CODE, expiresAt: new Date(now + PASS_LASTS_MS).toISOString() });
}
