// The list: the activation codes of a user, from ten to ten thousand.

import { OURS, peers } from '../apps.mjs';
import { checkList } from '../checks/list.mjs';
import { firstVisit, secondVisit, visitedBefore } from '../measures/first.mjs';
import { atRest, settled } from '../measures/rest.mjs';
import { longestTask, workUntilFirst } from '../measures/tasks.mjs';

const ours = {
  ...OURS,
  fragment: (count) => `#/activation/codes/codes-${count}`,
  item: 'main li.code-card',
  symbol: 'svg.qr',
  code: 'bdi.code',
  digits: '.small-digits',
};
const peer = { fragment: (count) => `#${count}`, item: '.row', symbol: '.qr svg', code: '.code', digits: '.left' };

/** @type {import('../apps.mjs').App[]} */
const apps = [ours, ...peers('list').map((one) => ({ ...one, ...peer }))];

/** These put every code of the list into the page, which takes ten thousand of them many seconds. */
const HEAVY = ['react', 'solid', 'svelte', 'vanilla'];

/** @returns {import('../plan.mjs').Step[]} */
function steps(quick) {
  const step = (key, words, measure, how, runs, heavy = runs) => ({
    key,
    words,
    measure,
    how,
    runs,
    runsOf: ({ name }) => (HEAVY.includes(name) ? heavy : runs),
  });
  return [
    step('first10', 'first symbol of 10', firstVisit, { count: 10 }, quick ? 3 : 9),
    step('slow10', 'first symbol of 10, processor slowed 4x', firstVisit, { count: 10, rate: 4 }, quick ? 2 : 5),
    step('first100', 'first symbol of 100', firstVisit, { count: 100 }, quick ? 0 : 3),
    step('first1000', 'first symbol of 1 000', firstVisit, { count: 1_000 }, quick ? 2 : 4),
    step('first10000', 'first symbol of 10 000', firstVisit, { count: 10_000 }, quick ? 2 : 5, quick ? 0 : 2),
    { ...step('second10', 'second visit, first symbol of 10', secondVisit, { count: 10 }, quick ? 1 : 4), ahead: visitedBefore },
    step('work10', 'work until the first symbol of 10', workUntilFirst, { count: 10 }, quick ? 1 : 5),
    step('longest', 'longest task with 10 000', longestTask, { count: 10_000 }, quick ? 1 : 4, quick ? 0 : 1),
    step('longestSlow', 'longest task with 10 000, processor slowed 4x', longestTask, { count: 10_000, rate: 4 }, quick ? 1 : 4, 0),
    quick ? { ...step('rest10', 'until 10 rest', settled, { count: 10 }, 1), together: true } : step('rest10', 'at rest with 10', atRest, { count: 10, seconds: 5 }, 1),
    step('rest100', 'at rest with 100', atRest, { count: 100, seconds: 5 }, quick ? 0 : 1),
    step('rest1000', 'at rest with 1 000', atRest, { count: 1_000, seconds: 5 }, quick ? 0 : 1),
    step('rest10000', 'at rest with 10 000', atRest, { count: 10_000, seconds: 6 }, quick ? 1 : 3, quick ? 0 : 1),
  ];
}

/** @type {import('../figures.mjs').Measure[]} */
const measures = [
  { key: 'bytesFirst', words: 'first load until the first symbol, brotli bytes', step: 'first10', name: 'bytes' },
  { key: 'bytesAll', words: 'everything loaded once it rests, brotli bytes', step: 'rest10', name: 'bytesAll' },
  { key: 'first10', words: 'first QR painted, N = 10, ms', step: 'first10', name: 'first' },
  { key: 'slow10', words: 'the same, processor slowed 4x, ms', step: 'slow10', name: 'first' },
  { key: 'work10', words: 'main-thread work until the first QR, N = 10, ms of processor', step: 'work10', name: 'work' },
  { key: 'second10', words: 'second visit, N = 10, ms', step: 'second10', name: 'second' },
  { key: 'first1000', words: 'first QR painted, N = 1 000, ms', step: 'first1000', name: 'first' },
  { key: 'first10000', words: 'first QR painted, N = 10 000, ms', step: 'first10000', name: 'first' },
  { key: 'longest', words: 'longest task, N = 10 000, ms', step: 'longest', name: 'longest' },
  { key: 'longestSlow', words: 'the same, processor slowed 4x, ms', step: 'longestSlow', name: 'longest' },
  { key: 'ticking', words: 'main-thread work while ticking, N = 10 000, ms/s', step: 'rest10000', name: 'ticking', digits: 1 },
  { key: 'elements', words: 'elements in the page, N = 10 000', step: 'rest10000', name: 'elements' },
  { key: 'memory', words: 'renderer memory, N = 10 000, MiB', step: 'rest10000', name: 'memory', digits: 1 },
  { key: 'shift', words: 'cumulative layout shift, N = 10', step: 'rest10', name: 'shift', digits: 3 },
];

/** @type {import('../figures.mjs').Bar[]} */
const bars = [
  { key: 'bytesFirst', limit: 98_304 },
  { key: 'bytesFirst', limit: 65_536, goal: true },
  { key: 'first10', times: 1, peer: 'react' },
  { key: 'first10', times: 1, peer: 'solid', goal: true },
  { key: 'slow10', times: 1, peer: 'react' },
  { key: 'slow10', times: 1, peer: 'solid', goal: true },
  { key: 'first1000', times: 1.3, peer: 'vanilla-virt' },
  { key: 'first10000', times: 1.5, peer: 'vanilla-virt' },
  { key: 'longest', limit: 100 },
  { key: 'longestSlow', limit: 200 },
  { key: 'ticking', times: 2, peer: 'vanilla-virt' },
  { key: 'elements', limit: 2_000 },
  { key: 'memory', times: 1.5, peer: 'vanilla-virt' },
  { key: 'shift', limit: 0 },
];

/** @type {import('../journeys.mjs').Journey} */
export const LIST = { key: 'list', title: 'The list', apps, check: checkList, steps, measures, bars };
