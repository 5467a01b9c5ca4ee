/**
 * Makes `policies/generated/guard-data.json`: what the guard needs of the policy files and no
 * more. Sources and descriptions stay behind: they are for people, and the guard travels into
 * every page.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LexiconEntry } from '../core/forms/lexicon.ts';
import { lexiconFile, reasonCodes, rulePack, siteList } from '../core/policy/schema.ts';

const LEXICON_FILES = ['immigration', 'pnc', 'acts', 'roles', 'offences', 'setting'];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../policies/${path}`, import.meta.url), 'utf8'));
}

/** @throws ZodError naming file content that does not fit its schema */
export function guardData(): string {
  const baseline = rulePack.parse(readJson('national/baseline.json'));
  return `${JSON.stringify({
    pack: { ...baseline, rules: baseline.rules.map((rule) => ({ ...rule, sources: [] })) },
    sites: siteList.parse(readJson('national/sites.json')),
    reasons: reasonCodes.parse(readJson('national/reason-codes.json')),
    words: promptWords(),
    lexicon: compact(LEXICON_FILES),
    persons: compact(['persons']),
    immigrationOffences: compact(['immigration-offences']),
  })}\n`;
}

/** All keys, then what they say in English, then in Welsh: a key is carried once. */
function promptWords(): string {
  const [en, cy] = ['en', 'cy'].map((language) =>
    z.record(z.string(), z.string()).parse(readJson(`wording/prompt.${language}.json`)),
  );
  const keys = Object.keys(en ?? {});
  const all = [...keys, ...keys.map((key) => en?.[key]), ...keys.map((key) => cy?.[key])];
  const gap = all.findIndex((text) => !text || text.includes('|'));
  if (gap >= 0) throw new Error(`no wording that can be carried: ${keys[gap % keys.length]}`);
  return all.join('|');
}

/** An entry on each line. */
function compact(files: readonly string[]): string {
  const entries = files.flatMap(
    (name) => lexiconFile.parse(readJson(`lexicon/${name}.json`)).entries,
  );
  const phrases = (of: readonly LexiconEntry[]): readonly string[] =>
    of.flatMap(({ en, cy }) => [...en, ...cy].flatMap(spelledOut));
  return entries
    .map((entry) => {
      const { id, topic, strength, means, en, cy } = entry;
      const others = phrases(
        entries.filter((other) => other !== entry && OBJECTS.has(other.topic)),
      );
      const kept = (own: readonly string[]): readonly string[] =>
        topic === 'nothing' ? own : shortest(own, others);
      return [id, topic, strength, means ?? '', kept(en).join('|'), kept(cy).join('|')].join(';');
    })
    .join('\n');
}

/** Topics of what an act is about: of two terms that begin at one word the longer is found. */
const OBJECTS: ReadonlySet<string> = new Set(['status', 'recipient', 'context', 'pnc', 'nothing']);

/** Each wording that a phrase with choices stands for. */
function spelledOut(phrase: string): readonly string[] {
  return phrase
    .split(' ')
    .reduce<readonly string[]>(
      (begun, place) =>
        begun.flatMap((start) => place.split('/').map((word) => `${start} ${word}`)),
      [''],
    )
    .map((text) => `${text} `);
}

/**
 * Phrases that contain another of the same entry say nothing more: the shorter one finds both. Not
 * so where a phrase is there to be longer than another entry's.
 */
function shortest(phrases: readonly string[], others: readonly string[]): readonly string[] {
  const isCovered = (phrase: string): boolean =>
    phrases.some((other) => other !== phrase && ` ${phrase} `.includes(` ${other} `));
  const isAgainst = (phrase: string): boolean =>
    spelledOut(phrase).some((text) => others.some((other) => text.includes(other)));
  return phrases.filter((phrase) => !isCovered(phrase) || isAgainst(phrase));
}
