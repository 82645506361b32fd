// The apps that are measured, and their files.

import { join } from 'node:path';
import { peersOf } from './peers/build.mjs';

export const ROOT = join(import.meta.dirname, '..');
export const OUT = join(ROOT, 'target/bench');

/**
 * @typedef {object} App
 * @property {string} name      the key of its figures
 * @property {string} title
 * @property {string} site      the name of its server
 * @property {string} folder    the files that are served
 * @property {(count?: number) => string} fragment  the fragment of a list with `count` codes, or of the pass
 * @property {string} item      selector of one code; the selectors below are relative to it
 * @property {string} symbol    selector of the symbol
 * @property {string} code      selector of the code as text
 * @property {string} digits    selector of the countdown
 * @property {string} [ring]    selector of the animated ring of a pass
 */

/** Returns the app for a release build of ours. */
export const release = (name, title, folder) => ({ name, title, site: name, folder });

export const OURS = release('latchkey', 'ours', join(ROOT, 'dist'));

const TITLES = { react: 'React', solid: 'Solid', svelte: 'Svelte' };

/** Returns the peers of a journey. */
export const peers = (journey) =>
  peersOf(journey).map((name) => ({
    name,
    title: TITLES[name] ?? name,
    site: `${journey}-${name}`,
    folder: join(OUT, 'peers', journey, name),
  }));

/** Returns the name of an app for messages. */
export const describe = ({ title }, count) =>
  count ? `${title} with ${count} codes` : `the pass of ${title}`;
