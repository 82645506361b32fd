import { countBytes } from '../arrived.mjs';
import { newContext, visit } from '../browser.mjs';
import { TO_KEEP_MS } from './rest.mjs';

/** Milliseconds from the navigation's start to the first painted symbol, with nothing in any cache, and the bytes that had arrived. */
export async function firstVisit(bench, app, how) {
  const context = await newContext(bench.browser);
  try {
    let bytesUntil;
    const before = async (client) => (bytesUntil = await countBytes(client));
    const { first } = await visit(bench, context, app, { ...how, before });
    return { first, bytes: await bytesUntil(first) };
  } finally {
    await context.close();
  }
}

const AFTER_CLOSING_MS = 1_000;

const rest = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** A context in which every app has been, came to rest and was closed: the caches and service workers of all are hot. */
export async function visitedBefore(bench, apps, how) {
  const context = await newContext(bench.browser);
  try {
    for (const app of apps) await visit(bench, context, app, how);
    await rest(TO_KEEP_MS);
    for (const page of context.pages()) await page.close();
    // What that takes must not fall to whoever comes first.
    await rest(AFTER_CLOSING_MS);
    return context;
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** The same as `firstVisit` in such a context. */
export async function secondVisit(bench, app, { context, ...how }) {
  try {
    return { second: (await visit(bench, context, app, how)).first };
  } finally {
    for (const page of context.pages()) await page.close();
  }
}
