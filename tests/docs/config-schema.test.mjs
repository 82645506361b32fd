// deploy/latchkey.schema.json: what it says of example files, whose folders tell the parser's verdict (tools/check-config/tests/), and
// that the README names the same keys.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const EXAMPLES = join(ROOT, 'tests/fixtures/config');
/** Whether the schema accepts the files of each folder. */
const VERDICTS = { valid: true, invalid: false, 'only-page-accepts': false, 'only-schema-accepts': true };

const schema = JSON.parse(readFileSync(join(ROOT, 'deploy/latchkey.schema.json'), 'utf8'));
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const validate = ajv.compile(schema);

/** Returns the mistakes that the schema finds in a file, or that it is no JSON. */
function mistakes(file) {
  try {
    return validate(JSON.parse(readFileSync(file, 'utf8'))) ? [] : validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  } catch (error) {
    return [error.message];
  }
}

test('the schema is valid, and each key has a title and a description', () => {
  assert.ok(ajv.validateSchema(schema), JSON.stringify(ajv.errors));
  const keys = Object.entries({ ...schema.properties, ...schema.$defs.connection.properties });
  assert.deepEqual(keys.filter(([, { title, description }]) => !title || !description).map(([key]) => key), []);
});

test('each folder of examples has a verdict', () => {
  assert.deepEqual(readdirSync(EXAMPLES).sort(), Object.keys(VERDICTS).sort());
});

for (const [folder, isAccepted] of Object.entries(VERDICTS)) {
  for (const name of readdirSync(join(EXAMPLES, folder))) {
    test(`the schema ${isAccepted ? 'accepts' : 'refuses'} ${folder}/${name}`, () => {
      const found = mistakes(join(EXAMPLES, folder, name));
      assert.equal(found.length === 0, isAccepted, found.join('\n'));
    });
  }
}

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
/** Returns the keys in the first column of the README's table with this heading. */
function keysOfTable(heading) {
  const [, rows] = readme.split(`| ${heading} | meaning |\n|---|---|\n`);
  assert.ok(rows, `the README has no table "${heading}"`);
  const firsts = rows.split('\n\n')[0].split('\n').map((row) => row.split('|')[1]);
  return firsts.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key));
}

test("the README's tables have the keys of the schema", () => {
  assert.deepEqual(keysOfTable('key').sort(), Object.keys(schema.properties).sort());
  assert.deepEqual(keysOfTable('key of a connection').sort(), Object.keys(schema.$defs.connection.properties).sort());
});

test('the examples of the pages have no mistakes', () => {
  for (const page of ['README.md', 'docs/deploy-static.md', 'docs/deploy-nginx.md']) {
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, page), 'utf8'))?.[1];
    assert.ok(validate(JSON.parse(example)), `${page}: ${JSON.stringify(validate.errors)}`);
  }
});
