// Runs the steps of a journey. Runs are interleaved: one of each app, then the next round.

/**
 * @typedef {object} Step
 * @property {string} key        the key of its figures
 * @property {string} title      for messages
 * @property {Function} measure
 * @property {object} options    the options of the measure
 * @property {Function} [createContext]  creates a context that all apps share in a round
 * @property {boolean} [concurrent]  runs all apps at once, if the load does not change the figures
 * @property {number} runs
 * @property {(app: import('./apps.mjs').App) => number} [runsOf]  the number of runs of an app, if it differs
 */

/** Repeats a run once if it fails. A second failure ends the bench. */
async function withRetry(bench, act) {
  try {
    return await act();
  } catch (error) {
    bench.log(`retrying, because: ${error.message}`);
    return act();
  }
}

/** Runs one step. Returns the figures of each run of each app: `{ react: [{ first: 301 }, …], … }`. */
export async function runStep(
  bench,
  all,
  { title, measure, createContext, options, concurrent, runs, runsOf = () => runs },
) {
  const results = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round += 1) {
    // New ends for the codes, so that none passes during the round.
    if (options.count) await bench.server.prepare([options.count]);
    const apps = all.filter((app) => round < runsOf(app));
    const context = createContext && (await withRetry(bench, () => createContext(bench, apps, options)));
    const run = async (app) => {
      bench.log(`${title}: round ${round + 1} of ${runs}, ${app.title}`);
      results[app.name].push(await withRetry(bench, () => measure(bench, app, { ...options, context })));
    };
    if (concurrent) await Promise.all(apps.map(run));
    else {
      // Each round starts with another app, so that the order varies.
      for (let turn = 0; turn < apps.length; turn += 1) await run(apps[(turn + round) % apps.length]);
    }
    await context?.close();
  }
  return results;
}
