import { countBytes } from '../received-bytes.mjs';
import { newContext, visit } from '../browser.mjs';
import { CACHED_AFTER_MS } from './at-rest.mjs';

/**
 * Measures the time to the first painted symbol in milliseconds, without any cache, and the bytes received by
 * then.
 */
export async function measureFirstVisit(bench, app, options) {
  const context = await newContext(bench.browser);
  try {
    let bytesUntil;
    const before = async (client) => (bytesUntil = await countBytes(client));
    const { first } = await visit(bench, context, app, { ...options, before });
    return { first, bytes: await bytesUntil(first) };
  } finally {
    await context.close();
  }
}

const CLOSE_PAUSE_MS = 1_000;

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/**
 * Creates a context in which every app was opened, settled and closed, so that all caches and service workers
 * are warm.
 */
export async function warmContext(bench, apps, options) {
  const context = await newContext(bench.browser);
  try {
    for (const app of apps) await visit(bench, context, app, options);
    await sleep(CACHED_AFTER_MS);
    for (const page of context.pages()) await page.close();
    // The work of closing must not slow the first app down.
    await sleep(CLOSE_PAUSE_MS);
    return context;
  } catch (error) {
    await context.close();
    throw error;
  }
}

/** Measures the time to the first painted symbol in a warm context. */
export async function measureSecondVisit(bench, app, { context, ...options }) {
  try {
    return { second: (await visit(bench, context, app, options)).first };
  } finally {
    for (const page of context.pages()) await page.close();
  }
}
