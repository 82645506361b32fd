// What is measured: our app and its peers, how each is opened, and where in each of them the same things stand.

import { join } from 'node:path';
import { peersOf } from './peers/build.mjs';

export const ROOT = join(import.meta.dirname, '..');
export const OUT = join(ROOT, 'target/bench');

/**
 * @typedef {object} App
 * @property {string} name
 * @property {string} title
 * @property {string} folder    what is served
 * @property {(count: number) => string} fragment  what opens a list of that length
 * @property {string} row       selectors: a row, and in it the code, the symbol, the countdown
 * @property {string} code
 * @property {string} symbol
 * @property {string} left
 */

/** @type {App} */
export const OURS = {
  name: 'latchkey',
  title: 'ours',
  folder: join(ROOT, 'dist'),
  fragment: (count) => `#/activation/codes/codes-${count}`,
  row: 'main li.code-card',
  code: 'bdi.code',
  symbol: 'svg.qr',
  left: '.small-digits',
};

const TITLES = { react: 'React', solid: 'Solid', svelte: 'Svelte' };

/** @type {App[]} */
const peers = peersOf('list').map((name) => ({
  name,
  title: TITLES[name] ?? name,
  folder: join(OUT, 'peers/list', name),
  fragment: (count) => `#${count}`,
  row: '.row',
  code: '.code',
  symbol: '.qr svg',
  left: '.left',
}));

/** @type {App[]} */
export const APPS = [OURS, ...peers];
