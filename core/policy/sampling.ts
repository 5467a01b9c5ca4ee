/**
 * How much of what need not be reviewed is reviewed all the same, and how much of what was decided a
 * second reviewer looks at. A force may ask for more, never for less. Our proposal: no national
 * document sets these shares. docs/sampling.md says how entries are picked.
 */
import national from '../../policies/national/sampling.json' with { type: 'json' };
import { textHash } from '../text-hash.ts';

export const SAMPLE_NAMES = [
  'heededPercent',
  'passedPercent',
  'wrongMatchPercent',
  'secondPercent',
] as const;

export type SampleName = (typeof SAMPLE_NAMES)[number];

/** A seed of the force for what was recorded in one month. */
export interface SampleSeed {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** SHA-256, hex, of the seed as it is written: published before the month begins. */
  readonly hash: string;
  /** 64 hexadecimal digits; absent until the month is over. */
  readonly seed?: string | undefined;
}

/** Shares in a hundred. */
export interface Sampling extends Readonly<Record<SampleName, number>> {
  /** Beside the nation's seed, which always counts: a seed of the force adds to what is picked. */
  readonly seeds: readonly SampleSeed[];
}

/** Published with the product. `docs/sampling.md` says of which text it is the hash. */
export const NATIONAL_SEED: string = national.seed;

/** What holds where a force says nothing, and the least that it may say. */
export const NATIONAL_SAMPLING: Sampling = {
  /** Of what was held and went no further. */
  heededPercent: national.heededPercent,
  /** Of what went on without a hold, or under a reason that was given before. */
  passedPercent: national.passedPercent,
  /** Of decisions on an override whose reason is that the prompt was wrong: a second look. */
  wrongMatchPercent: national.wrongMatchPercent,
  /** Of all other decisions: a second look. */
  secondPercent: national.secondPercent,
  seeds: [],
};

/** The reason that would be the quickest way past every prompt. */
export const WRONG_MATCH: string = national.wrongMatchReason;

/** The shares of the nation, or those of a force that asks for more. */
export function samplingOf(asked: {
  readonly sampling?: Readonly<Record<SampleName, number>> | undefined;
  readonly sampleSeeds?: readonly SampleSeed[] | undefined;
}): Sampling {
  return { ...(asked.sampling ?? NATIONAL_SAMPLING), seeds: asked.sampleSeeds ?? [] };
}

/** What of it is hashed into the policy in force: to publish a seed is no other policy. */
export function sampledAsHashed({ seeds, ...shares }: Sampling): object {
  return { ...shares, seeds: seeds.map(({ month, hash }) => ({ month, hash })) };
}

interface SamplingFault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/** A seed that is not the one whose hash was published, and shares that turn the rule about. */
export function samplingFaults(asked: {
  readonly sampling?: Readonly<Record<SampleName, number>> | undefined;
  readonly sampleSeeds?: readonly SampleSeed[] | undefined;
}): readonly SamplingFault[] {
  const { sampling, sampleSeeds = [] } = asked;
  const wrongSeeds = sampleSeeds.flatMap(({ seed, hash }, index): SamplingFault[] =>
    seed === undefined || textHash(seed) === hash
      ? []
      : [
          {
            path: ['sampleSeeds', index, 'seed'],
            reason: 'is not the seed of which hash is given',
          },
        ],
  );
  if (!sampling || sampling.wrongMatchPercent >= sampling.secondPercent) return wrongSeeds;
  const reason = 'must be secondPercent or more: "wrong match" is looked at more, not less';
  return [...wrongSeeds, { path: ['sampling', 'wrongMatchPercent'], reason }];
}
