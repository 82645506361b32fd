import qrcode from 'qrcode-generator';

/** A code as the markup of a symbol, level M, in the smallest version and the mode that fit. */
export function symbol(code) {
  const symbol = qrcode(0, 'M');
  symbol.addData(code, /^\d+$/.test(code) ? 'Numeric' : 'Byte');
  symbol.make();
  return symbol.createSvgTag({ scalable: true });
}
