/**
 * The national baseline as the guard carries it: in force from the first line, before any answer
 * from the background. The data is generated from the validated policy files, so that no
 * validator has to travel with the guard.
 */
import { compileLexicon, type Lexicon, type LexiconEntry } from '../../core/forms/lexicon.ts';
import type { ReasonCode, RulePack, SiteList } from '../../core/policy/model.ts';
import { withBuildHosts } from '../../core/policy/sites.ts';
import data from '../../policies/generated/guard-data.json' with { type: 'json' };
import { trusted } from './trusted.ts';

interface GuardData {
  readonly pack: RulePack;
  readonly sites: SiteList;
  readonly reasons: readonly ReasonCode[];
  /** All keys of the prompt's wording, then what they say in English, then in Welsh; by `|`. */
  readonly words: string;
  /** A line for each: id, topic, strength, meaning, English and Welsh phrases joined by `|`. */
  readonly lexicon: string;
  /** What fields call a person's details: a lexicon of its own, for "name" is in every second one. */
  readonly persons: string;
  /** Names of offences, of which only chosen ones are read. */
  readonly immigrationOffences: string;
}

type Line = readonly [
  LexiconEntry['id'],
  LexiconEntry['topic'],
  LexiconEntry['strength'],
  string,
  string,
  string,
];

const floor = trusted<GuardData>(data);

export const FLOOR_PACK = floor.pack;
export const FLOOR_SITES = withBuildHosts(floor.sites);
export const REASON_CODES = floor.reasons;
export const PROMPT_WORDS = floor.words;

let lexicon: Lexicon | null = null;
let persons: Lexicon | null = null;
let immigrationOffences: Lexicon | null = null;

/** Compiled on first use: a page without a form never pays for it. */
export function theLexicon(): Lexicon {
  lexicon ??= compiled(floor.lexicon);
  return lexicon;
}

/** The same for the details of persons. */
export function thePersonLexicon(): Lexicon {
  persons ??= compiled(floor.persons);
  return persons;
}

/** The same for offences that are only immigration offences. */
export function theImmigrationOffences(): Lexicon {
  immigrationOffences ??= compiled(floor.immigrationOffences);
  return immigrationOffences;
}

function compiled(lines: string): Lexicon {
  return compileLexicon(
    lines.split('\n').map((line) => {
      const [id, topic, strength, means, en, cy] = trusted<Line>(line.split(';'));
      return { id, topic, strength, means, en: phrases(en), cy: phrases(cy), source: '' };
    }),
  );
}

function phrases(joined: string): readonly string[] {
  return joined === '' ? [] : joined.split('|');
}
