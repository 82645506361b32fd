// Writes the configuration of Apache httpd for one or more hosts:
//
//   node deploy/gateway/render.mjs --out FOLDER FILE.env...
//
// Refuses, with every reason in words, settings that are missing, wrong or unsafe.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SHARED, readSettings } from './settings.mjs';
import { renderManifest, renderServer, renderSite } from './site.mjs';

const { values: options, positionals: files } = parseArgs({
  options: { out: { type: 'string', default: 'target/deploy' } },
  allowPositionals: true,
});

function fail(problems) {
  for (const problem of problems) console.error(problem);
  console.error('Nothing was written.');
  process.exit(1);
}

if (files.length === 0) fail(['Name a settings file: make deploy-render ENV=gateway.env']);
const problems = [];
const sites = [];
for (const file of files) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    problems.push(`${file} cannot be read (${error.code})`);
    continue;
  }
  const read = readSettings(text);
  problems.push(...read.problems.map((problem) => `${file}: ${problem}.`));
  sites.push({ file, values: read.values });
}
const [first] = sites;
for (const { file, values } of sites.slice(1)) {
  for (const name of SHARED) {
    if (values[name] !== first.values[name])
      problems.push(`${file}: ${name} differs from ${first.file}, but one server has one.`);
  }
}
const hosts = sites.map(({ values }) => values.HOST);
for (const host of new Set(hosts)) {
  if (hosts.filter((other) => other === host).length > 1)
    problems.push(`${host} is the HOST of several files.`);
}
if (problems.length > 0) fail(problems);

rmSync(options.out, { recursive: true, force: true });
const write = (name, text) => {
  const path = join(options.out, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
};
// Debian reads these files in the order of their names; its security.conf would undo some of it.
write('conf-available/zz-latchkey.conf', renderServer(first.values));
for (const { values } of sites) {
  write(`sites-available/${values.HOST}.conf`, renderSite(values));
  const manifest = renderManifest(values);
  if (manifest) write(`latchkey/${values.HOST}/manifest.webmanifest`, manifest);
}
for (const folder of ['lua', 'errors']) {
  const name = folder === 'errors' ? 'gateway-errors' : folder;
  cpSync(join(import.meta.dirname, folder), join(options.out, 'latchkey', name), { recursive: true });
}
console.log(
  `Wrote the configuration of ${hosts.join(', ')} to ${options.out}. docs/deploy.md says where it goes.`,
);
