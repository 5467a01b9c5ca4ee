/** What must not be there: listeners on pages that are not guarded, bytes, and long tasks. */
import { GUARD_BUDGET, guardSizes } from '../guard-size.ts';
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure } from './figure.ts';
import { watchTasks } from './task-in-page.ts';

export async function sizeFigures(): Promise<readonly Figure[]> {
  const sizes = await guardSizes();
  const common = { unit: 'bytes', samples: 1 } as const;
  return [
    {
      ...common,
      id: 'size.with-prompt',
      what: 'guard, gzipped, with prompt',
      value: sizes.withPrompt,
      goal: atMost('budget', GUARD_BUDGET.withPrompt),
    },
    {
      ...common,
      id: 'size.without-prompt',
      what: 'guard, gzipped, without prompt',
      value: sizes.withoutPrompt,
      goal: atMost('budget', GUARD_BUDGET.withoutPrompt),
    },
  ];
}

export async function listenerFigures(run: BenchRun): Promise<readonly Figure[]> {
  const counts = { guarded: 0, unguarded: 0 };
  for (const host of ['guarded', 'unguarded'] as const) {
    const world = await run.open(host, 200, 'few');
    counts[host] = await world.windowListeners();
    await world.close();
  }
  // Were it 0 there as well, the count would be broken and not the guard idle.
  if (counts.guarded === 0) throw new Error('no listeners of the guard on a guarded page');
  return [
    {
      id: 'listeners.unguarded',
      what: `listeners on window where not guarded (guarded: ${counts.guarded})`,
      value: counts.unguarded,
      unit: 'count',
      samples: 1,
      goal: atMost('none', 0),
    },
  ];
}

/** The count for the badge runs when the page is quiet; it must not hold the page up. */
export async function taskFigures(run: BenchRun): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const controls = Math.max(...run.sizes);
  const plan = run.quick ? { changes: 1, waitMs: 800 } : { changes: 3, waitMs: 1600 };
  for (const signals of run.quick ? (['few'] as const) : (['few', 'many'] as const)) {
    const world = await run.open('guarded', controls, signals);
    const { longestTaskMs, longestSliceMs } = await world.call(watchTasks, plan);
    await world.close();
    const common = { unit: 'ms', samples: plan.changes } as const;
    // Hardly any page is about nothing but us: its figures are there to be read, without a goal.
    const goal = (most: number) => (signals === 'few' ? { goal: atMost('G8', most) } : {});
    figures.push(
      {
        ...common,
        ...goal(50),
        id: `task.${controls}.${signals}`,
        what: `longest task of a whole count, ${controls} controls, signals: ${signals} (0: under 50)`,
        value: longestTaskMs,
      },
      {
        ...common,
        ...goal(8),
        id: `slice.${controls}.${signals}`,
        what: `longest slice of a whole count, ${controls} controls, signals: ${signals}`,
        value: longestSliceMs,
      },
    );
  }
  return figures;
}
