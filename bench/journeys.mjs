// The journeys that are measured.

import { LIST } from './journeys/list.mjs';
import { PASS } from './journeys/pass.mjs';

/**
 * A view that is measured: its apps, steps, measures and targets.
 *
 * @typedef {object} Journey
 * @property {string} key
 * @property {string} title
 * @property {import('./apps.mjs').App[]} apps   ours first
 * @property {(bench: object, apps: import('./apps.mjs').App[], quick: boolean) => Promise<void>} check
 * @property {(quick: boolean) => import('./step-runner.mjs').Step[]} steps
 * @property {import('./statistics.mjs').Measure[]} measures
 * @property {import('./statistics.mjs').Bar[]} bars   the targets of ours
 */

/** @type {Journey[]} */
export const JOURNEYS = [LIST, PASS];
