// A certificate authority for this machine's loopback addresses, made for one run.

import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export class Authority {
  #folder;

  /** Creates an authority whose files are in `folder`. */
  constructor(folder) {
    this.#folder = folder;
    openssl(
      'req',
      '-x509',
      ...EC_KEY,
      '-days',
      '7',
      '-subj',
      '/CN=Latchkey demonstration',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
      '-keyout',
      join(folder, 'ca.key'),
      '-out',
      this.file,
    );
  }

  /** Path of the authority's certificate. */
  get file() {
    return join(this.#folder, 'ca.pem');
  }

  /**
   * Issues a certificate for host names or addresses, valid for `days`, which may be negative.
   *
   * @returns {{ certFile: string, keyFile: string, cert: Buffer, key: Buffer }}
   */
  issue(name, hosts, days = 7) {
    const path = (extension) => join(this.#folder, `${name}.${extension}`);
    const isAddress = (host) => /^[\d.]+$/.test(host);
    const names = hosts.map((host) => `${isAddress(host) ? 'IP' : 'DNS'}:${host}`).join(',');
    writeFileSync(
      path('ext'),
      `subjectAltName=${names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n`,
    );
    openssl('req', ...EC_KEY, '-subj', `/CN=${hosts[0]}`, '-keyout', path('key'), '-out', path('csr'));
    const validity = days > 0 ? ['-days', String(days)] : ['-days', '-1'];
    openssl(
      'x509',
      '-req',
      '-in',
      path('csr'),
      '-CA',
      this.file,
      '-CAkey',
      join(this.#folder, 'ca.key'),
      '-CAcreateserial',
      ...validity,
      '-extfile',
      path('ext'),
      '-out',
      path('pem'),
    );
    chmodSync(path('key'), 0o600);
    return {
      certFile: path('pem'),
      keyFile: path('key'),
      cert: readFileSync(path('pem')),
      key: readFileSync(path('key')),
    };
  }
}
