/** Labels that put something to an office, or compare it with what that office holds. */
import type { SourceText } from './snapshot.ts';
import { OFFICES } from './to-come.ts';

/** "Ask UKVI whether she has leave? ( ) Yes". */
export function isAskedOf({ source, text }: SourceText): boolean {
  return source === 'legend' && ASKED_OF.test(text) && OFFICE.test(text);
}

const OFFICE = new RegExp(`\\b(?:${OFFICES}|swyddfa gartref|swyddfa'r cartref)\\b`, 'i');
const ASKED_OF = /^(?:please )?(?:ask|contact|phone|call|gofyn)\b/i;

export function isCompared({ text }: SourceText): boolean {
  return COMPARED.test(text) && !RECEIVED.test(text);
}

const COMPARED = /\b(?:checked|verified|compared|matched) (?:against|with)\b/i;
/** What was asked before, and is kept. */
const RECEIVED =
  /\b(?:was|already|(?:has|have) been|letter|reply|results?|copy|scanned|response|request|llythyr|ateb)\b/i;
