// Changes the responses of the list, to test codes that are removed, added or about to end.

import type { Page } from '@playwright/test';

/** An entry of a list, as the service sent it. */
export interface ListEntry {
  activationCode: string;
  activationNotAfter?: string;
  [other: string]: unknown;
}

/** Changes the codes of each response from now on; `change` gets the number of the response, from 0. */
export async function changeResponses(
  page: Page,
  change: (codes: ListEntry[], response: number) => ListEntry[],
): Promise<void> {
  let index = 0;
  await page.route('**/api/identity/**', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: { activationCodes: ListEntry[]; codeCount?: number } };
    body.data.activationCodes = change(body.data.activationCodes, index);
    body.data.codeCount = body.data.activationCodes.length;
    index += 1;
    await route.fulfill({ response, json: body });
  });
}

/** Returns codes that end so many seconds from now. */
export const codesEndingIn = (...seconds: number[]): ListEntry[] =>
  seconds.map((left, at) => ({
    activationCode: `70000${at}1`,
    activationNotAfter: String(Math.round(Date.now() / 1_000) + left),
  }));

/** Ends in two to 31 hours, in seconds. */
export const HOURS = Array.from({ length: 30 }, (_, at) => 7_200 + at * 3_600);
