// The gateway, the recipes for nginx and static hosts, and the sandbox under the tests send the same headers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSettings } from '../../deploy/gateway/settings.mjs';
import { renderSite } from '../../deploy/gateway/site.mjs';

const read = (path) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

/** Headers by name from the lines of a file that match. What reports need exists only where reports are taken. */
const headersOf = (text, pattern) =>
  new Map(
    [...text.matchAll(pattern)]
      .map(([, name, quoted, bare]) => [name, quoted?.replaceAll('\\"', '"') ?? bare])
      .filter(([name]) => !['Reporting-Endpoints', 'Cache-Control', 'Retry-After'].includes(name))
      .map(([name, value]) => [
        name,
        value
          .replace('; report-uri /csp-report; report-to csp', '')
          .replace(', endpoints=(csp)', '')
          .replace('{origins}', ''),
      ]),
  );

const gateway = headersOf(
  renderSite(readSettings(read('deploy/gateway/gateway.env')).values),
  /^\s*Header always set ([\w-]+) (?:"((?:[^"\\]|\\.)*)"|(\S+)) early$/gm,
);

test('the gateway sends thirteen headers of protection', () => assert.equal(gateway.size, 13));

test('the recipe for nginx sends the same', () => {
  const nginx = headersOf(
    read('deploy/nginx/latchkey/headers.conf'),
    /^add_header ([\w-]+) (?:"((?:[^"\\]|\\.)*)"|([^$\s]\S*)) always;$/gm,
  );
  assert.deepEqual(new Map([...nginx].sort()), new Map([...gateway].sort()));
});

test('the recipe for static hosts sends the same', () => {
  const [everywhere] = read('deploy/static/_headers').split('\n/*\n')[1].split('\n\n');
  const files = headersOf(everywhere, /^ {2}([\w-]+): ()?(.*)$/gm);
  assert.deepEqual(new Map([...files].sort()), new Map([...gateway].sort()));
});

test('the sandbox under the tests sends the same, but what only https can have', () => {
  const source = read('sandbox/src/site_headers.rs')
    .replace(/\\\n\s*/g, '')
    .toLowerCase();
  for (const [name, value] of gateway) {
    if (name === 'Strict-Transport-Security') continue;
    for (const part of value.split('; ')) {
      if (part.startsWith('connect-src') || part === 'upgrade-insecure-requests') continue;
      assert.ok(source.includes(part.toLowerCase()), `${name}: ${part}`);
    }
  }
});
