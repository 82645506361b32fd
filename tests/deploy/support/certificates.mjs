// Makes a local certificate authority and a certificate for each name, with openssl.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/**
 * Makes `<authority>.pem` and for each name `<name>.pem` and `<name>.key` in a folder.
 * @param {string} folder
 * @param {string} authority
 * @param {string[]} names
 */
export function makeCertificates(folder, authority, names) {
  const path = (file) => join(folder, file);
  openssl('req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${authority}`, '-keyout', path(`${authority}.key`), '-out', path(`${authority}.pem`));
  for (const name of names) {
    writeFileSync(path('extensions'), `subjectAltName=DNS:${name}\n`);
    openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', path(`${name}.key`), '-out', path('request.pem'));
    openssl('x509', '-req', '-days', '2', '-in', path('request.pem'), '-CA', path(`${authority}.pem`), '-CAkey', path(`${authority}.key`), '-CAcreateserial', '-extfile', path('extensions'), '-out', path(`${name}.pem`));
  }
}

/** Returns key and certificate of a name, for a server of Node. */
export const credentials = (folder, name) => ({ key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.pem`)) });
