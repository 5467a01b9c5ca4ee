/** Who is on a case, by what was said and by the time of whoever reads it. */
import { describe, expect, it } from 'vitest';
import type { AssignmentHeader } from '../../../core/ledger/assignment.ts';
import { assignedTo } from '../../../core/review/assigned.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { attempt, review } from './headers.ts';

const NOW = 1_790_000_000_000;
const HOUR = 3_600_000;

interface Said {
  readonly to: string;
  readonly by?: string;
  readonly at?: number;
  readonly device?: string;
}

function said(number: number, { to, by = to, at = NOW, device = '0'.repeat(16) }: Said) {
  const { extension, policy, v, prev, body } = review(number, 1, 'RV-1');
  const own = { id: hexId(number), seq: number, at, device, to, by };
  const header: AssignmentHeader = {
    ...{ extension, policy, v, prev, body, ...own },
    ...{ kind: 'assignment', of: hexId(1) },
  };
  return header;
}

function onIt(given: readonly AssignmentHeader[], now = NOW): string | null {
  const [found] = foldCases([attempt(1), ...given], reviewOutcomes);
  if (!found) throw new Error('one case was expected');
  return assignedTo(found, now)?.to ?? null;
}

const FAST = 'f'.repeat(16);

describe('a device whose clock is ahead', () => {
  const ahead = said(3, { to: 'TF-9002', at: NOW + 2 * HOUR, device: FAST });

  it('hides nothing that was said before it', () => {
    expect(onIt([said(2, { to: 'TF-9001' }), ahead])).toBe('TF-9001');
    expect(onIt([ahead])).toBeNull();
  });

  it('counts from then on, and by an hour at once', () => {
    expect(onIt([said(2, { to: 'TF-9001' }), ahead], NOW + HOUR)).toBe('TF-9002');
  });

  it('takes nothing back that it says when the clock was put right', () => {
    const back = said(4, { to: '', by: 'TF-9002', device: FAST });
    expect(onIt([ahead, back])).toBeNull();
    expect(onIt([ahead, back], NOW + 3 * HOUR)).toBeNull();
  });
});

describe('an entry about who is on a case', () => {
  it('counts for nothing by, or of, whoever had a part in it: anybody could write one', () => {
    const first = said(2, { to: 'TF-9001' });
    expect(onIt([first, said(3, { to: '', by: 'TF-4312', at: NOW + 1 })])).toBe('TF-9001');
    expect(onIt([first, said(3, { to: 'tf4312', by: 'TF-9002', at: NOW + 1 })])).toBe('TF-9001');
    expect(onIt([first, said(3, { to: '', by: 'TF-9001', at: NOW + 1 })])).toBeNull();
  });
});
