/** Reasons that officers owe for a life at risk: which they are, and giving one, once. */

import type { Header } from '../../core/ledger/header.ts';
import type { GiveReasonReply, Messages, OwedReason } from '../../core/messages.ts';
import { reasonFault, TO_FOLLOW } from '../../core/policy/reasons.ts';
import { type Case, foldCases, owesReason } from '../../core/review/cases.ts';
import { likeness } from '../../core/sites/staff-numbers.ts';
import type { CaseLedgers } from './case-ledgers.ts';
import { LedgerError } from './ledger/error.ts';
import { orFailed } from './ledger/or-failed.ts';
import { ownCommon } from './own-entries.ts';
import type { RecordParts } from './record.ts';
import { owedBy } from './review-cases.ts';

type Parts = RecordParts & {
  readonly newId: () => string;
  readonly caseLedgers: CaseLedgers;
};

/** What this officer owes, the oldest first. Empty where the ledger does not answer. */
export async function owedReasons(parts: Parts): Promise<readonly OwedReason[]> {
  const { identity, limits } = parts.policy.state.policy;
  try {
    const { headers } = await parts.caseLedgers.own();
    return emergenciesIn(headers)
      .filter((each) => owesReason(each) && isOwn(each, identity.id))
      .map(({ attempt: { id, at, signal } }) => ({ id, at, signal, owedBy: owedBy(at, limits) }));
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    // The status page says what is wrong with the ledger.
    return [];
  }
}

/** Appends the reason. The attempt that it explains stays as it is. */
export function giveReason(
  parts: Parts,
  { id, reason, explanation }: Messages['give-reason']['request'],
): Promise<GiveReasonReply> {
  const { identity } = parts.policy.state.policy;
  const chosen = parts.reasonCodes.find(({ code }) => code === reason && code !== TO_FOLLOW);
  return orFailed<GiveReasonReply>(async () => {
    const { headers, head } = await parts.caseLedgers.own();
    const found = emergenciesIn(headers).find(({ attempt }) => attempt.id === id);
    if (found === undefined) return { ok: false, code: 'not-found' };
    if (!isOwn(found, identity.id)) return { ok: false, code: 'not-yours' };
    if (!owesReason(found)) return { ok: false, code: 'given' };
    const fault = reasonFault(chosen, explanation);
    if (fault !== null) return { ok: false, code: 'reason-refused', fault };
    const common = await ownCommon(parts);
    const { entry } = await parts.ledger.append(
      { ...common, kind: 'follow-up', of: id, reason, officer: identity.id },
      { explanation: explanation.trim() },
      // Behind the very ledger that was looked at: of two at once the second is refused.
      head,
    );
    return { ok: true, seq: entry.seq };
  });
}

/** The popup asks at each opening: the index has all of them, and most of it is something else. */
function emergenciesIn(headers: readonly Header[]): readonly Case[] {
  const about = headers.filter(
    (each) => each.kind === 'follow-up' || (each.kind === 'attempt' && each.choice === 'emergency'),
  );
  return foldCases(about, []);
}

/** Where nobody is named by policy, whoever uses the browser profile explains. */
function isOwn({ attempt }: Case, officer: string): boolean {
  const isAnybodys = attempt.officer === '';
  if (officer === '') return isAnybodys || attempt.officerFrom !== 'policy';
  // A page may show the number in another way than policy has it.
  return isAnybodys || likeness(attempt.officer, officer) !== 'other';
}
