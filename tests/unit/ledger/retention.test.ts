/** Words of a question to a second person stay for as long as those of the override that came of it. */
import { describe, expect, it } from 'vitest';
import type { ApprovalHeader } from '../../../core/ledger/approval.ts';
import { keptLongEnough } from '../../../core/ledger/retention.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { attempt, review } from '../review/headers.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
const LONG_AGO = NOW - 400 * DAY;
const BODY = 'b'.repeat(64);
const REQUEST = hexId(50);

function step(number: number, of: 'asked' | 'denied', seq: number): ApprovalHeader {
  const { id, device, extension, policy } = attempt(number);
  const common = { v: 1, id, device, extension, policy, prev: '', seq, at: LONG_AGO } as const;
  return { ...common, kind: 'approval', step: of, request: REQUEST, by: 'TF-1', body: BODY };
}

const claim = { status: 'claimed', by: 'TF-77', rank: 'inspector', request: REQUEST } as const;
const override = (number: number, seq: number) =>
  attempt(number, { seq, at: LONG_AGO, body: BODY, authorisation: claim });
const closed = (number: number, of: number, seq: number) => ({
  ...review(number, of, 'RV-1'),
  ...{ seq, at: LONG_AGO, body: BODY },
});
const asked = [step(50, 'asked', 0), step(51, 'denied', 1)];

function dropped(headers: Parameters<typeof foldCases>[0]): readonly number[] {
  return keptLongEnough(headers, foldCases(headers, reviewOutcomes), 365, NOW);
}

describe('words of a question and of its denial', () => {
  it('stay while the override that names it is open', () => {
    expect(dropped([...asked, override(1, 2)])).toEqual([]);
  });

  it('go with those of the override when it was decided', () => {
    expect(dropped([...asked, override(1, 2), closed(60, 1, 3)])).toEqual([0, 1, 2, 3]);
  });

  it('stay while one of two overrides that name it is open', () => {
    expect(dropped([...asked, override(1, 2), closed(60, 1, 3), override(2, 4)])).toEqual([2, 3]);
    expect(dropped([...asked, override(1, 2), override(2, 3), closed(60, 2, 4)])).toEqual([3, 4]);
  });

  it('go by their own age where nothing came of it', () => {
    expect(dropped(asked)).toEqual([0, 1]);
  });
});
