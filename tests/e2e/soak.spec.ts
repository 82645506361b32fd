// The first minutes of what `make soak` does for an hour.

import { Life } from './soak/life.ts';
import { soak, test } from './soak/run.ts';

test('two minutes under faults: nothing expired is shown, nothing panics, memory stays flat', async ({
  turned,
  context,
}) => {
  const tell = (line: string) => test.info().annotations.push({ type: 'soak', description: line });
  await soak(await Life.begin(turned, context), turned, { minutes: 2, interval: 0.5, warmUp: 1, tell });
});
