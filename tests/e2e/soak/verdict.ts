// What a soak showed: the figures, and the promises that were not kept.

import type { Sandbox } from '../support/sandbox.ts';
import { READY_WITHIN, USER, type Course, type Sample } from './life.ts';
import type { Sighting } from './observer.ts';
import type { Memory } from './tab.ts';

/** By how much memory may have grown since the warm-up. */
const GROWTH = 1.1;
/** Share of the time for which a pass has to show a code, so that a page that shows nothing does not pass. */
const LEAST_SHARE = 0.5;

/** When each code ends, in milliseconds since 1970; for ever where it does not. */
type Ends = Map<string, number>;

export interface Verdict {
  /** The figures, line by line. */
  lines: string[];
  /** The promises that were not kept. */
  broken: string[];
}

/** Sightings that should not have been. */
function wrong(
  sightings: Sighting[],
  ends: Ends,
): { expired: Sighting[]; unknown: Sighting[]; lateLock: Sighting[] } {
  const end = ({ text }: Sighting) => ends.get(text) ?? Number.NEGATIVE_INFINITY;
  return {
    expired: sightings.filter((one) => ends.has(one.text) && one.last >= end(one)),
    unknown: sightings.filter((one) => !ends.has(one.text)),
    lateLock: sightings.filter((one) => ends.has(one.text) && one.hides !== null && one.hides >= end(one)),
  };
}

async function passEnds(sandbox: Sandbox): Promise<Ends> {
  return new Map((await sandbox.minted()).map(({ content, ends }) => [content, Date.parse(ends)]));
}

async function listEnds(sandbox: Sandbox): Promise<Ends> {
  const codes = await sandbox.activationCodes(USER);
  // Nothing, a blank and a zero all mean that there is no end.
  const millis = (end: string | number | undefined) => Number(end ?? 0) * 1000 || Number.POSITIVE_INFINITY;
  return new Map(codes.map((code) => [code.activationCode, millis(code.activationNotAfter)]));
}

/** Judges a course. The sandbox must play no faults any more. */
export async function judge(course: Course, sandbox: Sandbox, warmUp: number): Promise<Verdict> {
  const log = await sandbox.log('/api/');
  const faults = count(log.flatMap(({ fault }) => fault ?? []));
  const seconds = (millis: number) => `${(millis / 1000).toFixed(1)} s`;
  const share = (millis: number) => `${((100 * millis) / course.length).toFixed(1)} %`;
  const ends = { pass: await passEnds(sandbox), list: await listEnds(sandbox) };
  const pass = wrong(course.pass, ends.pass);
  const list = wrong(course.list, ends.list);
  const codes = new Set(course.pass.map(({ text }) => text)).size;
  const played = Object.values(faults).reduce((sum, times) => sum + times, 0);
  const kinds = Object.entries(faults).map(([name, times]) => `${name} ${times}`);
  const asked = (part: string) => log.filter(({ path }) => path.includes(part)).length;
  const lines = [
    `steps ${course.steps}, sightings ${course.pass.length} on the pass and ${course.list.length} on the list`,
    `requests ${log.length}: ${asked('/api/gym/')} for the pass, ${asked('/api/identity/')} for the list`,
    `faults ${played} of ${Object.keys(faults).length} kinds: ${kinds.join(', ')}`,
    `codes on the pass ${codes}, a code there ${share(course.withCode)} of the time; a list ${share(course.withList)}`,
    `presses of the button on the pass, where it left going on to the person: ${course.presses}`,
    `both ready after the last fault in ${course.readyAfter === undefined ? 'no time' : seconds(course.readyAfter)}`,
  ];
  const base = course.samples.find(({ at }) => at >= warmUp);
  const last = course.samples.at(-1);
  const broken = [
    ...told('expired on the pass', pass.expired, ends.pass),
    ...told('on the pass, but never made', pass.unknown, ends.pass),
    ...told('hidden by the stylesheet only after its end', pass.lateLock, ends.pass),
    ...told('expired on the list', list.expired, ends.list),
    ...told('hidden by the stylesheet only after its end', list.lateLock, ends.list),
    ...told('on the list, but not listed', list.unknown, ends.list),
    ...course.panics.map((panic) => `panic: ${panic}`),
    ...(course.mostAtOnce > 1 ? [`${course.mostAtOnce} requests at once for one resource`] : []),
    ...(course.withCode < LEAST_SHARE * course.length ? ['a code was on the pass for too short a time'] : []),
    ...(course.list.length === 0 ? ['no code of the list was ever looked at'] : []),
    ...(played === 0 ? ['no fault was played'] : []),
    ...(course.readyAfter === undefined ? [`not both ready within ${seconds(READY_WITHIN)}`] : []),
    ...(base && last && base !== last
      ? [...grown('pass', base.pass, last.pass), ...grown('list', base.list, last.list)]
      : []),
  ];
  return { lines, broken };
}

function count(names: string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const name of names.sort()) counted[name] = (counted[name] ?? 0) + 1;
  return counted;
}

/** The first few are enough to find the cause. Times are told as distances from the end. */
function told(what: string, sightings: Sighting[], ends: Ends): string[] {
  if (sightings.length === 0) return [];
  const some = sightings.slice(0, 3).map(({ text, first, last, hides }) => {
    const end = ends.get(text);
    if (end === undefined) return `${text} at ${new Date(last).toISOString()}`;
    const lock = hides === null ? '' : `, hidden by the stylesheet at ${hides - end} ms`;
    return `${text} from ${first - end} to ${last - end} ms of its end${lock}`;
  });
  return [`${sightings.length} times ${what}: ${some.join('; ')}`];
}

/** Nodes and listeners are told and not judged: the card of a failure that stands at the moment has many. */
function grown(tab: string, base: Memory, last: Memory): string[] {
  const kinds = ['heap', 'wasm'] as const;
  return kinds
    .filter((kind) => last[kind] > base[kind] * GROWTH)
    .map((kind) => `${kind} of the ${tab} grew from ${base[kind]} to ${last[kind]}`);
}

const COLUMNS = ['min', ...['pass', 'list'].flatMap((tab) => [`${tab}: heap`, 'wasm', 'nodes', 'listeners'])];

/** The head of the table of memory. */
export const heading = (): string => COLUMNS.map((name) => name.padStart(11)).join('');

/** One row of it; sizes in KiB. */
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
