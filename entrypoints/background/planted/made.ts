/**
 * A planted case as the review page opens it. It is made anew each time that somebody asks, and is
 * nowhere else: no list, no export and no ledger can have it.
 */
import type { AttemptHeader } from '../../../core/ledger/header.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { needsAt } from '../../../core/policy/deciding.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { madeUpNumber, type Plant } from '../../../core/review/planted.ts';
import type { CaseDetail } from '../../../core/review/rows.ts';
import { mayBeSamePerson } from '../../../core/sites/staff-numbers.ts';
import type { Language } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import { promptFor } from '../../../platform/wording.ts';
import { type Folded, givesTo, type ReviewParts, rowOf } from '../review-cases.ts';

/**
 * Null where the override is not here that it would stand beside.
 *
 * @param taken staff numbers of people, see {@link numbersIn}
 */
export function detailOf(
  { policy, outcomes, extension }: ReviewParts,
  folded: Folded,
  { id, after, at, planted }: Plant,
  language: Language,
  taken: readonly string[],
): CaseDetail | null {
  const beside = folded.cases.find(({ attempt }) => attempt.id === after.of)?.attempt;
  const rule = baseline.pack.rules.find((each) => each.id === planted.rule);
  if (beside === undefined || rule === undefined) return null;
  const { policy: inForce } = policy.state;
  const made = (who: 'officer' | 'authoriser') =>
    madeUpNumber(beside.officer || inForce.identity.id, after.leaf, who, (number) =>
      taken.some((each) => mayBeSamePerson(each, number)),
    );
  const attempt: AttemptHeader = {
    ...{
      v: 1,
      kind: 'attempt',
      id,
      at,
      seq: numberAfter(folded, beside),
      prev: after.leaf,
      body: null,
    },
    // As of an override of the same unit that came a little later.
    ...{ device: beside.device, unit: beside.unit, extension, policy: inForce.hash },
    ...{ signal: planted.signal, role: planted.role, group: planted.group },
    ...{ control: planted.control, act: planted.control === 'text' ? 'enter' : 'press' },
    ...{ dual: false, slot: 1, trust: 'generic' },
    ...{ outcome: rule.outcome, rule: rule.id, also: [], choice: 'overridden', repeats: null },
    ...{ reason: planted.reason, officer: made('officer'), officerFrom: 'policy' },
    authorisation: planted.authoriser && {
      ...{ status: 'claimed', by: made('authoriser'), rank: planted.authoriser },
    },
    // A made-up reference could be that of somebody's record, and be opened.
    record: null,
    dwellMs: planted.seconds * 1000,
    evidence: planted.evidence,
  };
  const [each] = foldCases([attempt], outcomes, null, null, inForce.deciding);
  if (each === undefined) return null;
  const row = rowOf(each, inForce, folded, at);
  // Who closes one like it is somebody else: nobody could answer it, and it would show what it is.
  if (row.bar !== null) return null;
  return {
    // "Not signed for yet" is true of it, and of every override that is new.
    row: { ...row, standing: standingBeside(folded, beside) },
    attempt,
    body: {
      explanation: planted.explanation[language],
      recordReference: null,
      prompt: promptFor(rule.wording, language),
      policyVersion: inForce.version,
    },
    hash: leafHash(JSON.stringify(attempt)),
    ...{ followUp: null, replies: [], decisions: [], vouched: null, asksToVouch: false },
    ...{ reversible: null, waits: null, proof: { state: 'unsigned' }, assignments: [] },
    approvals: [],
    needs: needsAt(each.rules, at),
    assignedHours: inForce.deciding.assignedHours,
    givesTo: givesTo(policy.state),
  };
}

/** The next that no override of the device has: whoever looks for a number finds one row. */
function numberAfter({ cases }: Folded, { device, seq }: AttemptHeader): number {
  const taken = new Set(
    cases.flatMap(({ attempt }) => (attempt.device === device ? attempt.seq : [])),
  );
  let number = seq + 1;
  while (taken.has(number)) number++;
  return number;
}

function standingBeside({ received }: Folded, { id }: AttemptHeader): 'unsigned' | null {
  return received.has(id) ? 'unsigned' : null;
}

/** Everybody whom the list knows, and whoever reads it. */
export function numbersIn({ cases }: Folded, reader: string): readonly string[] {
  const numbers = new Set([reader]);
  for (const { attempt, decisions } of cases) {
    numbers.add(attempt.officer);
    if (attempt.authorisation) numbers.add(attempt.authorisation.by);
    for (const { reviewer } of decisions) numbers.add(reviewer);
  }
  return [...numbers];
}
