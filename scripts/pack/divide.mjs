// Divides the app's module in two: what its exports can reach, and what only one of them reaches, the entry.
//
// The second module is that part. It imports memory, table and functions from the first, fills its own places in the
// table and its own data, and runs the entry, which hands the first module a pointer to what it brings. So the first
// cannot call anything of the second before that: it has no name, no place in the table and no address of it.
//
// What belongs where is decided by the linker's relocations (links.mjs), before anything is made smaller. From there
// on only places in the table and addresses count, which no tool may change: wasm-opt may merge and move functions.

import { links } from './links.mjs';

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)`;
const CALLS = new RegExp(String.raw`\b(?:return_call|call|ref\.func) (${NAME})`, 'g');
const GLOBALS = new RegExp(String.raw`\bglobal\.[gs]et (${NAME})`, 'g');
const EXPORT = new RegExp(String.raw`^\(export "([^"]*)" \((\w+) (${NAME})\)\)$`);
/** What stands behind the name of a function: its type. */
const SIGNATURE = new RegExp(String.raw`\(func ${NAME}((?: \((?:type|param|result)[^()]*\))*)`);
const NUMBERS = /\b(?:i32\.const |offset=)(\d+)/g;
const name = (item) => new RegExp(NAME).exec(item)?.[0];
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

/** The bytes of a text with escapes, as `data` has it. */
function unescaped(text) {
  const bytes = [];
  const special = { t: 9, n: 10, r: 13, '"': 34, "'": 39, '\\': 92 };
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') bytes.push(text.charCodeAt(at));
    else if (text[at + 1] in special) bytes.push(special[text[++at]]);
    else bytes.push(parseInt(text.slice(at + 1, (at += 2) + 1), 16));
  }
  return Buffer.from(bytes);
}

/** A module as binaryen spells it, item by item. */
function read(text) {
  const items = text.slice(0, text.lastIndexOf(')')).split(/^ (?=\()/m).slice(1);
  const of = (kind) => items.filter((item) => item.startsWith(`(${kind} `)).map((item) => item.trimEnd());
  const imports = of('import').map((item) => ({ item, kind: /\((\w+) \$/.exec(item)[1], name: name(item) }));
  if (imports.some(({ kind }) => kind !== 'func')) throw new Error('The module imports something that is no function');
  const exports = of('export').map((item) => {
    const [, as, kind, what] = EXPORT.exec(item);
    return { item, as, kind, what };
  });
  const functions = new Map(of('func').map((item) => [name(item), item]));
  const slots = new Map();
  for (const item of of('elem')) {
    const [, at, list] = /\(i32\.const (\d+)\)(?: func)?((?: \$.*)?)\)$/.exec(item) ?? [];
    if (at === undefined) throw new Error(`Elements of an unknown kind: ${item.slice(0, 80)}`);
    (list.match(new RegExp(NAME, 'g')) ?? []).forEach((listed, index) => slots.set(Number(at) + index, listed));
  }
  const data = of('data').map((item) => {
    const [, address, bytes] = /\(i32\.const (\d+)\) "(.*)"\)$/s.exec(item);
    return { address: Number(address), bytes: unescaped(bytes) };
  });
  const known = ['type', 'import', 'export', 'func', 'elem', 'data', 'global', 'memory', 'table', 'start', 'rec'];
  const other = items.find((item) => !known.some((kind) => item.startsWith(`(${kind}`)));
  if (other) throw new Error(`The module holds something unknown: ${other.slice(0, 80)}`);
  return {
    types: [...of('type'), ...of('rec')],
    imports,
    exports,
    functions,
    slots,
    data,
    globals: of('global'),
    memory: of('memory'),
    tables: of('table'),
    start: of('start'),
  };
}

/** What can be reached from `roots`, each of which has its neighbours by `next`. */
function reach(roots, next) {
  const reached = new Set();
  const open = [...roots];
  while (open.length > 0) {
    const one = open.pop();
    if (reached.has(one)) continue;
    reached.add(one);
    open.push(...next(one));
  }
  return reached;
}

/** The exported functions but the entry, and the one that starts by itself. */
function roots(module, entry) {
  for (const { kind, as } of module.exports) if (kind === 'global') throw new Error(`The global ${as} is exported`);
  const exported = module.exports.filter(({ kind, as }) => kind === 'func' && as !== entry).map(({ what }) => what);
  return [...exported, ...module.start.map(name)];
}

/** The image of all data: address → byte. */
function image(data) {
  const bytes = new Map();
  for (const { address, bytes: contents } of data) contents.forEach((byte, index) => bytes.set(address + index, byte));
  return bytes;
}

/**
 * What each part can get at: the places in the table and the pieces of data of the `first`, and those that only the `second`
 * has besides. What neither has, nothing uses. `module` is what wasm-bindgen made of what was `linked`: the same functions
 * by name, and some of its own.
 */
function shares(linked, module, entry, gate) {
  // wasm-bindgen may put a function of its own in the place of one, but never another one of the linker's.
  const places = new Map();
  for (const [at, slot] of linked.slots) {
    const there = module.slots.get(at);
    if (there !== `$${slot}` && (there === undefined || linked.functions.has(there.slice(1)))) {
      throw new Error(`Place ${at} of the table changed from ${slot} to ${there}`);
    }
    places.set(slot, [...(places.get(slot) ?? []), `at ${at}`]);
  }
  const before = image(linked.segments);
  const after = image(module.data);
  for (const [at, byte] of before) if ((after.get(at) ?? 0) !== byte) throw new Error(`The data at ${at} changed`);

  // Functions by name, places in the table as "at 7", pieces of data by number.
  const targets = (refers) =>
    refers.flatMap((link) => {
      if (link.to === 'data') return [link.data];
      if (link.to === 'call') return [`$${link.name}`];
      if (!places.has(link.name)) throw new Error(`${link.name} has no place in the table`);
      return places.get(link.name);
    });
  // A function that wasm-bindgen wrote or gave another name: any number that could point at something counts as if it did.
  const numbers = (body) =>
    all(body, NUMBERS).flatMap((number) => {
      const at = Number(number);
      const pieces = linked.data.flatMap(({ address, size }, piece) => (address <= at && at < address + size ? [piece] : []));
      return module.slots.has(at) ? [`at ${at}`, ...pieces] : pieces;
    });
  const next = (one) => {
    if (typeof one === 'number') return targets(linked.data[one].links);
    if (one.startsWith('at ')) return [module.slots.get(Number(one.slice(3)))];
    const body = module.functions.get(one) ?? '';
    const known = linked.functions.get(one.slice(1));
    return [...all(body, CALLS), ...(known ? targets(known) : numbers(body))];
  };
  // What wasm-bindgen has put into the table besides is of no part, and so the first's.
  const added = [...module.slots.keys()].filter((at) => !linked.slots.has(at)).map((at) => `at ${at}`);
  const first = reach([...roots(module, entry), ...added, ...targets(linked.loose)], next);
  const start = module.exports.find(({ as }) => as === entry)?.what;
  const second = reach([start], next);
  const gates = linked.data.flatMap((piece, number) => (gate.test(piece.name) ? [number] : []));
  if (gates.length !== 1 || !second.has(gates[0])) throw new Error(`The gate ${gate} is not what ${entry} hands over`);
  if (first.has(gates[0]) || first.has(start)) throw new Error('The first part reaches through the gate: something in it names what is behind');

  const slots = (part) => new Set([...part].filter((one) => String(one).startsWith('at ')).map((one) => Number(one.slice(3))));
  const bytes = (part) => {
    const found = new Set();
    linked.data.forEach(({ address, size }, number) => {
      if (part(number)) for (let at = address; at < address + size; at++) found.add(at);
    });
    return found;
  };
  return {
    first: { slots: slots(first), bytes: bytes((piece) => first.has(piece)) },
    second: { slots: slots(second), bytes: bytes((piece) => second.has(piece)) },
    /** Bytes that belong to a piece. */
    pieces: bytes(() => true),
  };
}

const escaped = (bytes) => [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');

/** `data` items of those bytes for which `keep` says so; zeros at the ends of each are there anyway. */
function dataItems(data, keep) {
  const runs = [];
  for (const { address, bytes } of data) {
    let run;
    bytes.forEach((byte, index) => {
      const at = address + index;
      if (!keep(at)) return (run = undefined);
      if (!run) runs.push((run = { at, bytes: [] }));
      run.bytes.push(byte);
    });
  }
  return runs
    .map(({ at, bytes }) => {
      while (bytes.at(-1) === 0) bytes.pop();
      const zeros = bytes.findIndex((byte) => byte !== 0);
      return { at: at + zeros, bytes: bytes.slice(zeros) };
    })
    .filter(({ bytes }) => bytes.length > 0)
    .map(({ at, bytes }) => `(data (i32.const ${at}) "${escaped(bytes)}")`);
}

/** `elem` items of these places in the table called `table`. */
function elementItems(slots, table) {
  const runs = [];
  for (const [at, listed] of [...slots].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.at + last.names.length === at) last.names.push(listed);
    else runs.push({ at, names: [listed] });
  }
  return runs.map(({ at, names }) => `(elem (table ${table}) (i32.const ${at}) func ${names.join(' ')})`);
}

/**
 * Divides `module`. `linked` is what the linker wrote; `entry` the export that the second part starts with; `gate` finds
 * the data by which it is known. `tools` are binaryen's: `text`, `binary` and `smaller`.
 *
 * The second module imports everything from a module "a", under names that begin with `later:`; the first exports them.
 */
export function divide(linked, module, { entry, gate, tools }) {
  const parts = shares(links(linked), read(tools.text(module)), entry, gate);
  const whole = read(tools.text(tools.smaller(module)));
  const start = whole.exports.find(({ as }) => as === entry).what;

  const called = (one) => all(whole.functions.get(one) ?? '', CALLS);
  const earlySlots = [...whole.slots].filter(([at]) => parts.first.slots.has(at));
  const laterSlots = [...whole.slots].filter(([at]) => parts.second.slots.has(at) && !parts.first.slots.has(at));
  const first = reach([...roots(whole, entry), ...earlySlots.map(([, slot]) => slot)], called);
  const second = reach([start, ...laterSlots.map(([, slot]) => slot)], called);
  if (first.has(start)) throw new Error('The entry of the second part is in the first');
  const bodies = (inIt) => [...whole.functions].filter(([one]) => inIt(one)).map(([, item]) => item);
  const early = bodies((one) => first.has(one));
  const late = bodies((one) => second.has(one) && !first.has(one));
  const laterText = late.join('\n');
  // What no piece of data covers stays where it was.
  const isEarly = (at) => parts.first.bytes.has(at) || !parts.pieces.has(at);
  const isLate = (at) => parts.second.bytes.has(at) && !isEarly(at);

  // What the second takes from the first.
  const table = name(whole.tables.find((item) => item.includes('funcref')));
  const shared = [];
  const share = (kind, what, type) => shared.push({ kind, what, type, as: `later:${shared.length}` });
  const used = new Set([...all(laterText, CALLS), ...laterSlots.map(([, slot]) => slot)].filter((one) => !whole.functions.has(one) || first.has(one)));
  for (const { item, name: one } of whole.imports) {
    if (used.has(one)) share('func', one, SIGNATURE.exec(item)[1]);
  }
  for (const [one, item] of whole.functions) if (used.has(one)) share('func', one, SIGNATURE.exec(item)[1]);
  const usedGlobals = new Set(all(laterText, GLOBALS));
  for (const item of whole.globals) {
    const [, one, type] = /^\(global (\S+) (\(mut \w+\)|\w+) /.exec(item);
    if (usedGlobals.has(one)) share('global', one, ` ${type}`);
  }
  for (const item of whole.tables) {
    const one = name(item);
    if (one === table || laterText.includes(one)) share('table', one, /^\(table \S+( .*)\)$/.exec(item)[1]);
  }
  for (const item of whole.memory) share('memory', name(item), /^\(memory \S+( .*)\)$/.exec(item)[1]);

  const given = shared.map(({ kind, what, as }) => `(export "${as}" (${kind} ${what}))`);
  const taken = shared.map(({ kind, what, type, as }) => `(import "a" "${as}" (${kind} ${what}${type}))`);
  const compose = (...items) => tools.binary(`(module\n${items.flat().join('\n')}\n)`);
  const kept = whole.exports.filter(({ as }) => as !== entry).map(({ item }) => item);
  return {
    first: compose(
      whole.types,
      whole.imports.map(({ item }) => item),
      whole.globals,
      whole.memory,
      whole.tables,
      dataItems(whole.data, isEarly),
      elementItems(earlySlots, table),
      kept,
      given,
      whole.start,
      early,
    ),
    second: compose(whole.types, taken, dataItems(whole.data, isLate), elementItems(laterSlots, table), `(start ${start})`, late),
    shared: shared.length,
  };
}
