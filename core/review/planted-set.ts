/**
 * The national set of planted cases: made up, about nobody, each with the answer that the set holds
 * for right and why. A name is never used again for another case: entries name it.
 */
import { z } from 'zod';
import { plantedName } from '../ledger/planted.ts';
import {
  CONTROL_KINDS,
  EVIDENCE_SOURCES,
  OFFENCE_GROUPS,
  RANKS,
  SIGNAL_KINDS,
} from '../vocabulary.ts';

const inBothLanguages = z.strictObject({ en: z.string().min(10), cy: z.string().min(10) });

export const plantedCases = z
  .array(
    z.strictObject({
      name: plantedName,
      signal: z.enum(SIGNAL_KINDS),
      role: z.enum(['victim', 'witness', 'reporting', 'other-protected']),
      group: z.enum(OFFENCE_GROUPS),
      /** Rule of the national baseline that holds it. */
      rule: z.string(),
      reason: z.string(),
      /** Rank of whoever is named as authorising it; null where nobody is. */
      authoriser: z.enum(RANKS).nullable(),
      /** For how long the prompt stood. */
      seconds: z.int().min(1).max(600),
      control: z.enum(CONTROL_KINDS),
      evidence: z
        .array(
          z.strictObject({
            term: z.string(),
            source: z.enum(EVIDENCE_SOURCES),
            weight: z.number().min(0).max(1),
          }),
        )
        .min(1),
      explanation: inBothLanguages,
      /** Outcomes that agree with the set; the first is the answer that it would give. */
      answers: z.array(z.string()).min(1),
      why: inBothLanguages,
    }),
  )
  .min(1);

export type PlantedCase = z.infer<typeof plantedCases>[number];
