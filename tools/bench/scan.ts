/** The first scan in multiples of its limits, and how it grows with the page. */
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure, type Goal } from './figure.ts';
import type { Signals } from './page.ts';
import { type ScanPlan, type ScanSamples, timeScans } from './scan-in-page.ts';
import { median } from './statistics.ts';

/** Where hardly a control concerns the guard, reading must cost hardly more than looking. */
const GOALS: Readonly<Record<Signals, { readonly l1?: Goal; readonly l3: Goal }>> = {
  none: { l3: atMost('G1', 1.5) },
  few: { l3: atMost('G1', 1.5) },
  many: { l1: atMost('G2', 10), l3: atMost('G2', 3) },
};
const MOST_GROWTH = atMost('G3', 1.3);

const PLAN: ScanPlan = { warmUps: 3, rounds: 15, budgetMs: 12_000 };
const QUICK_PLAN: ScanPlan = { ...PLAN, budgetMs: 2_000 };

export async function scanFigures(run: BenchRun): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const kinds: readonly Signals[] = run.quick ? ['few', 'many'] : ['none', 'few', 'many'];
  for (const signals of kinds) {
    const multiples = new Map<number, number>();
    // A page without signals is the plainest case of few: one size of it is enough.
    const sizes = signals === 'none' ? [Math.max(...run.sizes)] : run.sizes;
    for (const controls of sizes) {
      const samples = await scan(run, controls, signals);
      multiples.set(controls, median(samples.see) / median(samples.l3));
      figures.push(...figuresOf(samples, controls, signals));
    }
    figures.push(...growth(multiples, signals));
  }
  return figures;
}

async function scan(run: BenchRun, controls: number, signals: Signals): Promise<ScanSamples> {
  const world = await run.open('guarded', controls, signals);
  try {
    const samples = await world.call(timeScans, run.quick ? QUICK_PLAN : PLAN);
    if (samples.signals === 0) throw new Error(`the guard sees nothing on ${world.page.url()}`);
    return samples;
  } finally {
    await world.close();
  }
}

function figuresOf(samples: ScanSamples, controls: number, signals: Signals): readonly Figure[] {
  const [l1, l3, see] = [samples.l1, samples.l3, samples.see].map(median);
  if (!l1 || !l3 || !see) throw new Error('the clock of the page is too coarse');
  const id = `scan.${controls}.${signals}`;
  const what = `first scan, ${controls} controls, ${samples.signals} signals`;
  const goals = GOALS[signals];
  const common = { unit: 'x', samples: samples.see.length } as const;
  return [
    { ...common, id: `${id}.l3`, what: `${what}, to L3`, value: see / l3, goal: goals.l3 },
    {
      ...common,
      ...(goals.l1 ? { goal: goals.l1 } : {}),
      id: `${id}.l1`,
      what: `${what}, to L1`,
      value: see / l1,
    },
    { ...common, id: `${id}.ms`, what: `${what}, time`, value: see, unit: 'ms' },
  ];
}

/** The largest page against the one of 2,000 controls. */
function growth(multiples: ReadonlyMap<number, number>, signals: Signals): readonly Figure[] {
  const middle = multiples.get(2000);
  const large = multiples.get(10_000);
  if (!middle || !large) return [];
  return [
    {
      id: `scan.growth.${signals}`,
      what: `growth of first scan, 2,000 to 10,000 controls, signals: ${signals}`,
      value: large / middle,
      unit: 'x',
      samples: PLAN.rounds,
      goal: MOST_GROWTH,
    },
  ];
}
