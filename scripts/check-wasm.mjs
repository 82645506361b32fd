// Checks the modules as they are shipped: that an engine takes them (wasm-opt has been seen to write invalid
// ones), that the later ones fit the first, and that no path of the machine they were built on is left in them.

import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const dist = process.argv[2] ?? 'dist';
const home = homedir();
const folders = [home, process.env.CARGO_HOME ?? join(home, '.cargo'), process.env.RUSTUP_HOME, resolve('.'), '/usr/src', '/usr/lib/rustlib'];
// `/registry/src/` is where cargo unpacks crates, whatever folder that lies in.
const traces = [...new Set(folders.filter(Boolean).map((folder) => `${folder}/`)), '/registry/src/'];

const modules = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.wasm'));
const faults = modules.length === 0 ? [`${dist} holds no .wasm file`] : [];
for (const name of modules) {
  const bytes = readFileSync(join(dist, name));
  try {
    await WebAssembly.compile(bytes);
  } catch (error) {
    faults.push(`${name} is no valid module: ${error.message}`);
  }
  for (const trace of traces) {
    const at = bytes.indexOf(trace);
    if (at >= 0) faults.push(`${name} holds a build path: ${bytes.subarray(at, at + 80).toString('latin1')}`);
  }
}

// The later modules of the app, in their order, link with the exports of those before them and run their entries. The first asks the
// browser for many things: it is not started. What the entries ask for is 1.
const files = [/^latchkey-[0-9a-f]+_bg\.wasm$/, /_list\.wasm$/, /_rest\.wasm$/].map((pattern) => modules.filter((name) => pattern.test(name)));
try {
  if (files.some((found) => found.length !== 1)) throw new Error(`${dist} does not hold one of each`);
  const [first, ...later] = files.flat().map((name) => ({ name, bytes: readFileSync(join(dist, name)) }));
  const module = new WebAssembly.Module(first.bytes);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 1;
  const a = { ...new WebAssembly.Instance(module, imports).exports };
  for (const { name, bytes } of later) {
    if (first.bytes.indexOf(name) < 0) throw new Error(`the first does not know the name of ${name}`);
    Object.assign(a, new WebAssembly.Instance(new WebAssembly.Module(bytes), { a }).exports);
  }
} catch (error) {
  faults.push(`The modules do not fit: ${error.message}`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${modules.length} valid modules that fit, no build paths.`);
