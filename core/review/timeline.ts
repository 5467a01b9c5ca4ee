/** What happened to an override, in order: from the hold to what was decided last. */
import type { Recipient } from '../ledger/disclosure.ts';
import type { ClaimAnswer } from '../ledger/review-parts.ts';
import type { ApprovalRow, CaseDetail, DecisionDetail } from './rows.ts';

export type TimelineItem = { readonly at: number } & (
  | { readonly kind: 'held' }
  | { readonly kind: 'chosen' }
  | { readonly kind: 'approval'; readonly approval: ApprovalRow }
  | { readonly kind: 'vouched'; readonly by: string; readonly answer: ClaimAnswer }
  | { readonly kind: 'explained'; readonly reason: string }
  | { readonly kind: 'replied'; readonly words: string | null }
  | { readonly kind: 'passed-on'; readonly by: string }
  /** `to` is empty where it was handed back, or taken off whoever was on it: `from`. */
  | { readonly kind: 'assigned'; readonly by: string; readonly to: string; readonly from: string }
  | { readonly kind: 'decided'; readonly decision: DecisionDetail }
);

/** Where two are of one moment, in the order in which they can have come. */
export function timelineOf(detail: CaseDetail): readonly TimelineItem[] {
  const { attempt, followUp, vouched, replies, decisions, assignments, row, approvals } = detail;
  const items: TimelineItem[] = [];
  // Without a hold nothing stood before the choice.
  if (attempt.choice !== 'unheld' && attempt.dwellMs > 0)
    items.push({ kind: 'held', at: attempt.at - attempt.dwellMs });
  for (const approval of approvals) items.push({ kind: 'approval', at: approval.at, approval });
  items.push({ kind: 'chosen', at: attempt.at });
  if (vouched) items.push({ kind: 'vouched', ...vouched });
  if (followUp) items.push({ kind: 'explained', at: followUp.at, reason: followUp.reason });
  for (const { at, words } of replies) items.push({ kind: 'replied', at, words });
  const said = row.passedOn?.said;
  if (said) items.push({ kind: 'passed-on', at: said.at, by: said.by });
  let from = '';
  for (const { at, by, to } of assignments) {
    items.push({ kind: 'assigned', at, by, to, from });
    from = to;
  }
  for (const decision of decisions) items.push({ kind: 'decided', at: decision.at, decision });
  return items.sort((a, b) => a.at - b.at);
}

/** Somebody opened it. */
export interface CaseRead {
  readonly at: number;
  readonly reader: string;
  /** For whom it was printed; absent where it was only opened. */
  readonly printed?: Recipient;
}
