import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MS, clockWentBackAt } from '../../../core/ledger/clock.ts';
import type { FaultCode, FaultHeader } from '../../../core/ledger/header.ts';

const NOON = 1_764_072_000_000;

function entry(seq: number, at: number, id = `${seq}`, code: FaultCode = 'guard-error') {
  return {
    v: 1,
    kind: 'fault',
    code,
    id,
    seq,
    at,
    prev: '',
    device: '',
    extension: '',
    policy: '',
    body: null,
  } as const satisfies FaultHeader;
}

describe('the clock of a device', () => {
  it('is right where each entry is dated after the one before', () => {
    expect(clockWentBackAt([])).toEqual([]);
    expect(clockWentBackAt([entry(0, NOON), entry(1, NOON), entry(2, NOON + 1)])).toEqual([]);
  });

  it('may be put right by seconds, as a network does it', () => {
    expect(clockWentBackAt([entry(0, NOON), entry(1, NOON - CLOCK_TOLERANCE_MS)])).toEqual([]);
  });

  it('is flagged at each entry before which somebody put it back', () => {
    const times = [NOON, NOON - 3_600_000, NOON - 3_500_000, NOON + 5, NOON - CLOCK_TOLERANCE_MS];
    expect(clockWentBackAt(times.map((at, seq) => entry(seq, at)))).toEqual([1, 4]);
  });

  it('is not blamed for an emergency that had to wait for the ledger', () => {
    const waited = [
      entry(0, NOON),
      entry(1, NOON - 3_600_000, 'ab'),
      entry(2, NOON - 3_600_000, 'ab-aside', 'emergency-stored-aside'),
      entry(3, NOON + 1),
    ];
    expect(clockWentBackAt(waited)).toEqual([]);
    expect(clockWentBackAt(waited.slice(0, 2))).toEqual([1]);
  });
});
