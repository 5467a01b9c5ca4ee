/** How approvals stand in stored headers. */
import { z } from 'zod';
import type { Same } from '../same.ts';
import { OFFENCE_GROUPS, RANKS, ROLES, SIGNAL_KINDS } from '../vocabulary.ts';
import { APPROVAL_STEPS, type ApprovalHeader, type Authorisation } from './approval.ts';
import {
  common,
  DAY_MS,
  entryId,
  handle,
  reasonCode,
  sha256Hex,
  slugOrNone,
  staffNumber,
} from './header-shapes.ts';

const about = z.strictObject({
  signal: z.enum(SIGNAL_KINDS),
  role: z.enum(ROLES),
  group: z.enum(OFFENCE_GROUPS),
  rule: slugOrNone,
  reason: reasonCode,
  record: handle.nullable(),
  needs: z.enum(RANKS),
});

export const approval = z.strictObject({
  ...common,
  kind: z.literal('approval'),
  step: z.enum(APPROVAL_STEPS),
  request: entryId,
  by: staffNumber,
  about: about.optional(),
  question: sha256Hex.optional(),
  rank: z.enum(RANKS).optional(),
  dwellMs: z.int().min(0).max(DAY_MS).optional(),
});

const person = { by: staffNumber, rank: z.enum(RANKS) };

/** Who authorised an attempt. */
export const authorised = z.union([
  z.strictObject({ status: z.literal('claimed'), ...person, request: entryId.optional() }),
  z.strictObject({ status: z.literal('granted'), ...person, request: entryId, grant: entryId }),
]);

/** Fails to compile where a schema and its type differ. */
export const APPROVAL_PARITY: readonly [
  Same<z.infer<typeof approval>, ApprovalHeader>,
  Same<z.infer<typeof authorised>, Authorisation>,
] = [true, true];
