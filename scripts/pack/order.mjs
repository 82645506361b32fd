// Puts the functions of a module in an order in which each stands beside one that is like it: packers find more to repeat.

/** Every two and every three lines in a row, by which functions are compared. */
function rows(body) {
  const lines = body.split('\n').slice(1).map((line) => line.trim()).filter((line) => !line.startsWith('(local '));
  return new Set(lines.flatMap((_, at) => [lines.slice(at, at + 2).join('\n'), lines.slice(at, at + 3).join('\n')]));
}

/** How much of what either has both have. */
function likeness(one, other) {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const row of small) if (large.has(row)) both++;
  return both / (small.size + large.size - both + 1);
}

const NAME = /\(func (\$"(?:[^"\\]|\\.)*"|[^\s()]+)/;

/** The text of a module, function by function: the longest first, then always the one most like the last. Exports follow them. */
export function byLikeness(text) {
  const end = text.lastIndexOf(')');
  const items = text.slice(0, end).split(/^ (?=\()/m);
  const isFunction = (item) => item.startsWith('(func ');
  const left = items.filter(isFunction).map((item) => ({ item, rows: rows(item) }));
  const ordered = [];
  const best = (value) => left.reduce((found, one, at) => (value(one) > found.value ? { at, value: value(one) } : found), { at: 0, value: -1 }).at;
  for (let next = best(({ item }) => item.length); left.length > 0; ) {
    const [one] = left.splice(next, 1);
    ordered.push(one.item);
    next = best((other) => likeness(one.rows, other.rows));
  }
  const isExport = (item) => item.startsWith('(export ');
  const places = new Map(ordered.map((item, at) => [NAME.exec(item)[1], at]));
  const place = (item) => places.get(NAME.exec(item)?.[1]) ?? -1;
  const exported = items.filter(isExport).sort((one, other) => place(one) - place(other));
  return [...items.filter((item) => !isFunction(item) && !isExport(item)), ...exported, ...ordered].map((item) => `${item.trimEnd()}\n`).join(' ') + text.slice(end);
}
