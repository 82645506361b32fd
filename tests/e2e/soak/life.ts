// The page's life, compressed: a pass and a list before somebody who is there, while the sandbox plays its
// faults.
//
// The two pages and the sandbox share one time. It jumps from one moment at which something is due to the
// next: first in the sandbox, then in the pages, whose timers therefore fire while all three show the same
// millisecond. So nothing is tolerated when sightings are compared with ends.

import type { BrowserContext } from '@playwright/test';
import type { Sandbox } from '../support/sandbox.ts';
import { t } from '../support/texts.ts';
import type { Sighting } from './observer.ts';
import { Tab, type Memory } from './tab.ts';

/** Who is shown. */
const CUSTOMER = '1234';
export const USER = 'codes-50';

/**
 * Longest step while a request is under way: deadlines have to be felt, and answers need real time. In
 * milliseconds.
 */
const STEP = 250;
/** How often the list is touched, reloaded, and its first code looked at. */
const CARE = 60_000;
/** How long a person looks at a pass without a code before pressing the button, and at an announced lock. */
const NOTICED = 5_000;
/** How long both views may take to be ready once nothing goes wrong any more. */
export const READY_WITHIN = 90_000;

/** What was measured at one moment. */
export interface Sample {
  /** Since the beginning, in milliseconds. */
  at: number;
  pass: Memory;
  list: Memory;
}

/** What happened. */
export interface Course {
  started: number;
  /** How long it was, in milliseconds of the page. */
  length: number;
  pass: Sighting[];
  list: Sighting[];
  samples: Sample[];
  /** Milliseconds with a code on the pass, and with a list. */
  withCode: number;
  withList: number;
  steps: number;
  /** How often the person had to press on the pass, because it would not go on by itself. */
  presses: number;
  panics: string[];
  mostAtOnce: number;
  /** How long it took after the last fault until both views were ready; nothing where they were not. */
  readyAfter: number | undefined;
}

export class Life {
  private now: number;
  private nextCare: number;
  private lastPress = 0;
  /** When a code was last on the pass, and when no lock was announced on the list. */
  private codeless: number;
  private announced: number;
  private readonly course: Course;

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly pass: Tab,
    private readonly list: Tab,
    started: number,
  ) {
    this.now = started;
    this.codeless = started;
    this.announced = started;
    this.nextCare = started + CARE / 2;
    this.course = {
      started,
      length: 0,
      pass: [],
      list: [],
      samples: [],
      withCode: 0,
      withList: 0,
      steps: 0,
      presses: 0,
      panics: [],
      mostAtOnce: 0,
      readyAfter: undefined,
    };
  }

  /** Opens both views before a sandbox whose time stands. */
  static async begin(sandbox: Sandbox, context: BrowserContext): Promise<Life> {
    const started = await sandbox.now();
    const open = (name: string, fragment: string) =>
      Tab.open(context, name, `${sandbox.app}#${fragment}`, started);
    const pass = await open('pass', `/access/gym/${CUSTOMER}`);
    const list = await open('list', `/activation/identity/${USER}`);
    const life = new Life(sandbox, pass, list, started);
    await life.look();
    return life;
  }

  /** Lives for so long, measures at these intervals, then ends the faults and waits for both views. */
  async live(length: number, interval: number, told: (sample: Sample) => void): Promise<Course> {
    const { course } = this;
    for (let at = interval; at <= length; at += interval) {
      await this.until(course.started + at);
      const sample = { at, pass: await this.pass.memory(), list: await this.list.memory() };
      course.samples.push(sample);
      told(sample);
    }
    await this.until(course.started + length);
    course.length = length;
    const { withCode, withList } = course;
    await this.sandbox.setChaos(0);
    while (this.now < course.started + length + READY_WITHIN && !this.ready())
      await this.step(this.now + STEP);
    if (this.ready()) course.readyAfter = this.now - course.started - length;
    course.panics = [...this.pass.panics, ...this.list.panics];
    course.mostAtOnce = Math.max(await this.pass.most(), await this.list.most());
    // What was on the screen counts for the time in which things went wrong.
    return { ...course, withCode, withList };
  }

  private ready(): boolean {
    const [pass, list] = [this.pass.report, this.list.report];
    return Boolean(pass?.code && !pass.failed && list?.list && !list.failed);
  }

  private async until(end: number): Promise<void> {
    while (this.now < end) await this.step(end);
  }

  /** To the next moment at which anything is due, at most to `end`. */
  private async step(end: number): Promise<void> {
    const [pass, list] = [this.pass.report, this.list.report];
    const waiting = (pass?.underWay ?? 0) + (list?.underWay ?? 0) > 0;
    const due = [end, this.nextCare, pass?.next ?? end, list?.next ?? end, waiting ? this.now + STEP : end];
    const next = Math.max(this.now + 1, Math.min(...due));
    // Until the next change what stands there stays there.
    if (pass?.code) this.course.withCode += next - this.now;
    if (list?.list) this.course.withList += next - this.now;
    await this.sandbox.advance(next - this.now);
    this.now = next;
    await this.look();
    await this.tendPass();
    await this.tendList();
  }

  /** Brings both pages to the present and keeps what they saw. */
  private async look(): Promise<void> {
    const [pass, list] = await Promise.all([this.pass.step(this.now), this.list.step(this.now)]);
    this.course.pass.push(...pass.sightings);
    this.course.list.push(...list.sightings);
    this.course.steps += 1;
  }

  /** A person at the door who gets no code presses the button, where the page leaves that to them. */
  private async tendPass(): Promise<void> {
    if (this.pass.report?.code) this.codeless = this.now;
    if (this.now - Math.max(this.codeless, this.lastPress) < NOTICED) return;
    this.lastPress = this.now;
    if (!(await this.pass.askAgain())) return;
    this.course.presses += 1;
    await this.look();
  }

  /**
   * A person before the list touches it, reloads it, and looks at a code; and answers the announcement of a
   * lock.
   */
  private async tendList(): Promise<void> {
    if (!this.list.report?.lockSoon) this.announced = this.now;
    const care = this.now >= this.nextCare;
    if (!care && this.now - this.announced < NOTICED) return;
    await this.list.page.keyboard.press('Shift');
    if (care) {
      this.nextCare += CARE;
      await this.list.askAgain();
      await this.look();
      await this.list.press(this.list.page.getByRole('button', { name: t('card.show'), exact: true }));
    }
    await this.look();
  }
}
