// How smooth a list of ten thousand codes is: elements, length of tasks, time from a key to the screen, memory.
//
// The machine may be busy with other things, which makes tasks longer and never shorter. So the length of tasks is taken
// two to six times, until each step has had a run within its bar, and the best run counts: what the page can do where it
// is let. Of the times from a key to the screen the median counts. All figures are printed.

import { cards, chip, countElements, mostElements, nextFrame, order, scrollTo, search, size, test } from './support/list.ts';
import { refresh } from './support/swap.ts';
import { longest, trace, type Task } from './support/tasks.ts';
import { expect, type Page } from './support/test.ts';
import { say } from './support/words.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.use({ viewport: { width: 1_280, height: 900 } });

const RUNS = { least: 2, most: 6 };

function tell(figures: string): void {
  console.log(figures);
  test.info().annotations.push({ type: 'measured', description: figures });
}

/** What a person does with a long list, step by step; each step ends when its result is on the screen. */
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
        await order(page).selectOption(say(name));
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
    'asked for again',
    async (page) => {
      await refresh(page);
      // It may be asked for again once the answer has been dealt with, and a second later.
      await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'true');
      await expect(page.getByRole('button', { name: say('access.refresh') })).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
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

test('at most 2 000 elements in every frame: loaded, scrolled, jumped to the end, sorted, filtered, searched', async ({ page, sandbox }) => {
  await countElements(page);
  for (const viewport of [{ width: 390, height: 844 }, { width: 1_280, height: 900 }, { width: 1_920, height: 1_440 }]) {
    await page.setViewportSize(viewport);
    await load(page, sandbox.app);
    for (const [, step] of STEPS) await step(page);
    await cards(page).first().focus();
    await page.keyboard.press('End');
    await nextFrame(page);
    const most = await mostElements(page);
    tell(`${viewport.width} x ${viewport.height}: ${most} elements at most`);
    expect(most).toBeLessThanOrEqual(2_000);
  }
});

test('a long task is seen by what measures them', async ({ page, sandbox }) => {
  await load(page, sandbox.app);
  const block = () =>
    page.evaluate(() => {
      const until = performance.now() + 120;
      while (performance.now() < until);
    });
  expect(longest(await trace(page, block)).millis).toBeGreaterThanOrEqual(119);
});

for (const [what, rate, bar] of [['at full speed', 1, 100], ['four times slower', 4, 200]] as const) {
  test(`no task is longer than ${bar} ms ${what}: loading, scrolling, sorting, filtering, searching`, async ({ page, sandbox }) => {
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate });
    const found = new Map<string, Task[]>();
    const measure = async (step: string, act: () => Promise<void>) => found.set(step, [...(found.get(step) ?? []), longest(await trace(page, act))]);
    const within = () => [...found.values()].every((tasks) => Math.min(...tasks.map((task) => task.millis)) <= bar);
    for (let run = 0; run < RUNS.least || (run < RUNS.most && !within()); run += 1) {
      await measure('load', () => load(page, sandbox.app));
      for (const [name, step] of STEPS) await measure(name, () => step(page));
    }
    for (const [step, tasks] of found) {
      const best = tasks.reduce((one, other) => (other.millis < one.millis ? other : one));
      tell(`${what}, ${step}: longest task of each run ${tasks.map((task) => Math.round(task.millis)).join(', ')} ms`);
      expect.soft(best.millis, `${step} ${what}, best of ${tasks.length} runs: ${best.parts.join(', ')}`).toBeLessThanOrEqual(bar);
    }
  });
}

test('from a key in the search field to the result on the screen it takes 50 ms at most', async ({ page, sandbox }) => {
  await load(page, sandbox.app);
  await search(page).focus();
  // Measured by the page: from the time of the key to the frame after the one in which the list shows the result.
  await page.evaluate(() => {
    const took: number[] = Object.assign(window, { took: [] as number[] }).took;
    const size = () => document.querySelector('main li[aria-setsize]')?.getAttribute('aria-setsize');
    addEventListener('keydown', (event) => {
      const before = size();
      const look = () => {
        if (size() === before) return void requestAnimationFrame(look);
        // Painted once a task runs after the frame.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => took.push(performance.now() - event.timeStamp);
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
  const took = (await page.evaluate(() => (window as unknown as { took: number[] }).took)).sort((a, b) => a - b);
  const median = Number(took[Math.floor(took.length / 2)]);
  tell(`from key to screen: ${took.map(Math.round).join(', ')} ms; median ${Math.round(median)}`);
  expect(took.length).toBeGreaterThan(12);
  expect(median).toBeLessThanOrEqual(50);
});

test('scrolled through up and down, the list leaves nothing behind', async ({ page, sandbox }) => {
  await load(page, sandbox.app);
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.enable');
  const through = async (times: number) => {
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
    return { nodes, jsEventListeners, heap };
  };
  await through(1);
  const before = await through(1);
  const after = await through(4);
  tell(`before ${JSON.stringify(before)}, after four times more ${JSON.stringify(after)}`);
  expect(after.nodes).toBeLessThan(before.nodes + 400);
  expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + 60);
  expect(after.heap).toBeLessThan(before.heap * 1.1 + 100_000);
});
