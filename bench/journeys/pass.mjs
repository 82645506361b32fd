// The pass: one access code, whose request needs latchkey.json first.

import { resolve } from 'node:path';
import { OURS, peers, release } from '../apps.mjs';
import { SLOW_NETWORK } from '../browser.mjs';
import { checkPass } from '../checks/pass.mjs';
import { measureFirstVisit, measureSecondVisit, warmContext } from '../measures/first-symbol.mjs';
import { measureAtRest, measureSettled } from '../measures/at-rest.mjs';
import { measureWorkUntilFirst } from '../measures/tasks.mjs';

const { BASELINE_DIST } = process.env;
/** Another build of our app for comparison, such as that of an older commit. */
const before = BASELINE_DIST ? [release('before', 'before', resolve(BASELINE_DIST))] : [];

const ours = {
  fragment: () => '#/access/my-pass',
  item: '.pass',
  symbol: 'svg.qr',
  code: 'bdi.code',
  digits: '.countdown .digits',
  ring: '.ring .hand',
};
const peer = {
  fragment: () => '#my-pass',
  item: '.pass',
  symbol: '.qr svg',
  code: '.code',
  digits: '.digits',
  ring: '.ring .hand',
};

/** @type {import('../apps.mjs').App[]} */
const apps = [
  ...[OURS, ...before].map((app) => ({ ...app, ...ours })),
  ...peers('pass').map((app) => ({ ...app, ...peer })),
];

/** @returns {import('../step-runner.mjs').Step[]} */
function steps(quick) {
  const step = (key, title, measure, options, runs) => ({
    key,
    title: `the pass, ${title}`,
    measure,
    options,
    runs,
  });
  return [
    step('passFirst', 'symbol', measureFirstVisit, {}, quick ? 3 : 9),
    step('passSlow', 'symbol, processor slowed 4x', measureFirstVisit, { rate: 4 }, quick ? 2 : 5),
    step(
      'passThin',
      'symbol, 50 KiB/s and 300 ms',
      measureFirstVisit,
      { network: SLOW_NETWORK },
      quick ? 2 : 5,
    ),
    {
      ...step('passSecond', 'second visit', measureSecondVisit, {}, quick ? 1 : 4),
      createContext: warmContext,
    },
    step('passWork', 'work until the symbol', measureWorkUntilFirst, {}, quick ? 0 : 5),
    { ...step('passSettled', 'until it rests', measureSettled, {}, quick ? 1 : 3), concurrent: true },
    step('passRest', 'at rest', measureAtRest, { seconds: 5 }, quick ? 0 : 1),
  ];
}

/** @type {import('../statistics.mjs').Measure[]} */
const measures = [
  { key: 'bytes', title: 'first load until the symbol, brotli bytes', step: 'passFirst', name: 'bytes' },
  { key: 'bytesThin', title: 'the same at 50 KiB/s and 300 ms', step: 'passThin', name: 'bytes' },
  {
    key: 'bytesAll',
    title: 'everything loaded once it rests, brotli bytes',
    step: 'passSettled',
    name: 'bytesAll',
  },
  { key: 'first', title: 'QR painted, ms', step: 'passFirst', name: 'first' },
  { key: 'slow', title: 'QR painted, processor slowed 4x, ms', step: 'passSlow', name: 'first' },
  { key: 'thin', title: 'QR painted at 50 KiB/s and 300 ms, in ms', step: 'passThin', name: 'first' },
  { key: 'work', title: 'main-thread work until the QR, ms of processor', step: 'passWork', name: 'work' },
  { key: 'second', title: 'second visit, ms', step: 'passSecond', name: 'second' },
  {
    key: 'ticking',
    title: 'main-thread work while ticking, ms/s',
    step: 'passRest',
    name: 'ticking',
    digits: 1,
  },
  { key: 'elements', title: 'elements in the page', step: 'passSettled', name: 'elements' },
  { key: 'memory', title: 'renderer memory, MiB', step: 'passRest', name: 'memory', digits: 1 },
  {
    key: 'shift',
    title: 'cumulative layout shift until it rests',
    step: 'passSettled',
    name: 'shift',
    digits: 3,
  },
];

/** @type {import('../statistics.mjs').Bar[]} */
const bars = [
  { key: 'bytes', limit: 36_864 },
  { key: 'bytes', limit: 30_720, goal: true },
  { key: 'thin', times: 0.7, peer: 'before' },
  { key: 'thin', times: 0.62, peer: 'before', goal: true },
  { key: 'thin', times: 0.8, peer: 'react' },
  { key: 'thin', times: 1.15, peer: 'solid', goal: true },
  { key: 'slow', times: 0.7, peer: 'react' },
  { key: 'slow', times: 1, peer: 'solid', goal: true },
  { key: 'first', times: 1, peer: 'solid' },
  { key: 'shift', limit: 0 },
];

/** @type {import('../journeys.mjs').Journey} */
export const PASS = { key: 'pass', title: 'The pass', apps, check: checkPass, steps, measures, bars };
