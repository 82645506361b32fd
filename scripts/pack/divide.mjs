// Divides the app's module in parts: the first is what its exports can reach, each later one what its entry, another
// export, reaches besides.
//
// A later part comes as a module of its own. It imports memory, table and functions from those before it, fills its own places
// in the table and its own data, and runs the entry, which hands over a pointer to what it brings. So nothing before it can
// call anything of it until then: there is no name, no place in the table and no address of it.
//
// What belongs where is decided by the linker's relocations (links.mjs), before anything is made smaller. From there
// on only places in the table and addresses count, which no tool may change: wasm-opt may merge and move functions.

import { links } from './links.mjs';
import { exportNames } from './module.mjs';

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)`;
const CALLS = new RegExp(String.raw`\b(?:return_call|call|ref\.func) (${NAME})`, 'g');
const GLOBALS = new RegExp(String.raw`\bglobal\.[gs]et (${NAME})`, 'g');
const EXPORT = new RegExp(String.raw`^\(export "([^"]*)" \((\w+) (${NAME})\)\)$`);
/** What stands behind the name of a function: its type. */
const SIGNATURE = new RegExp(String.raw`\(func ${NAME}((?: \((?:type|param|result)[^()]*\))*)`);
/** Whose is what no part reaches. */
const NOBODY = -1;
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

/** The exported functions but the entries, and the one that starts by itself. */
function roots(module, entries) {
  for (const { kind, as } of module.exports) if (kind === 'global') throw new Error(`The global ${as} is exported`);
  const exported = module.exports.filter(({ kind, as }) => kind === 'func' && !entries.includes(as)).map(({ what }) => what);
  return [...exported, ...module.start.map(name)];
}

/** The image of all data: address → byte. */
function image(data) {
  const bytes = new Map();
  for (const { address, bytes: contents } of data) contents.forEach((byte, index) => bytes.set(address + index, byte));
  return bytes;
}

/** The function that is exported as `entry`. */
const startOf = (module, entry) => module.exports.find(({ as }) => as === entry)?.what;

/**
 * Whose the places in the table (`slots`) and the bytes of data are, by the number of the part, the first being 0: the earliest
 * that can get at them. What no part can, nothing uses. `module` is what wasm-bindgen made of what was `linked`: the same functions
 * by name, and some of its own.
 */
function shares(linked, module, later) {
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
  const entries = later.map(({ entry }) => entry);
  const parts = [
    reach([...roots(module, entries), ...added, ...targets(linked.loose)], next),
    ...entries.map((entry) => reach([startOf(module, entry)], next)),
  ];
  later.forEach(({ entry, gate }, index) => {
    const gates = linked.data.flatMap((piece, number) => (gate.test(piece.name) ? [number] : []));
    if (gates.length !== 1 || !parts[index + 1].has(gates[0])) throw new Error(`The gate ${gate} is not what ${entry} hands over`);
    const behind = [gates[0], startOf(module, entry)];
    if (parts.slice(0, index + 1).some((part) => behind.some((one) => part.has(one)))) {
      throw new Error(`A part reaches through the gate ${gate}: something in it names what is behind`);
    }
  });

  const slots = new Map();
  const bytes = new Map();
  const cover = ({ address, size }, part) => {
    for (let at = address; at < address + size; at++) bytes.set(at, part);
  };
  linked.data.forEach((piece) => cover(piece, NOBODY));
  // From the last to the first, so that the earliest has it.
  for (const part of [...parts.keys()].reverse()) {
    for (const one of parts[part]) {
      if (typeof one === 'number') cover(linked.data[one], part);
      else if (one.startsWith('at ')) slots.set(Number(one.slice(3)), part);
    }
  }
  return { slots, bytes };
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
 * Divides `module`; returns the first part and those that come `later`, of which each has the export that it starts with,
 * `entry`, and what finds the data by which it is known, `gate`. `linked` is what the linker wrote. `tools` are binaryen's:
 * `text`, `binary` and `smaller`.
 *
 * A later module imports everything from a module "a", under names that begin with `later:`; those before it export them.
 */
export function divide(linked, module, { later, tools }) {
  const { slots, bytes } = shares(links(linked), read(tools.text(module)), later);
  const whole = read(tools.text(tools.smaller(module)));
  const called = (one) => all(whole.functions.get(one) ?? '', CALLS);
  const entries = later.map(({ entry }) => entry);
  const starts = entries.map((entry) => startOf(whole, entry));

  // Whose each function is: the earliest part's that calls it or has it in the table.
  const owner = new Map();
  const parts = [roots(whole, entries), ...starts.map((start) => [start])].map((begin, part) => {
    const places = [...whole.slots].filter(([at]) => slots.get(at) === part);
    const reached = reach([...begin, ...places.map(([, slot]) => slot)], called);
    for (const one of reached) if (!owner.has(one)) owner.set(one, part);
    const bodies = [...whole.functions].filter(([one]) => owner.get(one) === part).map(([, item]) => item);
    // What no piece of data covers stays where it was.
    const data = dataItems(whole.data, (at) => (bytes.get(at) ?? 0) === part);
    return { places, bodies, data, given: [] };
  });
  starts.forEach((start, index) => {
    if (owner.get(start) !== index + 1) throw new Error(`The entry ${entries[index]} is in another part than its own`);
  });

  // What a later part takes from those before it.
  const table = name(whole.tables.find((item) => item.includes('funcref')));
  const shared = new Map();
  const take = (kind, what, type, from) => {
    const item = `(${kind} ${what})`;
    if (!shared.has(item)) {
      shared.set(item, `later:${shared.size}`);
      parts[from].given.push(`(export "${shared.get(item)}" ${item})`);
    }
    return `(import "a" "${shared.get(item)}" (${kind} ${what}${type}))`;
  };
  const takenBy = ({ places, bodies }, part) => {
    const taken = [];
    const text = bodies.join('\n');
    const used = new Set([...all(text, CALLS), ...places.map(([, slot]) => slot)]);
    for (const { item, name: one } of whole.imports) if (used.has(one)) taken.push(take('func', one, SIGNATURE.exec(item)[1], 0));
    for (const [one, item] of whole.functions) {
      if (used.has(one) && owner.get(one) < part) taken.push(take('func', one, SIGNATURE.exec(item)[1], owner.get(one)));
    }
    const usedGlobals = new Set(all(text, GLOBALS));
    for (const item of whole.globals) {
      const [, one, type] = /^\(global (\S+) (\(mut \w+\)|\w+) /.exec(item);
      if (usedGlobals.has(one)) taken.push(take('global', one, ` ${type}`, 0));
    }
    for (const item of whole.tables) {
      const one = name(item);
      if (one === table || text.includes(one)) taken.push(take('table', one, /^\(table \S+( .*)\)$/.exec(item)[1], 0));
    }
    for (const item of whole.memory) taken.push(take('memory', name(item), /^\(memory \S+( .*)\)$/.exec(item)[1], 0));
    return taken;
  };
  const before = parts.map((part, at) => (at > 0 ? takenBy(part, at) : []));

  const own = [
    ...whole.imports.map(({ item }) => item),
    ...whole.globals,
    ...whole.memory,
    ...whole.tables,
    ...whole.exports.filter(({ as }) => !entries.includes(as)).map(({ item }) => item),
    ...whole.start,
  ];
  // What a later part takes stands in the order in which it is given: their names go up in both.
  const order = new Map();
  const place = (item) => order.get(/"(later:\d+)"/.exec(item)[1]);
  return parts.map(({ places, bodies, data, given }, part) => {
    const taken = before[part].sort((one, other) => place(one) - place(other));
    const frame = part === 0 ? own : [...taken, `(start ${starts[part - 1]})`];
    const items = [...whole.types, ...frame, ...given, ...data, ...elementItems(places, table), ...bodies];
    const made = tools.binary(`(module\n${items.join('\n')}\n)`);
    for (const given of exportNames(made)) order.set(given, order.size);
    return made;
  });
}
