// The report of a run in Markdown.

import { APPS, OURS } from './apps.mjs';
import { BARS, MEASURES, figure } from './figures.mjs';

const PEERS = APPS.filter((app) => app !== OURS);
const NONE = '·';

/** 12 345.6: groups of three, as in all our tables. */
function number(value, digits = 0) {
  const [whole, rest] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return rest ? `${grouped}.${rest}` : grouped;
}

/** A median with the least and the most, where they differ. */
function shown(figure, digits) {
  if (!figure) return NONE;
  const [median, least, most] = [figure.median, figure.least, figure.most].map((value) => number(value, digits));
  return least === most ? median : `${median} (${least}–${most})`;
}

const table = (head, rows) => [head, head.map((_, at) => (at ? '---:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const ratio = (one, other, of = 'median') => (one && other?.[of] ? number(one[of] / other[of], 2) : NONE);

function bars(found) {
  const measure = Object.fromEntries(MEASURES.map((one) => [one.key, one]));
  const rows = BARS.map(({ key, limit, times, peer, goal }) => {
    const { words, digits } = measure[key];
    const ours = figure(found, measure[key], OURS.name);
    const theirs = peer ? figure(found, measure[key], peer) : undefined;
    const title = APPS.find(({ name }) => name === peer)?.title;
    const bound = peer ? theirs && theirs.median * times : limit;
    const reached = ours && bound !== undefined ? (ours.median <= bound ? 'yes' : '**no**') : NONE;
    const bar = peer ? `${times.toFixed(1)} x ${title}` : number(limit);
    return [words, shown(ours, digits), shown(theirs, digits), ratio(ours, theirs), ratio(ours, theirs, 'least'), goal ? `${bar} (goal)` : bar, reached];
  });
  return table(['measure', 'ours', 'peer', 'ours / peer', 'of the least', 'at most', 'reached'], rows);
}

function everything(found) {
  const rows = MEASURES.map((measure) => [measure.words, ...APPS.map(({ name }) => shown(figure(found, measure, name), measure.digits))]);
  return table(['', ...APPS.map(({ title }) => title)], rows);
}

function ratios(found) {
  const rows = MEASURES.filter(({ key }) => key !== 'shift').map((measure) => {
    const ours = figure(found, measure, OURS.name);
    return [measure.words, ...PEERS.map(({ name }) => ratio(ours, figure(found, measure, name)))];
  });
  return table(['ours / peer', ...PEERS.map(({ title }) => title)], rows);
}

const COUNTS = [10, 100, 1_000, 10_000];
const GROWTH = [
  { words: 'first QR painted, ms', at: (count) => ({ step: `first${count}`, name: 'first' }) },
  { words: 'work while ticking, ms/s', at: (count) => ({ step: `rest${count}`, name: 'ticking' }), digits: 1 },
  { words: 'elements', at: (count) => ({ step: `rest${count}`, name: 'elements' }) },
  { words: 'memory, MiB', at: (count) => ({ step: `rest${count}`, name: 'memory' }), digits: 1 },
];

function growth(found) {
  const parts = GROWTH.map(({ words, at, digits }) => {
    const cell = (app, count) => {
      const one = figure(found, at(count), app);
      return one ? number(one.median, digits) : NONE;
    };
    const rows = APPS.map(({ name, title }) => [title, ...COUNTS.map((count) => cell(name, count))]);
    return table([words, ...COUNTS.map((count) => `N = ${number(count)}`)], rows);
  });
  return parts.join('\n\n');
}

function micro({ kinds, libraries }) {
  const time = (micros) => (micros < 1_000 ? number(micros, micros < 100 ? 1 : 0) : `${number(micros / 1_000, 2)} m`);
  const rows = libraries.map(({ title, micros, bytes }) => [title, ...micros.map((one) => time(one.median)), number(bytes)]);
  const ours = libraries.find(({ name }) => name === 'ours');
  const fastest = libraries.find(({ name }) => name === 'qr');
  const ratios = ours.micros.map((one, at) => number(one.median / fastest.micros[at].median, 2));
  const against = ['ours / `qr`; at most 1.00', ...ratios, 'at most 872'];
  return table(['library', ...kinds, 'SVG bytes, 19 digits'], [...rows, against]);
}

/** @returns the whole report */
export function report(found) {
  const { machine, versions, began, quick } = found;
  const short = quick ? '\nA quick run: few rounds, and peers that put everything into the page up to a thousand codes only.\n' : '';
  return `# What the bench found

Written by \`make bench\`; [README.md](README.md) says how each figure is taken. Medians, with the least and the most of all
runs in brackets. The machine may be shared, so absolute times move: **only ratios count**. Where it was busy, the ratio of the
least is the surer one: other work makes a run longer, never shorter.
${short}
* ${began.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, ${number(machine.memory)} GiB of memory
* ${versions.join(', ')}

## The bars

${bars(found)}

## Everything measured

${everything(found)}

## Ours in relation to each peer

Below 1 ours is less: faster, smaller.

${ratios(found)}

## Growth with the length of the list

${growth(found)}
${found.micro ? `\n## From a text to SVG\n\nMicroseconds a symbol, \`m\` for milliseconds; medians of interleaved batches. All at level M with all eight masks scored.\n\n${micro(found.micro)}\n` : ''}`;
}
