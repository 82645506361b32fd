// How a journey's steps are carried out. Runs are interleaved: one of each app, then the next round.

/**
 * @typedef {object} Step
 * @property {string} key        under which its figures are kept
 * @property {string} words      what is said while it runs
 * @property {Function} measure
 * @property {object} how        what the measure is told
 * @property {Function} [ahead]  makes a context that all apps share in a round
 * @property {boolean} [together]  all apps at once: for what other work does not change
 * @property {number} runs
 * @property {(app: import('./apps.mjs').App) => number} [runsOf]  of an app, where not all have as many
 */

/** A run that does not come to its end is repeated once; what fails twice ends the bench. */
async function twice(bench, act) {
  try {
    return await act();
  } catch (error) {
    bench.say(`once more, because: ${error.message}`);
    return act();
  }
}

/** Carries out one step. Gives for each app the figures of each run: `{ react: [{ first: 301 }, …], … }`. */
export async function carryOut(bench, all, { words, measure, ahead, how, together, runs, runsOf = () => runs }) {
  const found = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round += 1) {
    // The ends of the codes are counted from here, so that none passes while it is measured.
    if (how.count) await bench.server.prepare([how.count]);
    const apps = all.filter((app) => round < runsOf(app));
    const context = ahead && (await twice(bench, () => ahead(bench, apps, how)));
    const run = async (app) => {
      bench.say(`${words}: round ${round + 1} of ${runs}, ${app.title}`);
      found[app.name].push(await twice(bench, () => measure(bench, app, { ...how, context })));
    };
    if (together) await Promise.all(apps.map(run));
    else {
      // Each round begins with another app, so that none always comes after the same one.
      for (let turn = 0; turn < apps.length; turn += 1) await run(apps[(turn + round) % apps.length]);
    }
    await context?.close();
  }
  return found;
}
