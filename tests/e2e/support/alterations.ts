// What is added to a file on its way, to see whether the altered file is refused.

/** An addition for each type. The file stays valid, and its script or stylesheet leaves a mark. */
export const ADDITIONS: Record<string, Buffer> = {
  js: Buffer.from('\nwindow.altered = true;'),
  css: Buffer.from(':root { --altered: 1 }'),
  // A custom section named "x", which changes nothing.
  wasm: Buffer.from([0, 2, 1, 120]),
};
