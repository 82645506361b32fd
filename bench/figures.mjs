// What a run has found, as figures: medians with the least and the most, and ratios.

/** @typedef {{ median: number, least: number, most: number, runs: number }} Figure */

/** @returns {Figure | undefined} */
export function summary(values) {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  if (!sorted.length) return undefined;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1), runs: sorted.length };
}

/** The measures of the report: in which step of the run they were taken, under which name. */
export const MEASURES = [
  { key: 'bytesFirst', words: 'first load until the first symbol, brotli bytes', step: 'rest10', name: 'bytesFirst' },
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

/** What ours has to reach: at most `limit`, or at most `times` what a peer needs. */
export const BARS = [
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

/** The figure of an app for a measure. */
export function figure(found, { step, name }, app) {
  return summary((found.steps[step]?.[app] ?? []).map((run) => run[name]));
}
