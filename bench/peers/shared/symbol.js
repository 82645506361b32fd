import { renderSVG } from 'uqr';

/** A code as the markup of its symbol, for the peers that draw by uqr. */
export const symbol = (code) => renderSVG(code, { ecc: 'M', border: 4 });
