// Checks the module as it is shipped: that an engine takes it (wasm-opt has been seen to write invalid
// ones), and that no path of the machine it was built on is left in it.

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
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${modules.length} valid module${modules.length === 1 ? '' : 's'}, no build paths.`);
