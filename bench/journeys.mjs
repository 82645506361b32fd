// What is measured.

import { LIST } from './journeys/list.mjs';
import { PASS } from './journeys/pass.mjs';

/**
 * What a person opens: the apps for it, how they are measured, and what ours has to reach.
 *
 * @typedef {object} Journey
 * @property {string} key
 * @property {string} title
 * @property {import('./apps.mjs').App[]} apps   ours first
 * @property {(bench: object, apps: import('./apps.mjs').App[], quick: boolean) => Promise<void>} check
 * @property {(quick: boolean) => import('./plan.mjs').Step[]} steps
 * @property {import('./figures.mjs').Measure[]} measures
 * @property {import('./figures.mjs').Bar[]} bars
 */

/** @type {Journey[]} */
export const JOURNEYS = [LIST, PASS];
