/** What the prompt and the held page ask alike: which texts say what is wrong, and who authorised. */

import type { Authorised } from '../approval/messages.ts';
import type { GrantFault } from '../approval/standing.ts';
import type { Claimed } from '../ledger/approval.ts';
import { RANKS, type Rank } from '../vocabulary.ts';
import type { Say } from '../wording.ts';
import type { Identifier, IdentifierKind } from './identifiers.ts';
import type { ReasonFault } from './reasons.ts';

const FAULT_KEYS = {
  'no-reason-code': 'ui.faultNoCode',
  empty: 'ui.faultEmpty',
  'too-short': 'ui.faultShort',
  'too-long': 'ui.faultLong',
  repeats: 'ui.faultRepeats',
  'holds-identifier': 'ui.faultIdentifier',
  'rank-needed': 'ui.faultRank',
  'no-grant': 'ui.noGrant.none',
} as const satisfies Record<ReasonFault['code'], string>;

const GRANT_KEYS = {
  'not-granted': 'ui.noGrant.none',
  used: 'ui.noGrant.used',
  late: 'ui.noGrant.late',
  'other-page': 'ui.noGrant.other',
  'other-act': 'ui.noGrant.other',
} as const satisfies Record<GrantFault, string>;

export function faultText(say: Say, fault: ReasonFault): string {
  const { code, ...places } = fault;
  if (fault.code === 'no-grant') return say(GRANT_KEYS[fault.why]);
  if (fault.code === 'rank-needed')
    return say(FAULT_KEYS[code], { rank: say(RANK_KEY[fault.needs]) });
  return fault.code === 'holds-identifier'
    ? identifierText(say, fault)
    : say(FAULT_KEYS[code], { ...places });
}

/** Ranks as the prompt names them. */
export const RANK_KEY = {
  sergeant: 'ui.rankSergeant',
  inspector: 'ui.rankInspector',
  superintendent: 'ui.rankSuperintendent',
} as const satisfies Record<Rank, string>;

/** What may be written in place of it. */
const INSTEAD = {
  name: 'ui.write.name',
  'date-of-birth': 'ui.write.birth',
  phone: 'ui.write.contact',
  postcode: 'ui.write.contact',
  email: 'ui.write.contact',
  'document-number': 'ui.write.number',
  'police-number': 'ui.write.number',
  'national-insurance': 'ui.write.number',
  'machine-readable-zone': 'ui.write.number',
} as const satisfies Record<IdentifierKind, string>;

/** What it looks like, and what to write instead. */
export function identifierText(say: Say, { what }: Pick<Identifier, 'what'>): string {
  const found = say(FAULT_KEYS['holds-identifier'], { what: say(`ui.what.${what}`) });
  return `${found} ${say(INSTEAD[what])}`;
}

/** A few words of a text, parted where what is marked begins and ends. */
export type Excerpt = readonly [before: string, marked: string, after: string];

const AROUND = 24;

export function excerptOf(
  text: string,
  { at, length }: Pick<Identifier, 'at' | 'length'>,
): Excerpt {
  const end = at + length;
  const begin = Math.max(0, at - AROUND);
  return [
    (begin > 0 ? '…' : '') + text.slice(begin, at),
    text.slice(at, end),
    text.slice(end, end + AROUND) + (end + AROUND < text.length ? '…' : ''),
  ];
}

/** The field in which an explanation is wrong. */
export function fieldOf({ code }: ReasonFault): 'reason' | 'explanation' | 'authoriser' {
  if (code === 'rank-needed') return 'authoriser';
  return code === 'no-reason-code' ? 'reason' : 'explanation';
}

/** With a digit in it: no name. */
const STAFF_NUMBER = /^(?=\D{0,31}\d)[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/**
 * A second person is named, not proved: it stays a claim until it is confirmed in review.
 *
 * @returns undefined where the number is none, or the rank
 */
export function claimed(by: string, chosen: string): Claimed | undefined {
  const rank = RANKS.find((each) => each === chosen);
  const number = by.trim();
  return rank && STAFF_NUMBER.test(number) ? { status: 'claimed', by: number, rank } : undefined;
}

/**
 * As granted, where somebody was asked and granted it; else as the officer claims.
 *
 * @param granted id of the question that was granted; null where none was
 * @returns as `claimed`
 */
export function authorised(
  granted: string | null,
  by: string,
  chosen: string,
): Authorised | undefined {
  return granted === null ? claimed(by, chosen) : { status: 'granted', request: granted };
}
