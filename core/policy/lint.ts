/** What is wrong, or pointless, about a policy whose shape is right: errors and warnings by place. */

import { isProtected, LANGUAGES, type Language } from '../vocabulary.ts';
import type { Baseline } from './assemble.ts';
import { asksReason } from './demand.ts';
import { lintDeciding } from './lint-deciding.ts';
import { lintDecidingDays } from './lint-deciding-days.ts';
import { lintEffect, lintReasonCodes } from './lint-effect.ts';
import { lintHosts } from './lint-hosts.ts';
import { lintSignature } from './lint-signature.ts';
import { lintPilots, lintTrials } from './lint-trials.ts';
import { looserReasons, ruleFaults } from './meaning.ts';
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

export type Finding = Omit<Located, 'onName'> & { readonly severity: Problem['severity'] };

/** What a policy is held against. */
export interface Surroundings {
  readonly baseline: Baseline;
  /** ISO, UTC. */
  readonly today: string;
  /** Wording of prompts by language and key. */
  readonly wording: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

/** @returns errors and warnings in the order of the file */
export function lint(file: PolicyFile, surroundings: Surroundings): readonly Problem[] {
  const { baseline } = surroundings;
  const rules = file.pack?.rules ?? [];
  const faults = meaningFaults(file, baseline);
  const ofRules: readonly Finding[] = [
    ...faults,
    ...rules.flatMap((rule, index) => lintRule(rule, index, surroundings)),
    ...lintTrials(file, surroundings.today),
    ...doubleIds(file, baseline),
    // Where a rule is wrong in itself, what all of them come to says nothing yet.
    ...(faults.length === 0
      ? [...lintEffect(file, baseline), ...lintReasonCodes(file, baseline)]
      : []),
  ];
  const found = [
    ...ofRules.map((finding) => ({ ...finding, path: ['rules', ...finding.path] })),
    ...(file.settings ? lintHosts(file.settings, baseline.sites) : []),
    ...(file.settings ? lintPilots(file.settings, baseline.pack, surroundings.today) : []),
    ...(file.settings ? lintDeciding(file.settings, baseline) : []),
    ...(file.settings ? lintDecidingDays(file.settings, surroundings.today) : []),
    ...(file.raw ? lintSignature(file.raw) : []),
  ];
  return found
    .map(({ severity, ...rest }) => ({ severity, ...file.locate({ ...rest, onName: false }) }))
    .sort(byPlace);
}

function meaningFaults(file: PolicyFile, baseline: Baseline): readonly Finding[] {
  const { pack } = file;
  if (!pack) return [];
  const own = ruleFaults(pack.rules, baseline);
  const all = own.length > 0 || isReplacement(file) ? own : looserReasons(baseline.pack, pack);
  return all.map(({ code, path, reason, instead }) => ({
    severity: 'error',
    code,
    path,
    what: reason,
    instead,
  }));
}

/** What one rule says that comes to nothing, and words that are missing. */
function lintRule(rule: Rule, index: number, { wording }: Surroundings): readonly Finding[] {
  const { when, outcome, reasons, authoriser } = rule;
  const found: Finding[] = [];
  const add = (
    severity: Finding['severity'],
    code: ProblemCode,
    field: readonly PropertyKey[],
    what: string,
    instead: string,
  ): void => {
    found.push({ severity, code, path: [index, ...field], what, instead });
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
  reasons.forEach((code, at) => {
    const place = ['reasons', at] as const;
    if (reasons.indexOf(code) !== at)
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

/** A ledger entry names the rule: two of one name could not be told apart. */
function doubleIds(file: PolicyFile, baseline: Baseline): readonly Finding[] {
  const rules = file.pack?.rules ?? [];
  const national = new Set(isReplacement(file) ? [] : baseline.pack.rules.map(({ id }) => id));
  const seen = new Set<string>();
  return rules.flatMap(({ id }, index): Finding[] => {
    const isDouble = seen.has(id) || national.has(id);
    const of = national.has(id) ? 'a national rule' : 'another rule';
    seen.add(id);
    return isDouble
      ? [
          {
            severity: 'error',
            code: 'rule-id-twice',
            path: [index, 'id'],
            what: `is the id of ${of} too`,
            instead: `write another, such as "${id}-2"`,
          },
        ]
      : [];
  });
}
