/** Fills the extension's own ledger, in a page of the extension: by its own code, as it is appended to. */
import type { Claim, HeaderDraft } from '../../core/ledger/header.ts';
import { NATIONAL_CLOCKS } from '../../core/policy/clocks.ts';
import { OFFENCE_GROUPS, SIGNAL_KINDS } from '../../core/vocabulary.ts';
import { appendAll, type Draft } from '../../entrypoints/background/ledger/append.ts';
import { openLedger } from '../../entrypoints/background/ledger/database.ts';
import { currentName } from '../../entrypoints/background/ledger/mend.ts';
import { SEGMENT_WEIGHT, seal } from '../../entrypoints/background/ledger/segments.ts';

const TOGETHER = 1_500;
const RELAXED = { durability: 'relaxed' } as const;
export const DAY_MS = 86_400_000;
const OFFICERS = 800;
const UNITS = 24;
const REASONS = 13;
const RULES = 9;
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

export function review(
  place: number,
  number: number,
  device: string,
  at: number,
  claim?: Claim,
): HeaderDraft {
  return {
    kind: 'review',
    id: idOf(2 ** 40 + number),
    at,
    device,
    extension: '0.1.0',
    policy: 'ab'.repeat(32),
    of: idOf(place),
    outcome: `RV-${1 + pick(number, 12, 3)}`,
    reviewer: 'TF-0078',
    ...(claim && { claim }),
  };
}

export interface FillPlan {
  readonly overrides: number;
  /** Of them, each so many is decided on. */
  readonly decidedEvery: number;
  readonly device: string;
  /** Epoch milliseconds of the last. */
  readonly now: number;
}

/**
 * Overrides of four usual periods of review, and decisions on some of them. In larger transactions
 * than a device makes, and not forced to the disk one by one: so it takes a minute and not ten.
 */
export async function fill({ overrides, decidedEvery, device, now }: FillPlan): Promise<void> {
  const db = await openLedger(() => undefined, await currentName());
  const first = now - 4 * NATIONAL_CLOCKS.usualDays * DAY_MS;
  const step = (now - first) / overrides;
  const before = Math.floor(overrides / 50);
  let waiting: Draft[] = [];
  for (let place = 0; place < overrides; place++) {
    const at = Math.round(first + place * step);
    waiting.push({ header: attempt(place, device, at), body: BODY, expected: undefined });
    // Of one that was made a while before.
    if (place % decidedEvery === 0 && place > before) {
      const header = review(place - before, place, device, at + 1);
      waiting.push({ header, body: null, expected: undefined });
    }
    if (waiting.length < TOGETHER && place < overrides - 1) continue;
    const tx = db.transaction(['entries', 'bodies', 'ids', 'meta'], 'readwrite', RELAXED);
    await appendAll(tx, waiting, () => 'cd'.repeat(16));
    await tx.done;
    const sealing = db.transaction(['entries', 'segments', 'meta'], 'readwrite', RELAXED);
    await seal(sealing, SEGMENT_WEIGHT);
    await sealing.done;
    waiting = [];
  }
  db.close();
}
