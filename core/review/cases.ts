/** Cases: what supervisors review, folded from the ledger's entries. */
import type { AttemptHeader, FollowUpHeader, Header, ReviewHeader } from '../ledger/header.ts';
import { findIdentifier } from '../policy/identifiers.ts';
import type { ReviewOutcome } from '../policy/model.ts';

export type CaseState = 'open' | 'more-information' | 'decided';

export interface Case {
  readonly attempt: AttemptHeader;
  readonly state: CaseState;
  /** All decisions, oldest first. A later one does not undo an earlier one; both stand. */
  readonly decisions: readonly ReviewHeader[];
  /** The reason that was owed and given. */
  readonly followUp: FollowUpHeader | null;
  /** How often it was done again under the same reason. */
  readonly repeats: number;
}

/** Whether life was said to be at risk and nobody has said yet why. */
export function owesReason({ attempt, followUp }: Pick<Case, 'attempt' | 'followUp'>): boolean {
  return attempt.choice === 'emergency' && followUp === null;
}

/**
 * Attempts that went past a hold, or in without one: those that a supervisor has to look at. What a
 * page filled in by itself, nobody did.
 */
export function needsReview(header: Header): header is AttemptHeader {
  if (header.kind !== 'attempt') return false;
  const { choice, act } = header;
  return (
    choice === 'overridden' || choice === 'emergency' || (choice === 'unheld' && act !== 'fill')
  );
}

/** @param headers in order of sequence */
export function foldCases(
  headers: readonly Header[],
  outcomes: readonly ReviewOutcome[],
): readonly Case[] {
  const keepsOpen = new Set(outcomes.filter((o) => o.keepsOpen).map((o) => o.code));
  const followUps = new Map<string, FollowUpHeader>();
  const repeats = new Map<string, number>();
  const cases = new Map<string, { attempt: AttemptHeader; decisions: ReviewHeader[] }>();
  for (const header of headers) {
    if (header.kind === 'attempt' && header.repeats !== null)
      repeats.set(header.repeats, (repeats.get(header.repeats) ?? 0) + 1);
    if (needsReview(header)) cases.set(header.id, { attempt: header, decisions: [] });
    // The first one counts: a reason is given once.
    else if (header.kind === 'follow-up' && !followUps.has(header.of))
      followUps.set(header.of, header);
    else if (header.kind === 'review') cases.get(header.of)?.decisions.push(header);
  }
  return [...cases.values()].map(({ attempt, decisions }) => {
    const last = decisions.at(-1);
    const state: CaseState =
      last === undefined ? 'open' : keepsOpen.has(last.outcome) ? 'more-information' : 'decided';
    const followUp = followUps.get(attempt.id) ?? null;
    return { attempt, decisions, state, followUp, repeats: repeats.get(attempt.id) ?? 0 };
  });
}

export interface Reviewer {
  /** Collar or staff number from managed settings; empty where none is configured. */
  readonly id: string;
  readonly isReviewer: boolean;
}

export type Bar =
  | 'no-identity'
  | 'not-a-reviewer'
  | 'own-override'
  | 'authorised-it'
  | 'officer-unknown'
  | 'already-decided';

/** Why this person may not decide on this case, or null where they may. */
export function barTo(reviewer: Reviewer, attempt: Case): Bar | null {
  const id = reviewer.id.trim().toLowerCase();
  if (id === '') return 'no-identity';
  if (!reviewer.isReviewer) return 'not-a-reviewer';
  const officer = attempt.attempt.officer.toLowerCase();
  if (officer === '') return 'officer-unknown';
  if (officer === id) return 'own-override';
  if (attempt.attempt.authorisation?.by.toLowerCase() === id) return 'authorised-it';
  return attempt.state === 'decided' ? 'already-decided' : null;
}

export type DecisionFault =
  | 'no-outcome'
  | 'note-needed'
  | 'note-too-long'
  | 'note-holds-identifier';

/** What is wrong with a decision as it was filled in, or null where it can be recorded. */
export function decisionFault(
  outcome: ReviewOutcome | undefined,
  note: string,
): DecisionFault | null {
  if (outcome === undefined) return 'no-outcome';
  if (outcome.needsNote && note.trim().length < 10) return 'note-needed';
  if (note.length > 2000) return 'note-too-long';
  return findIdentifier(note) ? 'note-holds-identifier' : null;
}
