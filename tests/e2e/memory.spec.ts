// What is done again and again keeps no memory. The memory of a module never shrinks, so what it grows by after a
// warm-up was kept.

import { BROWSER_FAULTS } from './soak/browser-faults.ts';
import { expect, test, type Page } from './support/test.ts';
import { t } from './support/texts.ts';
import { trackWasmMemory, wasmBytes } from './support/wasm-memory.ts';

const WARM_UP = 30;
const TIMES = 60;
/** Two pages of a module's memory, in bytes: 2 KB each time. */
const MAX_GROWTH = 2 * (64 << 10);

const LIST = '/activation/identity/codes-50';
const PASS = '/access/gym/1237';

const visit = async (page: Page, fragment: string) => {
  await page.evaluate((fragment) => void (location.hash = fragment), fragment);
  await expect(page.locator('#main h1')).toBeVisible();
  await page.waitForTimeout(30);
};

/** Goes to another view and returns. */
const leaveAndReturn = (fragment: string) => async (page: Page) => {
  await visit(page, '/about');
  await visit(page, fragment);
};

/** Begins a fault of the browser and ends it. */
const play = (name: string) => async (page: Page) => {
  await BROWSER_FAULTS[name]?.begin(page);
  await page.waitForTimeout(20);
  await BROWSER_FAULTS[name]?.end?.(page);
  await page.waitForTimeout(20);
};

const CASES: { name: string; fragment: string; act: (page: Page) => Promise<unknown> }[] = [
  { name: 'a visit of a list', fragment: LIST, act: leaveAndReturn(LIST) },
  { name: 'a visit of a pass', fragment: PASS, act: leaveAndReturn(PASS) },
  { name: 'a visit of the home view', fragment: '/', act: leaveAndReturn('/') },
  {
    name: 'a customer at the desk',
    fragment: '/desk/gym',
    act: async (page) => {
      await page.getByRole('textbox', { name: t('customer.label') }).fill('1237');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(40);
    },
  },
  {
    name: 'the settings',
    fragment: PASS,
    act: async (page) => {
      await page.getByRole('button', { name: t('settings.title') }).click();
      await page.keyboard.press('Escape');
    },
  },
  ...Object.keys(BROWSER_FAULTS)
    .filter((name) => name !== 'foreign error')
    .map((name) => ({ name: `${name} at a list`, fragment: LIST, act: play(name) })),
];

for (const { name, fragment, act } of CASES) {
  test(`${name} keeps no memory`, async ({ page, open }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 1_280, height: 720 });
    await trackWasmMemory(page);
    await open(fragment);
    const client = await page.context().newCDPSession(page);
    await client.send('HeapProfiler.enable');
    const repeat = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        await act(page);
        // Functions that are called from outside are freed together with their garbage.
        if (time % 5 === 0) await client.send('HeapProfiler.collectGarbage');
      }
      return wasmBytes(page);
    };
    const before = await repeat(WARM_UP);
    const grown = (await repeat(TIMES)) - before;
    test.info().annotations.push({ type: 'measured', description: `${grown} bytes` });
    console.log(`${name}: ${grown} bytes in ${TIMES} times`);
    expect(grown).toBeLessThanOrEqual(MAX_GROWTH);
  });
}
