// What is measured, how often, with which apps. Runs are interleaved: one of each app, then the next round.

import { APPS } from './apps.mjs';
import { firstVisit, secondVisit, visitedBefore } from './measures/first.mjs';
import { longestTask, workUntilFirst } from './measures/tasks.mjs';
import { atRest } from './measures/rest.mjs';

/** These put every code of the list into the page, which takes ten thousand of them many seconds. */
const HEAVY = ['react', 'solid', 'svelte', 'vanilla'];

/**
 * @typedef {object} Step
 * @property {string} key        under which its figures are kept
 * @property {string} words      what is said while it runs
 * @property {Function} measure
 * @property {object} how        what the measure is told
 * @property {Function} [ahead]  makes a context that all apps share in a round
 * @property {number} runs
 * @property {number} heavy      runs of the heavy ones
 */

/** @returns {Step[]} */
export function plan(quick) {
  const step = (key, words, measure, how, runs, heavy = runs) => ({ key, words, measure, how, runs, heavy });
  const steps = [
    step('first10', 'first symbol of 10', firstVisit, { count: 10 }, quick ? 3 : 9),
    step('slow10', 'first symbol of 10, processor slowed 4x', firstVisit, { count: 10, rate: 4 }, quick ? 2 : 5),
    step('first100', 'first symbol of 100', firstVisit, { count: 100 }, quick ? 0 : 3),
    step('first1000', 'first symbol of 1 000', firstVisit, { count: 1_000 }, quick ? 2 : 4),
    step('first10000', 'first symbol of 10 000', firstVisit, { count: 10_000 }, quick ? 2 : 5, quick ? 0 : 2),
    { ...step('second10', 'second visit, first symbol of 10', secondVisit, { count: 10 }, quick ? 1 : 4), ahead: visitedBefore },
    step('work10', 'work until the first symbol of 10', workUntilFirst, { count: 10 }, quick ? 1 : 5),
    step('longest', 'longest task with 10 000', longestTask, { count: 10_000 }, quick ? 1 : 4, quick ? 0 : 1),
    step('longestSlow', 'longest task with 10 000, processor slowed 4x', longestTask, { count: 10_000, rate: 4 }, quick ? 1 : 4, 0),
    step('rest10', 'at rest with 10', atRest, { count: 10, seconds: quick ? 2 : 5 }, 1),
    step('rest100', 'at rest with 100', atRest, { count: 100, seconds: 5 }, quick ? 0 : 1),
    step('rest1000', 'at rest with 1 000', atRest, { count: 1_000, seconds: 5 }, quick ? 0 : 1),
    step('rest10000', 'at rest with 10 000', atRest, { count: 10_000, seconds: 6 }, quick ? 1 : 3, quick ? 0 : 1),
  ];
  return steps.filter(({ runs }) => runs > 0);
}

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
export async function carryOut(bench, { words, measure, ahead, how, runs, heavy }) {
  const found = Object.fromEntries(APPS.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round += 1) {
    // The ends of the codes are counted from here, so that none passes while it is measured.
    await bench.server.prepare([how.count]);
    const apps = APPS.filter(({ name }) => round < (HEAVY.includes(name) ? heavy : runs));
    const context = ahead && (await twice(bench, () => ahead(bench, apps, how)));
    for (let turn = 0; turn < apps.length; turn += 1) {
      // Each round begins with another app, so that none always comes after the same one.
      const app = apps[(turn + round) % apps.length];
      bench.say(`${words}: round ${round + 1} of ${runs}, ${app.title}`);
      found[app.name].push(await twice(bench, () => measure(bench, app, { ...how, context })));
    }
    await context?.close();
  }
  return found;
}
