// What an attacker may try, and which headers may pass.

export const QUERY = 'responseQrType=normal&qrCode=false';

/** Spellings of another person's or an own id that a parser further on might read differently. */
export const IDS = [
  'me', '1234', '1237', '%31%32%33%37', '%6de', '%6d%65', 'ME', 'Me', 'me/', 'me/../1237', 'me/%2e%2e/1237',
  './1237', '../1237', '/1237', '//1237', 'me%2f..%2f1237', 'me%2F..%2F1237', '1237%2faccess-code',
  'me%252f..%252f1237', '%252e%252e', '%2531237', '..;/1237', 'me/..;/1237', '1237;x=1', 'me;x=1',
  ';x=1/1237', '+1237', '-1237', '%201237', '1237%20', '1237%09', '1237%0a', 'me%0a', 'me%0d%0a', '1237%00',
  'me%00', '1237%3f', '1237%23', '1237%5c', 'me%5c..%5c1237', 'me\\..\\1237', '%d9%a1%d9%a2%d9%a3%d9%a7',
  '%ef%bc%91237', '%c0%ae%c0%ae/1237', '01237', '0', '00', '1237.0', '1e3', '0x4d5', '99999999999999999999',
  '9223372036854775808', '1237,1234', '1234%2c1237', '1237&', "1237'", '1237%27', '*', '%2a',
  '{customerId}', '1237/access-code/../../1234', 'undefined', 'null', 'proxy:https:', '1237|1234', '$1',
  '%251', '%1',
];
export const USERS = [
  'me', 'codes-3', 'codes-50', 'ME', '%6de', 'me/../codes-50', 'me%2f..%2fcodes-50', '..;/codes-50',
  'codes-50;x', 'codes-50%3f', 'codes-50%0a', 'codes-50%00', 'codes%2d50', './codes-50', '//codes-50',
  'codes-50%20', '%63odes-50', 'codes-50%2factivationcodes', 'codes-50%252f', 'me%00', 'me;codes-50',
  'm%C3%A9', 'codes-50%5c..', '*', '%c0%ae%c0%ae', 'codes%c0%af50', '%ff', '%ef%bc%8fcodes-50', '%e2%88%95',
  '%d9%a1', 'codes-50%e2%80%ae', '%ed%a0%80', '%F0%9F%94%91', 'codes-50%c3', '%C3%96ZDEMIR',
];
export const QUERIES = [
  '', 'responseQrType=normal', 'qrCode=true', 'responseQrType=normal&qrCode=true',
  'responseQrType=mpower&qrCode=true', 'responseQrType=normal&qrCode=false&user=codes-50',
  'responseQrType=normal&qrCode=tru%65', 'qrCode=false&responseQrType=normal',
  'responseQrType=normal&qrCode=false&', 'responseQrType=normal&&qrCode=false',
  'responseQrType=evil&qrCode=false', 'responseQrType=normal&qrCode=false#x',
  'responseQrType=normal&qrCode=false%0a', 'responseQrType[]=normal&qrCode=false',
];
export const PATHS = [
  '/api', '/api/', '/api/gym', '/api/gym/', '/api/gym/v1/customers', '/api/gym/v1/customers/1237',
  '/api/gym/v1/customers/me', '/api/gym/v1/customers/me/access-code/',
  '/api/gym/v1/customers/me/Access-Code', '/api/gym/v1/customers/me/access-code/x',
  '/api/gym/v1/customers/me/access-code.json', '/api/gym/v1/customers//access-code',
  '/api/gym/v2/customers/me/access-code', '/API/gym/v1/customers/1237/access-code',
  '/api/GYM/v1/customers/1237/access-code', '//api/gym/v1/customers/1237/access-code',
  '/api//gym/v1/customers/1237/access-code', '/./api/gym/v1/customers/1237/access-code',
  '/x/../api/gym/v1/customers/1237/access-code', '/api/gym/v1/bookings', '/api/identity/',
  '/api/identity/digitanium/v4/users', '/api/identity/digitanium/v4/users/me',
  '/api/identity/digitanium/v4/users/me/activationcodes/x',
  '/api/identity/auth/realms/demo/v3_activationcode/codes-50/', '/api/identity/auth/admin',
  '/api/../api/gym/v1/customers/1237/access-code', '/sign-in/../api/gym/v1/customers/1237/access-code',
  '/gateway-errors/../api/gym/v1/customers/1237/access-code',
  '/api/gym/v1/customers/me/access-code?customerId=1237', '/api/gym/v1/customers/me/access-code?x=../1237',
  '/session/../api/gym/v1/customers/1237/access-code', 'https://localhost/v1/customers/1237/access-code',
  'http://127.0.0.1/v1/customers/1237/access-code', '*',
];
export const METHODS = [
  'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'FOO',
];

/** Headers with which an attacker might become somebody else, or reach what is behind. */
export const FOREIGN_HEADERS = {
  'x-api-key': 'evil-key', authorization: 'Bearer evil-token', 'proxy-authorization': 'Basic ZXZpbA==',
  'x-http-method-override': 'DELETE', 'x-method-override': 'PUT', 'x-original-url': '/v1/customers/1237',
  'x-rewrite-url': '/v1/customers/1237', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '10.0.0.1',
  'x-forwarded-proto': 'http', 'x-forwarded-user': 'p-desk', forwarded: 'for=10.0.0.1;host=evil.example',
  via: '1.1 evil', 'remote-user': 'p-desk', remote_user: 'p-desk', 'x-remote-user': 'p-desk',
  oidc_claim_sub: 'p-desk', oidc_claim_customer_id: '1237', oidc_claim_roles: 'desk',
  'oidc-claim-roles': 'desk', oidc_access_token: 'evil-token', 'x-customer-id': '1237',
  referer: 'https://evil.example/', origin: 'https://evil.example', range: 'bytes=0-1',
  'if-none-match': '"x"', 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT', 'x-person': 'p-desk',
  'x-role': 'desk', te: 'trailers', 'x-accel-redirect': '/v1/customers/1237', 'accept-encoding': 'br, gzip',
  'user-agent': 'Sentinel/1', dnt: '1', connection: 'close, X-API-KEY, Authorization',
};
export const UPSTREAM_HEADERS = new Set([
  'host', 'accept', 'accept-language', 'x-api-key', 'authorization', 'connection', 'content-type',
  'content-length',
]);
export const RESPONSE_HEADERS = new Set([
  'content-security-policy', 'reporting-endpoints', 'integrity-policy', 'strict-transport-security',
  'x-content-type-options', 'referrer-policy', 'x-frame-options', 'cross-origin-opener-policy',
  'cross-origin-embedder-policy', 'cross-origin-resource-policy', 'origin-agent-cluster',
  'permissions-policy', 'x-dns-prefetch-control', 'x-permitted-cross-domain-policies', 'cache-control',
  'date', 'server', 'content-type', 'content-length', 'transfer-encoding', 'connection', 'keep-alive',
  'set-cookie', 'allow', 'retry-after', 'location', 'upgrade', 'vary', 'etag', 'last-modified',
  'accept-ranges',
]);
