/** Words that tell of a status, or lead to where it is entered, and do not ask for it. */
import { findMatches, type Lexicon, type Topic } from './lexicon.ts';
import { words } from './text.ts';

/** "Immigration status: settled", "Visa Not set", "Enter visa": opens what is told, or where it is told. */
export function isStated(text: string, lexicon: Lexicon): boolean {
  const colon = text.indexOf(':');
  const concerns = (part: string): boolean =>
    findMatches(lexicon, words(part)).some(({ entry }) => OF_STATUS.has(entry.topic));
  const told = text.slice(colon + 1);
  if (colon >= 0 && /\p{L}/u.test(told) && !NAMES_IT.test(told))
    return concerns(text.slice(0, colon));
  return STATED.test(text);
}

const OF_STATUS: ReadonlySet<Topic> = new Set(['status', 'context', 'recipient', 'pnc']);
/** "UKVI: status", "PNC: run now", "Immigration status: F4". */
const NAMES_IT =
  /^\W*(?:(?:immigration|visa|entitlement|residency) )?(?:status|statws|f\d{1,2}|(?:this )?(?:person|victim|witness|nominal|subject))\b|\b(?:checks?|search|run|view|start|open|enquir\w+|query|look ?up|request|refer|send|notify|share|gwirio|anfon|cyfeirio)\b/i;
const STATED =
  /^(?:enter|provide|fill in)\s+\S(?!.*\b(?:database|system|portal|site)\b)|\b(?:not (?:set|recorded|known|given|asked|provided|entered)|unknown|none|heb ei (?:nodi|gofnodi))\W*$/i;

/** "Immigration referrals of victims: 3 this quarter". */
export function isCounted(text: string): boolean {
  const colon = text.indexOf(':');
  return (
    colon > 0 &&
    OF_MANY.test(text.slice(0, colon)) &&
    COUNT.test(text.slice(colon + 1)) &&
    !DOES.test(text)
  );
}

const OF_MANY =
  /\b(?:referrals|checks|look-?ups|enquiries|disclosures|requests|cases|records|atgyfeiriadau|gwiriadau)\b/i;
const COUNT =
  /^\s*\d{1,3}(?:,\d{3})*(?:\s*$|\s+(?:this|last|in|since|so far|today|outstanding|open|pending|overdue|new|total|of|to date|waiting|sent|made|failed|results?|yr?|ers)\b|\s+\()/i;
const DOES =
  /^(?:run|start|send|refer|do|make|report|call|phone|notify|check)\b|\b(?:selected|ticked|now|submit|confirm|go|ready)\b|\b(?:do|run|send) all\b/i;
