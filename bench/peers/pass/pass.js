// Fetches the pass: first latchkey.json, then the code of the connection that the address names.

/** @typedef {{ name: string, code: string, end: number }} Pass  `end` in milliseconds since 1970 */

async function fetchJson(path, headers) {
  const response = await fetch(path, {
    headers: { accept: 'application/json', ...headers },
    cache: 'no-store',
  });
  if (!response.ok) throw new Error(`${path}: the server answers ${response.status}`);
  return response.json();
}

/** @returns {Promise<Pass>} */
async function fetchPass() {
  const id = location.hash.slice(1);
  const { connections } = await fetchJson('latchkey.json');
  const { name, base, subject } = connections.find((connection) => connection.id === id);
  const { content, expiresAt } = await fetchJson(`${base}/v1/customers/${subject}/access-code`, {
    'x-requested-by': 'latchkey',
  });
  return { name, code: content, end: Date.parse(expiresAt) };
}

/** Imported first by each page, so that the requests start before the framework. */
export const passPromise = fetchPass();

/** Splits a code into groups of four. */
export const groups = (code) => code.match(/.{1,4}/gs);
