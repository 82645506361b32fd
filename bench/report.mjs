// Writes the results of a run as Markdown.

import { figure } from './statistics.mjs';
import { JOURNEYS } from './journeys.mjs';
import { LIST } from './journeys/list.mjs';

const NONE = '·';

/** Formats a number with digits in groups of three, such as `12 345.6`. */
function formatNumber(value, digits = 0) {
  const [whole, rest] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return rest ? `${grouped}.${rest}` : grouped;
}

/** Formats a median, with minimum and maximum if they differ. */
function formatFigure(figure, digits) {
  if (!figure) return NONE;
  const [median, min, max] = [figure.median, figure.min, figure.max].map((value) =>
    formatNumber(value, digits),
  );
  return min === max ? median : `${median} (${min}–${max})`;
}

/** Formats a Markdown table. */
const table = (head, rows) =>
  [head, head.map((_, at) => (at ? '---:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** Formats the ratio of a statistic, the median or another one, of two figures. */
const ratio = (ours, theirs, of = 'median') =>
  ours && theirs?.[of] ? formatNumber(ours[of] / theirs[of], 2) : NONE;

/** Formats a factor with at least one decimal: `1.0`, `1.15`. */
const formatFactor = (times) => (Number.isInteger(times) ? times.toFixed(1) : String(times));

/** The measures with a target, and whether ours reaches it. */
function bars(results, { apps: [us, ...peers], measures, bars }) {
  // Without its peer, such as `before`, a target is left out.
  const applicable = bars.filter(({ peer }) => !peer || peers.some(({ name }) => name === peer));
  const rows = applicable.map(({ key, limit, times, peer, goal }) => {
    const measure = measures.find((measure) => measure.key === key);
    const { title, digits } = measure;
    const ours = figure(results, measure, us.name);
    const theirs = peer ? figure(results, measure, peer) : undefined;
    const peerTitle = peers.find(({ name }) => name === peer)?.title;
    const bound = peer ? theirs && theirs.median * times : limit;
    const reached = ours && bound !== undefined ? (ours.median <= bound ? 'yes' : '**no**') : NONE;
    const bar = peer ? `${formatFactor(times)} x ${peerTitle}` : formatNumber(limit);
    return [
      title,
      formatFigure(ours, digits),
      formatFigure(theirs, digits),
      ratio(ours, theirs),
      ratio(ours, theirs, 'min'),
      goal ? `${bar} (goal)` : bar,
      reached,
    ];
  });
  return table(['measure', 'ours', 'peer', 'ours / peer', 'of the least', 'at most', 'reached'], rows);
}

/** All measures of all apps. */
function allMeasures(results, { apps, measures }) {
  const rows = measures.map((measure) => [
    measure.title,
    ...apps.map(({ name }) => formatFigure(figure(results, measure, name), measure.digits)),
  ]);
  return table(['', ...apps.map(({ title }) => title)], rows);
}

/** The ratio of ours to each peer. */
function ratios(results, { apps: [us, ...peers], measures }) {
  const rows = measures
    .filter(({ key }) => key !== 'shift')
    .map((measure) => {
      const ours = figure(results, measure, us.name);
      return [measure.title, ...peers.map(({ name }) => ratio(ours, figure(results, measure, name)))];
    });
  return table(['ours / peer', ...peers.map(({ title }) => title)], rows);
}

const COUNTS = [10, 100, 1_000, 10_000];
const GROWTH = [
  { title: 'first QR painted, ms', at: (count) => ({ step: `first${count}`, name: 'first' }) },
  {
    title: 'work while ticking, ms/s',
    at: (count) => ({ step: `rest${count}`, name: 'ticking' }),
    digits: 1,
  },
  { title: 'elements', at: (count) => ({ step: `rest${count}`, name: 'elements' }) },
  { title: 'memory, MiB', at: (count) => ({ step: `rest${count}`, name: 'memory' }), digits: 1 },
];

/** The growth of some measures with the number of codes. */
function growth(results) {
  const parts = GROWTH.map(({ title, at, digits }) => {
    const cell = (app, count) => {
      const value = figure(results, at(count), app);
      return value ? formatNumber(value.median, digits) : NONE;
    };
    const rows = LIST.apps.map(({ name, title }) => [title, ...COUNTS.map((count) => cell(name, count))]);
    return table([title, ...COUNTS.map((count) => `N = ${formatNumber(count)}`)], rows);
  });
  return parts.join('\n\n');
}

/** The encoders' times. */
function micro({ kinds, libraries }) {
  const time = (micros) =>
    micros < 1_000 ? formatNumber(micros, micros < 100 ? 1 : 0) : `${formatNumber(micros / 1_000, 2)} m`;
  const rows = libraries.map(({ title, micros, bytes }) => [
    title,
    ...micros.map(({ median }) => time(median)),
    formatNumber(bytes),
  ]);
  const ours = libraries.find(({ name }) => name === 'ours');
  const fastest = libraries.find(({ name }) => name === 'qr');
  const ratios = ours.micros.map(({ median }, at) => formatNumber(median / fastest.micros[at].median, 2));
  const against = ['ours / `qr`; at most 1.00', ...ratios, 'at most 872'];
  return table(['library', ...kinds, 'SVG bytes, 19 digits'], [...rows, against]);
}

const section = (title, text) => `## ${title}\n\n${text}\n`;

/** Returns the sections about a journey. */
function journeySections(results, journey) {
  const { title } = journey;
  return [
    section(`${title}: the bars`, bars(results, journey)),
    section(`${title}: everything measured`, allMeasures(results, journey)),
    section(
      `${title}: ours in relation to each peer`,
      `Below 1 ours is less: faster, smaller.\n\n${ratios(results, journey)}`,
    ),
  ];
}

/** Returns the whole report. */
export function report(results) {
  const { machine, versions, began, quick } = results;
  const short = quick
    ? '\nA quick run: few rounds, and peers that put a whole list into the page up to a thousand codes only.\n'
    : '';
  const head = `# What the bench found

Written by \`make bench\`; [README.md](README.md) says how each figure is taken. Medians, with the least and the most of all
runs in brackets. The machine may be shared, so absolute times move: **only ratios count**. Where it was busy, the ratio of the
least is the surer one: other work makes a run longer, never shorter.
${short}
* ${began.slice(0, 10)}, ${machine.processor}, ${machine.cores} cores, ${formatNumber(machine.memory)} GiB of memory
* ${versions.join(', ')}
`;
  const journeys = JOURNEYS.filter(({ key }) => results.journeys.includes(key));
  const encoderNote =
    'Microseconds a symbol, `m` for milliseconds; medians of interleaved batches. All at level M with all eight masks scored.';
  const sections = [
    head,
    ...journeys.flatMap((measured) => journeySections(results, measured)),
    ...(journeys.includes(LIST) ? [section('Growth with the length of the list', growth(results))] : []),
    ...(results.micro ? [section('From a text to SVG', `${encoderNote}\n\n${micro(results.micro)}`)] : []),
  ];
  return sections.join('\n');
}
