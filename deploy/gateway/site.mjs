// Fills the templates of httpd's configuration with the settings of a host.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const template = (name) => readFileSync(join(import.meta.dirname, 'templates', name), 'utf8');

/**
 * What a user name may have: letters of any language, digits and a few signs. `(*UTF)` in front of the patterns makes
 * texts that are no well-formed UTF-8 match nothing.
 */
const USER_NAME = '[\\p{L}\\p{M}0-9._@+-]{1,128}';

/** Replaces each `{{NAME}}`. Text of several lines is indented like its place. */
function fill(text, values) {
  return text.replace(/^( *)(.*)$/gm, (line, indent) =>
    line
      .replace(/\{\{(\w+)\}\}/g, (_, name) => {
        if (values[name] === undefined) throw new Error(`a template names ${name}, which does not exist`);
        return values[name].trimEnd().replaceAll('\n', `\n${indent}`);
      })
      .replace(/^ +$/, ''),
  );
}

const PERMISSIONS = [
  ...'accelerometer autoplay bluetooth browsing-topics camera clipboard-read display-capture encrypted-media'.split(
    ' ',
  ),
  ...'gamepad geolocation gyroscope hid idle-detection interest-cohort keyboard-map local-fonts magnetometer microphone midi'.split(
    ' ',
  ),
  ...'otp-credentials payment picture-in-picture publickey-credentials-get serial storage-access sync-xhr usb'.split(
    ' ',
  ),
  ...'window-management xr-spatial-tracking'.split(' '),
].map((feature) => `${feature}=()`);
/** What the page itself uses. */
const OWN_PERMISSIONS = ['clipboard-write=(self)', 'fullscreen=(self)', 'screen-wake-lock=(self)'];

/**
 * Returns the content security policy.
 *
 * @param {string} connectSrc other origins that the page may call, separated by blanks
 */
export const contentSecurityPolicy = (connectSrc) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${`'self' ${connectSrc}`.trim()}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types latchkey',
    'upgrade-insecure-requests',
    'report-uri /csp-report',
    'report-to csp',
  ].join('; ');

const headers = (connectSrc) =>
  fill(template('headers.conf'), {
    CSP: contentSecurityPolicy(connectSrc),
    PERMISSIONS: [...PERMISSIONS, ...OWN_PERMISSIONS].sort().join(', '),
  });

/** Returns the configuration that all hosts share. */
export const renderServer = (settings) =>
  fill(template('server.conf'), { ...settings, headers: headers('') });

/**
 * Returns the manifest of a host whose settings have a title: that of the build, with the title as its name. `undefined`
 * if they have none, since the build's own is served then.
 *
 * @param {Record<string, string>} settings
 */
export function renderManifest({ TITLE }) {
  if (TITLE === '') return undefined;
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../style/manifest.webmanifest'), 'utf8'));
  return `${JSON.stringify({ ...manifest, name: TITLE, short_name: TITLE }, null, 2)}\n`;
}

/** Returns the configuration of a host. */
export function renderSite(settings) {
  const authority = settings.HTTPS_PORT === '443' ? settings.HOST : `${settings.HOST}:${settings.HTTPS_PORT}`;
  const configFolder = `${settings.CONFIG_DIR}/${settings.HOST}`;
  const secrets = `${settings.CONFIG_DIR}/secret/${settings.HOST}`;
  /** The place of an id: an environment variable or a map. */
  const idFrom = (source, map) =>
    source === 'map' ? `\${${map}:%{REMOTE_USER}}` : `%{ENV:OIDC_CLAIM_${source.slice('claim:'.length)}}`;
  const values = {
    ...settings,
    AUTHORITY: authority,
    AUTHORITY_PATTERN: authority.replaceAll('.', '\\.'),
    AUTHORITY_ESCAPED: authority.replace(':', '%3A'),
    AUTHORITY_REWRITTEN: authority.replace(':', '\\%3A'),
    headers: headers(settings.CONNECT_SRC),
    requireDesk: settings.DESK_CLAIM && `Require claim ${settings.DESK_CLAIM}:${settings.DESK_ROLE}`,
    // Without a role for the desk nobody may ask for others. A rule refuses after sign-in; `Require all denied` would
    // refuse before it, and people who are signed out would not be told to sign in.
    refuseAll: settings.DESK_CLAIM ? '' : 'RewriteRule ^ - [F]',
    maps: [
      settings.GYM_CUSTOMER === 'map' && `RewriteMap gym txt:${configFolder}/gym.map`,
      settings.IDENTITY_USER === 'map' && `RewriteMap identity txt:${configFolder}/identity.map`,
    ]
      .filter(Boolean)
      .join('\n'),
    prompt: settings.SIGN_IN_PROMPT === '' ? '' : `OIDCAuthRequestParams prompt=${settings.SIGN_IN_PROMPT}`,
    refresh: '',
    manifest: '',
    gym: '',
    identity: '',
  };
  if (settings.TITLE !== '') values.manifest = fill(template('manifest.conf'), values);
  if (settings.GYM_API !== '') {
    values.gym = fill(template('gym.conf'), {
      ...values,
      GYM_ORIGIN: settings.GYM_API,
      customer: idFrom(settings.GYM_CUSTOMER, 'gym'),
    });
  }
  if (settings.IDENTITY_API !== '') {
    const isShift = settings.IDENTITY_INSTALLATION === 'shift';
    const isPersonal = settings.IDENTITY_CREDENTIAL === 'person';
    if (isPersonal) values.refresh = 'OIDCRefreshAccessTokenBeforeExpiry 60';
    values.identity = fill(template('identity.conf'), {
      ...values,
      IDENTITY_ORIGIN: settings.IDENTITY_API,
      pathBefore: isShift
        ? `/auth/realms/${settings.IDENTITY_TENANT}/v3_activationcode`
        : '/digitanium/v4/users',
      pathAfter: isShift ? '/' : '/activationcodes',
      userName: USER_NAME,
      user: idFrom(settings.IDENTITY_USER, 'identity'),
      methods: settings.IDENTITY_CREATE === 'yes' ? 'GET HEAD POST' : 'GET HEAD',
      credential: isPersonal
        ? 'RequestHeader set Authorization "expr=Bearer %{reqenv:OIDC_access_token}"'
        : `Include ${secrets}/identity-token.conf`,
    });
  }
  return fill(template('site.conf'), values);
}
