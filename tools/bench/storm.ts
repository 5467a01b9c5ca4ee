/** CPU time of all scripts over a storm of changes, against an observer that touches what was added. */
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure } from './figure.ts';
import type { GuardWorld } from './guard-world.ts';
import { median } from './statistics.ts';
import { prepareStorm, type StormPlan, storm, touchAdded } from './storm-in-page.ts';

const PARTS = [
  { part: 'table', rounds: 60, what: '500-row table, 60 times', goal: atMost('G6', 1.25) },
  { part: 'insert', rounds: 10, what: '12,000 nodes in 10 batches', goal: atMost('G6', 2.5) },
  { part: 'typing', rounds: 200, what: '200 keys', goal: atMost('G6', 1.25) },
] as const;

/** The guard works when the page is quiet: what it then does belongs to the storm. */
const QUIET_MS = 1000;

export async function stormFigures(run: BenchRun): Promise<readonly Figure[]> {
  const guarded = await run.open('guarded', 200, 'few');
  const limit = await run.open('unguarded', 200, 'few');
  const alone = await run.open('unguarded', 200, 'few');
  await limit.call(touchAdded, null);
  const figures: Figure[] = [];
  const repeats = run.quick ? 1 : 2;
  for (const { part, rounds, what, goal } of PARTS) {
    const plan = { part, rounds: run.quick ? Math.ceil(rounds / 4) : rounds };
    const ms: Record<'guard' | 'limit' | 'alone', number[]> = { guard: [], limit: [], alone: [] };
    for (let repeat = 0; repeat < repeats; repeat++) {
      ms.limit.push(await scriptMs(limit, plan));
      ms.guard.push(await scriptMs(guarded, plan));
    }
    ms.alone.push(await scriptMs(alone, plan));
    const [guard, touch, page] = [median(ms.guard), median(ms.limit), median(ms.alone)];
    const common = { samples: repeats, unit: 'x' } as const;
    figures.push(
      {
        ...common,
        id: `storm.${part}`,
        what: `script CPU to LIMIT-T, ${what}`,
        value: guard / touch,
        goal,
      },
      {
        ...common,
        id: `storm.${part}.own`,
        what: `the same without the page's own, ${what}`,
        value: (guard - page) / (touch - page),
      },
      {
        ...common,
        id: `storm.${part}.ms`,
        what: `script CPU with the guard, ${what}`,
        value: guard,
        unit: 'ms',
      },
    );
  }
  for (const world of [guarded, limit, alone]) await world.close();
  return figures;
}

async function scriptMs(world: GuardWorld, plan: StormPlan): Promise<number> {
  await world.page.bringToFront();
  await world.page.evaluate(prepareStorm, plan);
  await pause(QUIET_MS / 2);
  const before = await world.metric('ScriptDuration');
  if (plan.part === 'typing')
    for (let key = 0; key < plan.rounds; key++) await world.page.keyboard.press('a');
  else await world.page.evaluate(storm, plan);
  await pause(QUIET_MS);
  return ((await world.metric('ScriptDuration')) - before) * 1000;
}
