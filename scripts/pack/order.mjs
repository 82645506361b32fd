// Puts the functions of a module in an order in which each stands beside one that is like it: packers find more to repeat.

/** Pairs of lines, by which functions are compared. */
function pairs(body) {
  const lines = body.split('\n').slice(1).map((line) => line.trim());
  return new Set(lines.slice(1).map((line, before) => `${lines[before]}\n${line}`));
}

/** How much of what either has both have. */
function likeness(one, other) {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let both = 0;
  for (const pair of small) if (large.has(pair)) both++;
  return both / (small.size + large.size - both + 1);
}

/** The text of a module, function by function: the longest first, then always the one most like the last. */
export function byLikeness(text) {
  const end = text.lastIndexOf(')');
  const items = text.slice(0, end).split(/^ (?=\()/m);
  const isFunction = (item) => item.startsWith('(func ');
  const left = items.filter(isFunction).map((item) => ({ item, pairs: pairs(item) }));
  const ordered = [];
  const best = (value) => left.reduce((found, one, at) => (value(one) > found.value ? { at, value: value(one) } : found), { at: 0, value: -1 }).at;
  for (let next = best(({ item }) => item.length); left.length > 0; ) {
    const [one] = left.splice(next, 1);
    ordered.push(one.item);
    next = best((other) => likeness(one.pairs, other.pairs));
  }
  return [...items.filter((item) => !isFunction(item)), ...ordered].map((item) => `${item.trimEnd()}\n`).join(' ') + text.slice(end);
}
