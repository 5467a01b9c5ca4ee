/** The background's own decision on what a guard reports: the guard's word is not enough. */
import type { Authorisation } from '../../core/ledger/approval.ts';
import type { AttemptReport, RecordReply } from '../../core/messages.ts';
import { alsoHit, type Decision, decide } from '../../core/policy/decide.ts';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import type { ReasonCode } from '../../core/policy/model.ts';
import { authoriserFor, isOffered, isRankEnough, reasonFault } from '../../core/policy/reasons.ts';
import type { DecisionTable } from '../../core/policy/table.ts';
import { mayBeSamePerson } from '../../core/sites/staff-numbers.ts';
import { type Choice, type Outcome, outcomeRank, type Rank } from '../../core/vocabulary.ts';

export type Refusal = Extract<RecordReply, { readonly ok: false }>;

/** What the ledger is going to say about an attempt. */
export interface Judged {
  readonly ok: true;
  readonly outcome: Outcome;
  readonly rule: string;
  readonly also: readonly string[];
  readonly reason: string | null;
  readonly explanation: string;
}

/**
 * @param report checked in shape, otherwise untrusted
 * @param officer staff number of the person signed in, empty where it is not known
 * @param authorisation who authorised it, as far as this device knows
 */
export function judge(
  report: AttemptReport,
  table: DecisionTable,
  reasonCodes: readonly ReasonCode[],
  officer: string,
  authorisation: Authorisation | null,
): Judged | Refusal {
  const decision = decisionOn(report, table);
  const { outcome, rule, cell } = decision;
  // One press is enough for what is rehearsed by the policy of now, and for nothing else.
  if (report.choice === 'piloted' && rule?.pilot === undefined)
    return { ok: false, code: 'stricter-outcome', outcome };
  const refusal = refusalOf(report, decision, reasonCodes, officer, authorisation);
  if (refusal !== null) return refusal;
  return {
    ok: true,
    outcome,
    rule: rule?.id ?? '',
    also: alsoHit(table, cell).map(({ id }) => id),
    reason: reasonCodes.find(({ code }) => code === report.reason)?.code ?? null,
    explanation: explanationOf(report),
  };
}

/** What the policy in force says of what a guard reports. */
export function decisionOn(report: AttemptReport, table: DecisionTable): Decision {
  return decide(
    {
      kind: report.signal,
      confidence: 1,
      role: report.role,
      roleBefore: report.roleBefore,
      roleElsewhere: report.roleElsewhere,
      dual: report.dual,
      ordinal: report.slot,
      group: report.group,
      because: report.evidence,
    },
    table,
    { trust: report.trust, granted: false },
  );
}

const AS_IT_IS: ReadonlySet<Choice> = new Set(['emergency', 'complied', 'abandoned', 'unheld']);

function refusalOf(
  report: AttemptReport,
  decision: Decision,
  reasonCodes: readonly ReasonCode[],
  officer: string,
  authorisation: Authorisation | null,
): Refusal | null {
  const { choice } = report;
  const { outcome, rule } = decision;
  // Life at risk goes first; who stayed back has nothing to answer for; what is done is written down.
  if (AS_IT_IS.has(choice)) return null;
  const isStricter = outcomeRank(outcome) > outcomeRank(report.outcome);
  // A block has no way through but the threat-to-life path, and a hold is not "not asked".
  const isBypassed =
    ((choice === 'overridden' || choice === 'repeated') && outcome === 'block') ||
    (choice === 'unasked' && outcomeRank(outcome) >= outcomeRank('warn'));
  if (isStricter || isBypassed) return { ok: false, code: 'stricter-outcome', outcome };
  if (choice !== 'overridden' || rule === null || !needsReason(outcome)) return null;
  const offered = isOffered(rule, report.reason ?? '', report);
  const reason = offered ? reasonCodes.find(({ code }) => code === report.reason) : undefined;
  const fault = reasonFault(reason, report.explanation);
  if (fault !== null) return { ok: false, code: 'reason-refused', fault };
  const needed = authoriserFor(decision, reason);
  return needed === null ? null : authorisationRefused(authorisation, needed, officer);
}

function needsReason(outcome: Outcome): boolean {
  return outcome === 'justify' || outcome === 'approve';
}

/** A second person of sufficient rank; nobody authorises their own override. */
function authorisationRefused(
  authorisation: Authorisation | null,
  needed: Rank,
  officer: string,
): Refusal | null {
  if (authorisation === null || !isRankEnough(authorisation.rank, needed))
    return { ok: false, code: 'reason-refused', fault: { code: 'rank-needed', needs: needed } };
  return mayBeSamePerson(authorisation.by, officer) ? { ok: false, code: 'reason-refused' } : null;
}

/**
 * What is kept of the officer's words. An emergency is never refused for them, so words that
 * hold an identifier are left out instead; where nobody went on, there is nothing to explain.
 */
function explanationOf({ choice, explanation }: AttemptReport): string {
  const text = explanation.trim();
  const isKept = choice === 'overridden' || choice === 'emergency';
  return isKept && findIdentifier(text) === null ? text : '';
}
