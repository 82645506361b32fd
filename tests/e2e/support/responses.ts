// Records what the APIs really answered, to compare the screen with.
//
// Requests are fetched here and their responses passed on unchanged. Listening for responses is not enough:
// when a page reads a body as a stream, Chromium often reports the finished request as aborted and drops the
// body.

import { expect, type Page } from './test.ts';

/** The body of an access code response. */
export interface AccessResponse {
  format: string;
  content: string;
  expiresAt?: string;
}

/** One entry of an activation code list, as the service sent it. */
export interface ListedCode {
  activationCode: string;
  activationNotAfter?: string;
  qrImage?: string;
}

/** The body of an activation code list. */
export interface ListResponse {
  data: { activationCodes: ListedCode[] };
}

/** Collects the bodies of responses with status 200 to requests that match `address`, from now on. */
async function collect<T>(page: Page, address: string): Promise<T[]> {
  const bodies: T[] = [];
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (response.status() === 200) bodies.push(JSON.parse(body.toString('utf8')) as T);
    await route.fulfill({ response, body });
  });
  return bodies;
}

/** Collects the access codes that arrive from now on, oldest first. */
export const collectAccessResponses = (page: Page): Promise<AccessResponse[]> =>
  collect(page, '**/api/gym/**');

/** Collects the lists of activation codes that arrive from now on, oldest first. */
export const collectListResponses = (page: Page): Promise<ListResponse[]> =>
  collect(page, '**/api/identity/**');

/** Waits for at least one response and returns the latest. */
export async function latest<T>(responses: T[]): Promise<T> {
  await expect.poll(() => responses.length).toBeGreaterThan(0);
  return responses.at(-1) as T;
}
