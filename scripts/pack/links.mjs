// What refers to what in a module as the linker wrote it, by the relocations it was asked to keep (`--emit-relocs`).
//
// In the module itself a pointer to a function or to data is a number like any other. A relocation says of each one
// what it points at, in code and in data, and so whether it is one at all.

import { Reader, sectionsOf } from './module.mjs';

const SECTION = { types: 1, imports: 2, functions: 3, elements: 9, code: 10, data: 11 };
const SYMBOLS = 8;
const SYMBOL = { function: 0, data: 1, global: 2, section: 3, tag: 4, table: 5 };
const UNDEFINED = 0x10;
const NAMED = 0x40;
/** Kinds of relocations, by what they point at. */
const TO_FUNCTION = new Set([0, 26]);
const TO_SLOT = new Set([1, 2]);
const TO_DATA = new Set([3, 4, 5]);
const TO_NEITHER = new Set([6, 7, 10, 20]);

const times = (reader, read) => Array.from({ length: reader.number() }, () => read(reader));

function symbol(reader) {
  const kind = reader.byte();
  const flags = reader.number();
  if (kind === SYMBOL.section) return { kind, index: reader.number() };
  if (kind === SYMBOL.data) {
    const name = reader.name();
    if (flags & UNDEFINED) return { kind, name };
    return { kind, name, segment: reader.number(), offset: reader.number(), size: reader.number() };
  }
  const index = reader.number();
  return { kind, index, name: flags & NAMED || !(flags & UNDEFINED) ? reader.name() : '' };
}

function symbols(reader) {
  if (reader.number() !== 2) throw new Error('The linking section is of an unknown version');
  while (reader.at < reader.bytes.length) {
    const kind = reader.byte();
    const contents = reader.take(reader.number());
    if (kind === SYMBOLS) return times(new Reader(contents), symbol);
  }
  throw new Error('The linking section has no symbols');
}

function relocations(reader) {
  reader.number();
  return times(reader, () => {
    const kind = reader.byte();
    const found = { kind, at: reader.number(), target: reader.number() };
    if (TO_DATA.has(kind)) reader.signed();
    else if (!TO_FUNCTION.has(kind) && !TO_SLOT.has(kind) && !TO_NEITHER.has(kind)) throw new Error(`A relocation of the unknown kind ${kind}`);
    return found;
  });
}

/** An offset as elements and data have it: `i32.const N`. */
function offset(reader) {
  if (reader.byte() !== 0x41) throw new Error('An offset that is no constant');
  const value = reader.signed();
  if (reader.byte() !== 0x0b) throw new Error('An offset that is more than a constant');
  return value;
}

/** The names of functions by their numbers, from what a section of names holds. */
export function functionNames(reader) {
  while (reader.at < reader.bytes.length) {
    const kind = reader.byte();
    const contents = reader.take(reader.number());
    if (kind === 1) return new Map(times(new Reader(contents), (names) => [names.number(), names.name()]));
  }
  return new Map();
}

/**
 * The functions by name, the pieces of data by number, and the table.
 *
 * `functions`: name → what it refers to. `data`: address, size, name and what it refers to, for each piece. What something
 * refers to is a list of functions to call (`call`), functions to point at (`slot`) and pieces of data (`data`).
 * `loose`: what stands in data that belongs to no piece. `slots`: place in the table → name.
 */
export function links(bytes) {
  const found = new Map();
  for (const { id, name, contents } of sectionsOf(bytes)) found.set(name || id, contents);
  const section = (id) => {
    const reader = new Reader(found.get(id) ?? Buffer.from([0]));
    if (typeof id === 'string') reader.name();
    return reader;
  };
  for (const needed of ['linking', 'reloc.CODE', 'reloc.DATA', 'name']) {
    if (!found.has(needed)) throw new Error(`The linked module has no section ${needed}`);
  }
  const names = functionNames(section('name'));
  if (new Set(names.values()).size !== names.size) throw new Error('Two functions of the linked module have the same name');
  const named = (index) => {
    const name = names.get(index);
    if (name === undefined) throw new Error(`Function ${index} of the linked module has no name`);
    return name;
  };
  const known = symbols(section('linking'));

  let imported = 0;
  const imports = section(SECTION.imports);
  times(imports, () => {
    imports.name();
    imports.name();
    if (imports.bytes[imports.at] === 0) imported++;
    imports.importType();
  });

  const slots = new Map();
  times(section(SECTION.elements), (reader) => {
    if (reader.number() !== 0) throw new Error('Elements of an unknown kind');
    let at = offset(reader);
    times(reader, () => slots.set(at++, named(reader.number())));
  });

  const bodies = [];
  const code = section(SECTION.code);
  times(code, () => {
    const size = code.number();
    bodies.push({ name: named(imported + bodies.length), from: code.at, to: code.at + size, links: [] });
    code.take(size);
  });

  const segments = times(section(SECTION.data), (reader) => {
    if (reader.number() !== 0) throw new Error('Data of an unknown kind');
    const address = offset(reader);
    const size = reader.number();
    const from = reader.at;
    return { address, from, bytes: reader.take(size) };
  });
  const pieces = known
    .filter(({ kind, segment }) => kind === SYMBOL.data && segment !== undefined)
    .map((piece) => ({ name: piece.name, address: segments[piece.segment].address + piece.offset, size: piece.size, symbol: piece, links: [] }));
  const numberOf = new Map(pieces.map((piece, number) => [piece.symbol, number]));

  const link = ({ kind, target }) => {
    if (TO_NEITHER.has(kind)) return undefined;
    const pointed = known[target];
    if (TO_DATA.has(kind)) return numberOf.has(pointed) ? { to: 'data', data: numberOf.get(pointed) } : undefined;
    if (pointed.kind !== SYMBOL.function) throw new Error('A relocation to a function that is none');
    return { to: TO_SLOT.has(kind) ? 'slot' : 'call', name: named(pointed.index) };
  };

  let at = 0;
  for (const relocation of relocations(section('reloc.CODE')).sort((a, b) => a.at - b.at)) {
    while (bodies[at].to <= relocation.at) at++;
    const found = link(relocation);
    if (relocation.at < bodies[at].from) throw new Error('A relocation between two functions');
    if (found) bodies[at].links.push(found);
  }

  const loose = [];
  for (const relocation of relocations(section('reloc.DATA'))) {
    const segment = segments.find(({ from, bytes: { length } }) => from <= relocation.at && relocation.at < from + length);
    const address = segment.address + relocation.at - segment.from;
    const holders = pieces.filter((piece) => piece.address <= address && address < piece.address + piece.size);
    const found = link(relocation);
    if (found) for (const holder of holders.length > 0 ? holders.map((piece) => piece.links) : [loose]) holder.push(found);
  }

  return {
    functions: new Map(bodies.map((body) => [body.name, body.links])),
    data: pieces.map(({ name, address, size, links: refers }) => ({ name, address, size, links: refers })),
    loose,
    slots,
    segments: segments.map(({ address, bytes: contents }) => ({ address, bytes: contents })),
  };
}
