/**
 * Rules on trial: a force may try a rule of its own before it enforces it. Until the last day of
 * the trial an attempt is only recorded (`observe`), or the officer is shown the rule and may go on
 * with one press (`rehearse`); from the next day on the rule is enforced, whether anybody remembers
 * or not. National rules are rehearsed by `pilots`.
 */
import { isHeld, outcomeRank } from '../vocabulary.ts';
import type { Rule } from './model.ts';
import { rehearsed } from './pilots.ts';

/** Whether a trial that ends on this day (ISO) still lasts. */
export type Lasts = (until: string) => boolean;

/** @param day ISO, UTC */
export function onDay(day: string): Lasts {
  return (until) => day <= until;
}

/** @param past the day whose trials are over with all before; null: none is over */
export function afterDay(past: string | null): Lasts {
  return (until) => past === null || past < until;
}

/** Before any trial is over. */
export const ALWAYS: Lasts = () => true;

/** When all trials are over. */
export const NEVER: Lasts = () => false;

export function isOnTrial({ mode = 'enforce', until = '' }: Rule, lasts: Lasts): boolean {
  return mode !== 'enforce' && lasts(until);
}

/** The rule as it counts: on trial it asks for no reason. */
export function ruleDuring(rule: Rule, lasts: Lasts): Rule {
  const { mode: _mode, until: _until, ...enforced } = rule;
  if (!isOnTrial(rule, lasts)) return enforced;
  if (rule.mode === 'rehearse' && isHeld(rule.outcome)) return rehearsed(rule, rule.until ?? '');
  const { authoriser: _nobody, ...rest } = rule;
  const isMilder = outcomeRank(rule.outcome) < outcomeRank('observe');
  return { ...rest, outcome: isMilder ? rule.outcome : 'observe', reasons: [] };
}

/** Most days on which trials of one policy may end: each is a policy of its own to prove. */
export const MAX_ENDS = 12;

/** The days after which something is enforced that was on trial; null stands for before them all. */
export function phasesOf(rules: readonly Rule[]): readonly (string | null)[] {
  const ends = rules.flatMap(({ mode = 'enforce', until }) =>
    mode !== 'enforce' && until !== undefined ? [until] : [],
  );
  return [null, ...[...new Set(ends)].sort()];
}
