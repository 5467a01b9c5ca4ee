/**
 * What a schema cannot say of rules: codes and wordings exist, a held attempt has a way to go on,
 * and that way is none that the national baseline bars. The extension refuses settings for it, and
 * `npm run policy -- check` says it beforehand.
 */

import { outcomeRank } from '../vocabulary.ts';
import { asksReason, CELLS, looserCells } from './demand.ts';
import type { Rule, RulePack } from './model.ts';
import { nearest } from './nearest.ts';
import type { ProblemCode } from './problem-codes.ts';
import { compileTable, type DecisionTable, ruleApplies } from './table.ts';
import { afterDay, MAX_ENDS, phasesOf, ruleDuring } from './trial.ts';

/** One thing that a policy may not say. `path` leads from the rules to the field. */
export interface RuleFault {
  readonly code: ProblemCode;
  readonly path: readonly PropertyKey[];
  readonly reason: string;
  /** What to write instead. */
  readonly instead: string;
}

/** What rules may refer to. */
export interface Known {
  readonly reasonCodes: readonly string[];
  readonly wordingKeys: readonly string[];
}

export function ruleFaults(rules: readonly Rule[], known: Known): readonly RuleFault[] {
  const [, ...ends] = phasesOf(rules);
  const late = rules.findIndex(({ until }) => until === ends[MAX_ENDS]);
  return [
    ...rules.flatMap((rule, index) =>
      faultsOf(rule, known).map((fault) => ({ ...fault, path: [index, ...fault.path] })),
    ),
    ...(ends.length > MAX_ENDS ? [tooManyEnds(late)] : []),
  ];
}

function tooManyEnds(index: number): RuleFault {
  return {
    code: 'too-many-trial-ends',
    path: [index, 'until'],
    reason: `is one of more than ${MAX_ENDS} days on which trials end`,
    instead: 'let several trials end on the same day',
  };
}

function faultsOf(rule: Rule, { reasonCodes, wordingKeys }: Known): readonly RuleFault[] {
  const faults: RuleFault[] = [];
  rule.reasons.forEach((code, index) => {
    if (!reasonCodes.includes(code))
      faults.push({
        code: 'unknown-reason',
        path: ['reasons', index],
        reason: 'is not a known reason code',
        instead: writeNearest(code, reasonCodes),
      });
  });
  if (!wordingKeys.includes(rule.wording))
    faults.push({
      code: 'unknown-wording',
      path: ['wording'],
      reason: 'is not a known wording',
      instead: writeNearest(rule.wording, wordingKeys),
    });
  if (asksReason(rule.outcome) && rule.reasons.length === 0)
    faults.push({
      code: 'no-reason-offered',
      path: ['reasons'],
      reason: 'has to offer at least one reason code',
      instead: 'name the codes that may be given, or make the outcome "warn" or "block"',
    });
  if (rule.mode !== undefined && rule.mode !== 'enforce' && rule.until === undefined)
    faults.push({
      code: 'trial-without-end',
      path: ['mode'],
      reason: 'needs a day on which the trial ends',
      instead: 'add "until" with its last day, such as 2026-11-30',
    });
  if (rule.outcome === 'approve' && rule.authoriser === undefined)
    faults.push({
      code: 'nobody-may-authorise',
      path: ['authoriser'],
      reason: 'is needed where the outcome is approve',
      instead: 'add "authoriser": "inspector", or another rank',
    });
  return faults;
}

/** "write X" where one is near, else all that may be written. */
export function writeNearest(written: string, allowed: readonly string[]): string {
  const near = nearest(written, allowed);
  return near === undefined ? `write one of ${allowed.join(', ')}` : `write "${near}"`;
}

/**
 * Reasons that rules offer where the baseline bars them: the join cannot lower an outcome, but a
 * stricter rule brings its own reasons with it. Looked for in every phase, since a rule on trial
 * may uncover another.
 *
 * @param fresh those of the rules of which nobody knows yet that they bring none by themselves
 */
export function looserReasons(
  national: RulePack,
  own: RulePack,
  fresh: readonly Rule[] = own.rules,
): readonly RuleFault[] {
  const before = compileTable([national]);
  if (!mayBringReasons(before, fresh)) return [];
  const found = new Map<string, RuleFault>();
  for (const past of phasesOf(own.rules)) {
    const rules = own.rules.map((rule) => ruleDuring(rule, afterDay(past)));
    for (const fault of looserNow(before, national, { ...own, rules }))
      found.set(fault.path.join(), fault);
  }
  return [...found.values()];
}

/**
 * Whether one could, if no other rule of the force were stricter. Where none could, no phase has to
 * be worked out: with many units and trials that took seconds. On trial a rule brings no reasons.
 */
function mayBringReasons(before: DecisionTable, rules: readonly Rule[]): boolean {
  const asking = rules.filter((rule) => asksReason(rule.outcome) && rule.reasons.length > 0);
  return before.rules.some((barring, index) => {
    if (!asksReason(barring.outcome)) return false;
    // The national rule stands where both ask alike.
    const others = asking.filter(
      ({ outcome, reasons }) =>
        outcomeRank(outcome) > outcomeRank(barring.outcome) &&
        reasons.some((code) => !barring.reasons.includes(code)),
    );
    return others.some(({ when }) =>
      CELLS.some((cell, at) => before.winners[at] === index && ruleApplies(when, cell)),
    );
  });
}

function looserNow(before: DecisionTable, national: RulePack, own: RulePack): readonly RuleFault[] {
  const after = compileTable([national, own]);
  return looserCells(before, after).flatMap(({ cell, ways }) => {
    const index = (after.winners[cell] ?? 0) - national.rules.length;
    const barring = before.rules[before.winners[cell] ?? 0]?.id ?? '';
    return ways.flatMap((way) =>
      (way.by === 'reasons' ? way.added : []).map(
        (code): RuleFault => ({
          code: 'reason-not-national',
          path: [index, 'reasons', own.rules[index]?.reasons.indexOf(code) ?? 0],
          reason: 'is a reason that the national baseline does not take there',
          instead: `take it out; rule ${barring} does not offer it`,
        }),
      ),
    );
  });
}
