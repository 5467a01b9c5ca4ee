/**
 * Whether an explanation counts as one. Refuses what is empty, too short, or the same few
 * characters again, and what holds an identifier of a person: an explanation is read by reviewers
 * and must not carry the data that the guard protects.
 */
import { type OtherRoles, protectedBy } from '../forms/classification.ts';
import type { ReasonCode, Rule } from './model.ts';

export type ReasonFault =
  | { readonly code: 'no-reason-code' }
  | { readonly code: 'empty' }
  | { readonly code: 'too-short'; readonly needs: number; readonly has: number }
  | { readonly code: 'too-long'; readonly most: number }
  | { readonly code: 'repeats' }
  | { readonly code: 'holds-identifier'; readonly what: IdentifierKind; readonly at: number };

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

const IDENTIFIERS = [
  ['date-of-birth', /\b(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19\d{2}|20[01]\d)\b/],
  ['date-of-birth', /\b(?:19\d{2}|20[01]\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/],
  ['document-number', /\bGWF\s?\d{9}\b/i],
  ['document-number', /\b[A-Z]{2}[X0-9]\d{6}\b/i],
  ['document-number', /\b[A-Z]\d{7}(?:\/\d{3})?\b/i],
  ['document-number', /\b\d{4}-\d{4}-\d{4}-\d{4}\b/],
  ['document-number', /\b\d{9}\b/],
  ['national-insurance', /\b[A-CEGHJ-PR-TW-Z]{2} ?(?:\d{2} ?){3}[A-D]\b/i],
  ['phone', /(?:\+44|\b0)\s?\d{2,5}[\s-]?\d{3}[\s-]?\d{3,4}\b/],
  ['postcode', /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i],
  ['email', /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}/],
  ['machine-readable-zone', /[A-Z]<[A-Z]{3}[A-Z<]{10,}/],
] as const;
export type IdentifierKind = (typeof IDENTIFIERS)[number][0];

/** The first identifier of a person in a text, or null. */
export function findIdentifier(text: string): { what: IdentifierKind; at: number } | null {
  for (const [what, pattern] of IDENTIFIERS) {
    const at = text.search(pattern);
    if (at >= 0) return { what, at };
  }
  return null;
}

/**
 * @param reason the code that was chosen, undefined where none was
 * @param text as typed, untrusted
 * @returns the first thing wrong, or null where the explanation counts
 */
export function reasonFault(reason: ReasonCode | undefined, text: string): ReasonFault | null {
  if (reason === undefined) return { code: 'no-reason-code' };
  const clean = text.trim();
  if (clean === '') return { code: 'empty' };
  if (clean.length > MAX_EXPLANATION) return { code: 'too-long', most: MAX_EXPLANATION };
  if (clean.length < reason.minLength)
    return { code: 'too-short', needs: reason.minLength, has: clean.length };
  if (isRepetition(clean)) return { code: 'repeats' };
  const identifier = findIdentifier(clean);
  return identifier ? { code: 'holds-identifier', ...identifier } : null;
}

/** Fewer than six different characters, or one word over and over. */
function isRepetition(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  if (new Set(letters).size < 6) return true;
  const all = text.toLowerCase().split(/\s+/);
  return all.length >= 4 && new Set(all).size <= Math.floor(all.length / 4) + 1;
}
