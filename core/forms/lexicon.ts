/**
 * A lexicon compiled into a tree of words. Matching walks the words of a text once and takes the
 * longest entry at each place, so its cost is linear in the text whatever the text is, and a
 * longer harmless phrase ("visa card") wins over the shorter one that it contains.
 */
import { type Words, words } from './text.ts';
import { mutations } from './welsh.ts';

/** What an entry is about. `nothing` entries exist to win over others that they contain. */
export const TOPICS = [
  'status',
  'recipient',
  'context',
  'pnc',
  'look-up',
  'refer',
  'told',
  'ask',
  'agree',
  'save',
  'role',
  'relation',
  'offence',
  'police',
  'elsewhere',
  'person',
  'lawful',
  'nothing',
] as const;
export type Topic = (typeof TOPICS)[number];

export const STRENGTHS = ['strong', 'contextual', 'abbreviation', 'local'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** One entry as it stands in `policies/lexicon/*.json`. */
export interface LexiconEntry {
  readonly id: string;
  readonly topic: Topic;
  /**
   * `contextual` counts only where something else on the page speaks for it; `abbreviation`
   * counts only when its first word is written in capitals; `local` counts only on a page of police
   * work, and of a role only where a role control says it.
   */
  readonly strength: Strength;
  /** What the entry stands for within its topic: a role, an offence group. */
  readonly means?: string | undefined;
  /** Phrases of single words: `a/b` stands for either of two, `*` for any one. */
  readonly en: readonly string[];
  readonly cy: readonly string[];
  /** Where the term comes from: a section of the domain brief or a published document. */
  readonly source: string;
}

const ANY = '*';

interface Branch {
  /** Null at the end of a phrase: of thousands of branches most are one. */
  next: Map<string, Branch> | null;
  entry: LexiconEntry | null;
}

export interface Lexicon {
  readonly root: Branch;
  readonly entries: readonly LexiconEntry[];
  /** What was found in texts before, for as long as they are kept. */
  readonly known: WeakMap<Words, readonly Match[]>;
}

export interface Match {
  readonly entry: LexiconEntry;
  /** Index of the first word. */
  readonly at: number;
  readonly length: number;
}

/** Whether the word at a place is one of those that were found. */
export function covers({ at, length }: Match, place: number): boolean {
  return place >= at && place < at + length;
}

/** Compiles entries; where two entries hold the same phrase the earlier one keeps it. */
export function compileLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const root: Branch = { next: null, entry: null };
  for (const entry of entries) {
    for (const phrase of entry.en) plant([root], placesOf(phrase, false), entry);
    for (const phrase of entry.cy) plant([root], placesOf(phrase, true), entry);
  }
  return { root, entries, known: new WeakMap() };
}

/** For each place of a phrase the folded words that may stand there. */
export function variantsOf(phrase: string, isWelsh: boolean): readonly (readonly string[])[] {
  return placesOf(phrase, isWelsh).map((place) => place.flat());
}

/** The forms of one word. */
type Forms = readonly string[];

/** For each place of a phrase the words that may stand there, each in its forms. */
function placesOf(phrase: string, isWelsh: boolean): readonly (readonly Forms[])[] {
  return phrase
    .split(' ')
    .map((place) =>
      place === ANY ? [[ANY]] : place.split('/').flatMap((word) => formsOf(word, isWelsh)),
    );
}

const FORMS_IN_ENGLISH = new Map<string, readonly Forms[]>();
const FORMS_IN_WELSH = new Map<string, readonly Forms[]>();

/** Phrases share their words, and each phrase is read twice: once to compile it, once to scan for it. */
function formsOf(word: string, isWelsh: boolean): readonly Forms[] {
  const known = isWelsh ? FORMS_IN_WELSH : FORMS_IN_ENGLISH;
  const kept = known.get(word);
  if (kept) return kept;
  const folded = PLAIN.test(word) ? [word] : words(word).folded;
  const forms = folded.map(isWelsh ? mutations : plural);
  known.set(word, forms);
  return forms;
}

/** A word that folding leaves as it is. */
const PLAIN = /^[a-z0-9]+$/;

function plural(word: string): readonly string[] {
  if (word.endsWith('ss')) return [word, `${word}es`];
  if (word.length < 4 || word.endsWith('s')) return [word];
  return word.endsWith('y') ? [word, `${word.slice(0, -1)}ies`] : [word, `${word}s`];
}

function plant(
  branches: readonly Branch[],
  rest: readonly (readonly Forms[])[],
  entry: LexiconEntry,
): void {
  const [place, ...tail] = rest;
  if (place === undefined) {
    for (const branch of branches) branch.entry ??= entry;
    return;
  }
  const children = new Set<Branch>();
  for (const branch of branches) {
    branch.next ??= new Map();
    for (const forms of place) {
      // The forms of one word share their branch; two words must not, or the one would begin what
      // only the other does in a later phrase.
      const shared: Branch = { next: null, entry: null };
      for (const form of forms) {
        const child = branch.next.get(form) ?? shared;
        branch.next.set(form, child);
        children.add(child);
      }
    }
  }
  plant([...children], tail, entry);
}

/** The longest entries in a text, left to right, none overlapping. */
export function findMatches(lexicon: Lexicon, text: Words): readonly Match[] {
  const known = lexicon.known.get(text);
  if (known) return known;
  const found: Match[] = [];
  const { folded, capitals } = text;
  let at = 0;
  while (at < folded.length) {
    const match = longestAt(lexicon, folded, capitals, at);
    if (match) found.push(match);
    at += match?.length ?? 1;
  }
  lexicon.known.set(text, found);
  return found;
}

function longestAt(
  lexicon: Lexicon,
  folded: readonly string[],
  capitals: readonly boolean[],
  at: number,
): Match | null {
  let branch: Branch | undefined = lexicon.root;
  let best: Match | null = null;
  for (let index = at; index < folded.length; index++) {
    branch = branch.next?.get(folded[index] ?? '') ?? branch.next?.get(ANY);
    if (branch === undefined) break;
    const { entry } = branch;
    if (entry && (entry.strength !== 'abbreviation' || capitals[at])) {
      best = { entry, at, length: index - at + 1 };
    }
  }
  return best;
}
