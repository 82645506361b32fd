// Encodes a text to SVG markup with each library, as its documentation shows, at level M with a quiet zone of
// four modules.

import nodeQrcode from 'qrcode';
import { encodeQR } from 'qr';
import generator from 'qrcode-generator';
import { renderSVG } from 'uqr';

/** @returns {Promise<{ name: string, draw: (text: string) => string }[]>} ours first */
export async function libraries() {
  const module = async (name) => {
    const glue = await import(/* never bundled */ `${location.origin}/${name}.js`);
    await glue.default();
    return glue;
  };
  const [{ ours }, { fast_qr, qrcode, qrcodegen }] = await Promise.all([module('ours'), module('others')]);
  return [
    { name: 'ours', draw: ours },
    { name: 'qr', draw: (text) => encodeQR(text, 'svg', { ecc: 'medium', border: 4 }) },
    { name: 'fast_qr', draw: fast_qr },
    { name: 'qrcodegen', draw: qrcodegen },
    { name: 'node-qrcode', draw: drawNodeQrcode },
    { name: 'qrcode', draw: qrcode },
    { name: 'uqr', draw: (text) => renderSVG(text, { ecc: 'M', border: 4 }) },
    { name: 'qrcode-generator', draw: drawGenerator },
  ];
}

/** Draws with node-qrcode, which calls back synchronously. */
function drawNodeQrcode(text) {
  let drawn = '';
  nodeQrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'M' }, (error, svg) => {
    if (error) throw error;
    drawn = svg;
  });
  return drawn;
}

/** Draws with qrcode-generator, which does not choose the numeric mode itself. */
function drawGenerator(text) {
  const symbol = generator(0, 'M');
  symbol.addData(text, /^\d+$/.test(text) ? 'Numeric' : 'Byte');
  symbol.make();
  return symbol.createSvgTag({ scalable: true });
}
