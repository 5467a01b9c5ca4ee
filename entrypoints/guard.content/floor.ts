/**
 * The national baseline as the guard carries it: in force from the first line, before any answer
 * from the background. The data is generated from the validated policy files, so that no
 * validator has to travel with the guard.
 */
import { compileCarried } from '../../core/forms/carried-lexicon.ts';
import type { Lexicon } from '../../core/forms/lexicon.ts';
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
  /** As `core/forms/carried-lexicon.ts` reads it. */
  readonly lexicon: string;
  /** What fields call a person's details: a lexicon of its own, for "name" is in every second one. */
  readonly persons: string;
  /** Names of offences, of which only chosen ones are read. */
  readonly immigrationOffences: string;
}

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
  lexicon ??= compileCarried(floor.lexicon);
  return lexicon;
}

/** The same for the details of persons. */
export function thePersonLexicon(): Lexicon {
  persons ??= compileCarried(floor.persons);
  return persons;
}

/** The same for offences that are only immigration offences. */
export function theImmigrationOffences(): Lexicon {
  immigrationOffences ??= compileCarried(floor.immigrationOffences);
  return immigrationOffences;
}
