// Evaluates a soak test: its figures and the requirements it violated.

import type { Sandbox } from '../support/sandbox.ts';
import { READY_WITHIN_MS, USER, type SimulationResult, type Sample } from './simulation.ts';
import type { Sighting } from './observer.ts';
import type { Memory } from './tab.ts';

/** The largest allowed growth of memory since the warm-up. */
const MAX_GROWTH = 1.1;
/** The longest time for which a visible pass may show nothing at all. */
const MAX_BLANK_MS = 2_000;
/** The smallest share of time with a code on the pass, so that a page that shows nothing fails. */
const MIN_CODE_SHARE = 0.5;

/** The end of each code in milliseconds since 1970; infinity if it has none. */
type Ends = Map<string, number>;

export interface Report {
  /** The figures as text. */
  lines: string[];
  /** The violated requirements. */
  violations: string[];
}

/** Returns the sightings of expired and unknown codes, and those the stylesheet would hide too late. */
function invalidSightings(
  sightings: Sighting[],
  ends: Ends,
): { expired: Sighting[]; unknown: Sighting[]; hiddenLate: Sighting[] } {
  const end = ({ text }: Sighting) => ends.get(text) ?? Number.NEGATIVE_INFINITY;
  return {
    expired: sightings.filter((sighting) => ends.has(sighting.text) && sighting.last >= end(sighting)),
    unknown: sightings.filter(({ text }) => !ends.has(text)),
    hiddenLate: sightings.filter(
      (sighting) => ends.has(sighting.text) && sighting.hides !== null && sighting.hides >= end(sighting),
    ),
  };
}

async function passEnds(sandbox: Sandbox): Promise<Ends> {
  return new Map((await sandbox.minted()).map(({ content, ends }) => [content, Date.parse(ends)]));
}

async function listEnds(sandbox: Sandbox): Promise<Ends> {
  const codes = await sandbox.activationCodes(USER);
  // A missing, blank or zero value means no end.
  const millis = (end: string | number | undefined) => Number(end ?? 0) * 1000 || Number.POSITIVE_INFINITY;
  return new Map(codes.map((code) => [code.activationCode, millis(code.activationNotAfter)]));
}

/** Evaluates the result of a simulation. The sandbox must inject no faults any more. */
export async function evaluate(result: SimulationResult, sandbox: Sandbox, warmUp: number): Promise<Report> {
  const log = await sandbox.log('/api/');
  const faults = countByName(log.flatMap(({ fault }) => fault ?? []));
  const seconds = (millis: number) => `${(millis / 1000).toFixed(1)} s`;
  const share = (millis: number) => `${((100 * millis) / result.length).toFixed(1)} %`;
  const ends = { pass: await passEnds(sandbox), list: await listEnds(sandbox) };
  const pass = invalidSightings(result.pass, ends.pass);
  const list = invalidSightings(result.list, ends.list);
  const codes = new Set(result.pass.map(({ text }) => text)).size;
  const injected = Object.values(faults).reduce((sum, times) => sum + times, 0);
  const kinds = Object.entries(faults).map(([name, times]) => `${name} ${times}`);
  const requestsTo = (part: string) => log.filter(({ path }) => path.includes(part)).length;
  const lines = [
    `steps ${result.steps}, sightings ${result.pass.length} on the pass and ${result.list.length} on the list`,
    `requests ${log.length}: ${requestsTo('/api/gym/')} for the pass, ${requestsTo('/api/identity/')} for the list`,
    `faults ${injected} of ${Object.keys(faults).length} kinds: ${kinds.join(', ')}`,
    `faults of browsers: ${Object.entries(result.browserFaults).map(([name, times]) => `${name} ${times}`).join(', ')}`,
    `the pass showed nothing for ${seconds(result.longestBlank)} at most`,
    `codes on the pass ${codes}, with a code ${share(result.withCode)} of the time; a list ${share(result.withList)}`,
    `presses of the button on the pass: ${result.presses}`,
    `both ready after the last fault in ${result.readyAfter === undefined ? 'no time' : seconds(result.readyAfter)}`,
  ];
  const base = result.samples.find(({ at }) => at >= warmUp);
  const last = result.samples.at(-1);
  const violations = [
    ...describeSightings('expired on the pass', pass.expired, ends.pass),
    ...describeSightings('on the pass, but never made', pass.unknown, ends.pass),
    ...describeSightings('hidden by the stylesheet after its end', pass.hiddenLate, ends.pass),
    ...describeSightings('expired on the list', list.expired, ends.list),
    ...describeSightings('hidden by the stylesheet after its end', list.hiddenLate, ends.list),
    ...describeSightings('on the list, but not listed', list.unknown, ends.list),
    ...result.panics.map((panic) => `panic: ${panic}`),
    ...(result.maxConcurrent > 1 ? [`${result.maxConcurrent} concurrent requests for one resource`] : []),
    ...(result.withCode < MIN_CODE_SHARE * result.length
      ? ['a code was on the pass for too short a time']
      : []),
    ...(result.list.length === 0 ? ['no code of the list was ever revealed'] : []),
    ...(result.longestBlank > MAX_BLANK_MS ? [`the pass was blank for ${seconds(result.longestBlank)}`] : []),
    ...(injected === 0 ? ['no fault was injected'] : []),
    ...(result.readyAfter === undefined ? [`not both ready within ${seconds(READY_WITHIN_MS)}`] : []),
    ...(base && last && base !== last
      ? [...memoryGrowth('pass', base.pass, last.pass), ...memoryGrowth('list', base.list, last.list)]
      : []),
  ];
  return { lines, violations };
}

function countByName(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Describes the first three sightings, with times relative to the code's end. */
function describeSightings(what: string, sightings: Sighting[], ends: Ends): string[] {
  if (sightings.length === 0) return [];
  const examples = sightings.slice(0, 3).map(({ text, first, last, hides }) => {
    const end = ends.get(text);
    if (end === undefined) return `${text} at ${new Date(last).toISOString()}`;
    const hidden = hides === null ? '' : `, hidden by the stylesheet at ${hides - end} ms`;
    return `${text} from ${first - end} to ${last - end} ms of its end${hidden}`;
  });
  return [`${sightings.length} times ${what}: ${examples.join('; ')}`];
}

/** Returns which memory has grown. Nodes and listeners may: the card of a failure has many. */
function memoryGrowth(tab: string, base: Memory, last: Memory): string[] {
  const kinds = ['heap', 'wasm'] as const;
  return kinds
    .filter((kind) => last[kind] > base[kind] * MAX_GROWTH)
    .map((kind) => `${kind} of the ${tab} grew from ${base[kind]} to ${last[kind]}`);
}

const COLUMNS = ['min', ...['pass', 'list'].flatMap((tab) => [`${tab}: heap`, 'wasm', 'nodes', 'listeners'])];

/** The header of the table of memory. */
export const heading = (): string => COLUMNS.map((name) => name.padStart(11)).join('');

/** Returns a row of that table; sizes in KiB. */
export function row({ at, pass, list }: Sample): string {
  const kib = (bytes: number) => (bytes / 1024).toFixed(0);
  const cells = [pass, list].flatMap(({ heap, wasm, nodes, listeners }) => [
    kib(heap),
    kib(wasm),
    nodes,
    listeners,
  ]);
  return [at / 60_000, ...cells].map((cell) => String(cell).padStart(11)).join('');
}
