/**
 * What is owed after an override, and answered: a reviewer's question, and whether anything was then
 * passed on. Folded from the ledger's entries, beside cases.
 */
import type { FollowThroughHeader, PassedOn, ReplyHeader } from '../ledger/answers.ts';
import type { AttemptHeader, Header, ReviewHeader } from '../ledger/header.ts';
import type { Clocks } from '../policy/clocks.ts';
import { findIdentifier } from '../policy/identifiers.ts';
import { isSameStaff } from '../sites/officer.ts';
import type { Case } from './cases.ts';

/** The decision that asks the officer for more information. */
export const ASKS = 'RV-5';

const HOUR_MS = 3_600_000;

/** Entries that say something of an attempt after it, by its id. */
export interface After {
  readonly replies: ReadonlyMap<string, readonly ReplyHeader[]>;
  readonly passedOn: ReadonlyMap<string, readonly FollowThroughHeader[]>;
}

/** @param headers of one ledger or of several */
export function afterIn(headers: readonly Header[]): After {
  const replies = new Map<string, ReplyHeader[]>();
  const passedOn = new Map<string, FollowThroughHeader[]>();
  for (const header of headers) {
    if (header.kind === 'reply') under(replies, header.of).push(header);
    else if (header.kind === 'follow-through') under(passedOn, header.of).push(header);
  }
  return { replies, passedOn };
}

function under<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}

/** The officer's own, oldest first; what somebody else put in is none. */
export function repliesTo(attempt: AttemptHeader, { replies }: After): readonly ReplyHeader[] {
  return (replies.get(attempt.id) ?? [])
    .filter(({ by }) => isSameStaff(by, attempt.officer))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

/** The question that the officer has yet to answer; null where none stands. */
export function openQuestion({ state, decisions, statuses }: Case): ReviewHeader | null {
  if (state !== 'more-information') return null;
  const standing = decisions.findLast(({ id }) => statuses.get(id) === 'stands');
  return standing?.outcome === ASKS ? standing : null;
}

/** What was said of one attempt, and by when it has to be. */
export interface FollowThrough {
  /** Epoch milliseconds. */
  readonly dueBy: number;
  /** The latest that knows; null where nothing was said. */
  readonly said: Pick<FollowThroughHeader, 'at' | 'by' | 'as' | keyof PassedOn> | null;
  /** Somebody has yet to say: nothing was said, or only by an officer who did not know. */
  readonly isOpen: boolean;
}

/** Whether the officer let a look-up or a referral pass, so that something may have been passed on. */
export function owesFollowThrough({ signal, choice }: AttemptHeader): boolean {
  const isOut = signal === 'immigration-lookup' || signal === 'immigration-referral';
  return isOut && (choice === 'overridden' || choice === 'emergency');
}

/** Null where an attempt owes none. */
export function followThroughOf(
  attempt: AttemptHeader,
  { passedOn }: After,
  clocks: Clocks,
): FollowThrough | null {
  if (!owesFollowThrough(attempt)) return null;
  const isOfficer = ({ by }: FollowThroughHeader) => isSameStaff(by, attempt.officer);
  const all = (passedOn.get(attempt.id) ?? [])
    // In the name of the part that they had in it: nobody speaks as both.
    .filter((each) => (each.as === 'officer') === isOfficer(each))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
  // "Not known" takes the place of nothing that somebody knew, whatever the clocks say.
  const said = all.findLast(({ passed }) => passed !== 'not-known') ?? all.at(-1) ?? null;
  const isKnown = said !== null && said.passed !== 'not-known';
  return {
    dueBy: attempt.at + clocks.followThroughDays * 24 * HOUR_MS,
    said: said && saidIn(said),
    isOpen: !isKnown && !all.some(({ as }) => as === 'reviewer'),
  };
}

function saidIn(header: FollowThroughHeader): NonNullable<FollowThrough['said']> {
  const { at, by, as, passed, recipient, basis, told, consent } = header;
  return { at, by, as, passed, recipient, basis, told, consent };
}

export type PassedOnFault = 'no-answer' | 'no-recipient' | 'no-basis' | 'no-told' | 'no-consent';

/** The first thing that is missing, or null where it can be recorded. */
export function passedOnFault(said: PassedOn | null): PassedOnFault | null {
  if (said === null) return 'no-answer';
  if (said.passed !== 'yes') return null;
  if (said.recipient === null) return 'no-recipient';
  if (said.basis === null) return 'no-basis';
  if (said.told === null) return 'no-told';
  return said.consent === null ? 'no-consent' : null;
}

/** Details of something that was not passed on say nothing. */
export function asRecorded(said: PassedOn): PassedOn {
  const none = { recipient: null, basis: null, told: null, consent: null };
  return said.passed === 'yes' ? said : { passed: said.passed, ...none };
}

export type ReplyFault = 'reply-needed' | 'reply-too-long' | 'reply-holds-identifier';

const LEAST_REPLY = 10;
const MOST_REPLY = 1_000;

/** @param text as typed, untrusted */
export function replyFault(text: string): ReplyFault | null {
  const clean = text.trim();
  if (clean.length < LEAST_REPLY) return 'reply-needed';
  if (clean.length > MOST_REPLY) return 'reply-too-long';
  return findIdentifier(text) ? 'reply-holds-identifier' : null;
}
