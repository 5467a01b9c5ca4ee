/** First scans in multiples of their limits, and how they grow with the page. */
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure, type Goal } from './figure.ts';
import type { PageShape, Signals } from './page.ts';
import { type ScanPlan, type ScanSamples, timeScans } from './scan-in-page.ts';
import { median } from './statistics.ts';

const GOALS = {
  words: atMost('G1', 1.5),
  allToL3: atMost('G2', 3),
  allToL1: atMost('G2', 10),
  growth: atMost('G3', 1.3),
} as const;

const PLAN: ScanPlan = { warmUps: 2, rounds: 15, budgetMs: 6_000 };
const QUICK_PLAN: ScanPlan = { ...PLAN, budgetMs: 1_500 };

/** Controls, shadow roots and frames. */
const MATRIX: readonly (readonly [number, number, number])[] = [
  [200, 0, 0],
  [200, 50, 10],
  [2000, 0, 0],
  [2000, 50, 0],
  [2000, 0, 10],
  [2000, 50, 10],
  [10_000, 0, 0],
  [10_000, 50, 10],
];

/** Medians of one page, those of its frames added up. */
export interface Scan {
  readonly shape: PageShape;
  readonly samples: number;
  readonly signals: number;
  readonly ms: Readonly<Record<Timed, number>>;
}

const TIMED = ['l1', 'l3', 'words', 'all', 'see', 'sweep'] as const;
type Timed = (typeof TIMED)[number];

export async function scanMatrix(run: BenchRun): Promise<readonly Scan[]> {
  const scans: Scan[] = [];
  const largest = Math.max(...run.sizes);
  for (const [controls, roots, frames] of MATRIX) {
    if (controls > largest) continue;
    scans.push(await scan(run, { controls, signals: 'few', roots, frames }));
  }
  return scans;
}

/** Without a signal, and with as many as no page has: these show what the figures depend on. */
export async function scanExtremes(run: BenchRun): Promise<readonly Scan[]> {
  const scans: Scan[] = [];
  const controls = Math.max(...run.sizes);
  for (const signals of run.quick ? [] : (['none', 'many'] as const))
    scans.push(await scan(run, { controls, signals, roots: 0, frames: 0 }));
  return scans;
}

async function scan(run: BenchRun, shape: PageShape): Promise<Scan> {
  const world = await run.openShape('guarded', shape);
  try {
    const plan = run.quick ? QUICK_PLAN : PLAN;
    const share = { ...plan, budgetMs: plan.budgetMs / (shape.frames + 1) };
    const frames = await world.callInFrames(timeScans, share);
    const signals = frames.reduce((sum, each) => sum + each.signals, 0);
    if (signals === 0) throw new Error(`the guard sees nothing on ${world.page.url()}`);
    return {
      shape,
      signals,
      samples: Math.min(...frames.map(({ see }) => see.length)),
      ms: {
        l1: total(frames, 'l1'),
        l3: total(frames, 'l3'),
        words: total(frames, 'words'),
        all: total(frames, 'all'),
        see: total(frames, 'see'),
        sweep: total(frames, 'sweep'),
      },
    };
  } finally {
    await world.close();
  }
}

function total(frames: readonly ScanSamples[], timed: Timed): number {
  return frames.reduce((sum, frame) => sum + median(frame[timed]), 0);
}

export function scanFigures(scans: readonly Scan[], isInMatrix: boolean): readonly Figure[] {
  const goal = (which: keyof typeof GOALS) => (isInMatrix ? { goal: GOALS[which] } : {});
  return scans.flatMap(({ shape, samples, signals, ms }): readonly Figure[] => {
    const page = `${shape.controls}/${shape.roots}/${shape.frames}`;
    const id = `scan.${page}.${shape.signals}`;
    const where = isInMatrix ? page : `${page}, ${signals} signals`;
    const common = { unit: 'x', samples } as const;
    return [
      {
        ...common,
        ...goal('words'),
        id: `${id}.words.l3`,
        what: `first look for words to L3, ${where}`,
        value: ms.words / ms.l3,
      },
      {
        ...common,
        ...goal('allToL3'),
        id: `${id}.all.l3`,
        what: `every control and its role to L3, ${where}`,
        value: ms.all / ms.l3,
      },
      {
        ...common,
        ...goal('allToL1'),
        id: `${id}.all.l1`,
        what: `every control and its role to L1, ${where}`,
        value: ms.all / ms.l1,
      },
      {
        ...common,
        id: `${id}.see.l3`,
        what: `words, their controls, their decisions to L3, ${where}`,
        value: ms.see / ms.l3,
      },
      {
        ...common,
        id: `${id}.sweep.l3`,
        what: `search for closed roots to L3, ${where}`,
        value: ms.sweep / ms.l3,
      },
      { ...common, id: `${id}.l3.ms`, what: `L3, ${where}`, value: ms.l3, unit: 'ms' },
    ];
  });
}

/** The largest page against the one of 2,000 controls. */
export function growthFigures(scans: readonly Scan[]): readonly Figure[] {
  const plain = (controls: number, signals: Signals = 'few') =>
    scans.find(
      ({ shape }) =>
        shape.controls === controls && shape.signals === signals && !shape.roots && !shape.frames,
    );
  const [middle, large] = [plain(2000), plain(10_000)];
  if (!middle || !large) return [];
  return (['words', 'all'] as const).map((timed): Figure => {
    const goal: Goal = GOALS.growth;
    const what = timed === 'words' ? 'first look for words' : 'every control and its role';
    return {
      id: `scan.growth.${timed}`,
      what: `growth, 2,000 to 10,000 controls, ${what}`,
      value: large.ms[timed] / large.ms.l3 / (middle.ms[timed] / middle.ms.l3),
      unit: 'x',
      samples: Math.min(middle.samples, large.samples),
      goal,
    };
  });
}
