// The soak test of `make soak`: an hour of the page's time with faults in a fifth of the responses.

import { Simulation } from './soak/simulation.ts';
import { soak, test } from './soak/run.ts';

const minutes = Number(process.env.LATCHKEY_SOAK);

test(`${minutes} minutes of the page's life`, async ({ soakSandbox, context }) => {
  // Many times the usual duration, for busy machines.
  test.setTimeout(120_000 + minutes * 30_000);
  const interval = minutes >= 20 ? 5 : minutes / 4;
  // In the first quarter the engine still compiles code; afterwards only a leak makes memory grow.
  const warmUp = Math.min(15, minutes / 4);
  const log = (line: string) => console.log(line);
  await soak(await Simulation.start(soakSandbox, context), soakSandbox, { minutes, interval, warmUp, log });
});
