/** What a test of the policy tester needs of a policy and of a page. All synthetic. */
import type { AttemptReport, PolicyReply } from '../../../core/messages.ts';
import { assemblePolicy } from '../../../core/policy/assemble.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import type { ReadControl, ReadFrame } from '../../../core/tester/control.ts';
import { textHash } from '../../../core/text-hash.ts';
import type { Role, SignalKind } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';

export const policy = assemblePolicy(baseline, null, textHash, NEVER);

export const reply: PolicyReply = {
  policy,
  persons: { key: [1, 2], seen: [] },
  endpoints: [],
  language: 'en',
  asksNow: false,
};

export const report: AttemptReport = {
  id: 'ab'.repeat(16),
  signal: 'immigration-lookup',
  control: 'button',
  act: 'press',
  role: 'victim',
  dual: false,
  slot: 1,
  group: 'OTHER',
  trust: 'generic',
  outcome: 'justify',
  rule: 'victim-immigration-lookup-justify',
  choice: 'overridden',
  reason: 'RR-01',
  repeats: null,
  authorisation: null,
  dwellMs: 900,
  evidence: [{ term: 'immigration-status', source: 'label', weight: 1 }],
  explanation: 'Words of an officer about a person',
  recordReference: 'TF/004427/26',
  shownOfficer: null,
  prompt: null,
};

export function controlOf(kind: SignalKind, role: Role, path = '#a'): ReadControl {
  const classification = {
    ...{ kind, role, confidence: 1, dual: false, ordinal: 1 },
    group: 'OTHER' as const,
    because: [{ term: 'immigration-status', source: 'label' as const, weight: 1 }],
  };
  return {
    path,
    control: 'button',
    readings: [{ classification, trust: 'generic' }],
    outcome: 'allow',
    rule: '',
  };
}

export function frameOf(...controls: readonly ReadControl[]): ReadFrame {
  return {
    host: 'rms.force.police.uk',
    path: '/card',
    fit: null,
    controls,
    total: controls.length,
  };
}

export const TIGHTER = {
  force: { code: 'TF', name: 'Test Force' },
  policyVersion: 'next',
  rules: [
    {
      id: 'tighter-pnc',
      when: { kind: ['pnc-check'], role: ['victim'] },
      outcome: 'approve',
      reasons: ['RR-02'],
      authoriser: 'inspector',
      wording: 'pnc-check',
      sources: [{ document: 'Synthetic', edition: '1', checkedOn: '2026-11-01' }],
    },
  ],
};
