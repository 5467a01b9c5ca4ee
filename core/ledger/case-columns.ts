/**
 * Headers of which cases are made, as columns: for an index that is read in a tenth of the time that
 * their lines take. Nothing is left out, so a header comes back as it was.
 */
import { at, type Coded, coded, termAt } from '../columns.ts';
import type { FollowThroughHeader, ReplyHeader } from './answers.ts';
import type { ApprovalHeader } from './approval.ts';
import type { AssignmentHeader } from './assignment.ts';
import type { AttemptHeader, FollowUpHeader, HeaderCommon, ReviewHeader } from './header.ts';
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

type Plain<Of, Field extends keyof Of> = { readonly [Name in Field]: readonly Of[Name][] };
type Few<Of, Field extends keyof Of> = { readonly [Name in Field]: Coded<Of[Name]> };
/** What may be absent is null here. */
type Maybe<Of, Field extends keyof Of> = {
  readonly [Name in Field]-?: Coded<Exclude<Of[Name], undefined> | null>;
};

type CommonColumns = Plain<HeaderCommon, 'id' | 'seq' | 'prev' | 'at' | 'body'> &
  Few<HeaderCommon, 'device' | 'extension' | 'policy'>;

type AttemptColumns = CommonColumns &
  Plain<AttemptHeader, 'record' | 'dwellMs'> &
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

type FollowUpColumns = CommonColumns &
  Plain<FollowUpHeader, 'of'> &
  Few<FollowUpHeader, 'reason' | 'officer'>;

type ReviewColumns = CommonColumns &
  Plain<ReviewHeader, 'of'> &
  Few<ReviewHeader, 'outcome' | 'reviewer'> &
  Maybe<ReviewHeader, 'claim' | 'remedy' | 'followUpDays' | 'rank' | 'unit'>;

type AuthorisationColumns = CommonColumns &
  Plain<AuthorisationHeader, 'of'> &
  Few<AuthorisationHeader, 'answer' | 'by'>;

type AssignmentColumns = CommonColumns &
  Plain<AssignmentHeader, 'of'> &
  Few<AssignmentHeader, 'to' | 'by'>;

export interface CaseColumns {
  readonly attempts: AttemptColumns;
  readonly followUps: FollowUpColumns;
  readonly reviews: ReviewColumns;
  readonly authorisations: AuthorisationColumns;
  readonly assignments: AssignmentColumns;
  readonly answers: readonly AnswerHeader[];
  /** Leaf hashes of all of them, in order of sequence. */
  readonly leaves: readonly string[];
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
    leaves: entries.map(({ leaf }) => leaf),
  };
}

function isAnswer(header: CaseHeader): header is AnswerHeader {
  const { kind } = header;
  return kind === 'reply' || kind === 'follow-through' || kind === 'approval';
}

/** In order of sequence. @throws RangeError where a column is shorter than the others */
export function entriesOf(columns: CaseColumns): readonly CaseEntry[] {
  const { attempts, followUps, reviews, authorisations, assignments, answers, leaves } = columns;
  const found: CaseHeader[] = attempts.id.map((_, place) => attemptAt(attempts, place));
  for (const place of followUps.id.keys()) found.push(followUpAt(followUps, place));
  for (const place of reviews.id.keys()) found.push(reviewAt(reviews, place));
  for (const place of authorisations.id.keys()) found.push(authorisationAt(authorisations, place));
  for (const place of assignments.id.keys()) found.push(assignmentAt(assignments, place));
  found.push(...answers);
  found.sort((a, b) => a.seq - b.seq);
  return found.map((header, place) => ({ header, leaf: at(leaves, place) }));
}

function commonColumns(headers: readonly HeaderCommon[]): CommonColumns {
  return {
    id: headers.map((each) => each.id),
    seq: headers.map((each) => each.seq),
    prev: headers.map((each) => each.prev),
    at: headers.map((each) => each.at),
    device: coded(headers, (each) => each.device),
    extension: coded(headers, (each) => each.extension),
    policy: coded(headers, (each) => each.policy),
    body: headers.map((each) => each.body),
  };
}

function commonAt(columns: CommonColumns, place: number): HeaderCommon {
  return {
    v: 1,
    id: at(columns.id, place),
    seq: at(columns.seq, place),
    prev: at(columns.prev, place),
    at: at(columns.at, place),
    device: termAt(columns.device, place),
    extension: termAt(columns.extension, place),
    policy: termAt(columns.policy, place),
    body: at(columns.body, place),
  };
}

function attemptColumns(headers: readonly AttemptHeader[]): AttemptColumns {
  return {
    ...commonColumns(headers),
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
    record: headers.map((each) => each.record),
    dwellMs: headers.map((each) => each.dwellMs),
    roleBefore: coded(headers, (each) => each.roleBefore ?? null),
    roleElsewhere: coded(headers, (each) => each.roleElsewhere ?? null),
    also: coded(headers, (each) => each.also, JSON.stringify),
    authorisation: coded(headers, (each) => each.authorisation, JSON.stringify),
    evidence: coded(headers, (each) => each.evidence, JSON.stringify),
  };
}

function attemptAt(columns: AttemptColumns, place: number): AttemptHeader {
  return {
    ...commonAt(columns, place),
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
    record: at(columns.record, place),
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
    ...commonColumns(headers),
    of: headers.map((each) => each.of),
    reason: coded(headers, (each) => each.reason),
    officer: coded(headers, (each) => each.officer),
  };
}

function followUpAt(columns: FollowUpColumns, place: number): FollowUpHeader {
  return {
    ...commonAt(columns, place),
    kind: 'follow-up',
    of: at(columns.of, place),
    reason: termAt(columns.reason, place),
    officer: termAt(columns.officer, place),
  };
}

function reviewColumns(headers: readonly ReviewHeader[]): ReviewColumns {
  return {
    ...commonColumns(headers),
    of: headers.map((each) => each.of),
    outcome: coded(headers, (each) => each.outcome),
    reviewer: coded(headers, (each) => each.reviewer),
    claim: coded(headers, (each) => each.claim ?? null, JSON.stringify),
    remedy: coded(headers, (each) => each.remedy ?? null),
    followUpDays: coded(headers, (each) => each.followUpDays ?? null),
    rank: coded(headers, (each) => each.rank ?? null),
    unit: coded(headers, (each) => each.unit ?? null),
  };
}

function reviewAt(columns: ReviewColumns, place: number): ReviewHeader {
  return {
    ...commonAt(columns, place),
    kind: 'review',
    of: at(columns.of, place),
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
    ...commonColumns(headers),
    of: headers.map((each) => each.of),
    answer: coded(headers, (each) => each.answer),
    by: coded(headers, (each) => each.by),
  };
}

function authorisationAt(columns: AuthorisationColumns, place: number): AuthorisationHeader {
  return {
    ...commonAt(columns, place),
    kind: 'authorisation',
    of: at(columns.of, place),
    answer: termAt(columns.answer, place),
    by: termAt(columns.by, place),
  };
}

function assignmentColumns(headers: readonly AssignmentHeader[]): AssignmentColumns {
  return {
    ...commonColumns(headers),
    of: headers.map((each) => each.of),
    to: coded(headers, (each) => each.to),
    by: coded(headers, (each) => each.by),
  };
}

function assignmentAt(columns: AssignmentColumns, place: number): AssignmentHeader {
  return {
    ...commonAt(columns, place),
    kind: 'assignment',
    of: at(columns.of, place),
    to: termAt(columns.to, place),
    by: termAt(columns.by, place),
  };
}
