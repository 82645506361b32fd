import qrcode from 'qrcode-generator';

/** Returns the SVG markup of a code at level M, in the smallest version that fits. */
export function symbol(code) {
  const symbol = qrcode(0, 'M');
  symbol.addData(code, /^\d+$/.test(code) ? 'Numeric' : 'Byte');
  symbol.make();
  return symbol.createSvgTag({ scalable: true });
}
