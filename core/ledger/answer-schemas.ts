/** How answers stand in stored headers. */
import { z } from 'zod';
import type { Same } from '../same.ts';
import {
  ANSWERERS,
  BASES,
  CONSENTS,
  type FollowThroughHeader,
  PASSED,
  RECIPIENTS,
  type ReplyHeader,
  TOLD,
} from './answers.ts';
import { common, entryId, staffNumber } from './header-shapes.ts';

export const reply = z.strictObject({
  ...common,
  kind: z.literal('reply'),
  of: entryId,
  to: entryId,
  by: staffNumber,
});

/** The answer by itself, as it comes in a message and as it stands in a header. */
export const passedOn = {
  passed: z.enum(PASSED),
  recipient: z.enum(RECIPIENTS).nullable(),
  basis: z.enum(BASES).nullable(),
  told: z.enum(TOLD).nullable(),
  consent: z.enum(CONSENTS).nullable(),
};

export const followThrough = z.strictObject({
  ...common,
  kind: z.literal('follow-through'),
  of: entryId,
  by: staffNumber,
  as: z.enum(ANSWERERS),
  ...passedOn,
});

/** Fails to compile where a schema and its type differ. */
export const ANSWER_PARITY: readonly [
  Same<z.infer<typeof reply>, ReplyHeader>,
  Same<z.infer<typeof followThrough>, FollowThroughHeader>,
] = [true, true];
