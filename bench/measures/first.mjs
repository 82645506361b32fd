import { newContext, visit } from '../browser.mjs';

/** Milliseconds from the navigation's start to the first painted symbol, with nothing in any cache. */
export async function firstVisit(bench, app, { count, rate }) {
  const context = await newContext(bench.browser);
  try {
    return { first: (await visit(context, app, { address: bench.server.address(app.name), count, rate })).first };
  } finally {
    await context.close();
  }
}

/** Until what an app keeps for its next visit is kept: ours begins five seconds after it stands. */
const TO_KEEP = 8_000;

/** The same in a context where the app has been before and came to rest: its caches and service worker are hot. */
export async function secondVisit(bench, app, { count }) {
  const context = await newContext(bench.browser);
  try {
    const how = { address: bench.server.address(app.name), count };
    const { page } = await visit(context, app, how);
    await page.waitForTimeout(TO_KEEP);
    await page.close();
    return { second: (await visit(context, app, how)).first };
  } finally {
    await context.close();
  }
}
