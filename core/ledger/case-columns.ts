/**
 * Headers of which cases are made, as columns: for an index that is read in a tenth of the time that
 * their lines take. Nothing is left out, so a header comes back as it was.
 */
import { at, coded, joined, separate, termAt } from '../columns.ts';
import type { FollowThroughHeader, ReplyHeader } from './answers.ts';
import type { ApprovalHeader } from './approval.ts';
import type { AssignmentHeader } from './assignment.ts';
import type { AttemptHeader, FollowUpHeader, ReviewHeader } from './header.ts';
import {
  type CommonColumns,
  commonColumns,
  type Few,
  headersOf,
  type Known,
  type Maybe,
  type Plain,
} from './header-columns.ts';
import type { AuthorisationHeader } from './review-parts.ts';

/** What an officer, a reviewer or a second person was asked and answered: few, so as they are. */
type AnswerHeader = ReplyHeader | FollowThroughHeader | ApprovalHeader;

export type CaseHeader =
  | AttemptHeader
  | FollowUpHeader
  | ReviewHeader
  | AuthorisationHeader
  | AssignmentHeader
  | AnswerHeader;

/** With the leaf hash of its entry, from which is drawn what is picked for review. */
export interface CaseEntry {
  readonly header: CaseHeader;
  readonly leaf: string;
}

type AttemptColumns = CommonColumns &
  Plain<AttemptHeader, 'dwellMs'> &
  Few<
    AttemptHeader,
    | 'signal'
    | 'control'
    | 'act'
    | 'role'
    | 'dual'
    | 'slot'
    | 'group'
    | 'trust'
    | 'outcome'
    | 'rule'
    | 'choice'
    | 'reason'
    | 'repeats'
    | 'officer'
    | 'officerFrom'
    | 'unit'
    | 'also'
    | 'authorisation'
    | 'evidence'
  > &
  Maybe<AttemptHeader, 'roleBefore' | 'roleElsewhere'>;

type FollowUpColumns = CommonColumns & Few<FollowUpHeader, 'reason' | 'officer'>;

type ReviewColumns = CommonColumns &
  Few<ReviewHeader, 'outcome' | 'reviewer'> &
  Maybe<ReviewHeader, 'claim' | 'remedy' | 'followUpDays' | 'rank' | 'unit'>;

type AuthorisationColumns = CommonColumns & Few<AuthorisationHeader, 'answer' | 'by'>;

type AssignmentColumns = CommonColumns & Few<AssignmentHeader, 'to' | 'by'>;

export interface CaseColumns {
  readonly attempts: AttemptColumns;
  readonly followUps: FollowUpColumns;
  readonly reviews: ReviewColumns;
  readonly authorisations: AuthorisationColumns;
  readonly assignments: AssignmentColumns;
  readonly answers: readonly AnswerHeader[];
  /** Leaf hashes of all of them, in order of sequence. */
  readonly leaves: string;
}

/** @param entries of one ledger, in order of sequence */
export function entryColumns(entries: readonly CaseEntry[]): CaseColumns {
  const headers = entries.map(({ header }) => header);
  return {
    attempts: attemptColumns(headers.filter((each) => each.kind === 'attempt')),
    followUps: followUpColumns(headers.filter((each) => each.kind === 'follow-up')),
    reviews: reviewColumns(headers.filter((each) => each.kind === 'review')),
    authorisations: authorisationColumns(headers.filter((each) => each.kind === 'authorisation')),
    assignments: assignmentColumns(headers.filter((each) => each.kind === 'assignment')),
    answers: headers.filter(isAnswer),
    leaves: joined(entries.map(({ leaf }) => leaf)),
  };
}

function isAnswer(header: CaseHeader): header is AnswerHeader {
  const { kind } = header;
  return kind === 'reply' || kind === 'follow-through' || kind === 'approval';
}

/** In order of sequence. @throws RangeError where a column is shorter than the others */
export function entriesOf(columns: CaseColumns): readonly CaseEntry[] {
  const { attempts, followUps, reviews, authorisations, assignments, answers, leaves } = columns;
  const found: CaseHeader[] = [
    ...headersOf(attempts, attemptAt),
    ...headersOf(followUps, followUpAt),
    ...headersOf(reviews, reviewAt),
    ...headersOf(authorisations, authorisationAt),
    ...headersOf(assignments, assignmentAt),
    ...answers,
  ];
  found.sort((a, b) => a.seq - b.seq);
  const leafAt = separate(leaves, found.length);
  return found.map((header, place) => ({ header, leaf: at(leafAt, place) }));
}

function attemptColumns(headers: readonly AttemptHeader[]): AttemptColumns {
  return {
    ...commonColumns(headers, ({ record }) => record),
    signal: coded(headers, (each) => each.signal),
    control: coded(headers, (each) => each.control),
    act: coded(headers, (each) => each.act),
    role: coded(headers, (each) => each.role),
    dual: coded(headers, (each) => each.dual),
    slot: coded(headers, (each) => each.slot),
    group: coded(headers, (each) => each.group),
    trust: coded(headers, (each) => each.trust),
    outcome: coded(headers, (each) => each.outcome),
    rule: coded(headers, (each) => each.rule),
    choice: coded(headers, (each) => each.choice),
    reason: coded(headers, (each) => each.reason),
    repeats: coded(headers, (each) => each.repeats),
    officer: coded(headers, (each) => each.officer),
    officerFrom: coded(headers, (each) => each.officerFrom),
    unit: coded(headers, (each) => each.unit),
    dwellMs: headers.map((each) => each.dwellMs),
    roleBefore: coded(headers, (each) => each.roleBefore ?? null),
    roleElsewhere: coded(headers, (each) => each.roleElsewhere ?? null),
    also: coded(headers, (each) => each.also, JSON.stringify),
    authorisation: coded(headers, (each) => each.authorisation, JSON.stringify),
    evidence: coded(headers, (each) => each.evidence, JSON.stringify),
  };
}

function attemptAt({ common, about, place }: Known, columns: AttemptColumns): AttemptHeader {
  return {
    ...common,
    kind: 'attempt',
    signal: termAt(columns.signal, place),
    control: termAt(columns.control, place),
    act: termAt(columns.act, place),
    role: termAt(columns.role, place),
    dual: termAt(columns.dual, place),
    slot: termAt(columns.slot, place),
    group: termAt(columns.group, place),
    trust: termAt(columns.trust, place),
    outcome: termAt(columns.outcome, place),
    rule: termAt(columns.rule, place),
    choice: termAt(columns.choice, place),
    reason: termAt(columns.reason, place),
    repeats: termAt(columns.repeats, place),
    officer: termAt(columns.officer, place),
    officerFrom: termAt(columns.officerFrom, place),
    unit: termAt(columns.unit, place),
    record: about || null,
    dwellMs: at(columns.dwellMs, place),
    also: termAt(columns.also, place),
    authorisation: termAt(columns.authorisation, place),
    evidence: termAt(columns.evidence, place),
    roleBefore: termAt(columns.roleBefore, place) ?? undefined,
    roleElsewhere: termAt(columns.roleElsewhere, place) ?? undefined,
  };
}

function followUpColumns(headers: readonly FollowUpHeader[]): FollowUpColumns {
  return {
    ...commonColumns(headers, ({ of }) => of),
    reason: coded(headers, (each) => each.reason),
    officer: coded(headers, (each) => each.officer),
  };
}

function followUpAt({ common, about, place }: Known, columns: FollowUpColumns): FollowUpHeader {
  return {
    ...common,
    kind: 'follow-up',
    of: about,
    reason: termAt(columns.reason, place),
    officer: termAt(columns.officer, place),
  };
}

function reviewColumns(headers: readonly ReviewHeader[]): ReviewColumns {
  return {
    ...commonColumns(headers, ({ of }) => of),
    outcome: coded(headers, (each) => each.outcome),
    reviewer: coded(headers, (each) => each.reviewer),
    claim: coded(headers, (each) => each.claim ?? null, JSON.stringify),
    remedy: coded(headers, (each) => each.remedy ?? null),
    followUpDays: coded(headers, (each) => each.followUpDays ?? null),
    rank: coded(headers, (each) => each.rank ?? null),
    unit: coded(headers, (each) => each.unit ?? null),
  };
}

function reviewAt({ common, about, place }: Known, columns: ReviewColumns): ReviewHeader {
  return {
    ...common,
    kind: 'review',
    of: about,
    outcome: termAt(columns.outcome, place),
    reviewer: termAt(columns.reviewer, place),
    claim: termAt(columns.claim, place) ?? undefined,
    remedy: termAt(columns.remedy, place) ?? undefined,
    followUpDays: termAt(columns.followUpDays, place) ?? undefined,
    rank: termAt(columns.rank, place) ?? undefined,
    unit: termAt(columns.unit, place) ?? undefined,
  };
}

function authorisationColumns(headers: readonly AuthorisationHeader[]): AuthorisationColumns {
  return {
    ...commonColumns(headers, ({ of }) => of),
    answer: coded(headers, (each) => each.answer),
    by: coded(headers, (each) => each.by),
  };
}

function authorisationAt(
  { common, about, place }: Known,
  columns: AuthorisationColumns,
): AuthorisationHeader {
  return {
    ...common,
    kind: 'authorisation',
    of: about,
    answer: termAt(columns.answer, place),
    by: termAt(columns.by, place),
  };
}

function assignmentColumns(headers: readonly AssignmentHeader[]): AssignmentColumns {
  return {
    ...commonColumns(headers, ({ of }) => of),
    to: coded(headers, (each) => each.to),
    by: coded(headers, (each) => each.by),
  };
}

function assignmentAt(
  { common, about, place }: Known,
  columns: AssignmentColumns,
): AssignmentHeader {
  return {
    ...common,
    kind: 'assignment',
    of: about,
    to: termAt(columns.to, place),
    by: termAt(columns.by, place),
  };
}
