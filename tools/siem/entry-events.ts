/** Entries of a ledger as events. Only header fields, by name: what is not listed is not sent. */
import { recordName } from '../../core/delivery/record-shape.ts';
import type { Received } from '../../core/delivery/store.ts';
import { isDeviceId } from '../../core/ledger/checkpoint.ts';
import type { FaultCode, Header, Rehearsed } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { parseRecord } from '../../core/ledger/record.ts';
import { leafHash } from '../../core/ledger/tree.ts';
import { readDecision } from '../../core/review/decision-text.ts';
import { answerOf } from './answer-events.ts';
import { attemptOf, entityOf, type Specific } from './attempt-event.ts';
import { type EventParts, eventOf, type Fields, type OcsfEvent, uidOf } from './event.ts';
import { placeFields, unreadableEvent } from './stream-events.ts';

export interface EntryEvents {
  /** Null where the header cannot be read. */
  readonly header: Header | null;
  readonly events: readonly OcsfEvent[];
}

/** @param received of `overrides`, `heartbeats` or `reviews` */
export function entryEvents(received: Received): EntryEvents {
  const record = parseRecord(received.text);
  const header = record && parseHeader(record.line);
  if (!record || !header) {
    const name = recordName(received.text);
    const device = isDeviceId(name?.device) ? name.device : undefined;
    const own = { seq: name?.seq };
    return { header: null, events: [unreadableEvent(received, 'header-not-known', own, device)] };
  }
  const fault = placeFault(received);
  if (fault !== null) {
    const own = { seq: header.seq, of: header.kind === 'review' ? header.of : undefined };
    return { header: null, events: [unreadableEvent(received, fault, own, header.device)] };
  }
  const leaf = leafHash(record.line);
  // The place is in it: the same entry handed in under two names is two events.
  const uid = uidOf('entry', ...Object.values(received.place), leaf);
  const { own, ...specific } = specificOf(header);
  const common = {
    entry: header.id,
    seq: header.seq,
    leaf,
    prev: header.prev,
    policy_hash: header.policy,
    has_body: header.body !== null,
    ...placeFields(received),
  };
  const base = {
    time: header.at,
    storedAt: received.storedAt,
    sequence: header.seq,
    productVersion: header.extension,
    device: header.device,
  };
  const event = eventOf({
    ...base,
    ...specific,
    uid,
    kind: header.kind,
    own: { ...common, ...own },
  });
  const pilots = header.kind === 'policy-change' ? (header.pilots ?? []) : [];
  return {
    header,
    events: [event, ...pilots.map((pilot) => pilotEvent(pilot, uid, base, common))],
  };
}

/** Why what lies at the place of a decision is none; null elsewhere, and where it is one. */
function placeFault({ place, text }: Received): string | null {
  if (place.collection !== 'reviews') return null;
  const read = readDecision(place, text);
  return read.ok ? null : read.code;
}

/** One for each rehearsal, so that a rule can compare first days across a force. */
function pilotEvent(
  { rule, first, until }: Rehearsed,
  of: string,
  base: Pick<EventParts, 'time'> & Partial<EventParts>,
  common: Fields,
): OcsfEvent {
  return eventOf({
    ...base,
    class: 'base',
    activity: [99, 'Pilot'],
    severity: 'informational',
    message: 'A national rule is or was rehearsed on this device',
    uid: uidOf('pilot', of, rule, first, until),
    kind: 'pilot',
    own: { ...common, pilot_rule: rule, pilot_first: first, pilot_until: until },
  });
}

const policyOf = (uid: string): Fields => ({ type_id: 5, type: 'Policy', uid, policy: { uid } });

function specificOf(header: Header): Specific {
  switch (header.kind) {
    case 'attempt':
      return attemptOf(header);
    case 'follow-up':
    case 'reply':
    case 'follow-through':
      return answerOf(header);
    case 'review':
      return {
        ...changed('Update', 'An override was decided on'),
        officer: header.reviewer,
        more: { entity: entityOf('Ledger entry', header.of) },
        own: {
          of: header.of,
          review_outcome: header.outcome,
          remedy: header.remedy,
          follow_up_days: header.followUpDays,
          reviewer_rank: header.rank,
          reviewer_unit: header.unit,
          claim_number: header.claim?.number,
        },
      };
    case 'authorisation':
      return {
        ...changed('Update', 'Somebody said whether they authorised an override'),
        officer: header.by,
        more: { entity: entityOf('Ledger entry', header.of) },
        own: { of: header.of, claim_answer: header.answer },
      };
    case 'assignment':
      return {
        ...changed('Update', 'A case was taken, given to a reviewer, or handed back'),
        officer: header.by,
        more: { entity: entityOf('Ledger entry', header.of) },
        own: { of: header.of, assigned_to: header.to },
      };
    case 'approval':
      return {
        ...changed('Update', 'A second person was asked before an act, or answered'),
        officer: header.by,
        more: { entity: entityOf('Ledger entry', header.request) },
        own: {
          of: header.request,
          approval_step: header.step,
          authorised_rank: header.rank ?? header.about?.needs,
          signal: header.about?.signal,
          role: header.about?.role,
          offence_group: header.about?.group,
          rule_name: header.about?.rule,
          reason: header.about?.reason,
          record: header.about?.record,
          dwell_ms: header.dwellMs,
        },
      };
    case 'read':
      return {
        ...changed('Read', header.of === '' ? 'The list was read' : 'An entry was read'),
        officer: header.reader,
        more: {
          entity: entityOf('Ledger entry', header.of || header.page || 'list'),
          status_id: 1,
        },
        own: { of: header.of, page: header.page },
      };
    case 'read-refused':
      return {
        ...changed('Read', 'Somebody asked to read what they may not', 'medium'),
        officer: header.reader,
        more: { entity: entityOf('Ledger entry', header.of || 'list'), status_id: 2 },
        own: { of: header.of },
      };
    case 'planted':
      // No decision on anything that happened: whoever counts reviews does not count it.
      return {
        ...changed('Other', 'A reviewer answered a planted case'),
        activity: [99, 'Exercise'],
        officer: header.reviewer,
        more: { entity: entityOf('Planted case', header.planted) },
        own: { dwell_ms: header.dwellMs },
      };
    case 'export':
    case 'import':
      return {
        ...changed('Other', 'Entries left or came to a machine in a file'),
        activity: [99, header.kind === 'export' ? 'Export' : 'Import'],
        officer: header.reader,
        more: { entity: entityOf('Ledger bundle', header.file) },
        own: {
          bundle_hash: header.file,
          entries: header.entries,
          purpose: header.purpose,
          recipient: header.recipient,
        },
      };
    case 'print':
      return {
        ...changed('Other', 'Something that ledgers hold went to paper'),
        activity: [99, 'Print'],
        officer: header.reader,
        more: { entity: entityOf('Printed page', header.of || header.page) },
        own: {
          of: header.of,
          page: header.page,
          entries: header.entries,
          purpose: header.purpose,
          recipient: header.recipient,
        },
      };
    case 'reconciliation':
      return {
        ...changed('Read', 'A log of PNC transactions was held beside the entries'),
        officer: header.reader,
        more: { entity: entityOf('Transaction log', header.file), status_id: 1 },
        own: {
          transactions: header.transactions,
          matched: header.matched,
          done_all_the_same: header.doneAllTheSame,
          without_transaction: header.withoutTransaction,
          without_entry: header.withoutEntry,
        },
      };
    case 'fault':
      return {
        class: 'error',
        activity: [1, 'General Error'],
        severity: GRAVE.has(header.code) ? 'high' : 'medium',
        message: 'The guard or its delivery met a fault',
        own: { ledger_code: header.code },
      };
    case 'gap':
      return {
        class: 'finding',
        activity: [1, 'Create'],
        severity: 'high',
        message: 'A ledger does not hold',
        more: {
          finding_info: {
            uid: uidOf('gap', header.of, header.code, header.first, header.last),
            title: 'A ledger does not hold',
            types: [header.code],
          },
        },
        own: { of: header.of, ledger_code: header.code, first: header.first, last: header.last },
      };
    case 'heartbeat':
      return {
        class: 'base',
        activity: [99, 'Heartbeat'],
        severity: header.hosts ? 'informational' : 'medium',
        message: 'A device gave a sign of life',
        own: {
          origin: header.origin,
          hosts: header.hosts,
          drift: header.drift,
          waiting: header.waiting,
          signed_version: header.signed?.version,
          signed_key: header.signed?.key,
          pilots: header.pilots?.length,
        },
      };
    case 'policy-change':
      return {
        ...changed('Update', 'Another policy came into force'),
        more: {
          entity: policyOf(header.was || header.policy),
          updated_entity: policyOf(header.policy),
        },
        own: {
          origin: header.origin,
          signed_version: header.signed?.version,
          signed_key: header.signed?.key,
          pilots: header.pilots?.length,
        },
      };
    case 'device-key':
      return {
        ...changed('Enroll', 'A device made the key that signs its checkpoints'),
        more: { entity: entityOf('Device key', header.device) },
        own: { key: header.key },
      };
    case 'retention':
      return {
        ...changed('Delete', 'Bodies were dropped as the policy says; the entries stay'),
        more: { entity: entityOf('Ledger bodies', header.device) },
        own: { why: header.why, first: header.first, last: header.last, entries: header.dropped },
      };
  }
}

const GRAVE: ReadonlySet<FaultCode> = new Set(['policy-rejected', 'store-lost', 'store-differs']);

const ACTIVITY = { Read: 2, Update: 3, Delete: 4, Enroll: 6, Other: 99 } as const;

function changed(
  name: keyof typeof ACTIVITY,
  message: string,
  severity: EventParts['severity'] = 'informational',
): Pick<Specific, 'class' | 'activity' | 'severity' | 'message'> {
  return { class: 'entity', activity: [ACTIVITY[name], name], severity, message };
}
