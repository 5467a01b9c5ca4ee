/** A control under a policy that need not be in force anywhere, decided as the guard decides it. */
import type { Reading } from '../forms/classify.ts';
import { alsoHit, decide } from '../policy/decide.ts';
import type { Rule } from '../policy/model.ts';
import type { DecisionTable } from '../policy/table.ts';
import { type Outcome, outcomeRank } from '../vocabulary.ts';

export interface Decided {
  readonly outcome: Outcome;
  /** The rule that decides; null where none applies. */
  readonly rule: Rule | null;
  /** Ids of the other rules whose conditions hold. */
  readonly also: readonly string[];
  /** Of several readings, the one that is decided on. */
  readonly reading: Reading;
}

/**
 * @param readings all that count; the strictest outcome decides, of equal ones the first
 * @returns null where there is no reading
 */
export function decidedOn(readings: readonly Reading[], table: DecisionTable): Decided | null {
  let strictest: Decided | null = null;
  for (const reading of readings) {
    const { trust, classification } = reading;
    const { outcome, rule, cell } = decide(classification, table, { trust, granted: false });
    if (strictest === null || outcomeRank(outcome) > outcomeRank(strictest.outcome)) {
      const also = alsoHit(table, cell).map(({ id }) => id);
      strictest = { outcome, rule, also, reading };
    }
  }
  return strictest;
}
