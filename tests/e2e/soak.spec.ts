// A soak test of two minutes; `make soak` runs an hour.

import { Simulation } from './soak/simulation.ts';
import { soak, test } from './soak/run.ts';

test('two minutes under faults: nothing expired is shown, nothing panics, memory stays flat', async ({
  soakSandbox,
  context,
}) => {
  const log = (line: string) => test.info().annotations.push({ type: 'soak', description: line });
  await soak(await Simulation.start(soakSandbox, context), soakSandbox, {
    minutes: 2,
    interval: 0.5,
    warmUp: 1,
    log,
  });
});
