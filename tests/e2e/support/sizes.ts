// The sizes of window in which every view has to work.

/** A small phone, a phone, a phone in landscape, and a desktop. */
export const SIZES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 1280, height: 900 },
];
