// Medians, minima and maxima of the measurements.

/** @typedef {{ median: number, min: number, max: number, runs: number }} Figure */

/**
 * A row of the report: its title, and the step and the name of its values.
 *
 * @typedef {{ key: string, title: string, step: string, name: string, digits?: number }} Measure
 */

/**
 * A target for ours: at most `limit`, or at most `times` the value of a peer. A goal may be missed.
 *
 * @typedef {{ key: string, limit?: number, times?: number, peer?: string, goal?: boolean }} Bar
 */

/**
 * Summarizes values; undefined if there are none.
 *
 * @returns {Figure | undefined}
 */
export function summarize(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return undefined;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), runs: sorted.length };
}

/** Returns the figure of an app for a measure. */
export function figure(results, { step, name }, app) {
  return summarize((results.steps[step]?.[app] ?? []).map((run) => run[name]));
}
