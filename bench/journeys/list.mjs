// The list: a user's activation codes, from ten to ten thousand.

import { OURS, peers } from '../apps.mjs';
import { checkList } from '../checks/list.mjs';
import { measureFirstVisit, measureSecondVisit, warmContext } from '../measures/first-symbol.mjs';
import { measureAtRest, measureSettled } from '../measures/at-rest.mjs';
import { measureLongestTask, measureWorkUntilFirst } from '../measures/tasks.mjs';

const ours = {
  ...OURS,
  fragment: (count) => `#/activation/codes/codes-${count}`,
  item: 'main .code-card',
  symbol: 'svg.qr',
  code: 'bdi.code',
  digits: '.small-digits',
};
const peer = {
  fragment: (count) => `#${count}`,
  item: '.row',
  symbol: '.qr svg',
  code: '.code',
  digits: '.left',
};

/** @type {import('../apps.mjs').App[]} */
const apps = [ours, ...peers('list').map((app) => ({ ...app, ...peer }))];

/** Peers that render every code, which takes many seconds for ten thousand; they get fewer runs. */
const HEAVY = ['react', 'solid', 'svelte', 'vanilla'];

/** @returns {import('../step-runner.mjs').Step[]} */
function steps(quick) {
  const step = (key, title, measure, options, runs, heavyRuns = runs) => ({
    key,
    title,
    measure,
    options,
    runs,
    runsOf: ({ name }) => (HEAVY.includes(name) ? heavyRuns : runs),
  });
  return [
    step('first10', 'first symbol of 10', measureFirstVisit, { count: 10 }, quick ? 3 : 9),
    step(
      'slow10',
      'first symbol of 10, processor slowed 4x',
      measureFirstVisit,
      { count: 10, rate: 4 },
      quick ? 2 : 5,
    ),
    step('first100', 'first symbol of 100', measureFirstVisit, { count: 100 }, quick ? 0 : 3),
    step('first1000', 'first symbol of 1 000', measureFirstVisit, { count: 1_000 }, quick ? 2 : 4),
    step(
      'first10000',
      'first symbol of 10 000',
      measureFirstVisit,
      { count: 10_000 },
      quick ? 2 : 5,
      quick ? 0 : 2,
    ),
    {
      ...step(
        'second10',
        'second visit, first symbol of 10',
        measureSecondVisit,
        { count: 10 },
        quick ? 1 : 4,
      ),
      createContext: warmContext,
    },
    step('work10', 'work until the first symbol of 10', measureWorkUntilFirst, { count: 10 }, quick ? 1 : 5),
    step(
      'longest',
      'longest task with 10 000',
      measureLongestTask,
      { count: 10_000 },
      quick ? 1 : 4,
      quick ? 0 : 1,
    ),
    step(
      'longestSlow',
      'longest task with 10 000, processor slowed 4x',
      measureLongestTask,
      { count: 10_000, rate: 4 },
      quick ? 1 : 4,
      0,
    ),
    quick
      ? { ...step('rest10', 'until 10 rest', measureSettled, { count: 10 }, 1), concurrent: true }
      : step('rest10', 'at rest with 10', measureAtRest, { count: 10, seconds: 5 }, 1),
    step('rest100', 'at rest with 100', measureAtRest, { count: 100, seconds: 5 }, quick ? 0 : 1),
    step('rest1000', 'at rest with 1 000', measureAtRest, { count: 1_000, seconds: 5 }, quick ? 0 : 1),
    step(
      'rest10000',
      'at rest with 10 000',
      measureAtRest,
      { count: 10_000, seconds: 6 },
      quick ? 1 : 3,
      quick ? 0 : 1,
    ),
  ];
}

/** @type {import('../statistics.mjs').Measure[]} */
const measures = [
  {
    key: 'bytesFirst',
    title: 'first load until the first symbol, brotli bytes',
    step: 'first10',
    name: 'bytes',
  },
  {
    key: 'bytesAll',
    title: 'everything loaded once it rests, brotli bytes',
    step: 'rest10',
    name: 'bytesAll',
  },
  { key: 'first10', title: 'first QR painted, N = 10, ms', step: 'first10', name: 'first' },
  { key: 'slow10', title: 'the same, processor slowed 4x, ms', step: 'slow10', name: 'first' },
  {
    key: 'work10',
    title: 'main-thread work until the first QR, N = 10, ms of processor',
    step: 'work10',
    name: 'work',
  },
  { key: 'second10', title: 'second visit, N = 10, ms', step: 'second10', name: 'second' },
  { key: 'first1000', title: 'first QR painted, N = 1 000, ms', step: 'first1000', name: 'first' },
  { key: 'first10000', title: 'first QR painted, N = 10 000, ms', step: 'first10000', name: 'first' },
  { key: 'longest', title: 'longest task, N = 10 000, ms', step: 'longest', name: 'longest' },
  { key: 'longestSlow', title: 'the same, processor slowed 4x, ms', step: 'longestSlow', name: 'longest' },
  {
    key: 'ticking',
    title: 'main-thread work while ticking, N = 10 000, ms/s',
    step: 'rest10000',
    name: 'ticking',
    digits: 1,
  },
  { key: 'elements', title: 'elements in the page, N = 10 000', step: 'rest10000', name: 'elements' },
  { key: 'memory', title: 'renderer memory, N = 10 000, MiB', step: 'rest10000', name: 'memory', digits: 1 },
  { key: 'shift', title: 'cumulative layout shift, N = 10', step: 'rest10', name: 'shift', digits: 3 },
];

/** @type {import('../statistics.mjs').Bar[]} */
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
