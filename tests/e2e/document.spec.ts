// docs/faults.md names the tests that prove each row: every title in it has to be one of a test that exists.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import ts from 'typescript';
import { ROOT } from './support/sandbox.ts';

/** A title as its source writes it: where something is filled in, anything may stand. */
function titlesIn(file: string): RegExp[] {
  const found: RegExp[] = [];
  const exactly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'test') {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) found.push(new RegExp(`^${exactly(title.text)}$`));
      if (title && ts.isTemplateExpression(title)) {
        const parts = [title.head.text, ...title.templateSpans.map((span) => span.literal.text)];
        found.push(new RegExp(`^${parts.map(exactly).join('.+')}$`));
      }
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  visit(source);
  return found;
}

/** The names of the tests of the packages and of the pages. */
function functionsIn(file: string): RegExp[] {
  return [...readFileSync(file, 'utf8').matchAll(/\bfn (\w+)\(/g)].map(([, name]) => new RegExp(`^${name}$`));
}

const files = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(ROOT, folder, file));

/** The rows of the table: the number, and the titles between backticks in the column of tests. */
const rows = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^\d+$/.test(cells[1] ?? ''))
  .map((cells) => ({ row: Number(cells[1]), named: [...(cells[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, title]) => String(title)) }));

test('docs/faults.md has a line for each of the 41 faults, in their order, each with a test', () => {
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  expect(rows.filter(({ named }) => named.length === 0)).toEqual([]);
});

test('every test that docs/faults.md names exists, and proves the row it stands in', () => {
  const exists = [
    ...files('tests/e2e', '.spec.ts').flatMap(titlesIn),
    ...['core/src', 'qr/src', 'first/src', 'tests/web', 'src'].flatMap((folder) => files(folder, '.rs')).flatMap(functionsIn),
  ];
  const missing = rows.flatMap(({ named }) => named.filter((title) => !exists.some((pattern) => pattern.test(title))));
  expect(missing).toEqual([]);
  const misplaced = rows.flatMap(({ row, named }) => named.filter((title) => title.startsWith('row ') && !title.startsWith(`row ${row}:`)));
  expect(misplaced).toEqual([]);
});
