/** Reading stored headers back: a line that was changed must not stop the list. */
import { z } from 'zod';
import { parsedJson } from '../json.ts';
import { SITE_TRUST } from '../policy/model.ts';
import type { Same } from '../same.ts';
import {
  ACTS,
  CHOICES,
  CONTROL_KINDS,
  OFFENCE_GROUPS,
  OFFICER_SOURCES,
  OUTCOMES,
  POLICY_ORIGINS,
  RANKS,
  ROLES,
  SIGNAL_KINDS,
} from '../vocabulary.ts';
import { followThrough, reply } from './answer-schemas.ts';
import { approval, authorised } from './approval-schemas.ts';
import { assignment } from './assignment-schema.ts';
import { PURPOSES, RECIPIENTS } from './disclosure.ts';
import type { StoredEntry } from './entry.ts';
import {
  type AttemptHeader,
  type DeviceKeyHeader,
  type ExportHeader,
  FAULT_CODES,
  type FaultHeader,
  type FollowUpHeader,
  GAP_CODES,
  type GapHeader,
  type Header,
  type HeartbeatHeader,
  type PolicyChangeHeader,
  RETENTION_REASONS,
  type ReadHeader,
  type ReadRefusedHeader,
  type ReconciliationHeader,
  type RetentionHeader,
  type ReviewHeader,
} from './header.ts';
import {
  common,
  DAY_MS,
  entryId,
  evidence,
  handle,
  moment,
  pilots,
  publicKey,
  reasonCode,
  reviewOutcome,
  sha256Hex,
  signed,
  slugOrNone,
  staffNumber,
  storeToken,
  unitName,
} from './header-shapes.ts';
import { planted } from './planted.ts';
import { print, READ_PAGES } from './printed.ts';
import { type AuthorisationHeader, CLAIM_ANSWERS } from './review-parts.ts';

const attempt = z.strictObject({
  ...common,
  kind: z.literal('attempt'),
  signal: z.enum(SIGNAL_KINDS),
  control: z.enum(CONTROL_KINDS),
  act: z.enum(ACTS),
  role: z.enum(ROLES),
  roleBefore: z.enum(ROLES).optional(),
  roleElsewhere: z.enum(ROLES).optional(),
  dual: z.boolean(),
  slot: z.int().min(0).max(99),
  group: z.enum(OFFENCE_GROUPS),
  // Entries from before there were site profiles.
  trust: z.enum(SITE_TRUST).default('generic'),
  outcome: z.enum(OUTCOMES),
  rule: slugOrNone,
  also: z.array(slugOrNone).max(1000).readonly(),
  choice: z.enum(CHOICES),
  reason: reasonCode.nullable(),
  // Entries from before one reason could count again.
  repeats: entryId.nullable().default(null),
  officer: staffNumber,
  officerFrom: z.enum(OFFICER_SOURCES).default('policy'),
  unit: unitName,
  authorisation: authorised.nullable(),
  record: handle.nullable(),
  dwellMs: z.int().min(0).max(DAY_MS),
  evidence,
});

const followUp = z.strictObject({
  ...common,
  kind: z.literal('follow-up'),
  of: entryId,
  reason: reasonCode,
  officer: staffNumber,
});

const review = z.strictObject({
  ...common,
  kind: z.literal('review'),
  of: entryId,
  outcome: reviewOutcome,
  reviewer: staffNumber,
  rank: z.enum(RANKS).optional(),
  unit: unitName.optional(),
  remedy: z.literal(true).optional(),
  followUpDays: z.int().min(1).max(365).optional(),
  claim: z
    .strictObject({ force: storeToken, unit: storeToken, number: z.int().min(0).max(999_999) })
    .optional(),
  follows: z.array(entryId).min(1).max(50).readonly().optional(),
});

const authorisation = z.strictObject({
  ...common,
  kind: z.literal('authorisation'),
  of: entryId,
  answer: z.enum(CLAIM_ANSWERS),
  by: staffNumber,
});

const read = z.strictObject({
  ...common,
  kind: z.literal('read'),
  of: entryId.or(z.literal('')),
  reader: staffNumber,
  page: z.enum(READ_PAGES).optional(),
});

const fault = z.strictObject({ ...common, kind: z.literal('fault'), code: z.enum(FAULT_CODES) });

const heartbeat = z.strictObject({
  ...common,
  kind: z.literal('heartbeat'),
  origin: z.enum(POLICY_ORIGINS),
  hosts: z.boolean(),
  drift: z.int().min(0).max(1000),
  waiting: z.int().min(0).max(1_000_000),
  undelivered: z.int().min(0).max(10_000_000).optional(),
  undeliveredSince: moment.optional(),
  signed,
  pilots,
});

const policyChange = z.strictObject({
  ...common,
  kind: z.literal('policy-change'),
  origin: z.enum(POLICY_ORIGINS),
  was: sha256Hex.or(z.literal('')),
  signed,
  pilots,
});

const deviceKey = z.strictObject({
  ...common,
  kind: z.literal('device-key'),
  key: publicKey,
});

const retention = z.strictObject({
  ...common,
  kind: z.literal('retention'),
  why: z.enum(RETENTION_REASONS),
  first: z.int().min(0),
  last: z.int().min(0),
  dropped: z.int().min(1),
});

const moved = z.strictObject({
  ...common,
  kind: z.enum(['export', 'import']),
  reader: staffNumber,
  file: sha256Hex,
  entries: z.int().min(0),
  purpose: z.enum(PURPOSES).optional(),
  recipient: z.enum(RECIPIENTS).optional(),
});

/** A log of a force's whole year has fewer lines. */
const lines = z.int().min(0).max(100_000_000);

const reconciliation = z.strictObject({
  ...common,
  kind: z.literal('reconciliation'),
  reader: staffNumber,
  file: sha256Hex,
  first: moment,
  last: moment,
  transactions: lines,
  matched: lines,
  doneAllTheSame: lines,
  withoutTransaction: lines,
  withoutEntry: lines,
});

const readRefused = z.strictObject({
  ...common,
  kind: z.literal('read-refused'),
  of: entryId.or(z.literal('')),
  reader: staffNumber,
});

const gap = z.strictObject({
  ...common,
  kind: z.literal('gap'),
  code: z.enum(GAP_CODES),
  of: handle,
  first: z.int().min(0),
  last: z.int().min(0),
});

/** Every kind of header that this version reads. */
export const header = z.discriminatedUnion('kind', [
  attempt,
  followUp,
  reply,
  followThrough,
  review,
  authorisation,
  approval,
  assignment,
  read,
  fault,
  heartbeat,
  policyChange,
  deviceKey,
  retention,
  moved,
  print,
  reconciliation,
  readRefused,
  planted,
  gap,
]);

/** Fails to compile where a schema and its type in `core` differ. */
export const HEADER_PARITY: readonly [
  Same<z.infer<typeof attempt>, AttemptHeader>,
  Same<z.infer<typeof followUp>, FollowUpHeader>,
  Same<z.infer<typeof review>, ReviewHeader>,
  Same<z.infer<typeof authorisation>, AuthorisationHeader>,
  Same<z.infer<typeof read>, ReadHeader>,
  Same<z.infer<typeof fault>, FaultHeader>,
  Same<z.infer<typeof heartbeat>, HeartbeatHeader>,
  Same<z.infer<typeof policyChange>, PolicyChangeHeader>,
  Same<z.infer<typeof deviceKey>, DeviceKeyHeader>,
  Same<z.infer<typeof retention>, RetentionHeader>,
  Same<z.infer<typeof moved>, ExportHeader>,
  Same<z.infer<typeof reconciliation>, ReconciliationHeader>,
  Same<z.infer<typeof readRefused>, ReadRefusedHeader>,
  Same<z.infer<typeof gap>, GapHeader>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true];

/** An attempt that waits outside the ledger has no place and no hashes yet, and no device. */
export const attemptAside = attempt.omit({
  v: true,
  seq: true,
  prev: true,
  body: true,
  device: true,
  record: true,
});

/** The header of a stored entry, or null where its line is not one any more. */
export function parseHeader(line: unknown): Header | null {
  if (typeof line !== 'string') return null;
  // What is no JSON was changed. The caller counts it.
  const parsed = header.safeParse(parsedJson(line));
  return parsed.success ? parsed.data : null;
}

/** Headers in order of sequence, and the places of those that cannot be read. */
export function readHeaders(entries: readonly Pick<StoredEntry, 'seq' | 'line'>[]): {
  readonly headers: readonly Header[];
  readonly unreadable: readonly number[];
} {
  const headers: Header[] = [];
  const unreadable: number[] = [];
  for (const entry of entries) {
    const parsed = parseHeader(entry.line);
    if (parsed === null) unreadable.push(entry.seq);
    else headers.push(parsed);
  }
  return { headers, unreadable };
}
