/** What the build writes into the worker: each file of it, and its digest. */
declare const LIST: [string, string][];
