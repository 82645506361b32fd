// Simulates hours of use: a pass and a list with a user's actions, while the sandbox injects faults.
//
// Both pages and the sandbox share one time. It moves to the next moment at which anything is due, in the
// sandbox first, so that timers fire while all three have the same millisecond. Sightings are therefore
// compared with the ends of codes without tolerance.

import type { BrowserContext } from '@playwright/test';
import type { Sandbox } from '../support/sandbox.ts';
import { t } from '../support/texts.ts';
import { BrowserFaults } from './browser-faults.ts';
import type { Sighting } from './observer.ts';
import { Tab, type Memory } from './tab.ts';

const CUSTOMER = '1234';
export const USER = 'codes-50';

/** The longest step while a request is in flight, so that timeouts fire and responses get real time. */
const STEP_MS = 250;
/** The interval at which the list gets a key press, a refresh and a revealed code. */
const LIST_ACTION_INTERVAL_MS = 60_000;
/** The user's reaction time to a pass without a code and to an announced lock. */
const REACTION_MS = 5_000;
/** The longest time until both views are ready after the last fault. */
export const READY_WITHIN_MS = 90_000;

/** The memory of both pages at one time. */
export interface Sample {
  /** Milliseconds since the start. */
  at: number;
  pass: Memory;
  list: Memory;
}

/** The result of a simulation. */
export interface SimulationResult {
  started: number;
  /** Length in milliseconds of the page's time. */
  length: number;
  pass: Sighting[];
  list: Sighting[];
  samples: Sample[];
  /** Milliseconds with a code on the pass, and with a list of codes. */
  withCode: number;
  withList: number;
  steps: number;
  /** How often the user had to press the button on the pass, because there was no automatic retry. */
  presses: number;
  /** How often each fault of a browser was played. */
  browserFaults: Record<string, number>;
  /** The longest time in milliseconds for which the visible pass showed nothing at all. */
  longestBlank: number;
  panics: string[];
  /** The largest number of concurrent requests for one resource. */
  maxConcurrent: number;
  /** Milliseconds from the last fault until both views were ready; undefined if they were not. */
  readyAfter: number | undefined;
}

/** Runs a simulation. */
export class Simulation {
  private now: number;
  private nextListAction: number;
  private lastPress = 0;
  /** The last time with a code on the pass. */
  private lastCode: number;
  /** The last time without an announced lock on the list. */
  private lastUnannounced: number;
  private areFaultsOver = false;
  /** The last time at which the pass showed something, or was not visible. */
  private lastFilled: number;
  private readonly faults: BrowserFaults[];
  private readonly result: SimulationResult;

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly pass: Tab,
    private readonly list: Tab,
    started: number,
  ) {
    const seed = Number(process.env.LATCHKEY_SOAK_SEED ?? 1994);
    this.faults = [new BrowserFaults(pass.page, started, seed), new BrowserFaults(list.page, started, seed + 1)];
    this.lastFilled = started;
    this.now = started;
    this.lastCode = started;
    this.lastUnannounced = started;
    this.nextListAction = started + LIST_ACTION_INTERVAL_MS / 2;
    this.result = {
      started,
      length: 0,
      pass: [],
      list: [],
      samples: [],
      withCode: 0,
      withList: 0,
      steps: 0,
      presses: 0,
      browserFaults: {},
      longestBlank: 0,
      panics: [],
      maxConcurrent: 0,
      readyAfter: undefined,
    };
  }

  /** Opens both views. The sandbox must have a manual clock. */
  static async start(sandbox: Sandbox, context: BrowserContext): Promise<Simulation> {
    const started = await sandbox.now();
    const open = (name: string, fragment: string) =>
      Tab.open(context, name, `${sandbox.app}#${fragment}`, started);
    const pass = await open('pass', `/access/gym/${CUSTOMER}`);
    const list = await open('list', `/activation/identity/${USER}`);
    const simulation = new Simulation(sandbox, pass, list, started);
    await simulation.observe();
    return simulation;
  }

  /**
   * Runs for `length` milliseconds, measures memory at intervals, then ends the faults and waits for both
   * views.
   */
  async run(length: number, interval: number, report: (sample: Sample) => void): Promise<SimulationResult> {
    const { result } = this;
    for (let at = interval; at <= length; at += interval) {
      await this.runUntil(result.started + at);
      const sample = { at, pass: await this.pass.memory(), list: await this.list.memory() };
      result.samples.push(sample);
      report(sample);
    }
    await this.runUntil(result.started + length);
    result.length = length;
    const { withCode, withList } = result;
    await this.sandbox.setChaos(0);
    for (const faults of this.faults) {
      await faults.end(this.now);
      for (const [name, times] of Object.entries(faults.counts)) {
        result.browserFaults[name] = (result.browserFaults[name] ?? 0) + times;
      }
    }
    this.areFaultsOver = true;
    while (this.now < result.started + length + READY_WITHIN_MS && !this.isReady())
      await this.step(this.now + STEP_MS);
    if (this.isReady()) result.readyAfter = this.now - result.started - length;
    result.panics = [...this.pass.panics, ...this.list.panics];
    result.maxConcurrent = Math.max(await this.pass.maxConcurrent(), await this.list.maxConcurrent());
    // The shares are those of the time with faults.
    return { ...result, withCode, withList };
  }

  private isReady(): boolean {
    const [pass, list] = [this.pass.state, this.list.state];
    return Boolean(pass?.code && !pass.failed && list?.list && !list.failed);
  }

  private async runUntil(end: number): Promise<void> {
    while (this.now < end) await this.step(end);
  }

  /** Moves to the next time at which anything is due, at most to `end`. */
  private async step(end: number): Promise<void> {
    const [pass, list] = [this.pass.state, this.list.state];
    const isWaiting = (pass?.inFlight ?? 0) + (list?.inFlight ?? 0) > 0;
    const due = [
      end,
      this.nextListAction,
      pass?.next ?? end,
      list?.next ?? end,
      isWaiting ? this.now + STEP_MS : end,
      ...(this.areFaultsOver ? [] : this.faults.map(({ due }) => due)),
    ];
    const next = Math.max(this.now + 1, Math.min(...due));
    // The pages do not change before the next step.
    if (pass?.code) this.result.withCode += next - this.now;
    if (list?.list) this.result.withList += next - this.now;
    await this.sandbox.advance(next - this.now);
    this.now = next;
    await this.observe();
    if (!this.areFaultsOver) await this.playBrowserFaults();
    await this.actOnPass();
    await this.actOnList();
  }

  /** Begins and ends the faults of the browsers that are due. */
  private async playBrowserFaults(): Promise<void> {
    const done = [];
    for (const faults of this.faults) done.push(await faults.act(this.now));
    if (done.includes(true)) await this.observe();
  }

  /** Moves both pages to the present and stores their sightings. */
  private async observe(): Promise<void> {
    const [pass, list] = await Promise.all([this.pass.step(this.now), this.list.step(this.now)]);
    this.result.pass.push(...pass.sightings);
    this.result.list.push(...list.sightings);
    this.result.steps += 1;
    if (pass.filled || !this.faults[0]?.isVisible) this.lastFilled = this.now;
    this.result.longestBlank = Math.max(this.result.longestBlank, this.now - this.lastFilled);
  }

  /** Presses the button on a pass without a code, if there is no automatic retry. */
  private async actOnPass(): Promise<void> {
    if (this.pass.state?.code) this.lastCode = this.now;
    if (this.now - Math.max(this.lastCode, this.lastPress) < REACTION_MS) return;
    this.lastPress = this.now;
    if (!(await this.pass.pressRefresh())) return;
    this.result.presses += 1;
    await this.observe();
  }

  /**
   * Presses a key, refreshes the list and reveals a code at intervals, and answers an announced lock by a key
   * press.
   */
  private async actOnList(): Promise<void> {
    if (!this.list.state?.lockSoon) this.lastUnannounced = this.now;
    const isDue = this.now >= this.nextListAction;
    if (!isDue && this.now - this.lastUnannounced < REACTION_MS) return;
    await this.list.page.keyboard.press('Shift');
    if (isDue) {
      this.nextListAction += LIST_ACTION_INTERVAL_MS;
      await this.list.pressRefresh();
      await this.observe();
      await this.list.press(this.list.page.getByRole('button', { name: t('card.show'), exact: true }));
    }
    await this.observe();
  }
}
