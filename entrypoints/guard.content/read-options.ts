/**
 * What may be chosen says what is asked: a list of "Limited leave", "Overstayer" and "British" asks
 * for a status whatever it is called. One such choice among others says nothing.
 */
import { findMatches, type Topic } from '../../core/forms/lexicon.ts';
import type { SourceText } from '../../core/forms/snapshot.ts';
import { words } from '../../core/forms/text.ts';
import { tidy } from './dom.ts';
import { theLexicon } from './floor.ts';
import { all, attribute, textContentOf } from './native.ts';
import { CONCERN, theScanner } from './telling.ts';

const MOST_OPTIONS = 30;

/** @returns the options that speak of a status, where at least two and half of them all do */
export function askedByOptions(list: Element): readonly SourceText[] {
  const options = all(list, 'option');
  if (options.length < 2 || options.length > MOST_OPTIONS) return [];
  const texts = [...options]
    .filter((option) => attribute(option, 'value') !== '')
    .map((option) => tidy(textContentOf(option)))
    .filter((text) => text !== '');
  const asked = texts.filter(isStatus);
  const related = texts.filter((text) => isOf(text, RELATED)).length;
  return asked.length >= 2 && related * 2 >= texts.length
    ? asked.map((text) => ({ source: 'option', text }))
    : [];
}

const STATUS: ReadonlySet<Topic> = new Set(['status']);
/** "British citizen" stands among statuses, and alone asks for none. */
const RELATED: ReadonlySet<Topic> = new Set(['status', 'context']);

function isStatus(text: string): boolean {
  return isOf(text, STATUS);
}

function isOf(text: string, topics: ReadonlySet<Topic>): boolean {
  return (
    (theScanner().bitsIn(text) & CONCERN) !== 0 &&
    findMatches(theLexicon(), words(text)).some(
      ({ entry }) => topics.has(entry.topic) && entry.strength !== 'local',
    )
  );
}
