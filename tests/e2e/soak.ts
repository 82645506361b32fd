// An hour of the page's life with a fault in each fifth answer, in minutes: make soak.

import { Life } from './soak/life.ts';
import { soak, test } from './soak/run.ts';

const minutes = Number(process.env.LATCHKEY_SOAK);

test(`${minutes} minutes of the page's life`, async ({ turned, context }) => {
  // Many times what it takes, for machines that are busy.
  test.setTimeout(120_000 + minutes * 30_000);
  const interval = minutes >= 20 ? 5 : minutes / 4;
  // For its first quarter the engine still learns the code it runs; afterwards only a leak makes memory grow.
  const warmUp = Math.min(15, minutes / 4);
  const tell = (line: string) => console.log(line);
  await soak(await Life.begin(turned, context), turned, { minutes, interval, warmUp, tell });
});
