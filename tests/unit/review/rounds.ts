/** Cases on which several people decide, with or without the force's store. */
import type { AttemptHeader, ReviewHeader } from '../../../core/ledger/header.ts';
import { decidingOf, type StatedRule } from '../../../core/policy/deciding.ts';
import { type Case, foldCases } from '../../../core/review/cases.ts';
import { claimKey, type Held } from '../../../core/review/claims.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { attempt, review } from './headers.ts';

const HOME = { force: 'tf', unit: 't07' };
export const OLD = '2026-01-01';
export const TWO: StatedRule = { from: OLD, people: 2 };
export const ann = { id: 'TF-9001', isReviewer: true, unit: 'PPU' };
export const bob = { id: 'TF-9002', isReviewer: true, unit: 'PPU' };
export const eve = { id: 'TF-9003', isReviewer: true, unit: 'CID-North' };

type Change = Partial<ReviewHeader>;

/** @param number and how late */
export function by(
  number: number,
  { id, unit }: typeof ann,
  outcome = 'RV-1',
  change: Change = {},
) {
  return { ...review(number, 1, outcome), reviewer: id, unit, ...change };
}

/** All lie in the force's store, in this order. */
function inStore(decisions: readonly ReviewHeader[]) {
  const claimed = decisions.map((each, number) => ({ ...each, claim: { ...HOME, number } }));
  const at = new Map(claimed.map(({ id, claim }) => [claimKey(hexId(1), claim), id]));
  const held: Held = { device: 'none', at, home: () => HOME };
  return { claimed, held };
}

interface FoldParts {
  readonly rules?: readonly StatedRule[];
  readonly reviewers?: Parameters<typeof decidingOf>[0]['reviewers'];
  readonly change?: Partial<AttemptHeader>;
  readonly isInStore?: boolean;
}

export function fold(decisions: readonly ReviewHeader[], parts: FoldParts = {}): Case {
  const { rules = [TWO], reviewers, change = {}, isInStore = true } = parts;
  const { claimed, held } = inStore(decisions);
  const [found] = foldCases(
    [attempt(1, change), ...(isInStore ? claimed : decisions)],
    reviewOutcomes,
    isInStore ? held : null,
    null,
    decidingOf({ deciding: rules, reviewers }),
  );
  if (!found) throw new Error('one case was expected');
  return found;
}

export const statusesIn = ({ decisions, statuses }: Case) =>
  decisions.map(({ id }) => statuses.get(id));
