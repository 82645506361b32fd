// A real OpenID provider (oidc-provider) with a page on which one chooses who to be.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import { Provider } from 'oidc-provider';
import { PEOPLE } from './people.mjs';

const page = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title}</title><style>body{font:1.1rem system-ui;max-width:24rem;margin:4rem auto;padding:0 1rem}` +
  `button{display:block;width:100%;font:inherit;padding:.8rem;margin:.6rem 0}</style><h1>${title}</h1>${body}</html>`;

export class DemoProvider {
  #server;
  /** The access tokens that are valid, and whose they are. */
  tokens = new Map();
  /** Paths of all requests, without queries. */
  requests = [];

  /**
   * @param {{ host: string, port: number, cert: Buffer, key: Buffer, client: object, people?: object,
   *   rotateRefreshToken?: boolean, accessTokenSeconds?: number }} options
   */
  constructor(options) {
    const people = options.people ?? PEOPLE;
    this.issuer = `https://${options.host}:${options.port}`;
    const provider = new Provider(this.issuer, {
      clients: [
        { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], ...options.client },
      ],
      claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles', 'customer_id'] },
      scopes: ['openid', 'profile', 'offline_access'],
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
      pkce: { required: () => true },
      cookies: { keys: [randomBytes(32).toString('hex')] },
      rotateRefreshToken: options.rotateRefreshToken ?? false,
      issueRefreshToken: () => true,
      ttl: {
        AccessToken: options.accessTokenSeconds ?? 300,
        Session: 3600,
        Grant: 3600,
        Interaction: 600,
        IdToken: 600,
        RefreshToken: 3600,
      },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: { enabled: true, logoutSource: confirmLogout },
      },
      interactions: { url: (_ctx, { uid }) => `/who/${uid}` },
      // Nobody is asked whether the page may know a name.
      async loadExistingGrant({ oidc }) {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client.clientId,
          accountId: oidc.session.accountId,
        });
        grant.addOIDCScope('openid profile offline_access');
        await grant.save();
        return grant;
      },
    });
    provider.on('access_token.saved', (token) => this.tokens.set(token.jti, token.accountId));
    provider.on('access_token.destroyed', (token) => this.tokens.delete(token.jti));
    const handle = provider.callback();
    this.#server = createServer({ cert: options.cert, key: options.key }, async (request, response) => {
      const { pathname } = new URL(request.url, this.issuer);
      this.requests.push(pathname);
      const [, uid, subject] = /^\/who\/([\w-]+)(?:\/([\w-]+))?$/.exec(pathname) ?? [];
      if (!uid) return handle(request, response);
      if (subject) {
        const result = { login: { accountId: subject } };
        return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      }
      const buttons = Object.entries(people).map(
        ([id, { name }]) => `<form action="/who/${uid}/${id}"><button>${name}</button></form>`,
      );
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page('Who are you?', buttons.join('')));
    });
    this.#server.listen(options.port, '127.0.0.1');
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Ends the session at the provider as soon as its page is open. */
function confirmLogout(ctx, form) {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
  ctx.body = page('Sign out?', `${form}${button}`);
}
