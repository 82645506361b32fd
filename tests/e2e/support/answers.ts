// What the APIs really answered, taken at the network: the truth that the screen is compared with.
//
// Requests are passed on by hand and their answers handed to the page unchanged. Listening alone is not enough: where a
// page reads a body as a stream, as this one does, Chromium often reports a finished request as aborted and drops the body.

import { expect, type Page } from './test.ts';

export interface AccessAnswer {
  format: string;
  content: string;
  expiresAt?: string;
}

export interface ListedCode {
  activationCode: string;
  activationNotAfter?: string;
  qrImage?: string;
}

/** Collects the good answers to requests under the gateway's address from now on. */
async function collect<T>(page: Page, address: string): Promise<T[]> {
  const heard: T[] = [];
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (response.status() === 200) heard.push(JSON.parse(body.toString('utf8')) as T);
    await route.fulfill({ response, body });
  });
  return heard;
}

/** The access codes that arrive from now on, oldest first. */
export const accessAnswers = (page: Page): Promise<AccessAnswer[]> => collect(page, '**/api/gym/**');

/** The lists of activation codes that arrive from now on, oldest first. */
export const listAnswers = (page: Page): Promise<{ data: { activationCodes: ListedCode[] } }[]> =>
  collect(page, '**/api/identity/**');

/** The newest answer, once there is one. */
export async function newest<T>(heard: T[]): Promise<T> {
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  return heard.at(-1) as T;
}
