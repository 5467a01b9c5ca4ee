/** What opens guidance, a log or what was done, and does none of it: "When to run a PNC check". */
import type { SourceText } from './snapshot.ts';
import { isToCome } from './to-come.ts';

const GUIDE =
  '(?:guidance|guides?|guidelines?|help|faqs?|training|polic(?:y|ies)|procedures?|rules)';
const IN_WELSH = '(?:canllaw(?:iau)?|cymorth|gwybodaeth|polisi|hyfforddiant)';
/** What is known of this person is no guidance. */
const OF_NOBODY = '(?! (?:the|this|that|her|his|him|them|their|person|victim|witness|to|y|yr)\\b)';
const GUIDES = [
  new RegExp(
    `^(?:(?:view|read|see|open|show|download) )?(?:(?:the|our|national|npcc|college|force) )*(?:${GUIDE} (?:on|about|for|with|around)|about)\\b${OF_NOBODY}`,
    'i',
  ),
  new RegExp(`^${IN_WELSH} (?:ar|am|ynghylch|gyda)\\b${OF_NOBODY}`, 'i'),
  /^(?!.*\b(?:her|his|him|she|he|they|them|victim|witness|person)\b)(?:why\b|when (?:to|should|must|may|can|is|are|do|does|you)\b|how (?:to|do|does|is|are|we|you)\b|what (?:is|are) an?\b|pam\b|pryd (?:i|y|mae|dylid)\b|sut (?:i|mae|y)\b)/i,
  // "Refer under the sharing policy" follows one.
  new RegExp(
    `^(?!.*\\b(?:get|find|look ?up|search|query|start|follow|see|send|share|give|pass|refer|notify|tell|report|check|run|ask|request|forward|e-?mail|under|per|as|to|by|with|in)\\b).*\\b(?:${GUIDE}|manual|contact details|canllawiau|polisi|manylion cyswllt)\\W*$|^(?!(?:run|start|do|make|perform)\\b).*\\bchecks? (?:${GUIDE}|manual)\\W*$`,
    'i',
  ),
];

const LOG =
  /^(?!(?:re-?)?(?:run|request|search|send|submit|get|share|check|ask)\b)(?:.*\b(?:checks?|referrals?) (?:history|log|audit(?: trail)?)\W*$|.*\b(?:history|log) of\b.*\b(?:checks|referrals)\b)/i;
const KEEPS =
  /^(?!.*\b(?:for|to|with|by|and|then)\b)(?:record|add|enter|note|attach|upload|file|edit|amend|scan)\b.*\b(?:results?|outcomes?|print-?outs?)\b/i;
const NOT_NEEDED =
  /^(?:(?:pnc|leds|ukvi|immigration|home office|status|visa|name|person) )*(?:check|referral|notification)s? (?:is |are |was )?not (?:required|needed|necessary|applicable)\W*$/i;

/** What is said behind it is done as well. */
const AND_DOES =
  /(?:[:;,.?!]|\s[–—-]|\b(?:and|then|ac|wedyn)|[&+])\s*(?:then |also )?(?:re-?)?(?:run|check|search|look|find|get|view|open|refer|send|submit|notify|inform|share|pass|tell|report|contact|ask|request|start|make|do|continue|proceed|go|pnc|leds|ukvi|home office|rhedeg|gwirio|anfon|cyfeirio|chwilio|hysbysu)\b/i;

/** "PNC check done 12 May (view)": nothing but when, and that it can be seen, stands behind it. */
const DONE =
  /\b(?:completed?|done|carried out|undertaken|checked|notified|informed|referred|shared|wedi['\u2019]i (?:wneud|gwblhau))\b/i;
const WHEN =
  /^(?:on|at|by|ar|view|open|see|details|gweld|today|yesterday|\d+(?:st|nd|rd|th|am|pm)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|)$/i;

function isDone(text: string): boolean {
  const done = DONE.exec(text);
  if (!done || DOES.test(text) || ACTS.test(text)) return false;
  // "Check status (last done 3 May)" says of an act when it was done before.
  const before = text.slice(0, done.index);
  if (before.includes('(') || /\blast\b/i.test(before)) return false;
  const behind = text.slice(done.index + done[0].length);
  return behind.split(/[^\p{L}\d]+/u).every((word) => WHEN.test(word));
}

/** What is still to be done, or is done by pressing it. */
const DOES =
  /\b(?:run|re-?run|start|make|perform|request|redo|again|now|go|continue|proceed|refer|send|submit|notify|inform|share|pass|tell|report|contact|ask|query|search|to be|be|been|get|have|not|no|if|when|once|until|before|unless|all|selected|rhedeg|gwirio|anfon|cyfeirio|heb)\b/i;

const ACTS =
  /^(?:check|re-?check|look ?up|(?:view|see)\b(?!:)|find|repeat|refresh|update|renew|need|want|keep|order|arrange|ensure)\b/i;

/** "Delete this note about the PNC briefing?" */
const UNDOES =
  /^(?:(?:are you sure (?:that )?|do )?you (?:really |still )?(?:want|wish) to )?(?:permanently )?(?:delete|remove|discard|erase|dileu|gwaredu)\b[^.;:]*\?\W*$/i;

const AGREES: ReadonlySet<string> = new Set(
  'yes ok okay confirm delete remove discard it this ie iawn dileu'.split(' '),
);
/** To take these away does what they kept from being done. */
const HOLDS_BACK =
  /\b(?:restrict\w*|block\w*|objection\w*|hold|firewall|protect\w*|opt\W?out|withh\w+|exempt\w*|flag)\b/i;

/** "Yes" to "Delete this note about the PNC briefing?", and to nothing else that is told. */
export function agreesToUndo(answer: string, asked: readonly SourceText[]): boolean {
  const isUndone = ({ text }: SourceText): boolean =>
    UNDOES.test(text) && !HOLDS_BACK.test(text) && !AND_DOES.test(text);
  const isAgreed = answer
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.every((word) => AGREES.has(word));
  return isAgreed === true && asked.some(isUndone) && !asked.some(isToCome);
}

/** @param text that the officer reads on a button, link or item */
export function informs(text: string): boolean {
  if (isDone(text)) return true;
  const isSaid =
    GUIDES.some((guides) => guides.test(text)) ||
    LOG.test(text) ||
    KEEPS.test(text) ||
    NOT_NEEDED.test(text);
  return isSaid && !AND_DOES.test(text);
}
