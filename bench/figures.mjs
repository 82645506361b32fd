// What a run has found, as figures: medians with the least and the most.

/** @typedef {{ median: number, least: number, most: number, runs: number }} Figure */

/**
 * What the report tells: in which step of the run it was taken, under which name.
 *
 * @typedef {{ key: string, words: string, step: string, name: string, digits?: number }} Measure
 */

/**
 * What ours has to reach: at most `limit`, or at most `times` what a peer needs.
 *
 * @typedef {{ key: string, limit?: number, times?: number, peer?: string, goal?: boolean }} Bar
 */

/** @returns {Figure | undefined} */
export function summary(values) {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  if (!sorted.length) return undefined;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1), runs: sorted.length };
}

/** The figure of an app for a measure. */
export function figure(found, { step, name }, app) {
  return summary((found.steps[step]?.[app] ?? []).map((run) => run[name]));
}
