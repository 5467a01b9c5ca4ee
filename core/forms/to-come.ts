/** What a text says will be told, and to whom. */
import type { SourceText } from './snapshot.ts';

export const OFFICES = '(?:home office|immigration enforcement|ukvi|border force|nccu|uk visas)';
const WILL = '(?:will|to|shall|must) (?:(?:also|then|now|automatically|be) ){0,2}be';
/** What is told is done by going on, and was not done before: to whom stands in the same clause. */
const TO_COME = new RegExp(
  `\\b${OFFICES}\\b.{0,40}\\b(?:${WILL} (?:informed|notified|told|contacted)|will receive)\\b|\\b(?:${WILL}|will be automatically) (?:automatically )?(?:sent|passed|shared|referred|reported|disclosed|forwarded|transmitted|e-?mailed)\\b.{0,20}\\b(?:to|with)\\b[^,]{0,20}\\b${OFFICES}\\b`,
  'i',
);
const NOT_TO_COME =
  /\b(?:not|never|nothing|nobody|no|if|unless|annual|data return|statistic\w*|leaflet|nrm|taser|homicide index|repayment|by (?:her|his|the|their) solicitor)\b|^(?:the |these )?(?:numbers?|figures|crime data)\b/i;
const GOES_ON = /^(?:if|when|once) you (?:continue|proceed|go on|confirm|submit|agree)\b,?\s*/i;
const CLAUSES = /[.;:?!]/;

export function isToCome({ text }: SourceText): boolean {
  return text
    .split(CLAUSES)
    .map((clause) => clause.trim().replace(GOES_ON, ''))
    .some((clause) => TO_COME.test(clause) && !NOT_TO_COME.test(clause));
}
