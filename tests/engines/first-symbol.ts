// How soon a pass's symbol is there, in each engine: no test, a measurement.
//
//   LATCHKEY_MEASURE=1 playwright test -c tests/engines/playwright.config.ts --project measure

import { expect, test } from '@playwright/test';
import { Sandbox } from '../e2e/support/sandbox.ts';
import { App } from './support/app.ts';
import { ENGINES, Engine } from './support/engine.ts';
import { RecordingProxy } from './support/recording-proxy.ts';

const ROUNDS = 5;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

test('first symbol of a pass, new browser each time, engines in turn', async () => {
  const figures = ENGINES.map((name) => ({ name, first: [] as number[], firstFrame: [] as number[], second: [] as number[], secondFrame: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, first, firstFrame, second, secondFrame } of figures) {
      const sandbox = await Sandbox.start();
      const network = await RecordingProxy.to(sandbox.app);
      const engine = await Engine.start(name);
      const app = new App(engine.driver, network.address);
      for (const [symbol, frame] of [[first, firstFrame], [second, secondFrame]] as const) {
        await app.open('/access/my-pass');
        await expect.poll(async () => (await app.recorder()).frameMs).toBeGreaterThan(0);
        const { symbolMs, frameMs } = await app.recorder();
        symbol.push(symbolMs);
        frame.push(frameMs);
      }
      await engine.stop();
      await network.disconnect();
      await sandbox.stop();
    }
  }
  for (const { name, ...times } of figures) {
    const medians = Object.entries(times).map(([what, values]) => `${what} ${median(values)?.toFixed(0)} ms (${values.map((value) => value.toFixed(0)).join(' ')})`);
    console.log(`${name}: ${medians.join(', ')}`);
  }
});
