/** What a decision takes inside the capture listener, and what the listener adds to a click. */
import type { BenchRun } from './bench-run.ts';
import {
  type Change,
  type DecisionSamples,
  listenIdly,
  timeDecisions,
} from './decision-in-page.ts';
import { atMost, type Figure } from './figure.ts';
import type { GuardWorld } from './guard-world.ts';
import { PROBES } from './page.ts';
import { midmean, quantile } from './statistics.ts';

const HIT = { p99: atMost('G9 hit', 25), mean: atMost('G9 hit mean', 1) };
const MISS = { p99: atMost('G9 miss', 100) };

const CASES: readonly { readonly change: Change; readonly what: string }[] = [
  { change: 'nothing', what: 'hit' },
  { change: 'text', what: 'miss, text changed' },
  { change: 'labels', what: 'miss, labels changed' },
];

/** Blocks of clicks on the two pages in turn, so that load on the machine meets both. */
const BLOCKS = { full: 4, quick: 2 } as const;

interface Pair {
  readonly guarded: DecisionSamples;
  readonly plain: DecisionSamples;
}

export async function decisionFigures(run: BenchRun): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const controls of run.quick ? [2000] : [200, 10_000]) {
    const guarded = await run.open('guarded', controls, 'few');
    const plain = await run.open('unguarded', controls, 'few');
    await plain.call(listenIdly, null);
    for (const [probe, selector] of Object.entries(PROBES)) {
      for (const { change, what } of CASES) {
        const pair = await measure(guarded, plain, selector, change, run.quick);
        const id = `decision.${controls}.${probe}.${change}`;
        figures.push(...figuresOf(pair, change, id, `${what}, ${probe}, ${controls} controls`));
      }
    }
    await guarded.close();
    await plain.close();
  }
  return figures;
}

async function measure(
  guarded: GuardWorld,
  plain: GuardWorld,
  selector: string,
  change: Change,
  quick: boolean,
): Promise<Pair> {
  const clicks = quick ? 500 : 1000;
  const plan = { selector, change, clicks, budgetMs: quick ? 250 : 700 };
  const blocks: Pair[] = [];
  for (let block = 0; block < BLOCKS[quick ? 'quick' : 'full']; block++) {
    blocks.push({
      guarded: await guarded.call(timeDecisions, plan),
      plain: await plain.call(timeDecisions, plan),
    });
  }
  return {
    guarded: joined(blocks.map((block) => block.guarded)),
    plain: joined(blocks.map((block) => block.plain)),
  };
}

function joined(blocks: readonly DecisionSamples[]): DecisionSamples {
  return {
    ownUs: blocks.flatMap(({ ownUs }) => ownUs),
    loopUs: blocks.flatMap(({ loopUs }) => loopUs),
    dispatchUs: blocks.flatMap(({ dispatchUs }) => dispatchUs),
  };
}

function figuresOf(
  { guarded, plain }: Pair,
  change: Change,
  id: string,
  what: string,
): readonly Figure[] {
  const own = guarded.ownUs;
  const common = { unit: 'us', samples: own.length } as const;
  const figures: Figure[] = [
    { ...common, id: `${id}.mid`, what: `decision, middle half, ${what}`, value: midmean(own) },
    {
      ...common,
      id: `${id}.p99`,
      what: `decision p99, ${what}`,
      value: quantile(own, 0.99),
      goal: (change === 'nothing' ? HIT : MISS).p99,
    },
  ];
  if (change !== 'nothing') return figures;
  return [
    ...figures,
    {
      ...common,
      id: `${id}.mean`,
      what: `decision mean, ${what}`,
      value: midmean(guarded.loopUs),
      goal: HIT.mean,
    },
    {
      ...common,
      id: `${id}.ratio`,
      what: `click to one heard by an idle listener, ${what}`,
      value: midmean(guarded.dispatchUs) / midmean(plain.dispatchUs),
      unit: 'x',
    },
  ];
}
