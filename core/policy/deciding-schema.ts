/** What a force may set of who reviews, and of who closes which case. */
import { z } from 'zod';
import { OUTCOMES, RANKS, SIGNAL_KINDS } from '../vocabulary.ts';
import { ASKED_RANKS, DISTINCT, MOST_PEOPLE, NATIONAL_DECIDING } from './deciding.ts';
import { isoDate, nonEmpty, slug, staffNumber } from './shapes.ts';

export const identity = z
  .strictObject({
    id: staffNumber.describe('Collar, warrant or staff number of the person signed in'),
    unit: z.string().max(32).optional().describe('Unit of the person signed in'),
    reviewer: z.boolean().optional().describe('Whether this person reviews overrides'),
    rank: z
      .enum(RANKS)
      .optional()
      .describe('Rank of the person signed in; without it that of the list of reviewers, or none'),
  })
  .optional()
  .describe('Who uses this browser profile');

const reasonCode = z.string().regex(/^RR-\d{2}$/, 'must be a code such as RR-10');

export const decidingSettings = {
  reviewers: z
    .array(
      z.strictObject({
        id: staffNumber.describe('Collar, warrant or staff number of a reviewer'),
        unit: nonEmpty.max(32).optional().describe('Unit of the reviewer'),
        rank: z.enum(RANKS).optional().describe('Rank of the reviewer; without it the lowest'),
      }),
    )
    .max(500)
    .optional()
    .describe('Who reviews in this force, by rank and unit'),
  deciding: z
    .array(
      z.strictObject({
        from: isoDate.describe('First day, as YYYY-MM-DD; what was decided before it stays'),
        reasons: z.array(reasonCode).min(1).max(50).optional().describe('Reasons of overrides'),
        kinds: z.array(z.enum(SIGNAL_KINDS)).min(1).optional().describe('What was held'),
        rules: z.array(slug.max(80)).min(1).max(50).optional().describe('Rules that held it'),
        outcomes: z.array(z.enum(OUTCOMES)).min(1).optional().describe('What policy asked for'),
        rank: z.enum(ASKED_RANKS).optional().describe('Least rank of who closes it'),
        otherUnit: z
          .boolean()
          .optional()
          .describe('Whether it has to be somebody of another unit than the officer'),
        people: z
          .int()
          .min(1)
          .max(MOST_PEOPLE)
          .optional()
          .describe('How many people have to decide alike before it is closed'),
        distinct: z
          .enum(DISTINCT)
          .optional()
          .describe('By what they have to differ: person, or unit as well'),
      }),
    )
    .max(20)
    .optional()
    .describe('Who closes which overrides, beside what the nation asks'),
  assignedHours: z
    .int()
    .min(1)
    .max(NATIONAL_DECIDING.assignedHours)
    .optional()
    .describe('Hours after which an override that a reviewer took counts as taken by nobody'),
};
