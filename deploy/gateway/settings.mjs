// Reads the settings of a gateway (gateway.env) and checks them. Each value may only have characters that mean
// nothing to httpd, so that no value can add to its configuration.

/** The part that all files have to share. */
export const SHARED = ['HTTPS_PORT', 'HTTP_PORT', 'REDIS', 'BUILD_DIR', 'CONFIG_DIR', 'LOG_DIR', 'CA_FILE'];

const port = [/^[1-9][0-9]{0,4}$/, 'a port number'];
const path = [/^\/[\w./-]+$/, 'an absolute path of letters, digits and . _ - /'];
const seconds = [/^[1-9][0-9]{0,6}$/, 'a number of seconds'];
const claim = [/^[A-Za-z0-9_]{1,60}$/, 'a name of letters, digits and _'];
const source = [/^(map|claim:[A-Za-z0-9_]{1,60})$/, '"map" or "claim:NAME"'];
const origin = [
  /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?$/,
  'an https address without a path, such as https://api.example.org',
];
const optional = ([pattern, words]) => [new RegExp(`^$|${pattern.source}`), words];

/** Each setting: what its value must look like, and that in words. */
const SETTINGS = {
  HTTPS_PORT: port,
  HTTP_PORT: port,
  REDIS: [/^[a-z0-9.-]+:[0-9]{1,5}$/, 'a host and a port, such as 127.0.0.1:6379'],
  BUILD_DIR: path,
  CONFIG_DIR: path,
  LOG_DIR: path,
  CA_FILE: path,
  HOST: [
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'a host name in lower case',
  ],
  TLS_CERTIFICATE: path,
  TLS_KEY: path,
  OIDC_ISSUER: [
    /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[\w.~-]+)*$/,
    'an https address without a slash at its end',
  ],
  OIDC_CLIENT_ID: [/^[\w.@:~-]{1,200}$/, 'an id of letters, digits and . _ ~ @ : -'],
  OIDC_SCOPES: [/^openid( [\w.:/-]+)*$/, 'scopes beginning with openid, separated by blanks'],
  SESSION_IDLE_S: seconds,
  SESSION_MAX_S: seconds,
  SIGN_IN_PROMPT: [/^(login|select_account)?$/, '"login" or "select_account"'],
  NAME_CLAIM: claim,
  DESK_CLAIM: optional(claim),
  DESK_ROLE: [/^[\w.:/-]{0,100}$/, 'a value of letters, digits and . _ : / -'],
  GYM_API: optional(origin),
  GYM_CUSTOMER: optional(source),
  IDENTITY_API: optional(origin),
  IDENTITY_INSTALLATION: [/^(ssms|shift)?$/, '"ssms" or "shift"'],
  IDENTITY_TENANT: [/^[A-Za-z0-9_-]{0,64}$/, 'a name of letters, digits, _ and -'],
  IDENTITY_USER: optional(source),
  IDENTITY_CREDENTIAL: [/^(person|service)?$/, '"person" or "service"'],
  IDENTITY_CREATE: [/^(yes|no)$/, '"yes" or "no"'],
  REFRESH_TOKEN_ROTATION: [/^(on|off)?$/, '"on" or "off"'],
  OIDC_MODULE_VERSION: [/^([0-9]+(\.[0-9]+){1,3})?$/, 'a version such as 2.4.16'],
  TITLE: [
    /^([\p{L}\p{N}][\p{L}\p{M}\p{N} .,&+()_/·:’–-]{0,79})?$/u,
    'a name of at most 80 letters, digits, blanks and . , & + ( ) _ / · : ’ – -',
  ],
  // As the page, it takes http of this machine.
  CONNECT_SRC: [
    /^((https:\/\/[a-z0-9.-]+|http:\/\/(127\.0\.0\.1|([a-z0-9-]+\.)?localhost))(:[0-9]{1,5})?( |$))*$/,
    'https addresses without paths, separated by blanks',
  ],
};

/** The first version of mod_auth_openidc that refreshes a session's tokens once at a time. */
const REFRESH_LOCK_VERSION = [2, 4, 16];

/**
 * Reads the text of a settings file.
 *
 * @param {string} text
 * @returns {{ values: Record<string, string>, problems: string[] }} all problems, in words
 */
export function readSettings(text) {
  /** @type {Record<string, string>} */
  const values = {};
  const problems = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (!line || line.startsWith('#')) continue;
    const [, name, value] = /^([A-Za-z0-9_]+)\s*=\s*(.*)$/.exec(line) ?? [];
    const at = `line ${index + 1}`;
    if (name === undefined || value === undefined) problems.push(`${at} is not of the form NAME=value`);
    else if (!Object.hasOwn(SETTINGS, name)) problems.push(unknownSetting(name, at));
    else if (Object.hasOwn(values, name)) problems.push(`${name} is set twice (${at})`);
    else values[name] = value;
  }
  for (const [name, [pattern, words]] of Object.entries(SETTINGS)) {
    const value = values[name];
    if (value === undefined) problems.push(`${name} is missing`);
    else if (!pattern.test(value))
      problems.push(`${name} has to be ${words}${value ? `; it is "${value}"` : ', not empty'}`);
  }
  if (problems.length === 0) problems.push(...contradictions(values));
  return { values, problems };
}

function unknownSetting(name, at) {
  if (/KEY|SECRET|TOKEN|PASS/i.test(name))
    return `${name} (${at}) is no setting. Secrets do not belong in this file: set-secret.sh sets them on the server`;
  return `${name} (${at}) is no setting`;
}

/** Returns what does not fit together, or is unsafe. */
function contradictions(values) {
  const problems = [];
  const check = (isWrong, words) => isWrong && problems.push(words);
  const has = (name) => values[name] !== '';
  const needs = (names, reason) => {
    for (const name of names) check(!has(name), `${name} is empty, but ${reason}`);
  };
  check(values.HTTPS_PORT === values.HTTP_PORT, 'HTTPS_PORT and HTTP_PORT are the same');
  for (const name of ['HTTPS_PORT', 'HTTP_PORT'])
    check(Number(values[name]) > 65535, `${name} is above 65535`);
  check(
    Number(values.SESSION_IDLE_S) < 10,
    'SESSION_IDLE_S is below 10, the least that mod_auth_openidc takes',
  );
  check(
    Number(values.SESSION_MAX_S) < 15,
    'SESSION_MAX_S is below 15, the least that mod_auth_openidc takes',
  );
  check(
    Number(values.SESSION_IDLE_S) > Number(values.SESSION_MAX_S),
    'SESSION_IDLE_S is longer than SESSION_MAX_S, so it could never end a session',
  );
  check(
    Number(values.SESSION_MAX_S) > 7 * 86_400,
    'SESSION_MAX_S is longer than a week: an open page asks every half minute, so that only this ends its session',
  );
  check(
    !has('GYM_API') && !has('IDENTITY_API'),
    'GYM_API and IDENTITY_API are both empty, so there is nothing to show',
  );
  check(has('DESK_CLAIM') !== has('DESK_ROLE'), 'DESK_CLAIM and DESK_ROLE belong together: set both or none');
  if (has('GYM_API')) needs(['GYM_CUSTOMER'], 'GYM_API is set');
  if (has('IDENTITY_API')) {
    needs(['IDENTITY_INSTALLATION', 'IDENTITY_USER', 'IDENTITY_CREDENTIAL'], 'IDENTITY_API is set');
    if (values.IDENTITY_INSTALLATION === 'shift')
      needs(['IDENTITY_TENANT'], 'SHIFT has the tenant in its paths');
  }
  if (has('IDENTITY_API') && values.IDENTITY_CREDENTIAL === 'person') {
    needs(['REFRESH_TOKEN_ROTATION'], 'people’s own tokens are renewed by refresh tokens');
    check(
      values.REFRESH_TOKEN_ROTATION === 'on' && !refreshesOnceAtATime(values.OIDC_MODULE_VERSION),
      'REFRESH_TOKEN_ROTATION=on needs OIDC_MODULE_VERSION 2.4.16 or newer: older modules refresh in parallel, ' +
        'which such a provider takes for theft and ends the sign-in. Switch the rotation off at the provider, or ' +
        'allow a used token for some seconds',
    );
  }
  check(
    values.TLS_CERTIFICATE === values.TLS_KEY,
    'TLS_CERTIFICATE and TLS_KEY are the same file; the key has to be one that only root may read',
  );
  check(
    values.CONFIG_DIR === values.BUILD_DIR || `${values.CONFIG_DIR}/`.startsWith(`${values.BUILD_DIR}/`),
    'CONFIG_DIR is inside BUILD_DIR, from which files are served',
  );
  return problems;
}

function refreshesOnceAtATime(version) {
  const parts = version.split('.').map(Number);
  for (const [index, needed] of REFRESH_LOCK_VERSION.entries()) {
    const part = parts[index] ?? 0;
    if (part !== needed) return part > needed;
  }
  return true;
}
