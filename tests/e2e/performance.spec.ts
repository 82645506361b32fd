// The performance of a list of ten thousand codes: elements, length of tasks, input latency, memory.
//
// A busy machine makes tasks longer, never shorter. So tasks are measured in two to ten runs, until each step
// has had a run within its limit, and the best run counts. For the input latency the median counts. All
// figures are printed.

import {
  cards,
  chip,
  recordElementCount,
  maxElementCount,
  nextFrame,
  order,
  scrollTo,
  search,
  size,
  test,
} from './support/list.ts';
import { pressRefresh } from './support/refresh.ts';
import { longestTask, traceTasks, type Task } from './support/main-thread-tasks.ts';
import { expect, type Page } from './support/test.ts';
import { t } from './support/texts.ts';
import { trackWasmMemory, wasmBytes } from './support/wasm-memory.ts';

test.describe.configure({ mode: 'default', timeout: 480_000 });
test.use({ viewport: { width: 1_280, height: 900 } });

const RUNS = { min: 2, max: 10 };
/** The unit in which the memory of a module grows, in bytes. */
const WASM_PAGE = 64 << 10;

/** Prints figures and attaches them to the test. */
function report(figures: string): void {
  console.log(figures);
  test.info().annotations.push({ type: 'measured', description: figures });
}

/** The steps that are measured; each ends when its result is on the screen. */
const STEPS: [string, (page: Page) => Promise<void>][] = [
  [
    'scroll to the end',
    async (page) => {
      for (let step = 0; step < 30; step += 1) await page.mouse.wheel(0, 400).then(() => nextFrame(page));
      for (let share = 0.1; share <= 1; share += 0.1) await scrollTo(page, share);
      await scrollTo(page, 1);
    },
  ],
  ['back to the top', (page) => scrollTo(page, 0)],
  [
    'sort',
    async (page) => {
      for (const name of ['order.code', 'order.sent', 'order.end'] as const) {
        await order(page).selectOption(t(name));
        await nextFrame(page);
      }
    },
  ],
  [
    'filter',
    async (page) => {
      for (const state of ['state.expired', 'state.valid', 'state.valid', 'state.expired'] as const) {
        await chip(page, state).click();
        await nextFrame(page);
      }
    },
  ],
  [
    'search',
    async (page) => {
      await search(page).focus();
      for (const key of ['7', '0', '1', 'Backspace', 'Backspace', 'Backspace']) {
        await page.keyboard.press(key);
        await nextFrame(page);
      }
    },
  ],
  [
    'refresh',
    async (page) => {
      // The button is disabled for about a second only, which a slow page may let pass unseen.
      const answered = page.waitForResponse((response) => response.url().includes('/api/identity/'));
      await pressRefresh(page);
      await answered;
      await expect(page.getByRole('button', { name: t('access.refresh') })).toHaveAttribute(
        'aria-disabled',
        'false',
        { timeout: 30_000 },
      );
      await nextFrame(page);
    },
  ],
];

async function load(page: Page, app: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${app}#/activation/identity/codes-10000`);
  await expect(cards(page).first()).toBeVisible({ timeout: 60_000 });
  await nextFrame(page);
}

test('at most 2 000 elements in every frame: loaded, scrolled, jumped to the end, sorted, filtered, searched', async ({
  page,
  sandbox,
}) => {
  await recordElementCount(page);
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1_280, height: 900 },
    { width: 1_920, height: 1_440 },
  ]) {
    await page.setViewportSize(viewport);
    await load(page, sandbox.app);
    for (const [, step] of STEPS) await step(page);
    await cards(page).first().focus();
    await page.keyboard.press('End');
    await nextFrame(page);
    const max = await maxElementCount(page);
    report(`${viewport.width} x ${viewport.height}: at most ${max} elements`);
    expect(max).toBeLessThanOrEqual(2_000);
  }
});

test('a trace contains a long task', async ({ page, sandbox }) => {
  await load(page, sandbox.app);
  const block = () =>
    page.evaluate(() => {
      const until = performance.now() + 120;
      while (performance.now() < until);
    });
  expect(longestTask(await traceTasks(page, block)).millis).toBeGreaterThanOrEqual(119);
});

for (const [what, rate, limit] of [
  ['at full speed', 1, 100],
  ['four times slower', 4, 200],
] as const) {
  test(`no task is longer than ${limit} ms ${what}: loading, scrolling, sorting, filtering, searching`, async ({
    page,
    sandbox,
  }) => {
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate });
    const longest = new Map<string, Task[]>();
    const measure = async (step: string, act: () => Promise<void>) =>
      longest.set(step, [...(longest.get(step) ?? []), longestTask(await traceTasks(page, act))]);
    const isWithinLimit = () =>
      [...longest.values()].every((tasks) => Math.min(...tasks.map((task) => task.millis)) <= limit);
    for (let run = 0; run < RUNS.min || (run < RUNS.max && !isWithinLimit()); run += 1) {
      await measure('load', () => load(page, sandbox.app));
      for (const [name, step] of STEPS) await measure(name, () => step(page));
    }
    for (const [step, tasks] of longest) {
      const best = tasks.reduce((best, task) => (task.millis < best.millis ? task : best));
      report(
        `${what}, ${step}: longest task of each run ${tasks.map((task) => Math.round(task.millis)).join(', ')} ms`,
      );
      expect
        .soft(best.millis, `${step} ${what}, best of ${tasks.length} runs: ${best.parts.join(', ')}`)
        .toBeLessThanOrEqual(limit);
    }
  });
}

test('a key in the search field shows its result within 50 ms', async ({ page, sandbox }) => {
  await load(page, sandbox.app);
  await search(page).focus();
  // Measured in the page, from the key event to the paint of the frame with the result.
  await page.evaluate(() => {
    const latencies: number[] = Object.assign(window, { latencies: [] as number[] }).latencies;
    const size = () => document.querySelector('main [role="grid"]')?.getAttribute('aria-rowcount');
    addEventListener('keydown', (event) => {
      const before = size();
      const look = () => {
        if (size() === before) return void requestAnimationFrame(look);
        // This message arrives after the frame is painted.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => latencies.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  });
  for (let run = 0; run < 8; run += 1) {
    for (const key of ['7', '3', '1']) {
      await page.keyboard.press(key);
      await nextFrame(page);
    }
    await search(page).fill('');
    await expect.poll(() => size(page)).toBeGreaterThan(7_000);
  }
  const latencies = (
    await page.evaluate(() => (window as unknown as { latencies: number[] }).latencies)
  ).sort((a, b) => a - b);
  const median = Number(latencies[Math.floor(latencies.length / 2)]);
  report(`from key to screen: ${latencies.map(Math.round).join(', ')} ms; median ${Math.round(median)}`);
  expect(latencies.length).toBeGreaterThan(12);
  expect(median).toBeLessThanOrEqual(50);
});

// Signals that outlive the cards used to keep memory for each card that had read them: 2 KB a card.
test('scrolling through the list up and down leaks no memory', async ({ page, sandbox }) => {
  await trackWasmMemory(page);
  await load(page, sandbox.app);
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.enable');
  const scrollThrough = async (times: number) => {
    for (let turn = 0; turn < times; turn += 1) {
      for (let share = 0; share <= 1; share += 0.04) await scrollTo(page, share);
      for (let share = 1; share >= 0; share -= 0.04) await scrollTo(page, share);
    }
    await scrollTo(page, 0);
    for (let turn = 0; turn < 3; turn += 1) {
      await client.send('HeapProfiler.collectGarbage');
      await nextFrame(page);
    }
    const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
    const heap = (await client.send('Runtime.getHeapUsage')).usedSize;
    return { nodes, jsEventListeners, heap, wasm: await wasmBytes(page) };
  };
  await scrollThrough(1);
  const before = await scrollThrough(1);
  const after = await scrollThrough(4);
  report(`before ${JSON.stringify(before)}, after four times more ${JSON.stringify(after)}`);
  expect(after.nodes).toBeLessThan(before.nodes + 400);
  expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + 60);
  expect(after.heap).toBeLessThan(before.heap * 1.1 + 100_000);
  expect(after.wasm, 'memory of the app').toBeLessThanOrEqual(before.wasm + WASM_PAGE);
});

test('a tap on a remembered pass paints its symbol within 100 ms', async ({ page, sandbox }) => {
  for (const customer of ['1237', '1060']) {
    await page.goto(`${sandbox.app}#/access/gym/${customer}`);
    await page.getByRole('button', { name: t('passes.remember') }).click();
    await expect(page.getByText(t('passes.remembered'))).toBeVisible();
  }
  // Measured in the page, from the click to the paint of the frame with the next customer's symbol.
  await page.evaluate(() => {
    const latencies: number[] = Object.assign(window, { latencies: [] as number[] }).latencies;
    const customer = () => document.querySelector('#main .pass-customer')?.textContent;
    addEventListener(
      'click',
      (event) => {
        const before = customer();
        const look = () => {
          const isPainted = customer() !== before && document.querySelector('#main .pass svg.qr path');
          if (!isPainted) return void requestAnimationFrame(look);
          // This message arrives after the frame is painted.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => latencies.push(performance.now() - event.timeStamp);
          channel.port2.postMessage(null);
        };
        requestAnimationFrame(look);
      },
      true,
    );
  });
  const latencies = () =>
    page.evaluate(() => (window as unknown as { latencies: number[] }).latencies.toSorted((a, b) => a - b));
  const links = page.getByRole('navigation', { name: t('passes.title') }).getByRole('link');
  for (let tap = 0; tap < 12; tap += 1) {
    await links.nth(tap % 2).click();
    await expect.poll(async () => (await latencies()).length).toBe(tap + 1);
  }
  const sorted = await latencies();
  const median = Number(sorted[6]);
  report(`from tap to symbol: ${sorted.map(Math.round).join(', ')} ms; median ${Math.round(median)}`);
  expect(median).toBeLessThanOrEqual(100);
});
