/** Reading stored headers back: a line that was changed must not stop the list. */
import { z } from 'zod';
import { SITE_TRUST } from '../policy/model.ts';
import type { Same } from '../same.ts';
import {
  ACTS,
  CHOICES,
  CONTROL_KINDS,
  EVIDENCE_SOURCES,
  OFFENCE_GROUPS,
  OFFICER_SOURCES,
  OUTCOMES,
  POLICY_ORIGINS,
  RANKS,
  ROLES,
  SIGNAL_KINDS,
} from '../vocabulary.ts';
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
  type RetentionHeader,
  type ReviewHeader,
} from './header.ts';

const common = {
  v: z.literal(1),
  id: z.string(),
  seq: z.int().min(0),
  prev: z.string(),
  at: z.number(),
  device: z.string(),
  extension: z.string(),
  policy: z.string(),
  body: z.string().nullable(),
};

/** Terms are not checked against today's lexicon: an entry outlives the edition it was made by. */
const evidence = z
  .array(z.strictObject({ term: z.string(), source: z.enum(EVIDENCE_SOURCES), weight: z.number() }))
  .readonly();

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
  slot: z.number(),
  group: z.enum(OFFENCE_GROUPS),
  // Entries from before there were site profiles.
  trust: z.enum(SITE_TRUST).default('generic'),
  outcome: z.enum(OUTCOMES),
  rule: z.string(),
  also: z.array(z.string()).readonly(),
  choice: z.enum(CHOICES),
  reason: z.string().nullable(),
  // Entries from before one reason could count again.
  repeats: z.string().nullable().default(null),
  officer: z.string(),
  officerFrom: z.enum(OFFICER_SOURCES).default('policy'),
  unit: z.string(),
  authorisation: z
    .strictObject({ status: z.literal('claimed'), by: z.string(), rank: z.enum(RANKS) })
    .nullable(),
  record: z.string().nullable(),
  dwellMs: z.number(),
  evidence,
});

const followUp = z.strictObject({
  ...common,
  kind: z.literal('follow-up'),
  of: z.string(),
  reason: z.string(),
  officer: z.string(),
});

const review = z.strictObject({
  ...common,
  kind: z.literal('review'),
  of: z.string(),
  outcome: z.string(),
  reviewer: z.string(),
});

const read = z.strictObject({
  ...common,
  kind: z.literal('read'),
  of: z.string(),
  reader: z.string(),
});

const fault = z.strictObject({ ...common, kind: z.literal('fault'), code: z.enum(FAULT_CODES) });

const signed = z.strictObject({ version: z.int(), key: z.string() }).optional();

const heartbeat = z.strictObject({
  ...common,
  kind: z.literal('heartbeat'),
  origin: z.enum(POLICY_ORIGINS),
  hosts: z.boolean(),
  drift: z.number(),
  waiting: z.number(),
  signed,
});

const policyChange = z.strictObject({
  ...common,
  kind: z.literal('policy-change'),
  origin: z.enum(POLICY_ORIGINS),
  was: z.string(),
  signed,
});

const deviceKey = z.strictObject({
  ...common,
  kind: z.literal('device-key'),
  key: z.string(),
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
  reader: z.string(),
  file: z.string(),
  entries: z.int().min(0),
});

const readRefused = z.strictObject({
  ...common,
  kind: z.literal('read-refused'),
  of: z.string(),
  reader: z.string(),
});

const gap = z.strictObject({
  ...common,
  kind: z.literal('gap'),
  code: z.enum(GAP_CODES),
  of: z.string(),
  first: z.int().min(0),
  last: z.int().min(0),
});

const header = z.discriminatedUnion('kind', [
  attempt,
  followUp,
  review,
  read,
  fault,
  heartbeat,
  policyChange,
  deviceKey,
  retention,
  moved,
  readRefused,
  gap,
]);

/** Fails to compile where a schema and its type in `core` differ. */
export const HEADER_PARITY: readonly [
  Same<z.infer<typeof attempt>, AttemptHeader>,
  Same<z.infer<typeof followUp>, FollowUpHeader>,
  Same<z.infer<typeof review>, ReviewHeader>,
  Same<z.infer<typeof read>, ReadHeader>,
  Same<z.infer<typeof fault>, FaultHeader>,
  Same<z.infer<typeof heartbeat>, HeartbeatHeader>,
  Same<z.infer<typeof policyChange>, PolicyChangeHeader>,
  Same<z.infer<typeof deviceKey>, DeviceKeyHeader>,
  Same<z.infer<typeof retention>, RetentionHeader>,
  Same<z.infer<typeof moved>, ExportHeader>,
  Same<z.infer<typeof readRefused>, ReadRefusedHeader>,
  Same<z.infer<typeof gap>, GapHeader>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];

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
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // SyntaxError: the line was changed. The caller counts it.
    return null;
  }
  const parsed = header.safeParse(value);
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
