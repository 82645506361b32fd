// The report of a run in Markdown.

import { figure } from './figures.mjs';
import { JOURNEYS } from './journeys.mjs';
import { LIST } from './journeys/list.mjs';

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

/** 1.0, 1.15. */
const factor = (times) => (Number.isInteger(times) ? times.toFixed(1) : String(times));

function bars(found, { apps: [us, ...peers], measures, bars }) {
  // One that compares with an app which is not there is no bar.
  const there = bars.filter(({ peer }) => !peer || peers.some(({ name }) => name === peer));
  const rows = there.map(({ key, limit, times, peer, goal }) => {
    const measure = measures.find((one) => one.key === key);
    const { words, digits } = measure;
    const ours = figure(found, measure, us.name);
    const theirs = peer ? figure(found, measure, peer) : undefined;
    const title = peers.find(({ name }) => name === peer)?.title;
    const bound = peer ? theirs && theirs.median * times : limit;
    const reached = ours && bound !== undefined ? (ours.median <= bound ? 'yes' : '**no**') : NONE;
    const bar = peer ? `${factor(times)} x ${title}` : number(limit);
    return [words, shown(ours, digits), shown(theirs, digits), ratio(ours, theirs), ratio(ours, theirs, 'least'), goal ? `${bar} (goal)` : bar, reached];
  });
  return table(['measure', 'ours', 'peer', 'ours / peer', 'of the least', 'at most', 'reached'], rows);
}

function everything(found, { apps, measures }) {
  const rows = measures.map((measure) => [measure.words, ...apps.map(({ name }) => shown(figure(found, measure, name), measure.digits))]);
  return table(['', ...apps.map(({ title }) => title)], rows);
}

function ratios(found, { apps: [us, ...peers], measures }) {
  const rows = measures.filter(({ key }) => key !== 'shift').map((measure) => {
    const ours = figure(found, measure, us.name);
    return [measure.words, ...peers.map(({ name }) => ratio(ours, figure(found, measure, name)))];
  });
  return table(['ours / peer', ...peers.map(({ title }) => title)], rows);
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
    const rows = LIST.apps.map(({ name, title }) => [title, ...COUNTS.map((count) => cell(name, count))]);
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

const section = (title, text) => `## ${title}\n\n${text}\n`;

/** What was found in a journey. */
function journey(found, journey) {
  const { title } = journey;
  return [
    section(`${title}: the bars`, bars(found, journey)),
    section(`${title}: everything measured`, everything(found, journey)),
    section(`${title}: ours in relation to each peer`, `Below 1 ours is less: faster, smaller.\n\n${ratios(found, journey)}`),
  ];
}

/** @returns the whole report */
export function report(found) {
  const { machine, versions, began, quick } = found;
  const short = quick ? '\nA quick run: few rounds, and peers that put a whole list into the page up to a thousand codes only.\n' : '';
  const head = `# What the bench found

Written by \`make bench\`; [README.md](README.md) says how each figure is taken. Medians, with the least and the most of all
runs in brackets. The machine may be shared, so absolute times move: **only ratios count**. Where it was busy, the ratio of the
least is the surer one: other work makes a run longer, never shorter.
${short}
* ${began.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, ${number(machine.memory)} GiB of memory
* ${versions.join(', ')}
`;
  const measured = JOURNEYS.filter(({ key }) => found.journeys.includes(key));
  const encoders = 'Microseconds a symbol, `m` for milliseconds; medians of interleaved batches. All at level M with all eight masks scored.';
  const sections = [
    head,
    ...measured.flatMap((one) => journey(found, one)),
    ...(measured.includes(LIST) ? [section('Growth with the length of the list', growth(found))] : []),
    ...(found.micro ? [section('From a text to SVG', `${encoders}\n\n${micro(found.micro)}`)] : []),
  ];
  return sections.join('\n');
}
