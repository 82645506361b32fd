import { newContext, visit } from '../browser.mjs';

/** Milliseconds from the navigation's start to the first painted symbol, with nothing in any cache. */
export async function firstVisit(bench, app, how) {
  const context = await newContext(bench.browser);
  try {
    return { first: (await visit(bench, context, app, how)).first };
  } finally {
    await context.close();
  }
}

/** Until what an app keeps for its next visit is kept: ours begins five seconds after it stands. */
const TO_KEEP = 8_000;
const AFTER_CLOSING = 1_000;

const rest = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** A context in which every app has been, came to rest and was closed: the caches and service workers of all are hot. */
export async function visitedBefore(bench, apps, how) {
  const context = await newContext(bench.browser);
  try {
    for (const app of apps) await visit(bench, context, app, how);
    await rest(TO_KEEP);
    for (const page of context.pages()) await page.close();
    // What that takes must not fall to whoever comes first.
    await rest(AFTER_CLOSING);
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
