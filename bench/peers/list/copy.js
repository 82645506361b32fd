/** Puts a code on the clipboard. */
export const copy = (code) => navigator.clipboard.writeText(code);
