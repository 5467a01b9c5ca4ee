/** Overrides and answers of the background to render. All synthetic. */

import type { ReviewContext } from '../../../components/review/review-context.ts';
import type { StatusReply, TabState } from '../../../core/messages.ts';
import { NATIONAL_CLOCKS } from '../../../core/policy/clocks.ts';
import { NATIONAL_DECIDING, NO_NEEDS } from '../../../core/policy/deciding.ts';
import { NATIONAL_SAMPLING } from '../../../core/policy/sampling.ts';
import { FIRST_VIEW } from '../../../core/review/queue-view.ts';
import type { CaseDetail, CaseRow } from '../../../core/review/rows.ts';
import reasons from '../../../policies/national/reason-codes.json' with { type: 'json' };
import { say } from './page.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

export const context: ReviewContext = { say, language: 'en', reasons, now: NOW, view: FIRST_VIEW };

export function rowOf(change: Partial<CaseRow> = {}): CaseRow {
  return {
    id: 'case-1',
    seq: 17,
    device: '00112233aabbccdd',
    standing: null,
    at: NOW - 3 * HOUR,
    state: 'open',
    why: 'all',
    officer: 'TF-4312',
    unit: 'CID-North',
    signal: 'immigration-lookup',
    role: 'victim',
    group: 'DA',
    outcome: 'approve',
    rule: 'victim-immigration-lookup-approve',
    choice: 'overridden',
    reason: 'RR-02',
    risks: [],
    bar: null,
    authorised: 'claimed',
    decision: null,
    cameSecond: false,
    owedBy: null,
    dueBy: null,
    repliedAt: null,
    passedOn: null,
    escalatesAt: null,
    repeats: 0,
    quorum: null,
    assigned: null,
    ...change,
  };
}

export function detailOf(
  change: Partial<CaseRow> = {},
  more: Partial<
    Pick<
      CaseDetail,
      | 'body'
      | 'decisions'
      | 'followUp'
      | 'replies'
      | 'reversible'
      | 'waits'
      | 'asksToVouch'
      | 'needs'
      | 'assignments'
      | 'givesTo'
    >
  > = {},
): CaseDetail {
  const row = rowOf(change);
  const { signal, role, group, outcome, choice, reason, officer, unit, at, id, seq } = row;
  return {
    row,
    hash: 'c'.repeat(64),
    proof: { state: 'unsigned' },
    replies: [],
    decisions: [],
    approvals: [],
    vouched: null,
    asksToVouch: false,
    reversible: null,
    waits: null,
    needs: NO_NEEDS,
    assignments: [],
    assignedHours: 72,
    givesTo: [],
    followUp: null,
    body: {
      explanation: 'A pattern of three reports at one address is being followed up.',
      recordReference: '01/TF/001234/26',
      prompt: {
        language: 'cy',
        title: 'Gwiriad cofnod dioddefwr',
        why: 'Testun y cyfnod hwnnw.',
        instead: 'Cofnodwch y drosedd.',
      },
      policyVersion: '2026.11.1+TF 2026.1',
    },
    attempt: {
      ...{ v: 1, kind: 'attempt', id, seq, at, signal, role, group, outcome, choice },
      ...{ reason, officer, unit, control: 'button', act: 'press', dual: true, slot: 2 },
      prev: '0'.repeat(64),
      device: 'device-1',
      extension: '0.1.0',
      policy: 'ab12'.repeat(16),
      body: 'd'.repeat(64),
      rule: 'victim-immigration-lookup-approve',
      also: ['victim-immigration-lookup-justify'],
      authorisation: { status: 'claimed', by: 'TF-2200', rank: 'inspector' },
      trust: 'generic',
      repeats: null,
      officerFrom: 'policy',
      record: '77'.repeat(32),
      dwellMs: 41_800,
      evidence: [{ term: 'immigration', source: 'label', weight: 1 }],
    },
    ...more,
  };
}

export function statusOf(change: Partial<StatusReply> = {}): StatusReply {
  return {
    policy: {
      hash: 'ab12'.repeat(16),
      version: '2026.11.1',
      packs: [],
      profiles: [],
      sites: { guarded: ['*.police.uk'], publicFacing: ['www.police.uk'] },
      force: null,
      identity: { id: 'TF-9001', unit: '', reviewer: true },
      language: null,
      trials: [],
      pilots: [],
      rollout: null,
      suspended: false,
      limits: { reasonWithinHours: 24, repeatMinutes: 60 },
      retention: { bodyDays: 2192, localDays: 30 },
      clocks: NATIONAL_CLOCKS,
      sampling: NATIONAL_SAMPLING,
      deciding: NATIONAL_DECIDING,
    },
    origin: 'managed',
    errors: [],
    loadedAt: NOW,
    policyKeys: [],
    signed: null,
    extension: '0.1.0',
    device: 'device-1',
    identity: { id: 'TF-9001', unit: '', reviewer: true },
    observed: {
      hosts: true,
      openPages: 2,
      guardedPages: 2,
      barredPages: 0,
      network: true,
      forced: true,
      pinned: false,
      lastBeat: NOW - 60_000,
    },
    delivery: { state: 'off', why: null, waiting: 0, oldestAt: null, deliveredAt: null },
    ledger: {
      state: 'ok',
      entries: 3,
      lastAt: NOW,
      breaks: [],
      clock: [],
      waiting: 0,
      failure: null,
    },
    profileHealth: [],
    language: null,
    ...change,
  };
}

export function tabOf(change: Partial<TabState> = {}): TabState {
  return {
    guarded: true,
    signals: 6,
    held: 1,
    recordedHere: 2,
    drift: false,
    policyVersion: '2026.11.1',
    pilot: null,
    force: 'Test Force (synthetic)',
    origin: 'managed',
    language: null,
    ...change,
  };
}
