/** Controls that only say "Check" or "Status": what they stand under says the rest. */
import { VERBS } from './found-terms.ts';
import { covers, findMatches, type Lexicon, type Topic } from './lexicon.ts';
import type { ControlSnapshot, SourceText } from './snapshot.ts';
import { isHint, isIdentifier, wordsOf } from './sources.ts';

/** Whether what a control stands under, or beside, may say what it does. */
export function isForItsHeading(control: ControlSnapshot, lexicon: Lexicon): boolean {
  return control.isAction ? isBare(shownOn(control), lexicon) : isBareField(control);
}

/** "Status", "Valid to": which one, the title says under which such a field stands. */
const FIELD_WORDS: ReadonlySet<string> = new Set(
  'status type category class reference ref number no date start end from to until till valid expiry expires issued granted statws math categori cyfeirnod rhif dyddiad dechrau diwedd o hyd tan dilys'.split(
    ' ',
  ),
);

export function isBareField(control: ControlSnapshot): boolean {
  const [text, ...others] = shownOn(control);
  if (!text || others.length > 0 || isHint(text)) return false;
  return saysNoMatter(text);
}

const OF_A_PART: ReadonlySet<string> = new Set(
  'details detail information info and or the of uk section manylion gwybodaeth a ac neu yn y du'.split(
    ' ',
  ),
);

/** What may stand in the title of a status without making it another matter's. */
const OF_A_PERSON: ReadonlySet<Topic> = new Set(['status', 'context', 'role', 'person']);

/** "Immigration details", and not "Immigration offence" or "Asylum hotel". */
export function isOfStatusAlone(title: SourceText, lexicon: Lexicon): boolean {
  const split = wordsOf(title);
  const terms = findMatches(lexicon, split).filter(({ entry }) => OF_A_PERSON.has(entry.topic));
  return split.folded.every(
    (word, place) =>
      FIELD_WORDS.has(word) || OF_A_PART.has(word) || terms.some((term) => covers(term, place)),
  );
}

/** Whether a text names a property of something, and not of what. */
export function saysNoMatter(text: SourceText): boolean {
  const { folded } = wordsOf(text);
  return folded.length > 0 && folded.every((word) => FIELD_WORDS.has(word));
}

/** What the officer reads of a control. */
export function shownOn({ names }: ControlSnapshot): readonly SourceText[] {
  return names.filter((name) => !isIdentifier(name));
}

/**
 * "Check status" is as bare as "Check", and so is "Do check": what stands around it says what is
 * checked.
 */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  ...['status', 'statws'],
  ...['do', 'make', 'start', 'perform', 'now', 'a', 'the', 'this', 'gwneud', 'nawr', 'y'],
]);

/** The heading of a section speaks for a bare "Check" in it, not for "Check address". */
export function isBare([text]: readonly SourceText[], lexicon: Lexicon): boolean {
  if (!text) return false;
  const split = wordsOf(text);
  const verbs = findMatches(lexicon, split).filter(({ entry }) => VERBS.test(entry.topic));
  const isVerb = (place: number): boolean => verbs.some((verb) => covers(verb, place));
  return (
    verbs.length > 0 && split.folded.every((word, place) => SAYS_NOTHING.has(word) || isVerb(place))
  );
}
