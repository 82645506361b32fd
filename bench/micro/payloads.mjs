// The texts that are encoded, several of each kind, because the mask depends on the text.

const VARIANTS = 16;
const WORDS =
  'Every library gets the same text, and each draws it with all eight masks scored, as the standard asks. ';

const digits = (length) => (variant) =>
  String(49267681211943991n + BigInt(variant) * 7_919_777n)
    .padStart(length, '0')
    .slice(-length);
const text = (start, length) => (variant) =>
  (start + String(variant).padStart(3, '0') + WORDS.repeat(30)).slice(0, length);
const url = (variant) =>
  `https://example.org/${String(variant).padStart(3, '0')}/${'path/'.repeat(20)}`.slice(0, 120);

const KINDS = [
  ['19 digits', digits(19)],
  ['7 digits', digits(7)],
  ['120-char URL', url],
  ['500 bytes', text('', 500)],
  ['2 000 bytes', text('', 2_000)],
];

/** @type {{ title: string, texts: string[] }[]} */
export const PAYLOADS = KINDS.map(([title, make]) => ({
  title,
  texts: Array.from({ length: VARIANTS }, (_, variant) => make(variant)),
}));
