/** What the prompt and the held page ask alike: which texts say what is wrong, and who authorised. */
import type { Authorisation } from '../ledger/header.ts';
import { RANKS } from '../vocabulary.ts';
import type { Say } from '../wording.ts';
import type { ReasonFault } from './reasons.ts';

const FAULT_KEYS = {
  'no-reason-code': 'ui.faultNoCode',
  empty: 'ui.faultEmpty',
  'too-short': 'ui.faultShort',
  'too-long': 'ui.faultLong',
  repeats: 'ui.faultRepeats',
  'holds-identifier': 'ui.faultIdentifier',
} as const satisfies Record<ReasonFault['code'], string>;

export function faultText(say: Say, fault: ReasonFault): string {
  const { code, ...places } = fault;
  const what = fault.code === 'holds-identifier' ? { what: say(`ui.what.${fault.what}`) } : {};
  return say(FAULT_KEYS[code], { ...places, ...what });
}

/** The field in which an explanation is wrong. */
export function fieldOf({ code }: ReasonFault): 'reason' | 'explanation' {
  return code === 'no-reason-code' ? 'reason' : 'explanation';
}

const STAFF_NUMBER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/**
 * A second person is named, not proved: it stays a claim until it is confirmed in review.
 *
 * @returns undefined where the number is none, or the rank
 */
export function claimed(by: string, chosen: string): Authorisation | undefined {
  const rank = RANKS.find((each) => each === chosen);
  const number = by.trim();
  return rank && STAFF_NUMBER.test(number) ? { status: 'claimed', by: number, rank } : undefined;
}
