/** What one more row costs on a large page and on a small one. */
import type { BenchRun } from './bench-run.ts';
import { timeChanges } from './change-in-page.ts';
import { atMost, type Figure } from './figure.ts';
import type { GuardWorld } from './guard-world.ts';
import { midmean } from './statistics.ts';

const GOAL = atMost('G7', 1.5);
const BLOCKS = 4;

export async function changeFigures(run: BenchRun): Promise<readonly Figure[]> {
  const controls = Math.max(...run.sizes);
  const small = await run.open('guarded', 200, 'few');
  const large = await run.open('guarded', controls, 'few');
  const rounds = run.quick ? 25 : 100;
  const [smallUs, largeUs]: [number[], number[]] = [[], []];
  for (let block = 0; block < BLOCKS; block++) {
    smallUs.push(...(await changed(small, rounds)));
    largeUs.push(...(await changed(large, rounds)));
  }
  await small.close();
  await large.close();
  const [few, many] = [midmean(smallUs), midmean(largeUs)];
  const common = { samples: largeUs.length } as const;
  return [
    {
      ...common,
      id: 'change.row',
      what: `one more row, ${controls} controls to 200`,
      value: many / few,
      unit: 'x',
      goal: GOAL,
    },
    {
      ...common,
      id: 'change.row.us',
      what: 'one more row and the count brought up to date, 200 controls',
      value: few,
      unit: 'us',
    },
  ];
}

function changed(world: GuardWorld, rounds: number): Promise<readonly number[]> {
  return world.call(timeChanges, { rounds });
}
