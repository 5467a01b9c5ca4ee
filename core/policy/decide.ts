/** The one decision that the whole product turns on: synchronous, pure, by table. */
import { type Classification, type Evidence, protectedBy } from '../forms/classification.ts';
import type { Outcome } from '../vocabulary.ts';
import type { Rule, SiteTrust } from './model.ts';
import {
  type Cell,
  cellIndex,
  type DecisionTable,
  outcomeAt,
  ruleApplies,
  winnerAt,
} from './table.ts';

export interface Decision {
  readonly outcome: Outcome;
  /** The rule that decided; null where no rule applies and the outcome is `allow`. */
  readonly rule: Rule | null;
  readonly cell: Cell;
  /** What on the page led to it. */
  readonly because: readonly Evidence[];
}

export interface Circumstances {
  readonly trust: SiteTrust;
  readonly granted: boolean;
}

const ORDINARY: Circumstances = { trust: 'generic', granted: false };

/**
 * Decides what happens to an attempt.
 *
 * @param classification what the control is and whom the record is about
 * @param table the policy in force, compiled
 */
export function decide(
  classification: Classification,
  table: DecisionTable,
  circumstances: Circumstances = ORDINARY,
): Decision {
  const cell: Cell = {
    kind: classification.kind,
    // What the page calls a person now takes no protection away.
    role: protectedBy(classification) ?? classification.role,
    group: classification.group,
    dual: classification.dual,
    trust: circumstances.trust,
    granted: circumstances.granted,
  };
  return {
    outcome: outcomeAt(table, cell),
    rule: winnerAt(table, cell),
    cell,
    because: classification.because,
  };
}

/** The other rules whose conditions hold as well; every one is recorded with the winner. */
export function alsoHit(table: DecisionTable, cell: Cell): readonly Rule[] {
  const winner = table.winners[cellIndex(cell)];
  return table.rules.filter((rule, index) => index !== winner && ruleApplies(rule.when, cell));
}
