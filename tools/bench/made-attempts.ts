/** Overrides as a force's devices record them, spread as a force's are; the same for the same place. */
import type { HeaderDraft } from '../../core/ledger/header.ts';
import { OFFENCE_GROUPS, SIGNAL_KINDS } from '../../core/vocabulary.ts';

const OFFICERS = 800;
const UNITS = 24;
const REASONS = 13;
const RULES = 9;

/** What the officer wrote and saw. */
export const BODY = {
  explanation: 'She says that he keeps her passport and has said that he will have her removed. ',
  recordReference: 'TF/004427/26',
  prompt: { language: 'en', title: 'This person is a victim', why: 'Why.', instead: 'Instead.' },
  policyVersion: '2026-11',
} as const;

/** A number below `most` that is the same for the same place, and unlike its neighbours'. */
export function pick(place: number, salt: number, most: number): number {
  return (Math.imul(place * 31 + salt, 2_654_435_761) >>> 0) % most;
}

function of<Value>(values: readonly Value[], place: number, salt: number): Value {
  const value = values[pick(place, salt, values.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

export const idOf = (place: number): string => place.toString(16).padStart(32, '0');

export function attempt(place: number, device: string, at: number): HeaderDraft {
  const isEmergency = pick(place, 1, 33) === 0;
  return {
    kind: 'attempt',
    id: idOf(place),
    at,
    device,
    extension: '0.1.0',
    policy: 'ab'.repeat(32),
    signal: of(SIGNAL_KINDS, place, 2),
    control: 'button',
    act: 'press',
    role: 'victim',
    ...(pick(place, 3, 40) === 0 && { roleBefore: 'victim' }),
    dual: pick(place, 4, 12) === 0,
    slot: 1,
    group: of(OFFENCE_GROUPS, place, 5),
    trust: 'profile',
    outcome: 'justify',
    rule: `national-rule-${pick(place, 6, RULES)}`,
    also: [],
    choice: isEmergency ? 'emergency' : 'overridden',
    reason: isEmergency ? null : `RR-${String(1 + pick(place, 7, REASONS)).padStart(2, '0')}`,
    repeats: null,
    officer: `TF-${1000 + pick(place, 8, OFFICERS)}`,
    officerFrom: 'policy',
    unit: `Response ${pick(place, 9, UNITS)}`,
    authorisation: null,
    record: pick(place, 10, 2 ** 31)
      .toString(16)
      .padStart(16, '0'),
    dwellMs: 1_000 + pick(place, 11, 60_000),
    evidence: [{ term: 'immigration', source: 'label', weight: 1 }],
  };
}
