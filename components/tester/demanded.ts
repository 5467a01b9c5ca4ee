/** What the policies ask at a control: outcome, reasons and rank, as `prove` compares them. */
import { type Demand, demandOf } from '../../core/policy/demand.ts';
import type { TestedControl } from './tester-state.ts';

/** Of the policy that is tried, and of the one in force where that asks something else. */
export interface Demanded {
  readonly tried: Demand;
  readonly before: Demand | null;
}

export function demandedOf({ inForce, underTest }: TestedControl): Demanded {
  const tried = demandOf((underTest ?? inForce).rule ?? undefined);
  const before = demandOf(inForce.rule ?? undefined);
  return { tried, before: JSON.stringify(tried) === JSON.stringify(before) ? null : before };
}

export function isChanged(control: TestedControl): boolean {
  const { inForce, underTest } = control;
  const isOther = underTest !== null && underTest.outcome !== inForce.outcome;
  return isOther || demandedOf(control).before !== null;
}
