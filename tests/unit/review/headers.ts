/** Headers of cases, numbered. */
import type { AttemptHeader, ReviewHeader } from '../../../core/ledger/header.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';

export function attempt(number: number, change: Partial<AttemptHeader> = {}): AttemptHeader {
  return { ...attemptDraft(number), v: 1, seq: number, prev: '', body: null, ...change };
}

/** @param of number of the attempt */
export function review(number: number, of: number, outcome: string): ReviewHeader {
  const { id, at, device, extension, policy } = attemptDraft(number);
  const common = {
    v: 1,
    seq: number,
    prev: '',
    body: null,
    id,
    at,
    device,
    extension,
    policy,
  } as const;
  return { ...common, kind: 'review', of: hexId(of), outcome, reviewer: 'TF-9001' };
}
