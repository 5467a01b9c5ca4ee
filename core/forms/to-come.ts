/** What a text says will be told, and to whom. */
import type { SourceText } from './snapshot.ts';

const OFFICES = '(?:home office|immigration enforcement|ukvi|border force|nccu|uk visas)';
/** What is told is done by going on, and was not done before: to whom stands in the same clause. */
const TO_COME = new RegExp(
  `\\b${OFFICES}\\b[^.;:?!]{0,40}\\b(?:will|to|shall) (?:also )?be (?:informed|notified|told|contacted)\\b|\\b(?:will|to|shall) (?:also )?be (?:sent|passed|shared|referred|reported|disclosed|e-?mailed)\\b[^.;:?!,]{0,20}\\b(?:to|with)\\b[^.;:?!,]{0,20}\\b${OFFICES}\\b`,
  'i',
);
const NOT_TO_COME =
  /\b(?:not|never|nothing|nobody|no|if|unless|annual|data return|statistic\w*|leaflet|nrm|taser)\b/i;

export function isToCome({ text }: SourceText): boolean {
  return TO_COME.test(text) && !NOT_TO_COME.test(text);
}
