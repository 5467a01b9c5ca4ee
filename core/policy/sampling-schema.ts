/** What a force may set of sampling. */
import { z } from 'zod';
import { NATIONAL_SAMPLING, type SampleName } from './sampling.ts';

function atLeast(name: SampleName) {
  return z.int().min(NATIONAL_SAMPLING[name]).max(100);
}

const hex64 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

export const sampling = z
  .strictObject({
    heededPercent: atLeast('heededPercent').describe(
      'Of attempts that were held and went no further: how many in a hundred are reviewed',
    ),
    passedPercent: atLeast('passedPercent').describe(
      'Of attempts that went on without a hold of their own: how many in a hundred are reviewed',
    ),
    wrongMatchPercent: atLeast('wrongMatchPercent').describe(
      'Of decisions on a wrong match (RR-13): how many in a hundred a second reviewer looks at',
    ),
    secondPercent: atLeast('secondPercent').describe(
      'Of all other decisions: how many in a hundred a second reviewer looks at',
    ),
  })
  .optional()
  .describe('Shares picked for review beside all overrides; more than the nation asks, or as much');

export const sampleSeeds = z
  .array(
    z.strictObject({
      month: z
        .string()
        .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month as YYYY-MM')
        .describe('Month in which entries are recorded'),
      hash: hex64.describe('SHA-256 of the seed; given before the month begins'),
      seed: hex64.optional().describe('The seed; given when the month is over'),
    }),
  )
  .max(60)
  .optional()
  .describe('Seeds of the force, by which more is picked than by the published one');
