/** What is wrong, or pointless, about a policy whose shape is right: errors and warnings by place. */

import { isProtected, LANGUAGES, type Language } from '../vocabulary.ts';
import type { Baseline } from './assemble.ts';
import { asksReason } from './demand.ts';
import { lintDeciding } from './lint-deciding.ts';
import { lintDecidingDays } from './lint-deciding-days.ts';
import { lintEffect, lintReasonCodes } from './lint-effect.ts';
import { lintHosts } from './lint-hosts.ts';
import { lintContains, lintRefusal, lintSampling } from './lint-refused.ts';
import { lintSignature } from './lint-signature.ts';
import { lintPilots, lintTrials } from './lint-trials.ts';
import type { Rule } from './model.ts';
import {
  byPlace,
  isReplacement,
  type Located,
  type PolicyFile,
  type Problem,
} from './policy-file.ts';
import type { ProblemCode } from './problem-codes.ts';
import { ROLE_CORRECTED, TO_FOLLOW } from './reasons.ts';
import { addedParts, faultsOfPart, ownPart, type RulePart } from './rule-parts.ts';
import { PERMITTED } from './sites.ts';

export type Finding = Omit<Located, 'onName'> & { readonly severity: Problem['severity'] };

/** What a policy is held against. */
export interface Surroundings {
  readonly baseline: Baseline;
  /** ISO, UTC. */
  readonly today: string;
  /** Wording of prompts by language and key. */
  readonly wording: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  /** Host patterns where the build that is meant may work; those of this one where they are left out. */
  readonly permitted?: readonly string[] | undefined;
}

/** @returns errors and warnings in the order of the file */
export function lint(file: PolicyFile, surroundings: Surroundings): readonly Problem[] {
  const { baseline, today, permitted = PERMITTED } = surroundings;
  const own = ownPart(file);
  const parts = [own, ...addedParts(file)];
  const faulty = new Map(parts.map((part) => [part, errorsOf(part, file, baseline)]));
  // Where a rule is wrong in itself, what all of them come to says nothing yet.
  const sound = parts.filter((part) => [own, part].every((each) => !faulty.get(each)?.length));
  const { settings, raw } = file;
  const found: readonly Finding[] = [
    ...[...faulty.values()].flat(),
    ...parts.flatMap((part) => [
      ...part.rules.flatMap((rule, index) => lintRule(rule, [...part.at, index], surroundings)),
      ...lintTrials(part, file, today),
    ]),
    ...doubleIds(parts, file, baseline),
    ...lintEffect(own, sound, file, baseline),
    ...(sound.includes(own) ? lintReasonCodes(file, baseline) : []),
    ...(settings
      ? [
          ...lintHosts(settings, baseline.sites, permitted),
          ...lintPilots(settings, baseline.pack, today),
          ...lintSampling(settings),
          ...lintContains(settings),
          ...lintDeciding(settings, baseline),
          ...lintDecidingDays(settings, today),
        ]
      : []),
    ...(raw ? lintSignature(raw) : []),
  ];
  const isRefused = found.some((each) => each.severity === 'error' && !isOfSignature(each));
  const unforeseen = raw && !isRefused ? lintRefusal(file, raw, baseline, permitted) : [];
  return [...found, ...unforeseen]
    .map(({ severity, ...rest }) => ({ severity, ...file.locate({ ...rest, onName: false }) }))
    .sort(byPlace);
}

/** Whoever signs the file anew puts it right. */
export function isOfSignature({ code }: { readonly code: ProblemCode }): boolean {
  return code === 'signature-stale';
}

function errorsOf(part: RulePart, file: PolicyFile, baseline: Baseline): readonly Finding[] {
  return faultsOfPart(part, file, baseline).map(({ code, path, reason, instead }) => ({
    severity: 'error',
    ...{ code, path, what: reason, instead },
  }));
}

/** What one rule says that comes to nothing, and words that are missing. */
function lintRule(
  rule: Rule,
  at: readonly PropertyKey[],
  { wording }: Surroundings,
): readonly Finding[] {
  const { when, outcome, reasons, authoriser } = rule;
  const found: Finding[] = [];
  const add = (
    severity: Finding['severity'],
    code: ProblemCode,
    field: readonly PropertyKey[],
    what: string,
    instead: string,
  ): void => {
    found.push({ severity, code, path: [...at, ...field], what, instead });
  };
  const parts = ['title', 'why', 'instead'].map((part) => `${rule.wording}.${part}`);
  const isWorded = LANGUAGES.some((language) => parts.some((key) => key in wording[language]));
  for (const language of isWorded ? LANGUAGES : [])
    for (const key of parts.filter((each) => !wording[language][each]?.trim()))
      add(
        'error',
        'wording-missing',
        ['wording'],
        `has no text "${key}" in ${language === 'cy' ? 'Welsh' : 'English'}`,
        `add it to policies/wording/prompt.${language}.json, or name another wording`,
      );
  if (!asksReason(outcome) && reasons.length > 0)
    add(
      'warning',
      'reasons-not-asked',
      ['reasons'],
      `are never offered: outcome ${outcome} asks for none`,
      'leave the list empty, or make the outcome "justify"',
    );
  if (outcome !== 'approve' && authoriser !== undefined)
    add(
      'warning',
      'authoriser-not-asked',
      ['authoriser'],
      `never has to authorise: outcome ${outcome} asks for nobody`,
      'take it out, or make the outcome "approve"',
    );
  reasons.forEach((code, nth) => {
    const place = ['reasons', nth] as const;
    if (reasons.indexOf(code) !== nth)
      add('warning', 'reason-twice', place, 'is named twice', 'take one of the two out');
    if (code === TO_FOLLOW || code === ROLE_CORRECTED)
      add(
        'warning',
        'reason-of-the-guard',
        place,
        'is a reason that the guard itself offers where it fits',
        'take it out',
      );
  });
  if (when.granted === true)
    add(
      'warning',
      'matches-nothing',
      ['when', 'granted'],
      'never holds: the guard decides on every attempt anew',
      'take the condition out; "repeatMinutes" says for how long nobody is asked again',
    );
  if (when.dual === true && when.role?.every((role) => !isProtected(role)))
    add(
      'warning',
      'matches-nothing',
      ['when', 'dual'],
      'never holds: only a protected person is said to be a suspect as well',
      'name a protected role, or take the condition out',
    );
  if (rule.sources.length === 0)
    add(
      'warning',
      'no-source',
      ['sources'],
      'names no document that the rule rests on',
      'name document, edition and the day on which somebody read it',
    );
  return found;
}

/**
 * A ledger entry names the rule: two of one name could not be told apart. Units may share a rule, word
 * for word: it is the same one in both.
 */
function doubleIds(
  parts: readonly RulePart[],
  file: PolicyFile,
  baseline: Baseline,
): readonly Finding[] {
  const national = isReplacement(file) ? [] : baseline.pack.rules;
  const nations = new Set(national.map(({ id }) => id));
  const seen = new Map<string, { rule: Rule; unit: string | null }[]>();
  return parts.flatMap(({ at, rules, unit }) =>
    rules.flatMap((rule, index): Finding[] => {
      const { id } = rule;
      const others = seen.get(id) ?? [];
      const isShared = others.every(
        (other) =>
          other.unit !== null && unit !== null && other.unit !== unit && isSame(other.rule, rule),
      );
      seen.set(id, [...others, { rule, unit }]);
      if (isShared && !nations.has(id)) return [];
      return [
        {
          severity: 'error',
          code: 'rule-id-twice',
          path: [...at, index, 'id'],
          what: `is the id of ${nations.has(id) ? 'a national rule' : 'another rule'} too`,
          instead: `write another, such as "${id}-2"`,
        },
      ];
    }),
  );
}

function isSame(one: Rule, other: Rule): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
