/** Cases, folded once for as long as nothing that they are made of changed. */
import type { Header } from '../../core/ledger/header.ts';
import type { Deciding } from '../../core/policy/deciding.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import { type Case, foldCases } from '../../core/review/cases.ts';
import type { Held } from '../../core/review/claims.ts';
import type { Picks } from '../../core/review/second-look.ts';

interface Folded {
  readonly outcomes: readonly ReviewOutcome[];
  readonly held: Held | null;
  readonly picks: Picks;
  readonly deciding: Deciding;
  readonly cases: readonly Case[];
}

/** By the headers, which are another array where they are others: what nobody holds is forgotten. */
const known = new WeakMap<readonly Header[], Folded>();

/** @param held the same object as before where what it says is the same */
export function casesOf(
  headers: readonly Header[],
  outcomes: readonly ReviewOutcome[],
  held: Held | null,
  picks: Picks,
  deciding: Deciding,
): readonly Case[] {
  const before = known.get(headers);
  const isSame =
    before?.held === held &&
    before.outcomes === outcomes &&
    before.picks === picks &&
    before.deciding === deciding;
  if (isSame) return before.cases;
  const cases = foldCases(headers, outcomes, held, picks, deciding);
  known.set(headers, { outcomes, held, picks, deciding, cases });
  return cases;
}
