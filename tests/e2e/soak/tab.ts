// One page under the soak: moved by hand, watched, and measured.

import type { BrowserContext, CDPSession, Locator, Page } from '@playwright/test';
import { t } from '../support/texts.ts';
import { observe, type Observer, type Report } from './observer.ts';
import { takeTime } from './page-clock.ts';
import { watchRequests, type Requests } from './requests.ts';

/** The text of a sighting where a symbol is drawn and no code can be read. */
export const SYMBOL_ALONE = '(a symbol without its code)';

/** How long requests may take of real time in one step, in milliseconds. */
const PATIENCE = 25;

/** The memory of a page after garbage collection. */
export interface Memory {
  heap: number;
  wasm: number;
  nodes: number;
  listeners: number;
}

export class Tab {
  /** Everything that speaks of a panic: errors, and the card of the last resort. */
  readonly panics: string[] = [];
  /** How it stood at the end of the last step. */
  report: Report | undefined;

  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  /** Opens an address in a page whose time begins here. */
  static async open(context: BrowserContext, name: string, address: string, start: number): Promise<Tab> {
    const page = await context.newPage();
    await page.addInitScript(takeTime, start);
    await page.addInitScript(watchRequests);
    await page.addInitScript(observe, SYMBOL_ALONE);
    const tab = new Tab(name, page, await context.newCDPSession(page));
    page.on('pageerror', (error) => tab.panics.push(`${name}: ${error.message}`));
    page.on('crash', () => tab.panics.push(`${name}: the page crashed`));
    page.on('console', (message) => {
      // The browser repeats each failed request here, and chaos brings many.
      const repeated = /^Failed to load resource|blocked by CORS policy|net::ERR_/.test(message.text());
      if (message.type() === 'error' && !repeated) tab.panics.push(`${name}: ${message.text()}`);
    });
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return tab;
  }

  /** Moves the page's time, waits for what follows, and says how the page stands. */
  async step(to: number): Promise<Report> {
    const report = await this.page.evaluate(
      ([to, patience]) => (window as unknown as { observer: Observer }).observer.step(to, patience),
      [to, PATIENCE] as const,
    );
    if (report.over && !this.report?.over) this.panics.push(`${this.name}: the page gave up`);
    this.report = report;
    return report;
  }

  /** Presses the button that asks for new codes, if the page lets a person do so now. */
  async askAgain(): Promise<boolean> {
    const name = new RegExp(`^(${t('access.refresh')}|${t('fail.again')})$`);
    return this.press(this.page.getByRole('button', { name, disabled: false }));
  }

  /** Presses the first of these, if there is one. */
  async press(buttons: Locator): Promise<boolean> {
    if ((await buttons.count()) === 0) return false;
    await buttons.first().click();
    return true;
  }

  /** The most requests that were under way at once for one resource of an API. */
  async most(): Promise<number> {
    const most = await this.page.evaluate(() =>
      (window as unknown as { requests: Requests }).requests.most(),
    );
    return Math.max(
      0,
      ...Object.entries(most).flatMap(([name, count]) => (name.includes(' /api/') ? [count] : [])),
    );
  }

  /** Collects garbage and measures what is left. */
  async memory(): Promise<Memory> {
    // What one collection lets go of may only then let go of more.
    await this.devtools.send('HeapProfiler.collectGarbage');
    await this.devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.devtools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await this.devtools.send('Memory.getDOMCounters');
    const wasm = await this.page.evaluate(() =>
      (window as unknown as { observer: Observer }).observer.wasmBytes(),
    );
    return { heap: usedSize, wasm, nodes, listeners: jsEventListeners };
  }
}
