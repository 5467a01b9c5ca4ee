/** Things as they come from the stream: entries of every kind in the chain of one device. */

import type { Received } from '../../../core/delivery/store.ts';
import {
  EMPTY_TIP,
  type LedgerRecord,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { CHOICES } from '../../../core/vocabulary.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';

export const DEVICE = '00112233aabbccdd';
export const NOW = 1_790_000_000_000;

/** What only a body holds, and must not be found anywhere else. */
export const IN_BODY = 'CANARY Maria Kowalska';

const common = (number: number, device = DEVICE) => ({
  id: hexId(number),
  at: NOW + number,
  device,
  extension: '0.1.0',
  policy: 'f'.repeat(64),
});
const of = hexId(1);

const PASSED_ON = {
  passed: 'yes',
  recipient: 'immigration-enforcement',
  basis: 'consent',
  told: 'yes',
  consent: 'sought-given',
} as const;

const ABOUT = {
  signal: 'immigration-lookup',
  role: 'victim',
  group: 'DA',
  reason: 'RR-02',
  rule: 'victim-immigration-lookup-approve',
  record: '0123456789abcdef',
  needs: 'inspector',
} as const;
const ANSWER = { question: 'd'.repeat(64), rank: 'inspector', dwellMs: 8_000 } as const;

/** One of each kind, each choice, and each with all that it can have. */
export function everyKind(): readonly HeaderDraft[] {
  const pilots = [{ rule: 'victim-pnc', first: '2026-01-05', until: '2026-03-31' }];
  const signed = { version: 3, key: '0123abcd' };
  const kinds = [
    { kind: 'follow-up', of, reason: 'RR-02', officer: 'TF-4312' },
    { kind: 'reply', of, to: hexId(2), by: 'TF-4312' },
    { kind: 'follow-through', of, by: 'TF-4312', as: 'officer', ...PASSED_ON },
    {
      kind: 'review',
      of,
      outcome: 'RV-3',
      reviewer: 'TF-9000',
      remedy: true,
      followUpDays: 14,
      rank: 'inspector',
      unit: 'CID',
    },
    { kind: 'assignment', of, to: 'TF-9001', by: 'TF-9000' },
    { kind: 'read', of, reader: 'TF-9000' },
    { kind: 'fault', code: 'policy-rejected' },
    { kind: 'heartbeat', origin: 'managed', hosts: true, drift: 0, waiting: 0, signed, pilots },
    { kind: 'policy-change', origin: 'managed', was: '', signed, pilots },
    { kind: 'device-key', key: `${'A'.repeat(43)}=` },
    { kind: 'retention', why: 'time-over', first: 0, last: 9, dropped: 4 },
    {
      kind: 'export',
      ...{ reader: '', file: 'e'.repeat(64), entries: 12 },
      purpose: 'self-monitoring',
      recipient: 'own-force',
    },
    { kind: 'import', reader: 'TF-9000', file: 'e'.repeat(64), entries: 12 },
    { kind: 'approval', step: 'asked', request: of, by: 'TF-4312', about: ABOUT },
    { kind: 'approval', step: 'granted', request: of, by: 'TF-2200', ...ANSWER },
    { kind: 'authorisation', of, answer: 'denied', by: 'TF-2200' },
    { kind: 'read', of: '', reader: 'TF-9000' },
    { kind: 'read', of: '', reader: 'TF-9000', page: 'patterns' },
    {
      kind: 'print',
      reader: 'TF-9000',
      page: 'case',
      of,
      entries: 1,
      purpose: 'lawfulness',
      recipient: 'inspectorate',
    },
    { kind: 'read-refused', of: '', reader: 'TF-1' },
    {
      kind: 'planted',
      ...{ planted: 'pc-01', after: of, outcome: 'RV-3', reviewer: 'TF-9000', dwellMs: 41_000 },
    },
    {
      kind: 'reconciliation',
      reader: 'TF-9000',
      file: 'e'.repeat(64),
      ...{ first: 1, last: 2, transactions: 9, matched: 5 },
      ...{ doneAllTheSame: 1, withoutTransaction: 2, withoutEntry: 3 },
    },
    { kind: 'gap', code: 'forked', of: 'aaaaaaaaaaaaaaaa', first: 3, last: 5 },
  ] as const;
  const attempts = CHOICES.map((choice, number) =>
    attemptDraft(100 + number, {
      choice,
      also: Array.from({ length: 900 }, (_, index) => `rule-${index}`),
      roleBefore: 'victim',
      authorisation: { status: 'claimed', by: 'TF-7', rank: 'inspector' },
      evidence: [{ term: 'victim-word', source: 'heading', weight: 0.5 }],
      ...(choice === 'unheld' ? { record: null, officer: '' } : {}),
    }),
  );
  return [...attempts, ...kinds.map((each, number) => ({ ...common(number), ...each }))];
}

/** Each in the chain of the device, with a body that must stay where it is. */
export function received(drafts: readonly HeaderDraft[], storedAt = NOW): readonly Received[] {
  let tip: Tip = EMPTY_TIP;
  return drafts.map((draft, index) => {
    const body = { explanation: IN_BODY };
    const entry = sealEntry(draft, draft.kind === 'follow-up' ? body : null, tip, 'ab'.repeat(16));
    tip = tipAfter(tip, entry);
    return receivedOf(entry, draft.id, index + 1, storedAt);
  });
}

export function receivedOf(
  { line, salt, body }: LedgerRecord,
  id: string,
  position: number,
  storedAt = NOW,
): Received {
  const place = {
    collection: 'overrides',
    force: 'mids',
    unit: 't07',
    depositor: 'off1',
    id,
  } as const;
  return { position, storedAt, place, text: recordText({ line, salt, body }) };
}
