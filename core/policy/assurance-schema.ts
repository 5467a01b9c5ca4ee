/** What a force may set of how review is looked after. */
import { z } from 'zod';
import { LEAST, MOST, TIMES_LEAST } from '../patterns/limits.ts';
import { staffNumber } from './shapes.ts';

const atMost = (name: keyof typeof MOST) => z.int().min(1).max(MOST[name]);
const atLeast = (name: keyof typeof LEAST) =>
  z
    .int()
    .min(LEAST[name])
    .max(TIMES_LEAST * LEAST[name]);

export const assuranceSettings = {
  reviewLeads: z
    .array(staffNumber)
    .max(50)
    .optional()
    .describe(
      'Staff numbers of reviewers who see how review is going, and give overrides to others; without any nobody does',
    ),
  plantedPercent: z
    .int()
    .min(0)
    .max(100)
    .optional()
    .describe(
      'After how many in a hundred decisions a planted case with a known answer comes into that reviewer’s queue; else 0',
    ),
  patternLimits: z
    .strictObject({
      hotPercent: atMost('hotPercent').describe(
        'Share of holds that go on, in a hundred, above which a rule or a part of the week stands out',
      ),
      oneReasonPercent: atMost('oneReasonPercent').describe(
        'Share of a team’s overrides under one reason, in a hundred, above which it stands out',
      ),
      flipPercent: atMost('flipPercent').describe(
        'Share of holds after which a role was changed, in a hundred, above which a team stands out',
      ),
      quickPercent: atMost('quickPercent').describe(
        'Share within five seconds, in a hundred, above which authorisations or decisions stand out',
      ),
      personPercent: atMost('personPercent').describe(
        'Share of wrong matches or of life at risk, in a hundred, above which an officer stands out',
      ),
      lookupsOfRecord: atMost('lookupsOfRecord').describe(
        'Look-ups of one record in seven days that count as again and again',
      ),
      lookupsOfOne: atMost('lookupsOfOne').describe(
        'Look-ups of one record in seven days that stand out by themselves',
      ),
    })
    .optional()
    .describe('Above what something is a pattern; sooner than the nation says, or as soon'),
  patternFewest: z
    .strictObject({
      fewest: atLeast('fewest').describe('Fewest cases of a share of which anything is said'),
      heldInWeek: atLeast('heldInWeek').describe(
        'Fewest holds of a rule in a week, or of a part of the week, of which anything is said',
      ),
      officersInTeam: atLeast('officersInTeam').describe(
        'Fewest people in a team of which anything is said',
      ),
      heldInTeam: atLeast('heldInTeam').describe('Fewest holds of a team, or decisions on them'),
      heldByPerson: atLeast('heldByPerson').describe('Fewest holds or decisions of one person'),
      pairs: atLeast('pairs').describe('Fewest pairs of decisions of which agreement is said'),
    })
    .optional()
    .describe('Of how many at least a pattern is said; of more than the nation says, or as many'),
};
