/** What a change of one row costs on a large page and on a small one. */
import type { BenchRun } from './bench-run.ts';
import { type RowChange, timeChanges } from './change-in-page.ts';
import { atMost, type Figure } from './figure.ts';
import { midmean } from './statistics.ts';

const GOAL = atMost('G7', 1.5);
const BLOCKS = 4;

const CHANGES: readonly (readonly [change: RowChange, what: string])[] = [
  ['added', 'one more row'],
  ['removed', 'one row less'],
  ['text', 'another text in a row'],
  ['concern', 'one more row with a PNC check in it'],
];

export async function changeFigures(run: BenchRun): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const controls of run.sizes.slice(1))
    for (const [change, what] of CHANGES)
      figures.push(...(await compared(run, controls, change, what)));
  return figures;
}

async function compared(
  run: BenchRun,
  controls: number,
  change: RowChange,
  what: string,
): Promise<readonly Figure[]> {
  const small = await run.open('guarded', 200, 'few');
  const large = await run.open('guarded', controls, 'few');
  const plan = { rounds: run.quick ? 25 : 100, change };
  const [smallUs, largeUs]: [number[], number[]] = [[], []];
  for (let block = 0; block < BLOCKS; block++) {
    smallUs.push(...(await small.call(timeChanges, plan)));
    largeUs.push(...(await large.call(timeChanges, plan)));
  }
  await small.close();
  await large.close();
  const [few, many] = [midmean(smallUs), midmean(largeUs)];
  const common = { samples: largeUs.length } as const;
  return [
    {
      ...common,
      id: `change.${controls}.${change}`,
      what: `${what}, ${controls} controls to 200`,
      value: many / few,
      unit: 'x',
      goal: GOAL,
    },
    {
      ...common,
      id: `change.${controls}.${change}.us`,
      what: `${what} and the count brought up to date, 200 controls`,
      value: few,
      unit: 'us',
    },
  ];
}
