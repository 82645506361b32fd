// Reads a `_headers` file as Netlify and Cloudflare Pages do: every rule that matches a path applies.

/**
 * Returns the rules of a file: a pattern and its headers.
 * @param {string} text
 */
export function parseHeadersFile(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || !line.trim()) continue;
    if (line.startsWith('/')) {
      rules.push({ pattern: line.trim(), headers: [] });
    } else {
      const [name, ...value] = line.trim().split(': ');
      rules.at(-1).headers.push([name, value.join(': ')]);
    }
  }
  return rules;
}

/**
 * Returns the headers of a path. Those that several rules set are joined by commas, as the hosts do.
 * @param {ReturnType<typeof parseHeadersFile>} rules
 * @param {string} path
 */
export function headersOf(rules, path) {
  const headers = new Map();
  for (const { pattern, headers: own } of rules) {
    const isPrefix = pattern.endsWith('*');
    if (isPrefix ? !path.startsWith(pattern.slice(0, -1)) : path !== pattern) continue;
    for (const [name, value] of own) headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  }
  return headers;
}
