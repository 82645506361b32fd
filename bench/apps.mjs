// An app as a journey opens it, and where each one's files are.

import { join } from 'node:path';
import { peersOf } from './peers/build.mjs';

export const ROOT = join(import.meta.dirname, '..');
export const OUT = join(ROOT, 'target/bench');

/**
 * @typedef {object} App
 * @property {string} name      under which its figures are kept
 * @property {string} title
 * @property {string} site      under which it is served
 * @property {string} folder    what is served
 * @property {(count?: number) => string} fragment  what opens a list of that length, or the pass
 * @property {string} item      selectors: what shows one code, and in it the symbol, the code as text, the countdown
 * @property {string} symbol
 * @property {string} code
 * @property {string} digits
 * @property {string} [ring]    of a pass: what runs down
 */

/** A release build of our app. */
export const release = (name, title, folder) => ({ name, title, site: name, folder });

export const OURS = release('latchkey', 'ours', join(ROOT, 'dist'));

const TITLES = { react: 'React', solid: 'Solid', svelte: 'Svelte' };

/** The peers of a journey, where they are built. */
export const peers = (journey) =>
  peersOf(journey).map((name) => ({
    name,
    title: TITLES[name] ?? name,
    site: `${journey}-${name}`,
    folder: join(OUT, 'peers', journey, name),
  }));

/** What messages say of an app. */
export const describe = ({ title }, count) => (count ? `${title} with ${count} codes` : `the pass of ${title}`);
