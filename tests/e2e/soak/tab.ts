// A page in a soak test: its clock, its observer, and the user's actions.

import type { BrowserContext, CDPSession, Locator, Page } from '@playwright/test';
import { t } from '../support/texts.ts';
import { FOREIGN } from './browser-faults.ts';
import { installObserver, type Observer, type PageState } from './observer.ts';
import { installPageClock } from './page-clock.ts';
import { trackRequests, type Requests } from './requests.ts';

/** The text of a sighting of a symbol without a readable code. */
export const SYMBOL_ALONE = '(a symbol without its code)';

/** The longest real time to wait for requests in one step. */
const REQUEST_WAIT_MS = 25;

/** The memory of a page after garbage collection. */
export interface Memory {
  heap: number;
  wasm: number;
  nodes: number;
  listeners: number;
}

export class Tab {
  /** Signs of a panic: errors, crashes, and the card of boot/guard.js. */
  readonly panics: string[] = [];
  /** The page's state at the end of the last step. */
  state: PageState | undefined;

  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  /** Opens an address in a new page whose clock starts at `start`. */
  static async open(context: BrowserContext, name: string, address: string, start: number): Promise<Tab> {
    const page = await context.newPage();
    await page.addInitScript(installPageClock, start);
    await page.addInitScript(trackRequests);
    await page.addInitScript(installObserver, SYMBOL_ALONE);
    const tab = new Tab(name, page, await context.newCDPSession(page));
    page.on('pageerror', (error) => {
      if (error.message !== FOREIGN) tab.panics.push(`${name}: ${error.message}`);
    });
    page.on('crash', () => tab.panics.push(`${name}: the page crashed`));
    page.on('console', (message) => {
      // The browser logs each failed request, and the injected faults cause many.
      const repeated = /^Failed to load resource|blocked by CORS policy|net::ERR_/.test(message.text());
      if (message.type() === 'error' && !repeated) tab.panics.push(`${name}: ${message.text()}`);
    });
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return tab;
  }

  /** Moves the page's time, waits for requests, and returns the page's state. */
  async step(to: number): Promise<PageState> {
    const state = await this.page.evaluate(
      ([to, timeoutMs]) => (window as unknown as { observer: Observer }).observer.step(to, timeoutMs),
      [to, REQUEST_WAIT_MS] as const,
    );
    if (state.ended && !this.state?.ended) this.panics.push(`${this.name}: the guard ended the app`);
    this.state = state;
    return state;
  }

  /** Presses the refresh button if it is enabled. Returns whether it was. */
  async pressRefresh(): Promise<boolean> {
    const name = new RegExp(`^(${t('access.refresh')}|${t('fail.again')})$`);
    return this.press(this.page.getByRole('button', { name, disabled: false }));
  }

  /** Presses the first of these buttons. Returns whether there is one. */
  async press(buttons: Locator): Promise<boolean> {
    if ((await buttons.count()) === 0) return false;
    await buttons.first().click();
    return true;
  }

  /** Returns the largest number of concurrent requests for one resource of an API. */
  async maxConcurrent(): Promise<number> {
    const counts = await this.page.evaluate(() =>
      (window as unknown as { requests: Requests }).requests.maxConcurrent(),
    );
    return Math.max(
      0,
      ...Object.entries(counts).flatMap(([name, count]) => (name.includes(' /api/') ? [count] : [])),
    );
  }

  /** Collects garbage and measures memory. */
  async memory(): Promise<Memory> {
    // The first collection may make further objects collectable.
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
