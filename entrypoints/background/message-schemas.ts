/**
 * The shape of every message as it arrives, checked against the contract in `core/messages.ts`
 * when it compiles. What a message may hold is closed: terms of ours, numbers, a record reference
 * in the shape of one, and what the officer or the supervisor wrote.
 */
import { z } from 'zod';
import { entryId, randomId, staffNumber } from '../../core/ledger/header-shapes.ts';
import { MOST_RECORD_CHARACTERS } from '../../core/ledger/record.ts';
import { CLAIM_ANSWERS } from '../../core/ledger/review-parts.ts';
import type { MessageName, Messages } from '../../core/messages.ts';
import { SITE_TRUST } from '../../core/policy/model.ts';
import { MAX_EXPLANATION } from '../../core/policy/reasons.ts';
import { slug } from '../../core/policy/shapes.ts';
import { MOST_ROWS } from '../../core/review/queue-messages.ts';
import type { Same } from '../../core/same.ts';
import {
  ACTS,
  CHOICES,
  CONTROL_KINDS,
  EVIDENCE_SOURCES,
  isProtected,
  LANGUAGES,
  OFFENCE_GROUPS,
  OUTCOMES,
  ROLES,
  SIGNAL_KINDS,
} from '../../core/vocabulary.ts';
import { approvalSchemas, authorised } from './approvals/schemas.ts';
import { courierReport, storeAnswer, toldAnswer } from './delivery/answers.ts';
import { historySchemas } from './history/schemas.ts';
import { KNOWN_TERMS } from './known-terms.ts';
import { ledgerSchemas } from './ledger-schemas.ts';
import { seenPersons } from './persons.ts';
import { reconcileSchemas } from './reconcile/schemas.ts';

/** Longest message that is looked at, in characters. */
export const MAX_MESSAGE = 64 * 1024;

/** Random, in hexadecimal, with or without hyphens: an id has no room for a name. */
const id = randomId;
const ruleId = z
  .string()
  .max(80)
  .regex(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
const count = z.int().min(0).max(100_000);

const evidence = z.strictObject({
  term: z.string().refine((term) => KNOWN_TERMS.has(term)),
  source: z.enum(EVIDENCE_SOURCES),
  weight: z.number().min(0).max(1),
});

/** Only the language of it is used: the background takes the text from the wording itself. */
const shownPrompt = z.strictObject({
  language: z.enum(LANGUAGES),
  title: z.string().max(200),
  why: z.string().max(1000),
  instead: z.string().max(1000),
});

const attemptReport = z.strictObject({
  id,
  signal: z.enum(SIGNAL_KINDS),
  control: z.enum(CONTROL_KINDS),
  act: z.enum(ACTS),
  role: z.enum(ROLES),
  roleBefore: z.enum(ROLES).refine(isProtected).optional(),
  roleElsewhere: z.enum(ROLES).refine(isProtected).optional(),
  dual: z.boolean(),
  slot: z.int().min(0).max(99),
  group: z.enum(OFFENCE_GROUPS),
  trust: z.enum(SITE_TRUST),
  outcome: z.enum(OUTCOMES),
  rule: ruleId,
  choice: z.enum(CHOICES),
  reason: z
    .string()
    .regex(/^RR-\d{2}$/)
    .nullable(),
  explanation: z.string().max(MAX_EXPLANATION),
  repeats: id.nullable(),
  authorisation: authorised.nullable(),
  // What turns out to be no reference is left out when the entry is made, not refused: the
  // officer cannot change what the page shows, and must not be held for it.
  recordReference: z.string().max(64).nullable(),
  shownOfficer: z.string().max(16).nullable(),
  prompt: shownPrompt.nullable(),
  dwellMs: z.number().min(0),
  evidence: z.array(evidence).max(20).readonly(),
});

const gate = z.strictObject({
  ...attemptReport.pick({ signal: true, role: true, dual: true, group: true, trust: true }).shape,
  emergency: z.boolean(),
});

/** `roles[0].says`: a place in a profile, and no room for anything else. */
const markNames = z
  .array(z.string().regex(/^[a-z]{1,12}(?:\[\d{1,2}\](?:\.[a-z]{1,8})?)?$/))
  .max(300)
  .readonly();

/** What the guard of the tab's own page answers about one of its frames. */
export const surroundings = z.strictObject({
  role: z.enum(ROLES),
  dual: z.boolean(),
  ordinal: z.int().min(1).max(99),
  group: z.enum(OFFENCE_GROUPS),
  because: z.array(evidence).max(20).readonly(),
});

const schemas = {
  policy: z.null(),
  record: attemptReport,
  gate,
  frame: z.strictObject({ signals: count, held: count, fault: z.boolean(), drift: z.boolean() }),
  profile: z.strictObject({
    id: slug.max(60),
    version: z.string().max(40),
    missing: markNames,
    kept: markNames,
  }),
  repeatable: z.strictObject({ recordReference: z.string().max(64) }),
  fault: z.strictObject({ code: z.literal('guard-error') }),
  persons: z.strictObject({ seen: seenPersons }),
  outer: z.strictObject({ index: z.int().min(0).max(999) }),
  'outer-changed': z.null(),
  tab: z.strictObject({ tabId: z.int().min(0) }),
  owed: z.null(),
  'give-reason': z.strictObject({
    id,
    reason: z.string().max(8),
    // More than core allows, so that "too long" is answered and not ignored.
    explanation: z.string().max(10_000),
  }),
  cases: z.null(),
  case: z.strictObject({ id }),
  decide: z.strictObject({
    id,
    outcome: z.string().max(8),
    // More than core allows, so that "too long" is answered and not ignored.
    note: z.string().max(10_000),
    reverses: entryId.nullable(),
    apart: z
      .strictObject({
        remedy: z.literal(true).optional(),
        followUpDays: z.int().min(0).max(9999).optional(),
      })
      .optional(),
  }),
  vouch: z.strictObject({ id, answer: z.enum(CLAIM_ANSWERS) }),
  assign: z.strictObject({ id, to: staffNumber.nullable() }),
  status: z.null(),
  held: z.null(),
  hand: z.strictObject({ tabId: z.int().min(0), kind: z.enum(SIGNAL_KINDS) }),
  proceed: z.strictObject({ tabId: z.int().min(0), report: attemptReport }),
  language: z.strictObject({ language: z.enum(LANGUAGES) }),
  'delivery-settings': z.null(),
  outbox: z.strictObject({ after: z.int().min(-1), count: z.int().min(1).max(512) }),
  settle: z.strictObject({ keys: z.array(z.int().min(0)).max(4096).readonly() }),
  delivered: z.null(),
  recheck: z.strictObject({ from: z.int().min(0) }),
  'delivery-fault': z.strictObject({
    code: z.enum(['store-lost', 'store-differs', 'stream-unreadable']),
  }),
  readings: z.null(),
  'stream-records': z.strictObject({
    reading: z.strictObject({
      collection: z.enum(['ledger', 'heartbeats', 'reviews', 'asked']),
      force: z.string().max(32),
      unit: z.string().max(32).nullable(),
    }),
    items: z
      .array(
        z.strictObject({
          subject: z.string().max(256),
          storedAt: z.int().min(0),
          text: z.string().max(MOST_RECORD_CHARACTERS),
        }),
      )
      .max(2_000)
      .readonly(),
    next: z.int().min(1),
    behind: z.int().min(0),
    trouble: courierReport.shape.why,
  }),
  fleet: z.null(),
  'fleet-rows': z.strictObject({
    source: z.enum(['store', 'ledgers']),
    after: z.int().min(0),
    count: z.int().min(1).max(1_000),
  }),
  queue: z.strictObject({
    reading: z.string().max(32),
    after: z.int().min(0),
    count: z.int().min(1).max(MOST_ROWS),
  }),
  claims: z.null(),
  claimed: z.strictObject({ id: entryId, answer: storeAnswer }),
  unheard: z.null(),
  heard: toldAnswer,
  'courier-report': courierReport,
  'courier-done': z.null(),
  'ask-now': attemptReport,
  ...approvalSchemas,
  ...historySchemas,
  ...ledgerSchemas,
  ...reconcileSchemas,
  patterns: z.null(),
  planted: z.strictObject({ known: z.array(id).max(10_000).readonly() }),
  'planted-answer': z.strictObject({ id, outcome: z.string().max(8), dwellMs: z.number().min(0) }),
  reads: z.strictObject({ id: z.string().max(64) }),
} satisfies Readonly<Record<MessageName, z.ZodType>>;

/** What each message has to look like. */
export const requestSchemas: {
  readonly [Name in MessageName]: z.ZodType<Messages[Name]['request']>;
} = schemas;

type Parity = {
  readonly [Name in MessageName]: Same<z.infer<(typeof schemas)[Name]>, Messages[Name]['request']>;
};

/** Fails to compile where a schema and the contract differ. */
export const MESSAGE_PARITY: Parity = {
  policy: true,
  record: true,
  gate: true,
  frame: true,
  profile: true,
  repeatable: true,
  fault: true,
  persons: true,
  outer: true,
  'outer-changed': true,
  tab: true,
  owed: true,
  'give-reason': true,
  cases: true,
  case: true,
  decide: true,
  vouch: true,
  assign: true,
  status: true,
  held: true,
  hand: true,
  proceed: true,
  language: true,
  'delivery-settings': true,
  outbox: true,
  settle: true,
  delivered: true,
  recheck: true,
  'delivery-fault': true,
  readings: true,
  'stream-records': true,
  queue: true,
  claims: true,
  claimed: true,
  unheard: true,
  heard: true,
  fleet: true,
  'fleet-rows': true,
  'courier-report': true,
  'courier-done': true,
  history: true,
  'history-counts': true,
  reply: true,
  'passed-on': true,
  ledgers: true,
  'export-begin': true,
  'export-page': true,
  'export-sign': true,
  'export-done': true,
  print: true,
  known: true,
  'import-begin': true,
  'import-lines': true,
  'import-end': true,
  checks: true,
  reconciled: true,
  patterns: true,
  planted: true,
  'planted-answer': true,
  reads: true,
  'ask-now': true,
  'ask-state': true,
  'ask-withdraw': true,
  asked: true,
  'answer-asked': true,
  'approval-work': true,
  'approval-put': true,
  'approval-heard': true,
};

/** What surrounds every message. */
export const envelope = z.strictObject({ v: z.literal(1), name: z.string(), body: z.unknown() });
