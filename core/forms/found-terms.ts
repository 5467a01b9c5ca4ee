/** Terms of the lexicon in what names a control, with what each is worth there. */
import type { EvidenceSource } from '../vocabulary.ts';
import type { Evidence } from './classification.ts';
import {
  covers,
  findMatches,
  type Lexicon,
  type LexiconEntry,
  type Match,
  type Topic,
} from './lexicon.ts';
import type { Setting } from './setting.ts';
import type { SourceText } from './snapshot.ts';
import { isHint, SOURCE_WEIGHT, wordsOf } from './sources.ts';
import { spelledOut } from './spelled-out.ts';
import { type Words, words } from './text.ts';

/** A label is a few words; in longer text a term may only be mentioned. */
const LABEL_WORDS = 14;
/** A question about status is put at more length, and its words are seldom used otherwise. */
const QUESTION_WORDS = 24;
/** A placeholder gives examples and a tooltip explains. */
const HINT_WORDS = 6;
const PROSE_FACTOR = 0.4;
const KEEPS = /^(?:save|update|edit|change|amend|cadw|diweddaru|golygu|newid)$/;
const OF_RESULT =
  /\b(?:results?|outcomes?|notes?|references?|completed|done|reports?|crime|canlyniad\w*)\b/i;
const GETS_HELP =
  /\b(?:get|ask|asks|find|seek|request|contact|cael|gofyn|ceisio)(?: (?!status|statws)[\p{L}'\u2019]+){0,2} (?:advice|support|help|guidance|leaflet|solicitor|cyngor|cefnogaeth|cymorth)\b/iu;
/** Topics of verbs. */
export const VERBS = /^(?:look-up|refer)$/;

const LOOKS: ReadonlySet<string> = new Set(
  'check chk search query enquiry enq inquiry lookup'.split(' '),
);

interface Finding {
  readonly entry: LexiconEntry;
  /** What was found, folded. */
  readonly words: readonly string[];
  /** In which it was found. */
  readonly text: string;
  readonly evidence: Evidence;
}

/** "Do PNC": words beside it that say nothing else; icons may be words that a font draws. */
const BESIDE: ReadonlySet<string> = new Set(
  'do make perform a the this now person name nominal badge fingerprint policy'.split(' '),
);

/** "PNC", "PNC/LEDS person", in capitals and with nothing else beside it. */
function isAlone(split: Words, all: readonly Match[]): boolean {
  const isTerm = (place: number): boolean =>
    all.some((match) => match.entry.topic === 'pnc' && covers(match, place));
  return split.folded.every((word, place) =>
    isTerm(place) ? split.capitals[place] : BESIDE.has(word) || FUNCTION_KEY.test(word),
  );
}

/** "F4 PNC": the key stands in the button's words. */
const FUNCTION_KEY = /^f\d{1,2}$/;

/** A local term counts in a police setting, and where a verb of searching or nothing at all stands with it. */
function isMeant(
  { topic, strength }: LexiconEntry,
  all: readonly Match[],
  setting: Setting,
  split: Words,
): boolean {
  if (strength !== 'local' || setting === 'police') return true;
  if (setting !== 'open') return false;
  const isLookedUp = all.some(
    ({ entry }) => entry.topic === 'look-up' && entry.strength === 'strong',
  );
  if (topic === 'status') return isLookedUp;
  if (topic !== 'pnc') return false;
  return all.some(({ entry }) => VERBS.test(entry.topic)) || isAlone(split, all);
}

/** "Start" says what is begun only where nothing else is said: "Start again", "Start date". */
const BEGINNING = 'start';

/** What an abbreviation may be one of. */
const MEANT: ReadonlySet<Topic> = new Set(['status', 'recipient', 'context', 'pnc']);
const NOTHING: ReadonlySet<string> = new Set();

/** Abbreviations that the text itself says to be of something else. */
function spelledOtherwise({ text }: SourceText, lexicon: Lexicon): ReadonlySet<string> {
  const spelled = spelledOut(text);
  if (spelled.size === 0) return NOTHING;
  const isOther = ([, long]: readonly [string, string]): boolean =>
    !findMatches(lexicon, words(long)).some(({ entry }) => MEANT.has(entry.topic));
  return new Set([...spelled].filter(isOther).map(([short]) => short));
}

/** "Type of card: ( ) Visa": what asks says of which kind the answer is. */
function isOfCard(texts: readonly SourceText[], lexicon: Lexicon): boolean {
  return texts.some((text) =>
    findMatches(lexicon, wordsOf(text)).some(({ entry }) => entry.id === 'not-status'),
  );
}

/** Terms found in a list of texts, with the weight of place and of brevity. */
export class FoundTerms {
  readonly #found: readonly Finding[];

  constructor(lexicon: Lexicon, texts: readonly SourceText[], setting: Setting) {
    this.#found = texts.flatMap((text) => {
      const split = wordsOf(text);
      const { source } = text;
      const otherwise = spelledOtherwise(text, lexicon);
      return findMatches(lexicon, split)
        .filter(({ entry }, _index, all) => isMeant(entry, all, setting, split))
        .filter(({ at }) => !otherwise.has(split.folded[at] ?? ''))
        .filter(({ entry }) => entry.id !== 'visa-alone' || !isOfCard(texts, lexicon))
        .map(({ entry, at, length }) => {
          const isQuestion = entry.strength === 'strong' || source === 'form';
          const asked = isQuestion ? QUESTION_WORDS : LABEL_WORDS;
          const isProse = split.folded.length > (isHint(text) ? HINT_WORDS : asked);
          const weight = SOURCE_WEIGHT[source] * (isProse ? PROSE_FACTOR : 1);
          const words = split.folded.slice(at, at + length);
          return { entry, words, text: text.text, evidence: { term: entry.id, source, weight } };
        });
    });
  }

  best(topic: Topic, strength?: LexiconEntry['strength']): Evidence | null {
    let best: Evidence | null = null;
    for (const { entry, evidence } of this.#found) {
      if (entry.topic !== topic || (strength && entry.strength !== strength)) continue;
      if (entry.id === BEGINNING) continue;
      if (best === null || evidence.weight > best.weight) best = evidence;
    }
    return best;
  }

  /** A word of beginning something, such as "Start". */
  beginning(): Evidence | null {
    return this.#found.find(({ entry }) => entry.id === BEGINNING)?.evidence ?? null;
  }

  /** A verb that a term of a status has in itself: "status check with the Home Office". */
  verbWithin(): Evidence | null {
    const found = this.#found.find(
      ({ entry, words }) => entry.topic === 'status' && words.some((word) => LOOKS.has(word)),
    );
    return found?.evidence ?? null;
  }

  /** "Save visa check", "Add result of visa check", and not "Create visa check". */
  keeps(): boolean {
    return this.#found.some(
      ({ entry, words, text }) =>
        entry.topic === 'save' && (KEEPS.test(words[0] ?? '') || OF_RESULT.test(text)),
    );
  }

  /** Advice or help is what is asked for. */
  seeks(): boolean {
    return this.#found.some(({ entry, text }) => entry.id === 'ask' && GETS_HELP.test(text));
  }

  has(id: string): boolean {
    return this.#found.some(({ entry }) => entry.id === id);
  }

  /** Whether a strong term of the topic stands in texts of that kind: "Home Office enquiry". */
  says(topic: Topic, source: EvidenceSource): boolean {
    return this.#found.some(
      ({ entry, evidence }) =>
        entry.topic === topic && entry.strength === 'strong' && evidence.source === source,
    );
  }

  /** "Run" and "Check" ask, also beside other words; "View" may only open what is known. */
  asks(source?: EvidenceSource): boolean {
    return this.#found.some(
      ({ entry, evidence }) =>
        (source === undefined || evidence.source === source) &&
        entry.topic === 'look-up' &&
        (entry.strength === 'strong' || entry.id === 'run'),
    );
  }

  /** A PNC term, with the verb where there is one. */
  check(): readonly (Evidence | null)[] | null {
    const term = this.best('pnc');
    return term && [term, this.best('look-up')];
  }
}
