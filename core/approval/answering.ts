/** Who may answer a question, and what is wrong with an answer as it was filled in. */
import type { ApprovalHeader } from '../ledger/approval.ts';
import { parseFollowUp, parseNote } from '../ledger/body-schema.ts';
import { bodyHash, type LedgerRecord } from '../ledger/entry.ts';
import { parseHeader } from '../ledger/header-schema.ts';
import { parseRecord } from '../ledger/record.ts';
import { leafHash } from '../ledger/tree.ts';
import type { Identity } from '../policy/assemble.ts';
import { findIdentifier } from '../policy/identifiers.ts';
import { isRankEnough } from '../policy/reasons.ts';
import { likeness } from '../sites/staff-numbers.ts';
import type { Rank } from '../vocabulary.ts';
import type { AnswerBar, AnswerFault, AskedAnswer } from './messages.ts';

/** @param officer staff number of who asks */
export function barToAnswer(
  { id, reviewer, rank }: Identity,
  officer: string,
  needs: Rank,
): AnswerBar | null {
  if (id.trim() === '') return 'no-identity';
  if (!reviewer) return 'not-a-reviewer';
  const whose = likeness(officer, id);
  if (whose !== 'other') return whose === 'same' ? 'own' : 'may-be-own';
  if (rank === undefined) return 'no-rank';
  return isRankEnough(rank, needs) ? null : 'rank-too-low';
}

export const MOST_NOTE = 500;
const LEAST_NOTE = 10;

/** Whoever denies says why. A note is read by the officer, and points to nobody. */
export function noteFault({
  answer,
  note,
}: Pick<AskedAnswer, 'answer' | 'note'>): AnswerFault | null {
  const clean = note.trim();
  if (answer === 'denied' && clean.length < LEAST_NOTE) return 'note-needed';
  if (clean.length > MOST_NOTE) return 'note-too-long';
  return findIdentifier(clean) ? 'note-holds-identifier' : null;
}

/** An entry of an approval as it lies in the store, with what was stated or noted. */
export interface ReadApproval {
  readonly header: ApprovalHeader;
  /** Leaf hash of the entry. */
  readonly leaf: string;
  readonly words: string;
}

/**
 * @param text from the store, untrusted
 * @returns null for what is no such entry, or one whose words are not those that it was recorded with
 */
export function readApproval(text: string): ReadApproval | null {
  const record = parseRecord(text);
  const header = record && parseHeader(record.line);
  if (!record || header?.kind !== 'approval') return null;
  const words = wordsOf(record, header);
  return words === null ? null : { header, leaf: leafHash(record.line), words };
}

function wordsOf({ salt, body }: LedgerRecord, header: ApprovalHeader): string | null {
  if (body === null) return header.body === null ? '' : null;
  if (bodyHash(salt ?? '', body) !== header.body) return null;
  return header.step === 'asked' ? parseFollowUp(body) : parseNote(body);
}
