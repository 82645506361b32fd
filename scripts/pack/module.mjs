// The names by which a WebAssembly module and its glue know each other: read and replaced in the binary.

const HEADER = 8;
const CUSTOM = 0;
const IMPORTS = 2;
const EXPORTS = 7;

/** Reads a module's bytes from front to back. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  signed() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return shift < 25 && byte & 64 ? value | (-1 << (shift + 7)) : value;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  name() {
    return this.take(this.number()).toString();
  }

  /** The bytes `read` steps over, as they are. */
  span(read) {
    const start = this.at;
    read();
    return this.bytes.subarray(start, this.at);
  }

  limits() {
    const flags = this.byte();
    this.number();
    if (flags & 1) this.number();
  }

  /** What is imported: a function, table, memory, global or tag. */
  importType() {
    const kind = this.byte();
    if (kind === 0) this.number();
    else if (kind === 1) this.take(1), this.limits();
    else if (kind === 2) this.limits();
    else if (kind === 3) this.take(2);
    else if (kind === 4) this.take(1), this.number();
    else throw new Error(`An import of an unknown kind: ${kind}`);
  }
}

const number = (value) => {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
};
const name = (text) => Buffer.concat([number(Buffer.byteLength(text)), Buffer.from(text)]);

/** Hands every section of `bytes` to `change`, which returns its new contents, and puts them together again. */
function sections(bytes, change) {
  const reader = new Reader(bytes);
  const parts = [reader.take(HEADER)];
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const contents = change(id, reader.take(reader.number()));
    parts.push(Buffer.from([id]), number(contents.length), contents);
  }
  return Buffer.concat(parts);
}

const vector = (items) => Buffer.concat([number(items.length), ...items]);
const times = (reader, read) => Array.from({ length: reader.number() }, () => read(reader));

/** The sections of a module: number, contents, and the name of those that have one. */
export function* sectionsOf(bytes) {
  const reader = new Reader(bytes);
  reader.take(HEADER);
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const contents = reader.take(reader.number());
    yield { id, contents, name: id === CUSTOM ? new Reader(contents).name() : '' };
  }
}

/** The module without what stands in it for tools alone. */
export const bare = (bytes, keep = []) =>
  Buffer.concat([
    bytes.subarray(0, HEADER),
    ...[...sectionsOf(bytes)]
      .filter(({ id, name: known }) => id !== CUSTOM || keep.includes(known))
      .flatMap(({ id, contents }) => [Buffer.from([id]), number(contents.length), contents]),
  ]);

/** What a module uses of WebAssembly beyond its beginnings, in binaryen's names. */
export function features(bytes) {
  const { contents } = [...sectionsOf(bytes)].find(({ name: known }) => known === 'target_features');
  const reader = new Reader(contents);
  reader.name();
  return times(reader, () => (reader.byte(), reader.name().replace('fptoint', 'float-to-int')));
}

/** The names of a module's imports. */
export const importNames = (bytes) => WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map((entry) => entry.name);

/** The names of a module's exports. */
export const exportNames = (bytes) => WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map((entry) => entry.name);

/** The module with its imports renamed; all of them come from a module called `from`. */
export function renameImports(bytes, from, rename) {
  return sections(bytes, (id, contents) => {
    if (id !== IMPORTS) return contents;
    const items = times(new Reader(contents), (reader) => {
      reader.name();
      return Buffer.concat([name(from), name(rename(reader.name())), reader.span(() => reader.importType())]);
    });
    return vector(items);
  });
}

/** The module with its exports renamed, and without those for which `rename` has no name. */
export function renameExports(bytes, rename) {
  return sections(bytes, (id, contents) => {
    if (id !== EXPORTS) return contents;
    const items = times(new Reader(contents), (reader) => {
      const renamed = rename(reader.name());
      const target = reader.span(() => (reader.byte(), reader.number()));
      return renamed === undefined ? undefined : Buffer.concat([name(renamed), target]);
    });
    return vector(items.filter((item) => item !== undefined));
  });
}
