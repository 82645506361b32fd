// Checks that every test titles in docs/faults.md exists.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import ts from 'typescript';
import { ROOT } from './support/sandbox.ts';

/** Returns a pattern for each test title in a file; an interpolation matches any text. */
function titlesIn(file: string): RegExp[] {
  const titles: RegExp[] = [];
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'test') {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.push(new RegExp(`^${escape(title.text)}$`));
      if (title && ts.isTemplateExpression(title)) {
        const parts = [title.head.text, ...title.templateSpans.map((span) => span.literal.text)];
        titles.push(new RegExp(`^${parts.map(escape).join('.+')}$`));
      }
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  visit(source);
  return titles;
}

/** Returns a pattern for each function name in a Rust file. */
function functionsIn(file: string): RegExp[] {
  return [...readFileSync(file, 'utf8').matchAll(/\bfn (\w+)\(/g)].map(([, name]) => new RegExp(`^${name}$`));
}

const files = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(ROOT, folder, file));

/** The rows of the table: the number, and the titles in backticks in the column of tests. */
const rows = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^\d+$/.test(cells[1] ?? ''))
  .map((cells) => ({
    row: Number(cells[1]),
    titles: [...(cells[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, title]) => String(title)),
  }));

test('docs/faults.md has a row for each of the 71 faults, in order, each with a test', () => {
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 71 }, (_, index) => index + 1));
  expect(rows.filter(({ titles }) => titles.length === 0)).toEqual([]);
});

test('every test named in docs/faults.md exists and belongs to its row', () => {
  const existing = [
    ...files('tests/e2e', '.spec.ts').flatMap(titlesIn),
    ...files('tests/gateway', '.test.mjs').flatMap(titlesIn),
    ...['core/src', 'qr/src', 'first/src', 'tests/web', 'src']
      .flatMap((folder) => files(folder, '.rs'))
      .flatMap(functionsIn),
  ];
  const missing = rows.flatMap(({ titles }) =>
    titles.filter((title) => !existing.some((pattern) => pattern.test(title))),
  );
  expect(missing).toEqual([]);
  const misplaced = rows.flatMap(({ row, titles }) =>
    titles.filter((title) => title.startsWith('row ') && !title.startsWith(`row ${row}:`)),
  );
  expect(misplaced).toEqual([]);
});
