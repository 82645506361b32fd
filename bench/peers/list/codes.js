// Fetches the list from the service. The number of codes is in the address: `#10000`.

/** @typedef {{ code: string, end: number }} Code  `end` in milliseconds since 1970 */

/** @returns {Promise<Code[]>} */
export async function fetchCodes() {
  const user = `codes-${location.hash.slice(1)}`;
  const path = `/api/identity/digitanium/v4/users/${user}/activationcodes?responseQrType=normal&qrCode=false`;
  const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' });
  if (!response.ok) throw new Error(`the service answers ${response.status}`);
  const { data } = await response.json();
  return data.activationCodes.map((entry) => ({
    code: entry.activationCode,
    end: Number(entry.activationNotAfter) * 1_000,
  }));
}
