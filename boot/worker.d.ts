/** The files of the build and their digests, inserted by scripts/finish.mjs. */
declare const LIST: [string, string][];
