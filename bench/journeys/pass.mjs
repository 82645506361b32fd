// The pass: one access code, behind settings that have to be fetched first.

import { resolve } from 'node:path';
import { OURS, peers, release } from '../apps.mjs';
import { THIN_LINE } from '../browser.mjs';
import { checkPass } from '../checks/pass.mjs';
import { firstVisit, secondVisit, visitedBefore } from '../measures/first.mjs';
import { atRest, settled } from '../measures/rest.mjs';
import { workUntilFirst } from '../measures/tasks.mjs';

const { BASELINE_DIST } = process.env;
/** Another build of our app, such as that of an older commit. */
const before = BASELINE_DIST ? [release('before', 'before', resolve(BASELINE_DIST))] : [];

const ours = {
  fragment: () => '#/access/my-pass',
  item: '.pass',
  symbol: 'svg.qr',
  code: 'bdi.code',
  digits: '.countdown .digits',
  ring: '.ring .hand',
};
const peer = { fragment: () => '#my-pass', item: '.pass', symbol: '.qr svg', code: '.code', digits: '.digits', ring: '.ring .hand' };

/** @type {import('../apps.mjs').App[]} */
const apps = [...[OURS, ...before].map((one) => ({ ...one, ...ours })), ...peers('pass').map((one) => ({ ...one, ...peer }))];

/** @returns {import('../plan.mjs').Step[]} */
function steps(quick) {
  const step = (key, words, measure, how, runs) => ({ key, words: `the pass, ${words}`, measure, how, runs });
  return [
    step('passFirst', 'symbol', firstVisit, {}, quick ? 3 : 9),
    step('passSlow', 'symbol, processor slowed 4x', firstVisit, { rate: 4 }, quick ? 2 : 5),
    step('passThin', 'symbol, 50 KiB/s and 300 ms', firstVisit, { line: THIN_LINE }, quick ? 2 : 5),
    { ...step('passSecond', 'second visit', secondVisit, {}, quick ? 1 : 4), ahead: visitedBefore },
    step('passWork', 'work until the symbol', workUntilFirst, {}, quick ? 0 : 5),
    { ...step('passSettled', 'until it rests', settled, {}, quick ? 1 : 3), together: true },
    step('passRest', 'at rest', atRest, { seconds: 5 }, quick ? 0 : 1),
  ];
}

/** @type {import('../figures.mjs').Measure[]} */
const measures = [
  { key: 'bytes', words: 'first load until the symbol, brotli bytes', step: 'passFirst', name: 'bytes' },
  { key: 'bytesThin', words: 'the same at 50 KiB/s and 300 ms', step: 'passThin', name: 'bytes' },
  { key: 'bytesAll', words: 'everything loaded once it rests, brotli bytes', step: 'passSettled', name: 'bytesAll' },
  { key: 'first', words: 'QR painted, ms', step: 'passFirst', name: 'first' },
  { key: 'slow', words: 'QR painted, processor slowed 4x, ms', step: 'passSlow', name: 'first' },
  { key: 'thin', words: 'QR painted at 50 KiB/s and 300 ms, in ms', step: 'passThin', name: 'first' },
  { key: 'work', words: 'main-thread work until the QR, ms of processor', step: 'passWork', name: 'work' },
  { key: 'second', words: 'second visit, ms', step: 'passSecond', name: 'second' },
  { key: 'ticking', words: 'main-thread work while ticking, ms/s', step: 'passRest', name: 'ticking', digits: 1 },
  { key: 'elements', words: 'elements in the page', step: 'passSettled', name: 'elements' },
  { key: 'memory', words: 'renderer memory, MiB', step: 'passRest', name: 'memory', digits: 1 },
  { key: 'shift', words: 'cumulative layout shift until it rests', step: 'passSettled', name: 'shift', digits: 3 },
];

/** @type {import('../figures.mjs').Bar[]} */
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
