import { renderSVG } from 'uqr';

/** Returns the SVG markup of a code, for the peers that use uqr. */
export const symbol = (code) => renderSVG(code, { ecc: 'M', border: 4 });
