/** Copies a code to the clipboard. */
export const copy = (code) => navigator.clipboard.writeText(code);
