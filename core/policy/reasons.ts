/**
 * Whether an explanation counts as one. Refuses what is empty, too short, or the same few
 * characters again, and what holds an identifier of a person: an explanation is read by reviewers
 * and must not carry the data that the guard protects.
 */

import type { GrantFault } from '../approval/standing.ts';
import { type OtherRoles, protectedBy } from '../forms/classification.ts';
import { RANKS, type Rank, USUAL_RANK } from '../vocabulary.ts';
import type { Decision } from './decide.ts';
import { findIdentifier, type Identifier } from './identifiers.ts';
import type { ReasonCode, Rule } from './model.ts';

export type ReasonFault =
  | { readonly code: 'no-reason-code' }
  | { readonly code: 'empty' }
  | { readonly code: 'too-short'; readonly needs: number; readonly has: number }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'repeats' }
  /** Nobody of at least this rank is named. */
  | { readonly code: 'rank-needed'; readonly needs: Rank }
  /** What was granted beforehand does not count for this. */
  | { readonly code: 'no-grant'; readonly why: GrantFault }
  | ({ readonly code: 'holds-identifier' } & Identifier);

export const MAX_EXPLANATION = 1000;

/** Life at risk: the reason follows. It explains nothing by itself. */
export const TO_FOLLOW = 'RR-14';

/** The reason for a check on somebody who was wrongly down as a victim or witness. */
export const ROLE_CORRECTED = 'RR-15';

/** Whether a rule takes a reason. A role is put right where another than the page's protects. */
export function isOffered(rule: Rule | null, code: string, roles: OtherRoles): boolean {
  if (code === ROLE_CORRECTED) return protectedBy(roles) !== undefined;
  return rule?.reasons.includes(code) ?? false;
}

/**
 * Lowest rank that has to authorise: what the rule asks, and what the reason asks where that is
 * more. A reason never takes away what a rule asks, but for the one that puts a wrong role right:
 * that is the officer's own business, and review reads why.
 *
 * @param reason undefined while none is chosen
 * @returns null where nobody has to
 */
export function authoriserFor(
  { outcome, rule, cell }: Pick<Decision, 'outcome' | 'rule' | 'cell'>,
  reason: ReasonCode | undefined,
): Rank | null {
  if (reason?.code === ROLE_CORRECTED || (outcome !== 'justify' && outcome !== 'approve'))
    return null;
  const { secondAuthorisation = 'none', whenSensitive } = reason ?? {};
  const asked: readonly (Rank | 'none')[] = [
    outcome === 'approve' ? (rule?.authoriser ?? USUAL_RANK) : 'none',
    secondAuthorisation,
    (cell.group === 'OTHER' ? undefined : whenSensitive) ?? 'none',
  ];
  return RANKS.findLast((rank) => asked.includes(rank)) ?? null;
}

/** Whether somebody of this rank may authorise what asks for that one. */
export function isRankEnough(rank: Rank, needed: Rank): boolean {
  return RANKS.indexOf(rank) >= RANKS.indexOf(needed);
}

/**
 * @param reason the code that was chosen, undefined where none was
 * @param text as typed, untrusted
 * @param shown names that the page shows, where there is a page
 * @returns the first thing wrong, or null where the explanation counts
 */
export function reasonFault(
  reason: ReasonCode | undefined,
  text: string,
  shown?: readonly string[],
): ReasonFault | null {
  if (reason === undefined) return { code: 'no-reason-code' };
  const clean = text.trim();
  if (clean === '') return { code: 'empty' };
  if (clean.length > MAX_EXPLANATION) return { code: 'too-long', most: MAX_EXPLANATION };
  if (clean.length < reason.minLength)
    return { code: 'too-short', needs: reason.minLength, has: clean.length };
  if (isRepetition(clean)) return { code: 'repeats' };
  const identifier = findIdentifier(text, shown);
  return identifier ? { code: 'holds-identifier', ...identifier } : null;
}

/** Fewer than six different characters, or one word over and over. */
function isRepetition(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  if (new Set(letters).size < 6) return true;
  const all = text.toLowerCase().split(/\s+/);
  return all.length >= 4 && new Set(all).size <= Math.floor(all.length / 4) + 1;
}
