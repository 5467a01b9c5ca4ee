/** Memory that the guard adds to a large page, after the page was counted and is quiet. */
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure } from './figure.ts';
import { median } from './statistics.ts';

const GOAL = atMost('G15', 3);
const QUIET_MS = 2000;
const MB = 1024 * 1024;

export async function heapFigures(run: BenchRun): Promise<readonly Figure[]> {
  const controls = Math.max(...run.sizes);
  const added: number[] = [];
  for (let round = 0; round < (run.quick ? 1 : 2); round++) {
    const plain = await used(run, 'unguarded', controls);
    added.push((await used(run, 'guarded', controls)) - plain);
  }
  return [
    {
      id: 'heap.added',
      what: `script memory added, ${controls} controls`,
      value: median(added) / MB,
      unit: 'MB',
      samples: added.length,
      goal: GOAL,
    },
  ];
}

async function used(
  run: BenchRun,
  host: 'guarded' | 'unguarded',
  controls: number,
): Promise<number> {
  const world = await run.open(host, controls, 'few');
  await pause(QUIET_MS);
  await world.collectGarbage();
  const bytes = await world.metric('JSHeapUsedSize');
  await world.close();
  return bytes;
}
